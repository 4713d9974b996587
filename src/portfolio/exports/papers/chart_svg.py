"""A chart as a vector picture: the same in a browser and on paper, and readable in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from portfolio.domain.document import Chart, Mark, Reference
from portfolio.exports.papers.chart_scale import Scale, amount, labels_of, scale_of
from portfolio.exports.papers.inks import GRID, INK, MARKS, OUTLINE, PAPER, SERIES, SOFT
from portfolio.exports.papers.plain_text import folded
from portfolio.exports.papers.text_widths import shortened, width_of

WIDTH = 640
"""Width of every chart in its own units: a unit is about a quarter of a millimetre on A4."""
FONTS = "'Source Sans Pro', 'Source Sans 3', 'DejaVu Sans', sans-serif"
_TEXT, _SMALL = 13, 12
_LINE_HEIGHT = 216
_ROW, _BAR, _GAP = 22, 14, 8
_MOST_NAME = 230
"""Widest names of rows; a longer one is cut, and whole in the words and tables beside."""
_MOST_TICKS = 6
_APART = 15
"""Labels at the right edge stand at least this far from each other."""
_WORD = {"improving": "improving", "concerning": "concerning", "neither": "changed"}


@dataclass(frozen=True)
class _Frame:
    """Where the values of a line chart are drawn."""

    left: float
    right: float
    top: float
    bottom: float
    labels: tuple[str, ...]
    scale: Scale

    def x(self, label: str) -> float:
        steps = max(len(self.labels) - 1, 1)
        inset = 10.0
        return (
            self.left
            + inset
            + (self.right - self.left - 2 * inset) * self.labels.index(label) / steps
        )

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * self.scale.share(value)


def chart_svg(chart: Chart, hidden: bool = False) -> str:
    """Return the picture; its title and words stand beside it, not in it.

    `hidden` leaves it to the words beside it to say what it shows, where those are read out.
    """
    parts, height = _bars(chart) if chart.kind == "bars" else _lines(chart)
    described = (
        'aria-hidden="true"' if hidden else f'role="img" aria-label="{escape(folded(chart.title))}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" {described} font-family="{FONTS}">'
        + "".join(parts)
        + "</svg>"
    )


def _lines(chart: Chart) -> tuple[list[str], float]:
    values = [mark.value for series in chart.series for mark in series.marks]
    scale = scale_of([*values, *(reference.value for reference in chart.references)])
    labels = labels_of(chart)
    ends = list(_ends(chart))
    frame = _Frame(
        left=max((width_of(_tick(t, chart.unit), _SMALL) for t in scale.ticks), default=0) + 12,
        right=WIDTH - min(max((width_of(e[1], _SMALL) for e in ends), default=0) + 16, 190),
        top=14,
        bottom=_LINE_HEIGHT - 30,
        labels=labels,
        scale=scale,
    )
    key = list(_key(chart))
    parts = [
        *_grid(frame, chart.unit),
        *_references(frame, chart.references),
        *(part for place in range(len(chart.series)) for part in _line(frame, chart, place)),
        *_end_labels(frame, ends),
        *_key_row(key, _LINE_HEIGHT + 2),
    ]
    return parts, _LINE_HEIGHT + (12 if key else 4)


def _grid(frame: _Frame, unit: str) -> Iterator[str]:
    for tick in frame.scale.ticks:
        y = frame.y(tick)
        yield _rule(frame.left, y, frame.right, y, GRID)
        yield _text(frame.left - 6, y + 4, _tick(tick, unit), size=_SMALL, anchor="end")
    if frame.scale.low != 0 and frame.scale.ticks:
        yield _text(0, frame.bottom + 32, "The scale does not start at nought.", _SMALL)
    every = -(-len(frame.labels) // _MOST_TICKS) or 1
    for place, label in enumerate(frame.labels):
        if (len(frame.labels) - 1 - place) % every == 0:
            x = frame.x(label)
            yield _rule(x, frame.bottom, x, frame.bottom + 4, OUTLINE)
            room = (frame.right - frame.left) / _MOST_TICKS
            yield _text(
                x, frame.bottom + 18, shortened(label, room, _SMALL), _SMALL, anchor="middle"
            )


def _tick(value: float, unit: str) -> str:
    """A word for the unit stands once, below the title, and not at each tick."""
    return amount(value, unit if unit in {"£", "%"} else "")


def _references(frame: _Frame, references: Sequence[Reference]) -> Iterator[str]:
    for one in references:
        if one.first in frame.labels and one.last in frame.labels:
            y = frame.y(one.value)
            yield _rule(
                frame.x(one.first) - 8, y, frame.x(one.last) + 8, y, SOFT, "5 4" if one.dash else ""
            )


def _line(frame: _Frame, chart: Chart, place: int) -> Iterator[str]:
    marks = chart.series[place].marks
    colour = SERIES[place % len(SERIES)][0] if len(chart.series) > 1 else MARKS["common"][0]
    dash = ("", "", "6 3", "2 3")[place % len(SERIES)]
    for stretch in _unbroken(marks):
        at = " ".join(f"{frame.x(m.label):.1f},{frame.y(v):.1f}" for m, v in stretch)
        yield (
            f'<polyline points="{at}" fill="none" stroke="{colour}" stroke-width="1.6"'
            f"{_dashed(dash)}/>"
        )
        for mark, value in stretch:
            fill, shape = MARKS[mark.emphasis]
            if mark.emphasis == "common" and len(chart.series) > 1:
                fill = colour
            yield _shape(shape, frame.x(mark.label), frame.y(value), fill)


def _unbroken(marks: Sequence[Mark]) -> Iterator[list[tuple[Mark, float]]]:
    """Yield stretches of known values: what is not known is a gap, not a line across it."""
    stretch: list[tuple[Mark, float]] = []
    for mark in marks:
        if mark.value is not None:
            stretch.append((mark, mark.value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _ends(chart: Chart) -> Iterator[tuple[float, str]]:
    """Yield value and words of each label at the right edge: the last of each line and level."""
    for series in chart.series:
        known = [(m.label, m.value) for m in series.marks if m.value is not None]
        if known:
            label, value = known[-1]
            name = series.name if len(chart.series) > 1 else label
            yield value, f"{name}: {_tick(value, chart.unit)}"
    last = {reference.name: reference for reference in chart.references}
    for name, reference in last.items():
        yield reference.value, f"{name} {_tick(reference.value, chart.unit)}"


def _end_labels(frame: _Frame, ends: Sequence[tuple[float, str]]) -> Iterator[str]:
    placed = spread([frame.y(value) for value, _ in ends], frame.top, frame.bottom)
    for (value, words), y in zip(ends, placed, strict=True):
        if abs(y - frame.y(value)) > _APART / 2:
            yield _rule(frame.right - 2, frame.y(value), frame.right + 5, y, OUTLINE)
        fitted = shortened(words, WIDTH - frame.right - 10, _SMALL)
        yield _text(frame.right + 8, y + 4, fitted, _SMALL, fill=INK)


def spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return heights as near to those wanted as labels can stand without touching."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = list(wanted)
    floor = top
    for place in order:
        placed[place] = floor = max(wanted[place], floor)
        floor += _APART
    ceiling = max(bottom, top + _APART * (len(wanted) - 1))
    for place in reversed(order):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= _APART
    return placed


def _key(chart: Chart) -> Iterator[tuple[str, str, str]]:
    found = {mark.emphasis for series in chart.series for mark in series.marks}
    for emphasis, word in _WORD.items():
        if emphasis in found:
            colour, shape = MARKS[emphasis]
            yield shape, colour, word


def _key_row(key: Sequence[tuple[str, str, str]], y: float) -> Iterator[str]:
    x = float(WIDTH)
    for shape, colour, word in reversed(key):
        x -= width_of(word, _SMALL) + 4
        yield _text(x, y + 4, word, _SMALL, fill=INK)
        yield _shape(shape, x - 9, y, colour)
        x -= 30


def _bars(chart: Chart) -> tuple[list[str], float]:
    labels = labels_of(chart)
    values = [mark.value for series in chart.series for mark in series.marks]
    scale = scale_of(values, from_nought=True)
    name_room = min(max((width_of(label, _TEXT) for label in labels), default=0), _MOST_NAME) + 8
    said_room = max((width_of(amount(v, chart.unit), _TEXT) for v in values), default=0) + 8
    below = said_room if any((value or 0) < 0 for value in values) else 0
    left, right = name_room + below, WIDTH - said_room
    many = len(chart.series) > 1
    top = 24.0 if many else 4.0
    step = _ROW if not many else _BAR * len(chart.series) + _GAP
    parts = list(_series_key(chart)) if many else []
    nought = left + (right - left) * scale.share(0)
    for row, label in enumerate(labels):
        y = top + row * step
        middle = y + (step - _GAP) / 2 + 4
        parts.append(
            _text(name_room - 8, middle, shortened(label, _MOST_NAME, _TEXT), anchor="end")
        )
        for place, series in enumerate(chart.series):
            mark = next((m for m in series.marks if m.label == label), None)
            value = None if mark is None else mark.value
            end = nought if value is None else left + (right - left) * scale.share(value)
            parts += _bar(place, nought, end, y + place * _BAR)
            at, anchor = (end - 5, "end") if (value or 0) < 0 else (max(end, nought) + 5, "start")
            said = amount(value, chart.unit)
            parts.append(_text(at, y + place * _BAR + 11, said, anchor=anchor, fill=INK))
    height = top + step * len(labels)
    parts.append(_rule(nought, top - 2, nought, height - _GAP + 2, OUTLINE))
    return parts, height


def _bar(place: int, nought: float, end: float, y: float) -> Iterator[str]:
    colour, filling = SERIES[place % len(SERIES)]
    left, width = min(nought, end), abs(end - nought)
    if width == 0:
        return
    high = _BAR - 2
    fill = colour if filling == "solid" else PAPER
    yield (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{high}" fill="{fill}" '
        f'stroke="{colour}"/>'
    )
    if filling != "solid":
        every = 5.0 if filling == "hatched" else 9.0
        x = left + every
        while x < left + width:
            yield _rule(x, y, x, y + high, colour)
            x += every


def _series_key(chart: Chart) -> Iterator[str]:
    x = 0.0
    room = WIDTH / len(chart.series)
    for place, series in enumerate(chart.series):
        yield from _bar(place, x, x + 18, 2)
        name = shortened(series.name, room - 34, _SMALL)
        yield _text(x + 23, 13, name, _SMALL, fill=INK)
        x += min(width_of(name, _SMALL) + 44, room)


def _shape(shape: str, x: float, y: float, fill: str) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{fill}"/>'
    corners = {
        "diamond": ((0, -6), (6, 0), (0, 6), (-6, 0)),
        "square": ((-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)),
        "triangle-up": ((0, -6), (5.5, 4.5), (-5.5, 4.5)),
    }[shape]
    at = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{at}" fill="{fill}" stroke="{PAPER}" stroke-width="0.8"/>'


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, dash: str = "") -> str:  # noqa: PLR0917 - two points
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f"{_dashed(dash)}/>"
    )


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _text(
    x: float, y: float, words: str, size: int = _TEXT, *, anchor: str = "start", fill: str = SOFT
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{fill}">{escape(folded(words))}</text>'
    )
