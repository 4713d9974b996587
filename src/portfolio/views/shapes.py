"""Outlines in the adoption matrix: the dotted box, the cut corner and its fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portfolio.views.read_result import Record, text
from portfolio.views.spread.adoption_grid import Grid

HALF_W, HALF_H = 0.46, 0.42
"""Half a square, in columns and rows."""
_CORNER_W, _CORNER_H = 0.3, 0.4
_PLACES = 3
"""Of a place in the matrix: finer than a pixel, and a third of the bytes."""
Path = tuple[tuple[float, float], ...]


def box(x: float, y: float) -> Path:
    left, right, up, down = x - HALF_W, x + HALF_W, y - HALF_H, y + HALF_H
    return (left, up), (right, up), (right, down), (left, down), (left, up)


def corner(x: float, y: float) -> Path:
    right, up = x + HALF_W + 0.02, y - HALF_H - 0.03
    return (right - _CORNER_W, up), (right, up + _CORNER_H), (right, up), (right - _CORNER_W, up)


def fold(x: float, y: float) -> Path:
    right, up = x + HALF_W, y - HALF_H
    return (right - _CORNER_W, up), (right, up + _CORNER_H)


def outlines(
    plan: Grid, cells: Sequence[Record], draw: Callable[[float, float], Path]
) -> dict[str, object]:
    """Return many outlines as one path, parted by gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for cell in cells:
        at = plan.column_at[text(cell, "org_code")], plan.row_at[text(cell, "programme_id")]
        for x, y in draw(*at):
            xs.append(round(x, _PLACES))
            ys.append(round(y, _PLACES))
        xs.append(None)
        ys.append(None)
    return {"x": xs, "y": ys, "hoverinfo": "skip", "cliponaxis": False}
