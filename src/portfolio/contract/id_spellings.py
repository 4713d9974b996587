"""Ids and codes as a spreadsheet rewrites them: without leading zeros, as a number, as a date."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable

# What a spreadsheet takes for a number, and shows as one: 007, 12.50, 1E05.
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# What it takes for a date, and how it shows one.
_LIKE_A_DATE = re.compile(rf"{_MONTH}[-.]?0*([1-9][0-9]?)", re.IGNORECASE)
_SHOWN_DATE = re.compile(r"([0-9]{1,2})-([A-Z][a-z]{2})|([A-Z][a-z]{2})-([0-9]{2})")

# The same, for what is a date to everybody: 01-Feb, Feb-99, 2026-02-01.
_SHOWN_MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
LOOKS_LIKE_A_DATE = (
    rf"^([0-9]{{1,2}}-{_SHOWN_MONTH}|{_SHOWN_MONTH}-[0-9]{{2}}|20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}"
    rf"|[0-9]{{1,2}}-{_SHOWN_MONTH}-([0-9]{{2}}|20[0-9]{{2}}))$"
)
# What a tool makes of 102 that keeps a column with blanks as numbers with decimals: 102.0.
DECIMAL_ID = r"^[0-9]+\.0{1,2}$"
MAY_BE_REWRITTEN = (
    r"^([0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?|[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2})$"
)
"""Every word that a spreadsheet may have written, for an engine that reads a million at once."""


class Known:
    """Known words by what a spreadsheet takes them for, to be asked about many others."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_value: dict[Hashable, set[str]] = {}
        for word in words:
            value = _taken_for(word)
            if value is not None:
                self._by_value.setdefault(value, set()).add(word)

    def meant(self, word: str) -> str | None:
        """As the function of this name."""
        found = self._by_value.get(_shown(word), set()) - {word}
        return found.pop() if len(found) == 1 else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that a spreadsheet would have turned into this one; None where
    there is none, or more than one."""
    return None if _shown(word) is None else Known(known).meant(word)


def how(word: str, known: str) -> str | None:
    """In what way a word is what a spreadsheet made of a known one; None where it is not."""
    value = _shown(word)
    if value is None or word == known or _taken_for(known) != value:
        return None
    if word.isdecimal() and known.isdecimal():
        return "its leading zeros lost in a spreadsheet"
    return f"taken for a {'number' if isinstance(value, float) else 'date'} by a spreadsheet"


def _shown(word: str) -> Hashable:
    """Return the number or the day of the year that a word shows."""
    if _NUMBER.fullmatch(word):
        return _number(word)
    date = _SHOWN_DATE.fullmatch(word)
    if date is None:
        return None
    day, month = (date[1], date[2]) if date[1] else (date[4], date[3])
    return (month.lower(), int(day)) if month.lower() in _MONTHS else None


def _taken_for(word: str) -> Hashable:
    """Return the number or the day of the year that a spreadsheet takes a word for."""
    if _NUMBER.fullmatch(word):
        return _number(word)
    date = _LIKE_A_DATE.fullmatch(word)
    return None if date is None else (date[1][:3].lower(), int(date[2]))


def _number(word: str) -> float | None:
    """Fifteen digits of it, as many as a spreadsheet keeps."""
    value = float(f"{float(word):.15g}")
    return value if math.isfinite(value) else None
