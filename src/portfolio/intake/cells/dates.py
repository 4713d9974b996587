"""How dates and months are written: in ISO, day first, and as spreadsheets rewrite them."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells.forms import PLACEHOLDER, Form, Reader

_MONTH_NAME = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t|tember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)"
)
# `Apr 26` without a hyphen may be a day in April: a year of two digits needs the hyphen.
_NAMED = rf"(?i)^{_MONTH_NAME}(\s?-\s?\d\d|[\s-]+\d{{4}})$"


def _iso(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%Y-%m-%d", strict=False)


def _day_first(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%d/%m/%Y", strict=False)


def _named_month(cell: pl.Expr) -> pl.Expr:
    """`Apr-26`, `April 2026`: the first three letters say which month, the digits which year; two
    digits are of this century."""
    year = "20" + cell.str.extract(r"(\d\d)$")
    full_year = pl.coalesce(cell.str.extract(r"(\d{4})$"), year)
    name = cell.str.slice(0, 3).str.to_titlecase()
    written = pl.concat_str(pl.lit("1 "), name, pl.lit(" "), full_year)
    return written.str.to_date("%d %b %Y", strict=False).dt.strftime("%Y-%m")


DATE = Reader(
    pl.Date,
    (
        Form(r"^\d{4}-\d{2}-\d{2}$", _iso),
        Form(r"^\d{1,2}/\d{1,2}/\d{4}$", _day_first, "date_day_first"),
    ),
    "date_not_readable",
    (
        PLACEHOLDER,
        (r"^(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/\d{4}$", "date_impossible_day_first"),
    ),
)
MONTH = Reader(
    pl.String,
    (
        Form(r"^\d{4}-(0[1-9]|1[0-2])$", lambda cell: cell),
        Form(r"^\d{4}-(0[1-9]|1[0-2])-01$", lambda cell: cell.str.slice(0, 7), "month_excel"),
        Form(
            r"^0?1/\d{1,2}/\d{4}$",
            lambda cell: _day_first(cell).dt.strftime("%Y-%m"),
            "month_excel",
        ),
        Form(_NAMED, _named_month, "month_excel"),
    ),
    "month_not_readable",
)
