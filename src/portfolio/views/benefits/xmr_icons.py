"""The icons over a chart: ring, trace and letter; one for the change, one for the target."""

from __future__ import annotations

from functools import cache

from portfolio.views.marks import svg_uri
from portfolio.views.palette import PAPER, SOFT, XMR

_ASSURED = {
    "pass": ("P", "improving"),
    "fail": ("F", "concerning"),
    "hit_and_miss": ("?", "common"),
}
_TRACES = {
    "high": "6.5,25 11.5,26.5 16.5,24 22,17 28,12",
    "low": "6.5,11 11.5,9.5 16.5,12 22,19 28,24",
    "": "6.5,21 12,15 18,21 24,15 29.5,20",
}
_LETTERS = {"high": ("H", 12.5, 19), "low": ("L", 12.5, 29)}


@cache
def variation(code: str, direction: str) -> str:
    """Return the data URI of what changed: the trace and letter say which way (`high` H, `low`
    L), the colour what that means. `common` has a trace and no letter."""
    colour = XMR[code][0]
    way = "" if code == "common" else direction
    points = _TRACES[way].split()
    before, changed = points[:3], points[3:]
    dots = "".join(_dot(point, SOFT) for point in before)
    dots += "".join(_dot(point, colour if way else SOFT) for point in changed)
    line = f'<polyline points="{" ".join(points)}" fill="none" stroke="{SOFT}" stroke-width="1.4"/>'
    letter = _letter(*_LETTERS[way], colour) if way else ""
    return svg_uri(_ring(colour, line + dots + letter))


@cache
def assurance(code: str) -> str:
    """Return the data URI of whether a target is met as things are: P, F or ?."""
    letter, meaning = _ASSURED[code]
    colour = XMR[meaning][0]
    target = f'<path d="M5 25.5H31" stroke="{SOFT}" stroke-width="1.6" stroke-dasharray="3 2.2"/>'
    return svg_uri(_ring(colour, target + _letter(letter, 18, 20.5, colour)))


@cache
def not_judged() -> str:
    """Return the data URI of a chart with too few months: an empty dotted ring."""
    return svg_uri(_ring(SOFT, "", dash=' stroke-dasharray="2.5 3"'))


@cache
def moved() -> str:
    """Return the data URI of a level that has moved: a step within an empty ring, without a
    letter."""
    step = f'<path d="M6 24H17V13H30" fill="none" stroke="{SOFT}" stroke-width="2"/>'
    return svg_uri(_ring(SOFT, step))


def _ring(colour: str, inner: str, dash: str = "") -> str:
    width = "1.4" if dash else "3"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" width="36" height="36">'
        f'<circle cx="18" cy="18" r="16" fill="{PAPER}" stroke="{colour}" stroke-width="{width}"'
        f"{dash}/>{inner}</svg>"
    )


def _dot(point: str, colour: str) -> str:
    x, y = point.split(",")
    return f'<circle cx="{x}" cy="{y}" r="2.1" fill="{colour}"/>'


def _letter(letter: str, x: float, y: float, colour: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="sans-serif" font-weight="700" font-size="13.5" '
        f'text-anchor="middle" fill="{colour}">{letter}</text>'
    )
