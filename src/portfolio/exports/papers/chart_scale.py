"""Where the values of a chart stand, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.domain.document import Chart

NOT_KNOWN = "not known"
_MOST_STEPS = 5
_NEAR_NOUGHT = 0.5
"""A scale starts at nought where its lowest value is less than this part of its highest."""
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_ROUNDS_TO_ONE = 0.9995
"""From this part of a million on, thousands would be rounded to a thousand of them."""
_HUNDRED, _HALF = 100, 0.5


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest tick."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return where the value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def labels_of(chart: Chart) -> tuple[str, ...]:
    """Return the labels of the axis, each once."""
    return tuple(dict.fromkeys(m.label for series in chart.series for m in series.marks))


def scale_of(values: Iterable[float | None], from_nought: bool = False) -> Scale:
    """Return a scale that holds all values, with ticks at 1, 2 or 5 times a power of ten."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    if from_nought or 0 <= low <= high * _NEAR_NOUGHT or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return Scale(0.0, 1.0, (0.0,))
    rough = (high - low) / _MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(place * step, 12) for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def amount(value: float | None, unit: str) -> str:
    """Return a value as a chart writes it: £1.2m, £240k, 44%, 1,490 or, with a word, 12 months.

    Pounds are written as on the screens: a test holds the two together.
    """
    if value is None:
        return NOT_KNOWN
    size = abs(value)
    said = _pounds(size) if unit == "£" else _plain(size)
    sign = "−" if value < 0 and said != "£0" else ""
    return f"{sign}{said}{unit if unit == '%' else '' if unit in {'', '£'} else ' ' + unit}"


def _pounds(size: float) -> str:
    if 0 < size < _HALF:
        return "under £1"
    for one, letter in ((_BILLION, "bn"), (_MILLION, "m")):
        if size >= one * _ROUNDS_TO_ONE:
            scaled = size / one
            return f"£{_half_up(scaled, 1 if scaled < _HUNDRED - 0.05 else 0)}{letter}"
    if size >= _THOUSAND - _HALF:
        return f"£{_half_up(size / _THOUSAND, 0)}k"
    return f"£{_half_up(size, 0)}"


def _plain(size: float) -> str:
    """Return up to one decimal place, more where the number is small."""
    if size >= _HUNDRED or size == round(size):
        return f"{int(_half_up(size, 0)):,}"
    return _half_up(size, 1) if size >= 1 else f"{size:.2g}"


def _half_up(number: float, places: int) -> str:
    """Return rounded half up, as people do; Python rounds half to even."""
    factor = 10**places
    return f"{math.floor(number * factor + _HALF + 1e-9) / factor:.{places}f}"
