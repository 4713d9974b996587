"""Amounts that look as if they were written in thousands or millions."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.crossing.context import Notebook

_SMALL_COST_GBP = 1_000
_FAR_APART = 500


def check_magnitudes(book: Notebook, tables: Mapping[str, pl.DataFrame]) -> None:
    """Notes on whole-life costs under £1,000 and on changes of 500 times or more."""
    if "programmes" in tables:
        for column in ("approved_cost_gbp", "forecast_cost_gbp"):
            cost = pl.col(column)
            small = tables["programmes"].filter((cost > 0) & (cost < _SMALL_COST_GBP))
            book.tell(
                "cost_looks_small", "programmes", column, small.select("row_number", found=column)
            )
    for kind, table in tables.items():
        previous = book.context.standing.previous.get(kind)
        if previous is not None and previous.height and table.height:
            _check_changes(book, kind, table, previous)


def _check_changes(book: Notebook, kind: str, table: pl.DataFrame, previous: pl.DataFrame) -> None:
    columns = [field.name for field in KINDS[kind].fields if field.type == "money"]
    if not columns:
        return
    key = list(KINDS[kind].key)
    then_columns = (pl.col(c).cast(pl.Float64).alias(f"{c}_before") for c in columns)
    before = previous.select(*key, *then_columns)
    both = table.select("row_number", *key, *columns).join(before, on=key)
    for column in columns:
        now, then = pl.col(column), pl.col(f"{column}_before")
        far = (now > 0) & (then > 0) & ((now >= then * _FAR_APART) | (then >= now * _FAR_APART))
        moved = both.filter(far).sort("row_number")
        grown = now >= then
        times = pl.when(grown).then(now / then).otherwise(then / now).round(0).cast(pl.Int64)
        words = pl.when(grown).then(pl.lit("larger than")).otherwise(pl.lit("smaller than"))
        book.tell(
            "changed_500_times",
            kind,
            column,
            moved.select(
                "row_number",
                found=now,
                times=times,
                direction=words,
                before=then,
            ),
        )
