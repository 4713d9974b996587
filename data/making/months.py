"""Months as whole numbers (years x 12 + month), so that the histories can be counted along."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS_A_YEAR = 12
FRIDAY = 4


def month_number(text: str) -> int:
    """The number of the month that a text such as `2025-03` (or a full date) begins with."""
    return int(text[:4]) * MONTHS_A_YEAR + int(text[5:7]) - 1


def month_text(month: int) -> str:
    """The month as the contract writes it: `2025-03`."""
    return f"{month // MONTHS_A_YEAR:04d}-{month % MONTHS_A_YEAR + 1:02d}"


def first_day(month: int) -> date:
    """The first day of a month."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month."""
    year, place = month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1
    return date(year, place, calendar.monthrange(year, place)[1])


def next_weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def working_day(month: int, share: float) -> date:
    """A Monday to Friday in a month, `share` (0 to 1) of the way through its first 26 days."""
    return next_weekday(first_day(month) + timedelta(days=int(share * 26)))


def day_of(text: str, share: float) -> date:
    """The date a card gives: the day itself, or a working day where only the month is said."""
    if len(text) > len("2025-03"):
        return date.fromisoformat(text)
    return working_day(month_number(text), share)
