"""Rows that are, every one of them, those of this partner's last return: its files once more."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.intake.crossing.context import Notebook

# Of other kinds one alone may well stay as it was; months go on whatever happens.
_MOVES_EVERY_TIME = "benefit_values"


def check_unchanged(book: Notebook, tables: Mapping[str, pl.DataFrame]) -> None:
    """A note where nothing has changed since a return for an earlier period, in any of the kinds
    sent or in the months of values."""
    stands = book.context.standing
    earlier = {k: p for k, p in stands.previous_periods.items() if p < book.context.period}
    asked = [kind for kind, table in tables.items() if kind in earlier and table.height]
    if len(asked) < len(tables):
        asked = [kind for kind in asked if kind == _MOVES_EVERY_TIME]
    same = [kind for kind in asked if _are_the_same(KINDS[kind], tables[kind], stands.previous)]
    if len(same) < len(tables):
        same = [kind for kind in same if kind == _MOVES_EVERY_TIME]
    for month in sorted({earlier[kind] for kind in same}):
        kinds = [kind for kind in same if earlier[kind] == month]
        rows = sum(tables[kind].height for kind in kinds)
        book.say(
            "same_as_last_return",
            kind=kinds[0] if len(kinds) == 1 else None,
            rows_are="The one row here is" if rows == 1 else f"All {rows:,} rows here are",
            month=month.words,
        )


def _are_the_same(kind: Kind, table: pl.DataFrame, previous: Mapping[str, pl.DataFrame]) -> bool:
    """Whether two tables have the same rows, in whatever order. One number stands for each row:
    two different tables share all of them by a chance that nobody lives to see."""
    before = previous[kind.name]
    if before.height != table.height:
        return False
    now = table.select(kind.columns)
    then = before.select(pl.col(c).cast(dtype) for c, dtype in now.schema.items())
    return now.hash_rows().sort().equals(then.hash_rows().sort())
