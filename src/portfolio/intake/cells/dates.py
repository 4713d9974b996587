"""How dates and months are written: in ISO, day first, and as spreadsheets rewrite them."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells.forms import NARROW, PLACEHOLDER, SPREADSHEET_FAULT, Form, Reader

# Years in which a programme may lie; one outside is a slip, or a filler for what is not known.
_YEAR = r"(19[5-9][0-9]|20[0-9]{2})"
_OTHER_YEAR = r"(0[0-9]{3}|1[0-8][0-9]{2}|19[0-4][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"[0-9]{1,2}/[0-9]{1,2}"
# Tools and spreadsheets write a day as its midnight.
_MIDNIGHT = r"[ T]00?:00(:00(\.0+)?)?$"
_MONTH_NAME = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t|tember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)"
)
# `Apr 26` without a hyphen may be a day in April: a year of two digits needs the hyphen.
_NAMED = rf"(?i)^{_MONTH_NAME}(\s?-\s?[0-9]{{2}}|[\s-]+{_YEAR})$"


def _iso(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%Y-%m-%d", strict=False)


def _day_first(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%d/%m/%Y", strict=False)


def _without_time(cell: pl.Expr) -> pl.Expr:
    day = cell.str.replace(_MIDNIGHT, "")
    return pl.coalesce(_iso(day), _day_first(day))


def _named_month(cell: pl.Expr) -> pl.Expr:
    """`Apr-26`, `April 2026`: the first three letters say which month, the digits which year; two
    digits are of this century."""
    year = "20" + cell.str.extract(r"([0-9]{2})$")
    full_year = pl.coalesce(cell.str.extract(r"([0-9]{4})$"), year)
    name = cell.str.slice(0, 3).str.to_titlecase()
    written = pl.concat_str(pl.lit("1 "), name, pl.lit(" "), full_year)
    return _month_of(written.str.to_date("%d %b %Y", strict=False))


def _month_of(day: pl.Expr) -> pl.Expr:
    return day.dt.strftime("%Y-%m")


_STOPS = (
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    NARROW,
    (r"^[2-6][0-9]{4}(\.[0-9]+)?$", "date_as_number"),
)
DATE = Reader(
    pl.Date,
    (
        Form(rf"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$", _iso),
        Form(rf"^{_DAY}/{_YEAR}$", _day_first, "date_day_first"),
        Form(
            rf"^({_YEAR}-[0-9]{{2}}-[0-9]{{2}}|{_DAY}/{_YEAR}){_MIDNIGHT}",
            _without_time,
            "date_with_time",
        ),
    ),
    "date_not_readable",
    (
        *_STOPS,
        (
            r"^(0?[1-9]|1[0-2])/(1[3-9]|2[0-9]|3[01])/[0-9]{4}($|[ T])",
            "date_impossible_day_first",
        ),
        (rf"^({_OTHER_YEAR}-[0-9]{{2}}-[0-9]{{2}}|{_DAY}/{_OTHER_YEAR})($|[ T])", "year_unlikely"),
    ),
)
MONTH = Reader(
    pl.String,
    (
        Form(rf"^{_YEAR}-{_MONTH}$", lambda cell: cell),
        Form(
            rf"^{_YEAR}-{_MONTH}-01($|{_MIDNIGHT})",
            lambda cell: cell.str.slice(0, 7),
            "month_excel",
        ),
        Form(
            rf"^0?1/[0-9]{{1,2}}/{_YEAR}($|{_MIDNIGHT})",
            lambda cell: _month_of(_without_time(cell)),
            "month_excel",
        ),
        Form(_NAMED, _named_month, "month_excel"),
    ),
    "month_not_readable",
    _STOPS,
)
