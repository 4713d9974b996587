"""How dates and months are written: in ISO, day first, in words, and as tools rewrite them."""

from __future__ import annotations

import polars as pl

from portfolio.intake.cells.forms import NARROW, PLACEHOLDER, SPREADSHEET_FAULT, Form, Reader

# Years in which a programme may lie; one outside is a slip, or a filler for what is not known.
_YEAR = r"(19[5-9][0-9]|20[0-9]{2})"
_OTHER_YEAR = r"(0[0-9]{3}|1[0-8][0-9]{2}|19[0-4][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})"
_ANY_YEAR = r"[0-9]{4}"
_MONTH = r"(0[1-9]|1[0-2])"
_TWO = r"[0-9]{1,2}"
# Tools and spreadsheets write a day as its midnight, some with the zone in which it is one.
_MIDNIGHT = r"[ T]00?:00(:00(\.0+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$"
_MONTH_NAME = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t|tember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)"
)
_WEEKDAY = r"((mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+)?"
# `Apr 26` without a hyphen may be a day in April: a year of two digits needs the hyphen.
_NAMED_MONTH = rf"(?i)^{_MONTH_NAME}(\s?-\s?[0-9]{{2}}|[\s-]+{_YEAR})$"
# `12-Sep-26`, `Saturday, 12 September 2026`, `12th of Sept 2026`; `Sep 12, 2026`.
_NAMED = (
    rf"(?i)^{_WEEKDAY}{_TWO}(st|nd|rd|th)?[\s/.-]*(of\s+)?{_MONTH_NAME}[\s/.,-]*"
    rf"({_YEAR}|'?[0-9]{{2}})(\s+00?:00(:00(\.0+)?)?)?$"
)
_NAMED_FIRST = rf"(?i)^{_WEEKDAY}{_MONTH_NAME}[\s.-]*{_TWO}(st|nd|rd|th)?(,\s*|\s+){_YEAR}$"
# Years of two digits from this one on are of the century before, as spreadsheets have it later.
_LAST_CENTURY = 50


def _parted(first: str, second: str, third: str) -> str:
    """Three numbers with the same mark between them."""
    return "|".join(rf"{first}{mark}{second}{mark}{third}" for mark in ("/", r"\.", "-"))


