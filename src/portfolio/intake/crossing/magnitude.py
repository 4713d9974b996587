"""Amounts that look as if they were written in thousands or millions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    pairs = _same_keys(table, previous, KINDS[kind].key, columns)
    for column in columns:
        book.tell("changed_500_times", kind, column, _moved_far(pairs, column))


def _moved_far(pairs: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows whose amount is 500 times the one before or more, or that much less."""
    now, then = pl.col(column), pl.col(f"{column}_before")
    far = (now >= then * _FAR_APART) | (then >= now * _FAR_APART)
    grown = now >= then
    times = pl.when(grown).then(now / then).otherwise(then / now).round(0).cast(pl.Int64)
    words = pl.when(grown).then(pl.lit("larger than")).otherwise(pl.lit("smaller than"))
    return (
        pairs.filter((now > 0) & (then > 0) & far)
        .sort("row_number")
        .select("row_number", found=now, times=times, direction=words, before=then)
    )


def _same_keys(
    table: pl.DataFrame, previous: pl.DataFrame, key: Sequence[str], columns: Sequence[str]
) -> pl.DataFrame:
    """Rows of both tables side by side, where the key is the same. One number stands for each
    key: among a million keys two share one with odds of one in tens of millions, and then at
    worst a note is said that is not due."""
    hashed = pl.sum_horizontal(pl.col(part).hash(seed) for seed, part in enumerate(key))
    given = pl.any_horizontal(pl.col(column) > 0 for column in columns)
    before = (pl.col(c).cast(pl.Float64).alias(f"{c}_before") for c in columns)
    new = table.select("row_number", *columns, key=hashed).filter(given)
    old = previous.select(*columns, key=hashed).filter(given).select(*before, "key")
    return new.join(old, on="key")
