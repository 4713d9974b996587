"""Columns that held values in this partner's last return and hold none in this one."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.rules import listed
from portfolio.intake.crossing.context import Notebook

# A few values taken away are seen one by one in the preview; a service that has ended leaves three.
_FEW = 3
_NAMED = 30


def check_emptied(book: Notebook, tables: Mapping[str, pl.DataFrame]) -> None:
    """One note for each kind, which names them all: left out, or sent without a value."""
    for kind, table in tables.items():
        before = book.context.standing.previous.get(kind) if table.height else None
        if before is None or before.is_empty():
            continue
        held = _held(KINDS[kind], table, before)
        values = sum(held.values())
        if values > _FEW:
            book.say(
                "columns_emptied",
                kind=kind,
                columns=listed([*held], _NAMED),
                hold="holds" if len(held) == 1 else "hold",
                values=f"{values:,} values",
            )


def _held(kind: Kind, table: pl.DataFrame, before: pl.DataFrame) -> Mapping[str, int]:
    """By column that is blank throughout now, how many rows still sent had a value in it."""
    both = [c for c in kind.columns if c in table.columns and c in before.columns]
    blank = [column for column in both if table[column].null_count() == table.height]
    given = [column for column in blank if before[column].null_count() < before.height]
    if not given:
        return {}
    with_values = before.filter(pl.any_horizontal(pl.col(given).is_not_null()))
    still_sent = with_values.join(table, on=list(kind.key), how="semi")
    return {column: count for column in given if (count := still_sent[column].count())}