def _iso(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%Y-%m-%d", strict=False)


def _with_hyphens(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(r"[/.]", "-")


def _day_first(cell: pl.Expr) -> pl.Expr:
    return _with_hyphens(cell).str.to_date("%d-%m-%Y", strict=False)


def _year_first(cell: pl.Expr) -> pl.Expr:
    bare = cell.str.replace(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", "$1-$2-$3")
    return _iso(_with_hyphens(bare))


def _without_time(cell: pl.Expr) -> pl.Expr:
    day = cell.str.replace(_MIDNIGHT, "")
    return pl.coalesce(_iso(day), _day_first(day))


def _in_words(cell: pl.Expr) -> pl.Expr:
    """The letters say which month; the digits before or after them the day, the last the year."""
    bare = cell.str.replace(r"\s+00?:00(:00(\.0+)?)?$", "")
    digits = bare.str.extract_all(r"[0-9]+")
    day, year = digits.list.first(), digits.list.last()
    short = year.cast(pl.Int32, strict=False)
    century = pl.when(short < _LAST_CENTURY).then(pl.lit("20")).otherwise(pl.lit("19"))
    whole_year = pl.when(year.str.len_bytes() == 2).then(century + year).otherwise(year)  # noqa: PLR2004
    name = bare.str.extract(rf"(?i)(?:^|[^a-z]|st|nd|rd|th){_MONTH_NAME}(?:[^a-z]|$)")
    written = pl.concat_str(day, name.str.slice(0, 3).str.to_titlecase(), whole_year, separator=" ")
    return written.str.to_date("%d %b %Y", strict=False)


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


def _month_of_numbers(cell: pl.Expr) -> pl.Expr:
    """A year of four digits and a month, in either order, with a mark between or without."""
    month = pl.coalesce(
        cell.str.extract(r"^([0-9]{1,2})[/.-]"), cell.str.extract(r"^[0-9]{4}[/.]?([0-9]{2})$")
    )
    written = pl.concat_str(cell.str.extract(r"([0-9]{4})"), month.str.zfill(2), separator="-")
    return _month_of((written + "-01").str.to_date("%Y-%m-%d", strict=False))


def _month_ending(cell: pl.Expr) -> pl.Expr:
    """The month whose last day this is, as finance dates months."""
    day = pl.coalesce(_without_time(cell), _day_first(cell))
    return pl.when(day == day.dt.month_end()).then(_month_of(day))


def _month_in_words(cell: pl.Expr) -> pl.Expr:
    """The month that a day in words begins or ends."""
    day = _in_words(cell)
    is_edge = (day == day.dt.month_end()) | (day == day.dt.month_start())
    return pl.when(is_edge).then(_month_of(day))


# Day nought of spreadsheets (with their first day, where it was taken for one) and the least day
# of databases: a blank on its way. 1970 is left alone: a day of that year may be meant.
_BLANK = (
    rf"(?i)^(0+([.,]0+)?|{_parted('0?[01]', '0?[01]', '(1900|0001)')}|0?[01]-jan-(00|1900)"
    rf"|{_parted('(30|31)', '12', '1899')}|{_parted('00?', '00?', '0+')}"
    rf"|(1900|0001)-0[01]-0[01]|1899-12-3[01]|0000-00-00)($|[ T]00?:00)"
)
_STOPS = (
    PLACEHOLDER,
    SPREADSHEET_FAULT,
    NARROW,
    (r"^[2-6][0-9]{4}(\.[0-9]+)?$", "date_as_number"),
)
_NUMBERS = _parted(_TWO, _TWO, _YEAR)
_ISO = rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
DATE = Reader(
    pl.Date,
    (
        Form(rf"^{_ISO}$", _iso),
        Form(rf"^({_NUMBERS})$", _day_first, "date_day_first"),
        Form(rf"^({_ISO}|{_NUMBERS}){_MIDNIGHT}", _without_time, "date_with_time"),
        Form(_NAMED, _in_words, "date_another_way"),
        Form(_NAMED_FIRST, _in_words, "date_another_way"),
        Form(
            rf"^({_parted(_YEAR, _TWO, _TWO)}|{_YEAR}{_MONTH}[0-3][0-9])$",
            _year_first,
            "date_another_way",
        ),
    ),
    "date_not_readable",
    (
        *_STOPS,
        (_BLANK, "date_for_blank"),
        (
            rf"^(0?[1-9]|1[0-2])[/.-](1[3-9]|2[0-9]|3[01])[/.-]({_ANY_YEAR}|[0-9]{{2}})($|[ T])",
            "date_impossible_day_first",
        ),
        (
            rf"^({_OTHER_YEAR}-[0-9]{{2}}-[0-9]{{2}}|{_parted(_TWO, _TWO, _OTHER_YEAR)})($|[ T])",
            "year_unlikely",
        ),
        (rf"^({_parted(_TWO, _TWO, _TWO)})$", "date_two_digit_year"),
        (
            rf"^({_ISO}|{_NUMBERS}|{_parted(_YEAR, _TWO, _TWO)})[ T]+[0-9]{{1,2}}:[0-9]{{2}}",
            "date_with_hour",
        ),
        (
            rf"(?i)^({_MONTH_NAME}[\s/.-]*('?[0-9]{{2}}|{_YEAR})|{_TWO}(st|nd|rd|th)?[\s/.-]*"
            rf"{_MONTH_NAME}|{_YEAR}[/.-]{_TWO}|{_TWO}[/.-]{_YEAR}|{_YEAR}([/-][0-9]{{2}})?"
            rf"|Q[1-4][\s/-]*(FY)?\s*{_YEAR}([/-][0-9]{{2,4}})?)$",
            "date_not_whole",
        ),
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
            rf"^({_parted('0?1', _TWO, _YEAR)})($|{_MIDNIGHT})",
            lambda cell: _month_of(pl.coalesce(_without_time(cell), _day_first(cell))),
            "month_excel",
        ),
        Form(_NAMED_MONTH, _named_month, "month_excel"),
        Form(_NAMED, _month_in_words, "month_excel"),
        Form(
            rf"^({_YEAR}[/.]{_MONTH}|(0?[1-9]|1[0-2])[/.-]{_YEAR}|{_YEAR}{_MONTH})$",
            _month_of_numbers,
            "month_excel",
        ),
        Form(rf"^({_ISO}|{_NUMBERS})($|{_MIDNIGHT})", _month_ending, "month_excel"),
    ),
    "month_not_readable",
    _STOPS,
)
