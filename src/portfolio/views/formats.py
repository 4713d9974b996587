"""Numbers and dates as people read them; what is unknown is said in words, never NaN."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Sequence
from datetime import date

from portfolio.domain.period import Period

MINUS = "\u2212"
UNKNOWN = "not known"

_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_ONE_DECIMAL_TO = 100
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def money(gbp: float | None, unknown: str = UNKNOWN) -> str:
    """Return pounds in short: `£1.2m`, `£240k`, `£0`; a true minus before the sign."""
    if gbp is None or not math.isfinite(gbp):
        return unknown
    size = abs(gbp)
    text = _short(size)
    return f"{MINUS}{text}" if gbp < 0 and text != "£0" else text


def _short(size: float) -> str:
    if 0 < size < 0.5:  # noqa: PLR2004 - half a pound, below which rounding would say £0
        return "under £1"
    for unit, letter in ((_BILLION, "bn"), (_MILLION, "m")):
        if size >= unit * 0.9995:
            scaled = size / unit
            return f"£{_up(scaled, 1 if scaled < _ONE_DECIMAL_TO - 0.05 else 0)}{letter}"
    if size >= _THOUSAND - 0.5:
        return f"£{_up(size / _THOUSAND, 0)}k"
    return f"£{_up(size, 0)}"


def _up(number: float, places: int) -> str:
    """Return rounded half up, as people do; Python rounds half to even."""
    factor = 10**places
    return f"{math.floor(number * factor + 0.5 + 1e-9) / factor:.{places}f}"


def money_full(gbp: float | None, unknown: str = UNKNOWN) -> str:
    """Return pounds in full, for tables: `£1,234,567`."""
    if gbp is None or not math.isfinite(gbp):
        return unknown
    text = f"£{int(_up(abs(gbp), 0)):,}"
    return f"{MINUS}{text}" if gbp < 0 and text != "£0" else text


def count(number: float | None, unknown: str = UNKNOWN) -> str:
    """Return a whole number with thousands: `1,490`."""
    if number is None or not math.isfinite(number):
        return unknown
    text = f"{int(_up(abs(number), 0)):,}"
    return f"{MINUS}{text}" if number < 0 and text != "0" else text


def decimal(number: float | None, places: int = 1, unknown: str = UNKNOWN) -> str:
    """Return a number with decimals: `2.4`."""
    if number is None or not math.isfinite(number):
        return unknown
    text = _up(abs(number), places)
    return f"{MINUS}{text}" if number < 0 and float(text) else text


def n_of_m(part: float | None, whole: float | None) -> str:
    """Return a count with its denominator: `6 of 11`."""
    if part is None or whole is None:
        return UNKNOWN
    return f"{count(part)} of {count(whole)}"


def percent(share: float | None, unknown: str = UNKNOWN) -> str:
    """Return a share (0 to 1) in percent: `44%`; a sliver is never rounded to none or to all."""
    if share is None or not math.isfinite(share):
        return unknown
    if share < 0:
        return f"{MINUS}{percent(-share)}"
    return _edged(share, "{}%", "under 1%", "over 99%")


def pence(share: float | None, unknown: str = UNKNOWN) -> str:
    """Return a share of a pound: `29p`; a sliver is never rounded to none or to all."""
    if share is None or not math.isfinite(share):
        return unknown
    return _edged(share, "{}p", "less than 1p", "more than 99p")


def _edged(share: float, form: str, sliver: str, nearly: str) -> str:
    hundredths = math.floor(share * 100 + 0.5 + 1e-9)
    if hundredths == 0 and share > 0:
        return sliver
    if hundredths == 100 and share < 1 - 1e-9:  # noqa: PLR2004 - a whole
        return nearly
    return form.format(f"{hundredths:,}")


def lower_first(words: str) -> str:
    """Return the words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def day(value: date | None, unknown: str = UNKNOWN) -> str:
    """Return a date in words: `30 September 2026`."""
    if value is None:
        return unknown
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def month_short(period: Period) -> str:
    """Return a month on an axis: `Jan 2026`."""
    return f"{calendar.month_abbr[period.month]} {period.year}"


def month_near(period: Period, now: Period) -> str:
    """Return a month in running text, without its year where that is the year of reading:
    `June`."""
    name = calendar.month_name[period.month]
    return name if period.year == now.year else f"{name} {period.year}"


def number_word(number: int) -> str:
    """Return small numbers in words for the start of a sentence: `three`, `14`."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else count(number)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 programme`, `3 programmes`."""
    return f"{count(number)} {one if number == 1 else (many or one + 's')}"


def listed(names: Iterable[str], limit: int = 3) -> str:
    """Return names as one says them: `A, B and C`; beyond the limit `A, B, C and 4 more`."""
    every = tuple(names)
    shown: Sequence[str] = every if len(every) <= limit else every[:limit]
    if len(every) > limit:
        return f"{', '.join(shown)} and {count(len(every) - limit)} more"
    if len(shown) <= 1:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def sentence_case(text: str) -> str:
    """Return the first letter raised, the rest as written."""
    return text[:1].upper() + text[1:]


def shortened(name: str, letters: int = 34) -> str:
    """Return a name that fits beside a bar: its middle left out between words, because names of
    one family differ at their ends."""
    if len(name) <= letters:
        return name
    head, tail = "", ""
    words = name.split()
    room = letters - 3
    while words:
        takes_head = len(head) <= 2 * len(tail)
        word = words.pop(0) if takes_head else words.pop()
        if len(head) + len(tail) + len(word) + 1 > room:
            break
        head, tail = (f"{head} {word}", tail) if takes_head else (head, f"{word} {tail}")
    if not head:
        return name[: letters - 1] + "\u2026"
    return f"{head.strip(' ,;:')} \u2026 {tail.strip()}".strip()
