"""The ways in which a day may be written, alone or with what tools write around it.

A day is written in numbers or with the name of its month; a tool may put the weekday before it, a
time or a mark behind it. The patterns are read alike by polars and by Python.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import polars as pl

# Years in which a programme may lie; one outside is a slip, or a filler for what is not known.
YEAR = r"(?:19[5-9][0-9]|20[0-9]{2})"
OTHER_YEAR = r"(?:0[0-9]{3}|1[0-8][0-9]{2}|19[0-4][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})"
ANY_YEAR = r"[0-9]{4}"
TWO = r"[0-9]{1,2}"
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+"
_ORDINAL = r"(?:st|nd|rd|th)?"
# The zone in which it is that time: `Z`, `+01:00`, `GMT+0100 (British Summer Time)`.
_ZONE = r"(?:\s*(?:Z|(?:UTC|GMT|BST)?[+-][0-9]{2}(?::?[0-9]{2})?|UTC|GMT|BST)(?:\s*\([^()]*\))?)?"
_BETWEEN = r"(?:\s*T|\s+(?:at\s+)?|,\s*|:)"
_ZEROS = r"00?[:.]00(?:[:.]00(?:[.,]0+)?)?"
_MIDNIGHT_ALONE = rf"(?:{_ZEROS}(?:\s*AM)?|12[:.]00(?:[:.]00(?:[.,]0+)?)?\s*AM){_ZONE}"
_TIME_ALONE = (
    rf"[0-9]{{1,2}}[:.][0-9]{{2}}(?:[:.][0-9]{{2}}(?:[.,][0-9]+)?)?(?:\s*[AP]\.?M\.?)?{_ZONE}"
)
MIDNIGHT = rf"{_BETWEEN}{_MIDNIGHT_ALONE}"
TIME = rf"{_BETWEEN}{_TIME_ALONE}"
# Primavera P6 marks a day that has come with an A, and one that is held with a star.
MARK = r"(?:\s+A|\s?\*)"
_ALONE = {MIDNIGHT: _MIDNIGHT_ALONE, TIME: _TIME_ALONE}


def parted(first: str, second: str, third: str) -> str:
    """Return three numbers with the same mark between them."""
    return "|".join(rf"{first}{mark}{second}{mark}{third}" for mark in ("/", r"\.", "-"))


def numbered(year: str) -> str:
    """Return a day in numbers: in ISO, day first, or the year first."""
    return (
        rf"(?:{parted(TWO, TWO, year)}|{parted(year, TWO, TWO)}"
        rf"|{year}(?:0[1-9]|1[0-2])[0-3][0-9])"
    )


def worded(year: str) -> str:
    """Return a day with the name of its month: `12-Sep-26`, `12th of Sept 2026`, `Sep 12, 2026`,
    `2026-Sep-12`. Where the day comes first, two digits will do for a year in which it may lie."""
    day = rf"{TWO}{_ORDINAL}"
    last = rf"(?:{year}|'?[0-9]{{2}})" if year == YEAR else year
    return (
        rf"(?:{day}[\s/.-]*(?:of\s+)?{MONTH_NAME}[\s/.,-]*{last}"
        rf"|{MONTH_NAME}[\s.-]*{day}(?:,\s*|\s+){year}|{year}[\s/.-]+{MONTH_NAME}[\s/.-]+{TWO})"
    )


def day(year: str) -> str:
    """Return a day in any of the ways."""
    return rf"(?:{numbered(year)}|{worded(year)})"


def whole(year: str, time: str = "", *, or_alone: bool = False) -> str:
    """Return the pattern of a cell with a day: its weekday and a mark may stand around, a time
    behind it where one is given, `MIDNIGHT` or `TIME` (`or_alone`: or none)."""
    if not time:
        return rf"(?i)^(?:{WEEKDAY})?{day(year)}{MARK}?$"
    # The time before the year, as computers first told it: `Thu Oct 30 00:00:00 GMT 2025`.
    told = rf"{WEEKDAY}{MONTH_NAME}\s+{TWO}\s+{_ALONE[time]}\s+{year}"
    behind = rf"(?:{time})?" if or_alone else time
    return rf"(?i)^(?:(?:{WEEKDAY})?{day(year)}{behind}{MARK}?|{told})$"


_LEADING_WEEKDAY = rf"(?i)^{WEEKDAY}"
_IN_NUMBERS = (
    r"^(?:[A-Za-z]+[.,]?\s+)?([0-9]{1,4}(?:[/.-][0-9]{1,2}[/.-][0-9]{1,4}|[0-9]{4}))(?:[^0-9]|$)"
)
_TRAILING = rf"(?i)(?:{TIME})?{MARK}?$"
_TIME_WITHIN = rf"(?i)^({MONTH_NAME}\s+{TWO})\s+{_TIME_ALONE}\s+([0-9]{{4}})$"
# Years of two digits from this one on are of the century before, as spreadsheets have it later.
_LAST_CENTURY = 50


def iso(cell: pl.Expr) -> pl.Expr:
    return cell.str.to_date("%Y-%m-%d", strict=False)


def day_first(cell: pl.Expr) -> pl.Expr:
    return _with_hyphens(cell).str.to_date("%d-%m-%Y", strict=False)


def year_first(cell: pl.Expr) -> pl.Expr:
    bare = cell.str.replace(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", "$1-$2-$3")
    return iso(_with_hyphens(bare))


def in_words(cell: pl.Expr) -> pl.Expr:
    """Return the letters say which month; the digits before or after them the day, the last the
    year, unless four digits come first."""
    digits = cell.str.extract_all(r"[0-9]+")
    first, last = digits.list.first(), digits.list.last()
    is_year_first = first.str.len_bytes() == len("2026")
    day, year = (
        pl.when(is_year_first).then(last).otherwise(first),
        pl.when(is_year_first).then(first).otherwise(last),
    )
    short = year.cast(pl.Int32, strict=False)
    century = pl.when(short < _LAST_CENTURY).then(pl.lit("20")).otherwise(pl.lit("19"))
    whole_year = pl.when(year.str.len_bytes() == len("26")).then(century + year).otherwise(year)
    name = cell.str.extract(rf"(?i)(?:^|[^a-z]|st|nd|rd|th)({MONTH_NAME})(?:[^a-z]|$)")
    written = pl.concat_str(day, name.str.slice(0, 3).str.to_titlecase(), whole_year, separator=" ")
    return written.str.to_date("%d %b %Y", strict=False)


def in_numbers(cell: pl.Expr) -> pl.Expr:
    """Return the day of a cell in numbers, whatever stands before and behind it."""
    bare = cell.str.extract(_IN_NUMBERS)
    return pl.coalesce(year_first(bare), day_first(bare))


def day_alone(cell: pl.Expr) -> pl.Expr:
    """Return the day of a cell, in whatever way it is written and whatever stands around it."""
    # The long patterns are asked of no cell that a short one reads: of a million that takes long.
    worded = pl.when(~cell.str.contains(_IN_NUMBERS)).then(cell)
    bare = worded.str.replace(_LEADING_WEEKDAY, "").str.replace(_TIME_WITHIN, "$1, $2")
    return pl.coalesce(in_numbers(cell), in_words(bare.str.replace(_TRAILING, "")))


def on_its_weekday(cell: pl.Expr) -> pl.Expr:
    """Return the day of a cell, where it is one of the weekday that stands before it, if one
    does."""
    day = day_alone(cell)
    name = cell.str.extract(rf"(?i)^({WEEKDAY})").str.slice(0, 3).str.to_lowercase()
    number = name.replace_strict(
        _WEEKDAYS, range(1, len(_WEEKDAYS) + 1), default=None, return_dtype=pl.Int8
    )
    return pl.when(number.is_null() | (number == day.dt.weekday())).then(day)


def _with_hyphens(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(r"[/.]", "-")


def read_day(cell: str) -> date | None:
    """Return the day of one cell, for a sentence about it; None where there is no such day."""
    day, month, year = _parts(cell)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def why_no_day(cell: str) -> str:
    """Return why a cell written as a day is none: `there is no 31 April`."""
    day, month, year = _parts(cell)
    if not 1 <= month <= len(_MONTHS):
        return f"there is no month {month}"
    if day == 0:
        return "there is no day 0"
    name = date(2000, month, 1).strftime("%B")
    if month == _MONTHS.index("feb") + 1 and day <= 31:  # noqa: PLR2004
        last = date(year, 3, 1) - timedelta(days=1)
        return f"February {year} ends on the {last.day}th"
    return f"there is no {day} {name}"


def _parts(cell: str) -> tuple[int, int, int]:
    """Return day, month and year as they are written."""
    bare = re.sub(_TIME_WITHIN, r"\1, \2", re.sub(_LEADING_WEEKDAY, "", cell))
    bare = re.sub(_TRAILING, "", bare)
    numbers = re.findall(r"[0-9]+", bare)
    if len(numbers) == 1:
        (one,) = numbers
        numbers = [one[:4], one[4:6], one[6:]]
    if len(numbers[0]) == len("2026"):
        numbers.reverse()
    name = re.search(MONTH_NAME, bare, re.IGNORECASE)
    month = _MONTHS.index(name.group()[:3].lower()) + 1 if name else int(numbers[1])
    year = int(numbers[-1])
    if len(numbers[-1]) == len("26"):
        year += 2000 if year < _LAST_CENTURY else 1900
    return int(numbers[0]), month, year
