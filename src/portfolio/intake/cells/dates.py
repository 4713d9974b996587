"""How dates and months are read: in ISO, day first, in words, and as tools rewrite them."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells import days
from portfolio.intake.cells.days import ANY_YEAR, MIDNIGHT, MONTH_NAME, OTHER_YEAR, TIME, TWO, YEAR
from portfolio.intake.cells.forms import (
    NARROW,
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    Fault,
    Form,
    ValueReader,
)

_MONTH = r"(0[1-9]|1[0-2])"
# `Apr 26` without a hyphen may be a day in April: a year of two digits needs the hyphen.
_NAMED_MONTH = rf"(?i)^{MONTH_NAME}(\s?-\s?[0-9]{{2}}|[\s/.-]*{YEAR})$"
# As national statistics and R write it: `2026 APR`.
_YEAR_AND_NAME = rf"(?i)^{YEAR}[\s/.-]*{MONTH_NAME}$"
_MONTH_NUMBERED = (
    rf"(?i)^({YEAR}[/.]{_MONTH}|(0?[1-9]|1[0-2])[/.-]{YEAR}|{YEAR}{_MONTH}"
    rf"|{YEAR}M(0?[1-9]|1[0-2]))$"
)
_DAY_AND_NAME = rf"(?i)^({TWO}[\s/.-]*{MONTH_NAME}|{MONTH_NAME}[\s/.]+'?[0-9]{{2}})$"


def _named_month(cell: pl.Expr) -> pl.Expr:
    """`Apr-26`, `April 2026`: the first three letters say which month, the digits which year; two
    digits are of this century."""
    year = "20" + cell.str.extract(r"([0-9]{2})$")
    full_year = pl.coalesce(cell.str.extract(r"([0-9]{4})"), year)
    name = cell.str.extract(r"([A-Za-z]{3})").str.to_titlecase()
    written = pl.concat_str(pl.lit("1 "), name, pl.lit(" "), full_year)
    return _month_of(written.str.to_date("%d %b %Y", strict=False))


def _month_of(day: pl.Expr) -> pl.Expr:
    return day.dt.strftime("%Y-%m")


def _month_of_numbers(cell: pl.Expr) -> pl.Expr:
    """Return a year of four digits and a month, in either order, with a mark between or without."""
    month = pl.coalesce(
        cell.str.extract(r"^([0-9]{1,2})[/.-]"),
        cell.str.extract(r"^[0-9]{4}[/.Mm]?([0-9]{1,2})$"),
    )
    written = pl.concat_str(cell.str.extract(r"([0-9]{4})"), month.str.zfill(2), separator="-")
    return _month_of((written + "-01").str.to_date("%Y-%m-%d", strict=False))


def _month_begun_or_ended(cell: pl.Expr) -> pl.Expr:
    """Return the month whose first day this is, as tools date months, or whose last, as finance
    does."""
    day = days.on_its_weekday(cell)
    is_edge = (day == day.dt.month_end()) | (day == day.dt.month_start())
    return pl.when(is_edge).then(_month_of(day))


def _is_no_day(cell: pl.Expr) -> pl.Expr:
    return days.day_alone(cell).is_null()


def _is_of_another_weekday(cell: pl.Expr) -> pl.Expr:
    return days.day_alone(cell).is_not_null() & days.on_its_weekday(cell).is_null()


# Day nought of spreadsheets (with their first day, where it was taken for one) and the least day
# of databases: a blank on its way. 1970 is left alone: a day of that year may be meant.
_BLANK = (
    rf"(?i)^(0+([.,]0+)?|{days.parted('0?[01]', '0?[01]', '(1900|0001)')}|0?[01]-jan-(00|1900)"
    rf"|{days.parted('(30|31)', '12', '1899')}|{days.parted('00?', '00?', '0+')}"
    rf"|(1900|0001)-0[01]-0[01]|1899-12-3[01]|0000-00-00)($|[ T]00?:00)"
)
_WEEKDAY = rf"({days.WEEKDAY})?"
_SHORT = rf"({days.parted(TWO, TWO, TWO)})"
_WITH_ANY_TIME = days.whole(YEAR, TIME, or_alone=True)
_BEFORE_DAYS = (
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    NARROW,
    Fault(r"^[2-6][0-9]{4}(\.[0-9]+)?$", "date_as_number"),
    Fault(_BLANK, "date_for_blank"),
    Fault(
        rf"(?i)^{_WEEKDAY}(0?[1-9]|1[0-2])[/.-](1[3-9]|2[0-9]|3[01])[/.-]({ANY_YEAR}|[0-9]{{2}})"
        r"($|[ T,])",
        "date_impossible_day_first",
    ),
    Fault(days.whole(OTHER_YEAR, TIME, or_alone=True), "year_unlikely"),
    Fault(
        rf"(?i)^{_WEEKDAY}{_SHORT}({TIME})?{days.MARK}?$",
        "date_two_digit_year",
    ),
)
# Written as a day, in a way that is read, and not read.
_OF_DAYS = (
    Fault(_WITH_ANY_TIME, "no_such_day", _is_no_day),
    Fault(rf"(?i)^{days.WEEKDAY}", "weekday_differs", _is_of_another_weekday),
)
_ISO = rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"
_NUMBERS = days.parted(TWO, TWO, YEAR)
# The plainest first; those that most cells of a long column may have come before the many.
DATE = ValueReader(
    pl.Date,
    (
        Form(rf"^{_ISO}$", days.iso),
        Form(rf"^({_NUMBERS})$", days.day_first, "date_day_first"),
        Form(rf"(?i)^({_ISO}|{_NUMBERS}){MIDNIGHT}$", days.in_numbers, "date_with_time"),
        Form(rf"(?i)^{days.worded(YEAR)}$", days.in_words, "date_another_way"),
        Form(rf"^{days.numbered(YEAR)}$", days.year_first, "date_another_way"),
        Form(days.whole(YEAR, MIDNIGHT), days.on_its_weekday, "date_with_time"),
        Form(days.whole(YEAR), days.on_its_weekday, "date_another_way"),
    ),
    "date_not_readable",
    (
        *_BEFORE_DAYS,
        *_OF_DAYS,
        Fault(days.whole(YEAR, TIME), "date_with_hour"),
        Fault(
            rf"(?i)^({MONTH_NAME}[\s/.-]*('?[0-9]{{2}}|{YEAR})|{TWO}(st|nd|rd|th)?[\s/.-]*"
            rf"{MONTH_NAME}|{YEAR}[/.M-]?{TWO}|{TWO}[/.-]{YEAR}|{YEAR}([/-][0-9]{{2}})?"
            rf"|{YEAR}[\s/.-]*{MONTH_NAME}|Q[1-4][\s/-]*(FY)?\s*{YEAR}([/-][0-9]{{2,4}})?)$",
            "date_not_whole",
        ),
    ),
)
MONTH = ValueReader(
    pl.String,
    (
        Form(rf"^{YEAR}-{_MONTH}$", lambda cell: cell),
        Form(rf"^{YEAR}-{_MONTH}-01$", lambda cell: cell.str.slice(0, 7), "month_excel"),
        Form(
            rf"^({days.parted('0?1', TWO, YEAR)})$",
            lambda cell: _month_of(days.day_first(cell)),
            "month_excel",
        ),
        Form(_NAMED_MONTH, _named_month, "month_excel"),
        Form(_YEAR_AND_NAME, _named_month, "month_excel"),
        Form(_MONTH_NUMBERED, _month_of_numbers, "month_excel"),
        Form(days.whole(YEAR, MIDNIGHT, or_alone=True), _month_begun_or_ended, "month_excel"),
    ),
    "month_not_readable",
    (
        *_BEFORE_DAYS,
        *_OF_DAYS,
        Fault(days.whole(YEAR, MIDNIGHT, or_alone=True), "day_for_month"),
        Fault(days.whole(YEAR, TIME), "date_with_hour"),
        Fault(_DAY_AND_NAME, "month_or_day"),
    ),
)
