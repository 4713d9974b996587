"""How amounts, numbers, percentages and yes or no are written."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells.forms import (
    NARROW,
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    Fault,
    Form,
    ValueReader,
)

# Whole numbers beyond this are no longer told apart in eight bytes; nor pence beyond the other.
_LARGEST = 1e15
_LARGEST_AMOUNT = 1e13
# So many digits eight bytes always keep.
_DIGITS_KEPT = 15
_GROUPED = r"[0-9]{1,3}(,[0-9]{3})+"
_FIGURE = r"[0-9][0-9,]*(\.[0-9]*)?"

# A spreadsheet's accounting format shows nought as a dash.
_NOUGHT = Fault(r"^£?\s*[-\x{2013}\x{2014}]$", "dash_for_nought")
# A pound sign that was read in another encoding than it was written in, or written for the web.
_POUND_GARBLED = (
    r"^[-+]?\s*(Â£|Ã‚Â£|¬£|┬ú|\x{fffd}|&pound;|&#163;|\+AKM-|œ|ú)\s*[-+]?[0-9][0-9,.]*$"
    r"|^[-+]?[0-9][0-9,.]*\s*(Â£|Ã‚Â£|¬£|┬ú|\x{fffd}|&pound;|&#163;|\+AKM-)$"
)
# As statistics publish: `[p]` for provisional, `12 [r]` for revised, `<5` for a few.
_FIGURE_MARKED = rf"(?i)^£?{_FIGURE}\s*%?\s*(\[[a-z]{{1,4}}\]|\((p|r|e|est|prov|provisional|estimated?|revised)\)|[*†‡])$"  # noqa: E501
_STOPS = (
    # Before what is not known: each of these may be a figure, which is nought.
    Fault(r"(?i)^£?\s*(nil|none|no|nothing|zero|nought|naught)\.?$", "word_for_nought"),
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    NARROW,
    Fault(_POUND_GARBLED, "pound_garbled"),
    Fault(_FIGURE_MARKED, "figure_with_mark"),
    Fault(
        rf"(?i)^(<|<=|≤|under|below|less than|fewer than|up to)\s*£?{_FIGURE}\s*%?$",
        "figure_withheld",
    ),
    Fault(r"^[-+]?£?\s*[0-9,]{14,}(\.[0-9]*)?\s*%?$", "number_too_large"),
    Fault(r"(?i)^[-+]?[0-9]+(\.[0-9]+)?e[-+]?[0-9]+$", "number_shortened"),
    Fault(rf"^£?\s*\(\s*£?\s*{_FIGURE}\s*%?\s*\)$", "number_in_brackets"),
    Fault(
        rf"^£?\s*[\x{{2010}}-\x{{2015}}\x{{2212}}\x{{fe63}}\x{{ff0d}}]\s*£?\s*{_FIGURE}\s*%?$",
        "dash_for_minus",
    ),
)


def _figure(cell: pl.Expr) -> pl.Expr:
    return cell.cast(pl.Float64, strict=False)


def _number(cell: pl.Expr) -> pl.Expr:
    value = _figure(cell)
    return pl.when(value.abs() < _LARGEST).then(value)


def _kept_whole(cell: pl.Expr) -> pl.Expr:
    """Return the number, where no digit of it is lost in eight bytes."""
    digits = cell.str.replace_all(r"[^0-9]", "").str.strip_chars_start("0").str.len_bytes()
    return pl.when(digits <= _DIGITS_KEPT).then(_number(cell))


def _amount(cell: pl.Expr) -> pl.Expr:
    value = _figure(cell)
    return pl.when(value.abs() < _LARGEST_AMOUNT).then(value)


def _bare(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(r"[£,\s]", "")


def _pence(cell: pl.Expr) -> pl.Expr:
    return _amount(_bare(cell)).round(2, mode="half_away_from_zero")


def _whole(cell: pl.Expr) -> pl.Expr:
    return _number(_bare(cell)).cast(pl.Int64, strict=False)


def _percent(cell: pl.Expr) -> pl.Expr:
    return _number(cell.str.strip_chars_end("% "))


MONEY = ValueReader(
    pl.Float64,
    (
        Form(r"^[-+]?([0-9]+(\.[0-9]{1,2})?|\.[0-9]{1,2})$", _figure, most=_LARGEST_AMOUNT),
        Form(
            rf"^[-+]?\s*£?\s*[-+]?(({_GROUPED}|[0-9]+)(\.[0-9]{{1,2}})?|\.[0-9]{{1,2}})$",
            lambda cell: _amount(_bare(cell)),
            "money_with_signs",
        ),
        # As databases write money: nothing is rounded.
        Form(r"^[-+]?[0-9]+\.[0-9]{2}0+$", _amount),
        Form(
            rf"^[-+]?\s*£?\s*[-+]?({_GROUPED}|[0-9]+)?\.[0-9]{{3,}}$",
            _pence,
            "money_more_than_pence",
        ),
    ),
    "money_not_pounds",
    (_NOUGHT, *_STOPS),
    spaces="money_with_spaces",
)
NUMBER = ValueReader(
    pl.Float64,
    (
        Form(r"^[-+]?([0-9]{1,15}|[0-9]{0,9}\.[0-9]{1,6})$", _figure, most=_LARGEST),
        Form(r"^[-+]?[0-9]*\.?[0-9]+$", _kept_whole),
        Form(r"^[-+]?[0-9]*\.[0-9]+$", _number, "number_rounded"),
        Form(
            rf"^[-+]?{_GROUPED}(\.[0-9]+)?$",
            lambda cell: _number(_bare(cell)),
            "number_with_commas",
        ),
    ),
    "number_not_readable",
    (_NOUGHT, *_STOPS),
)
WHOLE = ValueReader(
    pl.Int64,
    (
        Form(r"^[-+]?[0-9]+(\.0+)?$", _whole),
        Form(rf"^[-+]?{_GROUPED}(\.0+)?$", _whole, "number_with_commas"),
    ),
    "whole_not_readable",
    _STOPS,
)
PERCENT = ValueReader(
    pl.Float64,
    (
        Form(r"^[-+]?([0-9]{1,9}|[0-9]{0,6}\.[0-9]{1,9})\s*%?$", _percent),
        Form(r"^[-+]?[0-9]*\.[0-9]+\s*%?$", _percent, "number_rounded"),
    ),
    "percent_not_readable",
    _STOPS,
)
YES_NO = ValueReader(
    pl.Boolean,
    (
        Form(r"(?i)^(yes|y|true)$", lambda cell: cell.is_not_null()),
        Form(r"(?i)^(no|n|false)$", lambda cell: cell.is_null()),
    ),
    "yes_no_not_readable",
    (PLACEHOLDER, SPREADSHEET_FAULT, NARROW),
)
