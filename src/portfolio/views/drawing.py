"""What all Plotly figures share: font, margins, no grid where no axis is read, nothing to press."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from portfolio.domain.period import Period
from portfolio.views.palette import GRID, INK, OUTLINE, PAPER, SOFT
from portfolio.views.picture import Figure

FONT = '"Source Sans", sans-serif'
SIZE = 14
SMALL = 13
LETTER_PX = 6.7
"""A letter of the small size, on average."""
_TICKS_WANTED = 5
_STEPS = (1, 2, 3, 6, 12, 24, 60)
_CLEAR = "rgba(0,0,0,0)"
Trace = Mapping[str, object]


def figure(traces: Sequence[Trace], height: int, **layout: object) -> Figure:
    """Return a Plotly figure as a plain mapping, in the house's manner."""
    base: dict[str, object] = {
        "template": {},
        "font": {"family": FONT, "size": SIZE, "color": INK},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "height": height,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": OUTLINE,
            "font": {"family": FONT, "size": SIZE, "color": INK},
            "align": "left",
        },
    }
    return {"data": [dict(trace) for trace in traces], "layout": base | layout}


def bare_axis(**more: object) -> dict[str, object]:
    """Return an axis that only places things: no line, grid, ticks or zero line."""
    axis: dict[str, object] = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": False,
    }
    return axis | more


def value_axis(**more: object) -> dict[str, object]:
    """Return an axis that is read: pale grid, from zero."""
    axis = bare_axis(
        showgrid=True, gridcolor=GRID, gridwidth=1, rangemode="tozero", ticklabelstandoff=6
    )
    return axis | {"tickfont": {"size": SMALL, "color": SOFT}} | more


def month_axis(periods: Sequence[Period], **more: object) -> dict[str, object]:
    """Return a month axis over positions 0, 1, 2 …: a few evenly spaced months, the year
    beneath."""
    shown = month_ticks(len(periods))
    labels = [f"{periods[i].words[:3]}<br>{periods[i].year}" for i in shown]
    axis = bare_axis(
        showline=True,
        linecolor=OUTLINE,
        ticks="outside",
        ticklen=5,
        tickcolor=OUTLINE,
        tickvals=shown,
        ticktext=labels,
        tickangle=0,
        tickfont={"size": SMALL, "color": SOFT},
        range=[-0.15, max(len(periods) - 1, 1) + 0.15],
    )
    return axis | more


def month_ticks(months: int) -> list[int]:
    """Return positions of the labelled months, counted back from the last so that it always has
    one."""
    last = months - 1
    step = next((s for s in _STEPS if last / s <= _TICKS_WANTED), max(1, last // _TICKS_WANTED))
    return sorted(range(last, -1, -step))


def money_ticks(largest: float) -> tuple[list[float], list[str], float]:
    """Round tick values from zero, their labels (unit on the top one), and the axis end."""
    if largest <= 0:
        return [0.0], ["£0"], 1.0
    step = round_step(largest / 4)
    count = int(-(-largest // step))
    values = [step * i for i in range(count + 1)]
    return values, [_axis_money(value, step) for value in values], step * count * 1.02


def round_step(rough: float) -> float:
    """Return the round figure at or above a rough distance between ticks: 1, 2, 2.5, 5 and their
    tens."""
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= rough * (1 - 1e-9))


def _axis_money(value: float, step: float) -> str:
    for unit, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if step * 4 >= unit:
            return "£0" if value == 0 else f"£{value / unit:g}{letter}"
    return f"£{value:g}"


def note(text: str, x: float, y: float, **more: object) -> dict[str, object]:
    """Return a text beside a mark, at the end of a line unless told otherwise."""
    base: dict[str, object] = {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "font": {"size": SIZE, "color": INK},
    }
    return base | more


def slant_height(names: Sequence[str]) -> int:
    """Return pixels that names written at 45 degrees need above the squares."""
    return round(max(len(name) for name in names) * LETTER_PX * 0.72) + 16


def slant_reach(last: str, least: int) -> int:
    """Return pixels right of the squares that the last slanted name needs, so that it is not
    dropped."""
    return max(least, round(len(last) * LETTER_PX * 0.72) - 8)


def apart(positions: Sequence[float], least: float) -> list[float]:
    """Return the same positions, in the same order, moved no closer together than `least`."""
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    moved = list(positions)
    for before, after in zip(order, order[1:], strict=False):
        moved[after] = max(moved[after], moved[before] + least)
    return moved
