"""How a number of a sheet is written as text: as its format shows it, with all that is held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

# What Excel means by a number where a format has no code of its own (ECMA-376, 18.8.30).
BUILT_IN: Mapping[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
    **dict.fromkeys((*range(27, 32), *range(50, 55), 36, 57, 58), "dd/mm/yyyy"),
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CLOCK_HALVES = re.compile(r"AM/PM|A/P", re.IGNORECASE)
# Beside a number these say nothing that the number does not.
_SILENT = frozenset("£ ()-+\u00a0")
_LAST_DAY = 2_958_465  # 31 December 9999
_FALSE_LEAP_DAY = 60  # Excel has a 29 February 1900
_SECONDS = 86_400

Look = Literal["number", "percent", "padded", "day", "month", "moment", "clock", "elapsed"]


@dataclass(frozen=True)
class Shape:
    """What a format makes of a number. `digits` are those of a padded one; `before` and `after`
    are words beside it that change what it says, as in `1.2m`."""

    look: Look = "number"
    digits: int = 0
    before: str = ""
    after: str = ""


def shape_of(code: str) -> Shape:
    """What a number format does to a positive number."""
    section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    bare = _LITERAL.sub("", section)
    if _ELAPSED.search(bare):
        return Shape("elapsed")
    bare = _CLOCK_HALVES.sub("", _BRACKETS.sub("", bare)).replace("General", "").strip()
    look = _look_of_date(bare.lower())
    if look is not None:
        return Shape(look)
    if "%" in bare:
        return Shape("percent")
    if re.fullmatch("00+", bare) and bare == section:
        return Shape("padded", len(bare))
    if re.search(r"[0#?],+(?![0#?])", bare):  # shown in thousands or millions, held in full
        return Shape()
    before, after = _words_beside(section)
    return Shape(before=before, after=after)


def as_text(written: str, shape: Shape, *, counts_from_1904: bool = False) -> str:
    """A number as it stands in the file, written as its shape shows it.

    Fifteen digits are given, the most that a spreadsheet ever shows, however few the format
    shows: an amount is not rounded by how it is looked at. What is no number stays as it is.
    """
    try:
        return _shown(float(written), shape, counts_from_1904)
    except (ValueError, OverflowError):
        return written


def _shown(value: float, shape: Shape, counts_from_1904: bool) -> str:
    if shape.look in ("day", "month", "moment", "clock"):
        moment = _moment(value, counts_from_1904=counts_from_1904)
        return _plain(value) if moment is None else _moment_text(moment, shape.look)
    if shape.look == "elapsed":
        minutes, seconds = divmod(round(value * _SECONDS), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if shape.look == "percent":
        return f"{_digits(Decimal(f'{value:.15g}') * 100)}%"
    text = _plain(value)
    if shape.look == "padded":
        return text.zfill(shape.digits) if text.isdecimal() else text
    return f"{shape.before}{text}{shape.after}"


def _look_of_date(bare: str) -> Look | None:
    letters = set(bare)
    has_clock = bool(letters & set("hs"))
    if not letters & set("ymdhs") or (not has_clock and letters & set("0#?")):
        return None
    if has_clock:
        return "moment" if letters & set("yd") else "clock"
    return "day" if "d" in letters else "month"


def _words_beside(section: str) -> tuple[str, str]:
    first = re.search(r"[0#?]|General", _LITERAL.sub(lambda m: "\0" * len(m.group()), section))
    if first is None:
        return "", ""
    before, after = section[: first.start()], section[first.start() :]
    return _words(before), _words(after)


def _words(part: str) -> str:
    literals = ("".join(g or "" for g in found.groups()) for found in _LITERAL.finditer(part))
    said = "".join(literals)
    return "" if _SILENT.issuperset(said) else said.strip()


def _moment(serial: float, *, counts_from_1904: bool) -> datetime | None:
    """The moment that a count of days stands for; None where a spreadsheet shows none."""
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
    if look == "clock":
        return f"{moment:%H:%M}"
    is_midnight = moment.time() == datetime.min.time()
    day: date = moment.date()
    return f"{day}" if look == "day" or is_midnight else f"{day} {moment:%H:%M}"


def _plain(value: float) -> str:
    return _digits(Decimal(f"{value:.15g}"))


def _digits(number: Decimal) -> str:
    """All digits, no exponent, no zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
