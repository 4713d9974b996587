"""How many complete months lie between two days."""

from __future__ import annotations

import calendar
from datetime import date

import polars as pl


def complete_months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Return the largest k for which start + k months, kept inside the month, is not after the
    end.

    From 31 January to 28 February is one month; negative where the end lies before the start.
    """
    months = (end.dt.year() - start.dt.year()) * 12 + end.dt.month() - start.dt.month()
    day = pl.min_horizontal(start.dt.day(), end.dt.month_end().dt.day())
    return (months - (end.dt.day() < day).cast(pl.Int32)).cast(pl.Int32)


def months_between(start: date, end: date) -> int:
    """Return the same for two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    day = min(start.day, calendar.monthrange(end.year, end.month)[1])
    return months - (end.day < day)
