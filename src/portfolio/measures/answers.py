"""What a measure gives back before its provenance is added, and tables made from frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from portfolio.domain.filters import Point
from portfolio.domain.result import ResultTable, Status


@dataclass(frozen=True)
class Answer:
    """A value with its status and tables; `kinds` are the extracts it was counted from, `since`
    the earlier point of what compares two."""

    status: Status
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    tables: Mapping[str, ResultTable] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    since: Point | None = None
    kinds: tuple[str, ...] = ("programmes", "benefits", "benefit_values")


def table(rows: pl.DataFrame, *columns: str, order: Sequence[str] = ()) -> ResultTable:
    """Return the named columns of a frame as a table, exact decimals as plain numbers."""
    chosen = (rows.sort(order, nulls_last=True) if order else rows).select(columns)
    plain = chosen.with_columns(pl.selectors.decimal().cast(pl.Float64))
    return ResultTable(columns=tuple(plain.columns), rows=tuple(plain.rows()))


def total(column: str) -> pl.Expr:
    """Return the exact sum of a column; blank where nothing is known, never 0."""
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum()).alias(column)


def known_sum(rows: pl.DataFrame, column: str) -> float | None:
    """Return the exact sum of a column as a plain number, or None where nothing is known."""
    known = rows[column].drop_nulls()
    return float(known.sum()) if len(known) else None


def share(numerator: str, denominator: str) -> pl.Expr:
    """Return one column over another as a plain number; blank where there is nothing to divide
    by."""
    below = pl.col(denominator).cast(pl.Float64)
    return pl.when(below > 0).then(pl.col(numerator).cast(pl.Float64) / below)
