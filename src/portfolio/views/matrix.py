"""Squares with their figures written in, one side down and the other across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.views import escape, links
from portfolio.views.drawing import (
    LETTER_PX,
    SMALL,
    Trace,
    bare_axis,
    figure,
    slant_height,
    slant_reach,
)
from portfolio.views.palette import text_on
from portfolio.views.picture import Figure

# A few columns are not drawn as wide as the page.
_COLUMNS_OF_ROOM = 10
_ROW_PX = 30
_MOST_REACH_PX = 84


@dataclass(frozen=True)
class Square:
    """One cell: its place, its colour, and its words, which are safe to be drawn."""

    row: int
    column: int
    fill: str
    figure: str
    hover: str


def matrix_height(down: Sequence[str], across: Sequence[str]) -> int:
    return slant_height(across) + _ROW_PX * len(down) + 12


def matrix(
    squares: Sequence[Square],
    down: Sequence[str],
    across: Sequence[str],
    *,
    leads_to: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Figure:
    """The names down and across are as partners wrote them; `leads_to` has their
    addresses."""
    return figure(
        _traces(squares),
        matrix_height(down, across),
        barmode="overlay",
        margin={
            "l": round(max(map(len, down)) * LETTER_PX) + 14,
            "r": slant_reach(across[-1], _MOST_REACH_PX),
            "t": slant_height(across),
            "b": 8,
        },
        xaxis=bare_axis(
            side="top",
            tickangle=-45,
            range=[-0.55, max(len(across), _COLUMNS_OF_ROOM) - 0.45],
            **_names(across, leads_to[1]),
        ),
        yaxis=bare_axis(range=[len(down) - 0.5, -0.5], **_names(down, leads_to[0])),
    )


def _names(names: Sequence[str], leads_to: Sequence[str]) -> dict[str, object]:
    pairs = zip(leads_to, names, strict=True) if leads_to else ()
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [links.drawn(*pair) for pair in pairs] or [*map(escape.plotly, names)],
        "tickfont": {"size": SMALL},
    }


def _traces(squares: Sequence[Square]) -> list[Trace]:
    x, y = [one.column for one in squares], [one.row for one in squares]
    fills = [one.fill for one in squares]
    areas: Trace = {
        "type": "bar",
        "x": x,
        "base": [at - 0.46 for at in y],
        "y": [0.92] * len(squares),
        "width": 0.95,
        "marker": {"color": fills, "line": {"width": 0}},
        "customdata": [one.hover for one in squares],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    figures: Trace = {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": [one.figure for one in squares],
        "textfont": {"size": SMALL, "color": [text_on(fill) for fill in fills]},
        "hoverinfo": "skip",
    }
    return [areas, figures]
