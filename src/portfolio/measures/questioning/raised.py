"""What a rule raises: the facts behind a question, and no words of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Result

Ask = Callable[[str, Filters], Result]
"""Gives another measure's result under some filters."""
# Cells of a result's row have the types its table states: hence Any.
Row = dict[str, Any]


@dataclass(frozen=True)
class Raised:
    """One question in facts. `strength` orders the questions of one rule, the largest first; what
    is at stake, in pounds or else in people, orders those of all rules. `quote` is what somebody
    has said about it in their own words, and `quoted` who: the owner, the reviewer, or the code of
    an organisation. Pounds are of one `benefit_type`, where they are benefit.

    What `part`, `whole`, `gbp`, `other_gbp` and the rest count is for the rule to say.
    """

    rule: str
    measure: str
    strength: float
    programme_id: str | None = None
    org_code: str | None = None
    theme: str | None = None
    theme_name: str | None = None
    part: float | None = None
    whole: float | None = None
    gbp: float | None = None
    other_gbp: float | None = None
    months: int | None = None
    state: str | None = None
    other_state: str | None = None
    said: str | None = None
    benefit_type: str | None = None
    at_stake_gbp: float | None = None
    at_stake_people: float | None = None
    quote: str | None = None
    quoted: str | None = None


@dataclass(frozen=True)
class Evidence:
    """The other measures' results under the same filters, each asked for when a rule reads it."""

    ask: Ask
    filters: Filters

    @property
    def period(self) -> Period:
        return self.filters.period

    def rows(self, measure_id: str, table: str) -> list[Row]:
        found = self.ask(measure_id, self.filters).tables.get(table)
        return found.records() if found else []


def first_of_each(rows: Iterable[Row], *of: str) -> list[Row]:
    """For each of what is named the row of its first £ type, in the order a headline takes them:
    pounds of different types are never added up to raise a question."""
    kept: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=_type_place):
        kept.setdefault(tuple(row[name] for name in of), row)
    return list(kept.values())


def _type_place(row: Row) -> int:
    kind = row["benefit_type"]
    return PRICED_TYPES.index(kind) if kind in PRICED_TYPES else len(PRICED_TYPES)


Raise = Iterator[Raised]
Rule = Callable[[Evidence], Raise]
