"""How amounts, numbers, percentages and yes or no are written."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells.forms import PLACEHOLDER, Form, Reader

# Whole numbers beyond this are no longer told apart in eight bytes.
_LARGEST = 1e15
_GROUPED = r"\d{1,3}(,\d{3})+"
_TOO_MANY_DIGITS = (r"^[-+]?£?\s*[\d,]{16,}(\.\d*)?\s*%?$", "number_too_large")


def _number(cell: pl.Expr) -> pl.Expr:
    value = cell.cast(pl.Float64, strict=False)
    return pl.when(value.abs() < _LARGEST).then(value)


def _bare(cell: pl.Expr) -> pl.Expr:
    return _number(cell.str.replace_all(r"[£,\s]", ""))


def _pence(cell: pl.Expr) -> pl.Expr:
    return _bare(cell).round(2, mode="half_away_from_zero")


def _whole(cell: pl.Expr) -> pl.Expr:
    return _bare(cell).cast(pl.Int64, strict=False)


def _percent(cell: pl.Expr) -> pl.Expr:
    return _number(cell.str.strip_chars_end("% "))


MONEY = Reader(
    pl.Float64,
    (
        Form(r"^[-+]?(\d+(\.\d{1,2})?|\.\d{1,2})$", _number),
        Form(
            rf"^[-+]?\s*£?\s*[-+]?(({_GROUPED}|\d+)(\.\d{{1,2}})?|\.\d{{1,2}})$",
            _bare,
            "money_with_signs",
        ),
        Form(rf"^[-+]?\s*£?\s*[-+]?({_GROUPED}|\d+)?\.\d{{3,}}$", _pence, "money_more_than_pence"),
    ),
    "money_not_pounds",
    (PLACEHOLDER, _TOO_MANY_DIGITS),
)
NUMBER = Reader(
    pl.Float64,
    (
        Form(r"^[-+]?\d*\.?\d+$", _number),
        Form(rf"^[-+]?{_GROUPED}(\.\d+)?$", _bare, "number_with_commas"),
    ),
    "number_not_readable",
    (PLACEHOLDER, _TOO_MANY_DIGITS),
)
WHOLE = Reader(
    pl.Int64,
    (
        Form(r"^[-+]?\d+(\.0+)?$", _whole),
        Form(rf"^[-+]?{_GROUPED}(\.0+)?$", _whole, "number_with_commas"),
    ),
    "whole_not_readable",
    (PLACEHOLDER, _TOO_MANY_DIGITS),
)
PERCENT = Reader(
    pl.Float64,
    (Form(r"^[-+]?\d*\.?\d+\s*%?$", _percent),),
    "percent_not_readable",
    (PLACEHOLDER, _TOO_MANY_DIGITS),
)
YES_NO = Reader(
    pl.Boolean,
    (
        Form(r"(?i)^(yes|y|true)$", lambda cell: cell.is_not_null()),
        Form(r"(?i)^(no|n|false)$", lambda cell: cell.is_null()),
    ),
    "yes_no_not_readable",
)
