"""What sentences say of a day or a month that was not taken, worked out from its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from portfolio.contract.fields import Field
from portfolio.domain.period import Period
from portfolio.intake.cells.days import MONTH_NAME, read_day, why_no_day
from portfolio.intake.cells.writers import writers

Words = Mapping[str, object]
# Day 0 of a spreadsheet, which takes 1900 for a leap year.
_BEFORE_DAY_ONE = date(1899, 12, 30)
_NUMBER = re.compile(r"[0-9]+")
_NUMBERED = re.compile(r"(?i)^(?:[a-z]+[.,]?\s+)?([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]")
# The clock of a cell to the minute, and the zone it is told in.
_CLOCK = re.compile(
    r"(?i)[T\s,:]([0-9]{1,2})[:.]00(?:[:.]00(?:[.,]0+)?)?(?:\s*([AP])\.?M\.?)?"
    r"\s*(?:UTC|GMT|BST)?\s*(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?(?:\s*\([^()]*\))?$"
)
_GREENWICH = ("Z", "+00", "+0000", "+00:00")
_ONE_BEFORE, _ONE_AFTER = 23, 1


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _alone(field: Field) -> Words:
    is_month = field.type == "month"
    return {
        "part": "month" if is_month else "day",
        "shape": "2026-04" if is_month else "2026-04-30",
    }


def _with_hour(cell: str, field: Field) -> Words:
    return {**_alone(field), "may_be": _may_be(cell), "writers": writers(cell)}


def _may_be(cell: str) -> str:
    """Whose midnight a time may be: in summer one clock of the two says eleven of the evening
    before, or one o'clock."""
    day, clock = read_day(cell), _CLOCK.search(cell)
    if day is None or clock is None:
        return ""
    hour, half, zone = int(clock[1]), clock[2], clock[3]
    if half:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    next_day = day + timedelta(days=1)
    if hour == _ONE_BEFORE and zone in (None, *_GREENWICH) and _is_summer(next_day):
        return f" It may be midnight of {_in_words(next_day)}, an hour early in summer time."
    if hour == _ONE_AFTER and zone not in _GREENWICH and _is_summer(day):
        return f" It may be midnight of {_in_words(day)}, an hour late in summer time."
    return ""


def _is_summer(day: date) -> bool:
    """Return whether the clocks of the United Kingdom are an hour ahead at the start of a day:
    from the last Sunday of March, which itself begins in winter time, to that of October."""
    first, last = (
        date(day.year, month, 31) - timedelta(days=date(day.year, month, 31).isoweekday() % 7)
        for month in (3, 10)
    )
    return first < day <= last


def _impossible(cell: str, _: Field) -> Words:
    return {"month": _NUMBER.findall(cell)[1], "writers": writers(cell)}


def _of_another_weekday(cell: str, field: Field) -> Words:
    day = read_day(cell)
    if day is None:
        raise ValueError("A weekday was held against a day that does not exist.")
    other = _month_first(cell, day)
    is_meant = other is not None and f"{other:%a}".lower() == cell[:3].lower()
    return {
        **_alone(field),
        "in_words": _in_words(day),
        "weekday": f"{day:%A}",
        "month_first": _if_month_first(other, f", a {other:%A}") if is_meant and other else "",
    }


def _within_month(cell: str, _: Field) -> Words:
    day = read_day(cell)
    if day is None:
        raise ValueError("A day that does not exist was taken for one within a month.")
    other = _month_first(cell, day)
    is_meant = other is not None and other.day == 1
    hint = _if_month_first(other) if is_meant and other else ""
    return {"in_words": _in_words(day), "month_first": hint}


def _month_first(cell: str, day: date) -> date | None:
    """Return the day that a cell in numbers would be month first, where there is one and it is
    another."""
    numbered = _NUMBERED.match(cell)
    if numbered is None or day.day > 12 or day.day == day.month:  # noqa: PLR2004
        return None
    return date(day.year, day.day, day.month)


def _if_month_first(other: date, more: str = "") -> str:
    return (
        f" Month first it would be {_in_words(other)}{more}: dates in numbers are always read day "
        "first."
    )


def _month_or_day(cell: str, _: Field) -> Words:
    name = re.search(MONTH_NAME, cell, re.IGNORECASE)
    number = _NUMBER.search(cell)
    if name is None or number is None:
        raise ValueError("A month without a name was taken for one with a name.")
    short = name.group()[:3].title()
    month = next(m for m in range(1, 13) if f"{date(2000, m, 1):%b}" == short)
    year = int(number.group())
    return {
        "in_words": Period(2000 + year, month).words,
        "as_month": f"{short}-{year:02}",
    }


def _counted(cell: str, field: Field) -> Words:
    """Return the day, or its month, that a number stands for where days are counted from 1900."""
    day = _BEFORE_DAY_ONE + timedelta(days=int(float(cell)))
    if field.type == "month":
        month = Period(day.year, day.month)
        return {"in_words": month.words, "iso": str(month)}
    return {"in_words": _in_words(day), "iso": day.isoformat()}


DAY_WORDS: Mapping[str, Callable[[str, Field], Words]] = {
    "date_as_number": _counted,
    "date_impossible_day_first": _impossible,
    "date_two_digit_year": lambda cell, _: {"writers": writers(cell)},
    "date_with_hour": _with_hour,
    "no_such_day": lambda cell, _: {"why": why_no_day(cell)},
    "weekday_differs": _of_another_weekday,
    "day_for_month": _within_month,
    "month_or_day": _month_or_day,
}
