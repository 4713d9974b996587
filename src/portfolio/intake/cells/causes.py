"""Cells that one rule stops, told apart by their cause: how they are written, or what they say."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

# Up to so many causes of one rule each get a finding; beyond, the first speaks for all.
_TOLD_APART = 5
# Rules that say only what a cell is not: there the way in which it is written is the cause.
_BY_SHAPE = (
    "date_not_readable",
    "month_not_readable",
    "money_not_pounds",
    "number_not_readable",
    "whole_not_readable",
    "percent_not_readable",
    "yes_no_not_readable",
)
_BY_WORD = (
    "placeholder",
    "placeholder_in_required",
    "confidence_mapped",
    "id_shortened",
    "no_such_day",
    "weekday_differs",
)
# So few are worked out one by one.
_FEW = 1_000
# A longer one is a text, and hardly any other cell is written so.
_LONGEST_LOOKED_FOR = 30
_PLAINLY = {"a": "[A-Za-z]+", "9": "[0-9]+(?:[., ][0-9]+)*"}


def by_cause(rule: str, cells: pl.DataFrame) -> Sequence[pl.DataFrame]:
    """Return the cells of each cause, in order of first appearance; all together, where causes
    are many or the rule names the cause itself."""
    if rule in _BY_SHAPE:
        cause = shapes(cells["cell"])
    elif rule in _BY_WORD:
        cause = cells["cell"].str.to_lowercase()
    else:
        return [cells]
    if not 1 < cause.n_unique() <= _TOLD_APART:
        return [cells]
    return cells.with_columns(cause.alias("cause")).partition_by("cause", maintain_order=True)


def shapes(cells: pl.Series) -> pl.Series:
    """Return how each cell is written. Of a million cells most are written as one of the first
    is: to ask each whether it is takes a tenth of the time of working it out."""
    left = pl.DataFrame({"cell": cells}).with_row_index("place")
    found: list[pl.DataFrame] = []
    while left.height > _FEW and len(found) < _TOLD_APART:
        first = str(left.head(1).select(shape(pl.col("cell"))).item())
        if len(first) > _LONGEST_LOOKED_FOR:
            break
        fits = left["cell"].str.contains(_plainly_written(first))
        alike, left = (
            (left, left.clear()) if fits.all() else (left.filter(fits), left.filter(~fits))
        )
        found.append(alike.select("place", shape=pl.lit(first)))
    found.append(left.select("place", shape=shape(pl.col("cell"))))
    return pl.concat(found).sort("place")["shape"]


def shape(cell: pl.Expr) -> pl.Expr:
    """Return how a cell is written: each number as `9`, each word as `a`."""
    words = cell.str.replace_all(r"\p{L}+", "a")
    return words.str.replace_all(r"[0-9]+", "9").str.replace_all(r"9([.,\s]9)+", "9")


def _plainly_written(one: str) -> str:
    """Return a pattern of cells of this shape: not of all, but of none besides."""
    return f"^{''.join(_PLAINLY.get(c) or pl.escape_regex(c) for c in one)}$"
