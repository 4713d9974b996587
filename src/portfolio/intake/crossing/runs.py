"""Long tables taken by runs of rows that say the same, as sorted extracts do.

A million months of values concern some thousand benefits: what is asked of each of them is asked
once and spread over its rows. Unsorted tables give the same answers, more slowly.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def distinct(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The different combinations of some columns, in order of first appearance."""
    return table.filter(starts(columns)).select(columns).unique(maintain_order=True)


def spread(table: pl.DataFrame, answers: pl.DataFrame, answer: str) -> pl.Series:
    """The answer for each row of a table. `answers` has one row per combination of the columns
    that it shares with the table, beside the answer."""
    columns = [column for column in answers.columns if column != answer]
    first_rows = table.filter(starts(columns)).select(columns)
    of_runs = first_rows.join(
        answers, on=columns, how="left", maintain_order="left", nulls_equal=True
    )
    run = table.select(starts(columns).cum_sum().cast(pl.UInt32) - 1).to_series()
    return of_runs[answer].gather(run)


def starts(columns: Sequence[str]) -> pl.Expr:
    """True where a row differs from the one above; the first row does."""
    first = pl.int_range(pl.len()) == 0
    return pl.any_horizontal(first, *(pl.col(c).ne_missing(pl.col(c).shift()) for c in columns))
