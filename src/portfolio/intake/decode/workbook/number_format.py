"""How a number of a sheet is written as text: as its format shows it, or with all that is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from portfolio.intake.decode.workbook.format_sections import (
    NOTHING_BY_ITSELF,
    Format,
    Look,
    Part,
    Section,
)

DATE_LOOKS: frozenset[Look] = frozenset({"day", "month", "moment", "clock", "elapsed"})
_FIGURE = re.compile("[1-9]")
_LAST_DAY = 2_958_465  # 31 December 9999
_FALSE_LEAP_DAY = 60  # Excel has a 29 February 1900
_SECONDS = 86_400
# Whole numbers from here on no spreadsheet holds to the last digit.
_NOT_HELD = Decimal(10) ** 15


def as_text(written: str, shape: Format, *, counts_from_1904: bool = False) -> str:
    """Return a number as it stands in the file, written as its format shows it and with all that
    is held.

    Fifteen digits are given, the most that a spreadsheet ever shows, however few the format
    shows: an amount is not rounded by how it is looked at. What is no number stays as it is.
    """
    try:
        value = float(written)
        section = shape.numbers[0]
        if len(shape.numbers) > 1:
            section, *_ = shape.of(_held(value))
        return _said(value, section, counts_from_1904)
    except (ValueError, OverflowError, ArithmeticError):
        return written


def as_shown(written: str, shape: Format) -> str | None:
    """Return a number as a spreadsheet shows it: padded, rounded, with what its format writes
    beside it.

    None where that cannot be said for sure, since programs and countries show it differently.
    """
    try:
        value = _held(float(written))
        section, is_signed, is_sure = shape.of(value)
        kinds = {part for part, _ in section.parts}
        if abs(value) >= _NOT_HELD or not (is_sure and shape.is_sure and section.is_sure):
            return None
        if "local" in kinds:
            return None
        if section.look in DATE_LOOKS or (value < 0 and section.is_empty):
            return None
        fill = _in_places if "digit" in kinds else _without_digits
        shown = fill(section.parts, abs(value))
    except (ValueError, OverflowError, ArithmeticError):
        return None
    if shown is None or (value < 0 and not _FIGURE.search(shown)):
        return None  # a minus before nought, or before words: not every program writes it
    return f"-{shown}" if is_signed else shown


def is_hidden(written: str, shape: Format) -> bool:
    """Return whether the sheet shows nothing of a number, because its format does not."""
    if not shape.may_hide:
        return False
    try:
        section, *_ = shape.of(_held(float(written)))
    except (ValueError, OverflowError, ArithmeticError):
        return False
    if section.is_empty:
        return True
    shown = as_shown(written, shape)
    return shown is not None and NOTHING_BY_ITSELF.issuperset(shown)


def text_as_shown(text: str, shape: Format) -> str | None:
    """Return a text as its format shows it; None where that cannot be said for sure."""
    if shape.text is None:
        return text
    if not shape.is_sure:
        return None
    return "".join(said if part == "literal" else text for part, said in shape.text.parts)


def is_of_days(written: str, shape: Format) -> bool:
    """Return whether a number is shown as a day, a month or a time."""
    try:
        value = _held(float(written))
    except (ValueError, OverflowError, ArithmeticError):
        return False
    return value >= 0 and shape.of(value)[0].look in DATE_LOOKS


def moment_as_text(moment: datetime, shape: Format) -> str:
    """Return a moment that the file itself writes as one, in the shape of its format; where that
    is of no date, a day where the time is midnight."""
    look = shape.numbers[0].look
    return _moment_text(moment, look if look in DATE_LOOKS else "moment")


def _held(value: float) -> Decimal:
    return Decimal(f"{value:.15g}")


def _said(value: float, section: Section, counts_from_1904: bool) -> str:
    look = section.look
    if look in ("day", "month", "moment", "clock"):
        moment = _moment(value, counts_from_1904=counts_from_1904)
        return _plain(value) if moment is None else _moment_text(moment, look)
    if look == "elapsed":
        minutes, seconds = divmod(round(value * _SECONDS), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if look == "percent":
        return f"{_digits(_held(value) * 100)}%"
    text = section.instead or _plain(value)
    if look == "padded":
        return text.zfill(section.digits) if text.isdecimal() else text
    return f"{section.before}{text}{section.after}"


def _in_places(parts: Sequence[tuple[Part, str]], value: Decimal) -> str | None:
    """Return what a section writes of a number that is not negative, digit by digit into its
    places, with what stands between them. None where programs differ."""
    layout = _Layout(parts)
    if not layout.is_plain:
        return None
    value = value * Decimal(100) ** layout.percents / Decimal(1000) ** layout.scaled
    rounded = value.quantize(Decimal(1).scaleb(-len(layout.decimals)), ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    filled = {
        **_whole_part(parts, layout, before.lstrip("0")),
        **_decimals(parts, layout.decimals, behind),
    }
    if layout.point is not None and not "".join(filled[n] for n in layout.decimals).strip():
        return None  # `7.` in one program is `7` in another
    return "".join(
        filled.get(n, said if part in ("literal", "percent") else "")
        for n, (part, said) in enumerate(parts)
    )


class _Layout:
    """Where in a section the places for digits are, by the numbers of its parts."""

    def __init__(self, parts: Sequence[tuple[Part, str]]) -> None:
        kinds = [part for part, _ in parts]
        places = [n for n, part in enumerate(kinds) if part == "digit"]
        points = [n for n, part in enumerate(kinds) if part == "point"]
        commas = [n for n, part in enumerate(kinds) if part == "comma"]
        self.point = points[0] if points else None
        end = len(kinds) if self.point is None else self.point
        self.whole = [n for n in places if n < end]
        self.decimals = [n for n in places if n > end]
        self.percents = kinds.count("percent")
        between = [n for n in commas if self.whole and self.whole[0] < n < self.whole[-1]]
        behind = [n for n in commas if n not in between and kinds[n - 1] in ("digit", "comma")]
        self.scaled = len(behind)
        self.is_grouped = bool(between)
        is_unbroken = not between or set(kinds[self.whole[0] : self.whole[-1]]) <= {
            "digit", "comma"
        } and all(parts[n][1] != "?" for n in self.whole)  # fmt: skip
        has_start = bool(self.whole) or all(not said for _, said in parts[:end])
        self.is_plain = has_start and (
            len(points) <= 1
            and self.percents <= 1
            and len(between) + len(behind) == len(commas)
            and is_unbroken
        )


def _whole_part(parts: Sequence[tuple[Part, str]], layout: _Layout, digits: str) -> dict[int, str]:
    """By place what stands there, filled from the right; the first place takes what is left over,
    or the point does where there is none."""
    filled: dict[int, str] = {}
    places = layout.whole or ([] if layout.point is None else [layout.point])
    left = digits
    for position, n in enumerate(reversed(places)):
        is_first = position == len(places) - 1
        taken, left = (left, "") if is_first else (left[-1:], left[:-1])
        shown = taken or {"0": "0", "?": " "}.get(parts[n][1], "")
        if layout.is_grouped:
            shown = _with_commas(shown, position)
        filled[n] = shown
    if not layout.whole and layout.point is not None:
        filled[layout.point] += "."
    elif layout.point is not None:
        filled[layout.point] = "."
    return filled


def _with_commas(digits: str, position: int) -> str:
    """Return digits of which the last stands so many places from the right, a comma behind each
    that ends a group of three."""
    places = range(position + len(digits) - 1, position - 1, -1)
    return "".join(
        f"{digit}," if place and place % 3 == 0 else digit
        for digit, place in zip(digits, places, strict=True)
    )


def _decimals(
    parts: Sequence[tuple[Part, str]], places: Sequence[int], digits: str
) -> dict[int, str]:
    filled = dict(zip(places, digits, strict=True))
    for n in reversed(places):
        if filled[n] != "0" or parts[n][1] == "0":
            break
        filled[n] = " " if parts[n][1] == "?" else ""
    return filled


def _without_digits(parts: Sequence[tuple[Part, str]], value: Decimal) -> str | None:
    """Return words in place of the number, or beside all of it."""
    if any(part in ("comma", "point") for part, _ in parts):
        return None
    return "".join(_digits(value) if part in ("general", "text") else said for part, said in parts)


def _moment(serial: float, *, counts_from_1904: bool) -> datetime | None:
    """Return the moment that a count of days stands for; None where a spreadsheet shows none."""
    if not 0 <= serial <= _LAST_DAY or (int(serial) == _FALSE_LEAP_DAY and not counts_from_1904):
        return None
    if counts_from_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30 if serial > _FALSE_LEAP_DAY else 31)
    return start + timedelta(seconds=round(serial * _SECONDS))


def _moment_text(moment: datetime, look: Look) -> str:
    if look == "month":
        return f"{moment:%Y-%m}"
    if look in ("clock", "elapsed"):
        return f"{moment:%H:%M}"
    is_midnight = moment.time() == datetime.min.time()
    day: date = moment.date()
    return f"{day}" if look == "day" or is_midnight else f"{day} {moment:%H:%M}"


def _plain(value: float) -> str:
    return _digits(_held(value))


def _digits(number: Decimal) -> str:
    """Return all digits, no exponent, no zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
