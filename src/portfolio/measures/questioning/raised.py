"""What a rule raises: the facts behind a question, and no words of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Result

Ask = Callable[[str, Filters], Result]
"""Gives another measure's result under some filters."""
# Cells of a result's row have the types its table states: hence Any.
Row = dict[str, Any]


@dataclass(frozen=True)
class Raised:
    """One question in facts. `strength` orders the questions of one rule, the largest first.

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


Raise = Iterator[Raised]
Rule = Callable[[Evidence], Raise]
