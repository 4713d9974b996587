"""One change between two points, and the pair of points it is between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from portfolio.domain.result import Cell
from portfolio.measures.answers import total
from portfolio.measures.selection import Selection

WORDS = (
    "new",
    "closed",
    "vanished",
    "re_rated",
    "re_dated",
    "re_costed",
    "re_led",
    "moved_up",
    "moved_down",
    "joined",
    "left",
    "newly_realised",
    "revised",
    "evaporated",
    "disagreement",
    "became_issue",
    "late",
    "missing",
)
"""Every word a change can have, in the order in which they are listed."""


@dataclass(frozen=True)
class Change:
    """What happened to which row of which kind, and what it said before and after.

    `because` says more where the word alone does not; `gbp` is what a change is worth where that
    is known. A risk kept to its organisation has no name here, and says in `kept_to` whose it is.
    """

    what: str
    kind: str
    id: str
    field: str | None = None
    before: Cell = None
    after: Cell = None
    because: str | None = None
    programme_id: str | None = None
    org_code: str | None = None
    benefit_id: str | None = None
    period: str | None = None
    name: str | None = None
    effect: str | None = None
    gbp: float | None = None
    benefit_type: str | None = None
    kept_to: str | None = None

    @property
    def place(self) -> tuple[int, str, str, str]:
        return WORDS.index(self.what), self.kind, self.id, self.field or ""


@dataclass(frozen=True)
class Pair:
    """The same choice of programmes at two points of one system."""

    before: Selection
    after: Selection


Changes = Iterator[Change]
# A named row of a frame has values of the types that its query states: hence Any.
Row = dict[str, Any]


def side_by_side(before: pl.DataFrame, after: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return the rows of either, matched by key, the earlier one's other columns ending in
    `_before`; `is_before` and `is_after` say where a row was."""
    earlier = before.rename({name: f"{name}_before" for name in before.columns if name not in key})
    return (
        earlier.with_columns(is_before=pl.lit(True))
        .join(
            after.with_columns(is_after=pl.lit(True)),
            on=key,
            how="full",
            coalesce=True,
        )
        .with_columns(pl.col("is_before", "is_after").fill_null(value=False))
        .sort(key)
    )


def together(selection: Selection, rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return one row a month. As now an organisation and the one it followed may both have it:
    then it is the sums of the figures that are compared, and what nobody said stays unsaid."""
    if not selection.system.is_as_now:
        return rows
    figures = [column for column in rows.columns if column not in by]
    return rows.group_by(by, maintain_order=True).agg(map(total, figures))


def plain(cell: Cell | Decimal) -> Cell:
    """Return a cell of a frame as a result carries it: exact decimals as plain numbers."""
    return float(cell) if isinstance(cell, Decimal) else cell
