"""Rows that are, every one of them, those of this partner's last return: its files once more."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.domain.codes import ENDED_BENEFITS
from portfolio.intake.whole_return.context import FindingCollector

# Of other kinds one alone may well stay as it was; months go on whatever happens.
_MOVES_EVERY_TIME = "benefit_values"
# Of these no more months come; of those that have not begun none are due.
_WITHOUT_NEW_MONTHS = ("identified", "planned", *ENDED_BENEFITS)


def check_unchanged(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """A note where nothing has changed since a return for an earlier period, in any of the kinds
    sent or in the months of values."""
    previous = findings.context.standing.previous
    sent_for = findings.context.standing.previous_periods
    earlier = {k: p for k, p in sent_for.items() if p < findings.context.period}

    def is_the_same(kind: str) -> bool:
        is_comparable = kind in earlier and tables[kind].height > 0
        return is_comparable and _are_the_same(KINDS[kind], tables[kind], previous)

    # Months differ nearly always, and then nothing else needs to be looked at.
    if _MOVES_EVERY_TIME in tables and not is_the_same(_MOVES_EVERY_TIME):
        return
    others = [kind for kind in tables if kind != _MOVES_EVERY_TIME]
    same = [*tables] if all(is_the_same(kind) for kind in others) else [_MOVES_EVERY_TIME]
    same = [kind for kind in same if kind in tables]
    if len(same) < len(tables) and not _is_any_going_on(tables, previous):
        return
    for month in sorted({earlier[kind] for kind in same}):
        kinds = [kind for kind in same if earlier[kind] == month]
        rows = sum(tables[kind].height for kind in kinds)
        findings.say(
            "same_as_last_return",
            kind=kinds[0] if len(kinds) == 1 else None,
            rows_are="The one row here is" if rows == 1 else f"All {rows:,} rows here are",
            month=month.words,
        )


def _is_any_going_on(
    tables: Mapping[str, pl.DataFrame], previous: Mapping[str, pl.DataFrame]
) -> bool:
    """Return whether some benefit is to have months yet; where the register was never sent,
    nobody knows."""
    register = tables.get("benefits", previous.get("benefits"))
    return register is None or not register["status"].is_in(_WITHOUT_NEW_MONTHS).all()


def _are_the_same(kind: Kind, table: pl.DataFrame, previous: Mapping[str, pl.DataFrame]) -> bool:
    """Return whether two tables have the same rows, in whatever order. One number stands for
    each row: two different tables share all of them by a chance that nobody lives to see."""
    before = previous[kind.name]
    if before.height != table.height:
        return False
    now = table.select(kind.columns)
    then = before.select(pl.col(c).cast(dtype) for c, dtype in now.schema.items())
    return now.hash_rows().sort().equals(then.hash_rows().sort())
