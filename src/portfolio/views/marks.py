"""Small marks as images: SVG in a data URI, because pages strip SVG written into them."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from functools import cache

from portfolio.domain.codes import IN_USE, OFF_LADDER
from portfolio.views import escape
from portfolio.views.palette import (
    INK,
    ORG_TYPE_MARK,
    OUTLINE,
    PAPER,
    RATING_MARK,
    REFUSED,
    SOFT,
    STATE_COLOUR,
    TAKEN,
    XMR,
)

_SIDES = {"triangle": (3, -90.0), "pentagon": (5, -90.0), "hexagon": (6, 0.0), "diamond": (4, 0.0)}
_VERDICT = {
    "taken": ("circle", TAKEN),
    "note": ("triangle", "#f2a900"),
    "stop": ("square", REFUSED),
}


def image(src: str, alt: str = "", css: str = "pf-mark") -> str:
    """Return an `img` element; without alt it is decoration beside a word."""
    return f'<img class="{css}" src="{src}" alt="{escape.html(alt)}">'


def svg_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@cache
def org_type(code: str) -> str:
    """Return the data URI of an organisation type's mark; an unknown type gets the ring of
    `other`."""
    colour, shape = ORG_TYPE_MARK.get(code, ORG_TYPE_MARK["other"])
    return svg_uri(_boxed(_shape(shape, colour)))


@cache
def verdict(kind: str) -> str:
    """Return the data URI of a verdict's mark: `taken` circle, `note` triangle, `stop` square."""
    shape, colour = _VERDICT[kind]
    return svg_uri(_boxed(_shape(shape, colour, INK if kind == "note" else "none")))


@cache
def confidence(rating: str) -> str:
    """Return the data URI of a rating's mark: green circle, amber triangle, red square."""
    colour, shape = RATING_MARK[rating]
    return svg_uri(_boxed(_shape(shape, colour, INK if rating == "amber" else "none")))


@cache
def swatch(colour: str, outlined: bool = False) -> str:
    """Return the data URI of a plain square of a colour, for keys."""
    line = OUTLINE if outlined else colour
    return svg_uri(
        _boxed(f'<rect x="1" y="1" width="14" height="14" fill="{colour}" stroke="{line}"/>')
    )


@cache
def dot(colour: str) -> str:
    """Return the data URI of a solid dot of a colour, for keys."""
    return svg_uri(_boxed(_shape("circle", colour)))


@cache
def hollow(shape: str = "ring") -> str:
    """Return the data URI of a hollow mark: `ring`, `diamond`, or `tick` (an upright line)."""
    if shape == "tick":
        return svg_uri(_boxed(f'<rect x="7" y="0" width="2" height="16" fill="{INK}"/>'))
    if shape == "diamond":
        return svg_uri(_boxed(_polygon("diamond", PAPER, INK)))
    return svg_uri(_boxed(_shape("ring", SOFT)))


@cache
def state(code: str, claimed: bool = False, lead: bool = False) -> str:
    """Return the data URI of one adoption square, as the matrix draws it."""
    return svg_uri(_boxed(square(code, claimed=claimed, lead=lead)))


@cache
def month(found: str) -> str:
    """Return the data URI of a month on a chart over time, by what is found of it."""
    colour, shape = XMR[found]
    return svg_uri(_boxed(_shape(shape.removesuffix("-up"), colour)))


@cache
def evidence(code: str) -> str:
    """Return the data URI of an evidence grade: a ring, filled not at all, by half, or whole."""
    filled = {"measured": "M8 2.8a5.2 5.2 0 0 1 0 10.4z", "validated": ""}.get(code)
    ring = _shape("circle" if filled == "" else "ring", SOFT)
    return svg_uri(_boxed(ring + (f'<path d="{filled}" fill="{SOFT}"/>' if filled else "")))


def square(code: str, x: float = 0.0, *, claimed: bool = False, lead: bool = False) -> str:
    """Return the SVG of one adoption square of 16 × 16 at x: its shade or mark, a cut corner
    where it is only the lead's word, a white dot at the lead."""
    parts = [_cell(code, x)]
    if claimed and code != "not_applicable":
        parts.append(
            f'<path d="M{x + 9} 0H{x + 16}V7Z" fill="{PAPER}"/>'
            f'<path d="M{x + 9} .5L{x + 15.5} 7" stroke="{SOFT}" fill="none"/>'
        )
    if lead:
        dot = PAPER if code in IN_USE else INK
        parts.append(f'<circle cx="{x + 8}" cy="8" r="2.6" fill="{dot}"/>')
    return "".join(parts)


def squares(every: Sequence[tuple[str, bool]], step: int) -> str:
    """Return the SVG of many adoption squares beside each other, `step` apart, each a state and
    whether it is only the lead's word: one path for all of a state, since a page holds hundreds."""
    parts = []
    for code in dict.fromkeys(code for code, _ in every):
        at = [i * step for i, (state, _) in enumerate(every) if state == code]
        if code in STATE_COLOUR:
            path = "".join(f"M{x + 0.5} .5h15v15h-15z" for x in at)
            fill = STATE_COLOUR[code]
            line = OUTLINE if code in ("not_started", "exploring", "agreed") else fill
            parts.append(f'<path d="{path}" fill="{fill}" stroke="{line}"/>')
        else:
            parts += [_cell(code, x) for x in at]
    claimed = [i * step for i, (code, is_claimed) in enumerate(every) if is_claimed]
    if claimed:
        corners = "".join(f"M{x + 9} 0h7v7z" for x in claimed)
        folds = "".join(f"M{x + 9} .5l6.5 6.5" for x in claimed)
        parts.append(f'<path d="{corners}" fill="{PAPER}"/>')
        parts.append(f'<path d="{folds}" stroke="{SOFT}" fill="none"/>')
    return "".join(parts)


def _cell(code: str, x: float) -> str:
    if code in STATE_COLOUR:
        fill = STATE_COLOUR[code]
        line = OUTLINE if code in ("not_started", "exploring", "agreed") else fill
        return _rect(x, fill, f'stroke="{line}"')
    dotted = _rect(x, PAPER, f'stroke="{SOFT}" stroke-dasharray="2 2"')
    if code == "stopped":
        return dotted + f'<path d="M{x + 5} 8h6" stroke="{INK}" stroke-width="1.5"/>'
    if code == "declined":
        cross = f"M{x + 5} 5l6 6m0 -6l-6 6"
        return dotted + f'<path d="{cross}" stroke="{INK}" stroke-width="1.5"/>'
    return f'<circle cx="{x + 8}" cy="8" r="1.4" fill="{SOFT}"/>' if code in OFF_LADDER else ""


def _rect(x: float, fill: str, line: str) -> str:
    return f'<rect x="{x + 0.5}" y=".5" width="15" height="15" fill="{fill}" {line}/>'


def _boxed(inner: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
        f"{inner}</svg>"
    )


def _shape(shape: str, colour: str, line: str = "none") -> str:
    if shape == "circle":
        return f'<circle cx="8" cy="8" r="6" fill="{colour}" stroke="{line}"/>'
    if shape == "ring":
        return f'<circle cx="8" cy="8" r="5.2" fill="{PAPER}" stroke="{colour}" stroke-width="2"/>'
    if shape == "square":
        return f'<rect x="2.5" y="2.5" width="11" height="11" fill="{colour}" stroke="{line}"/>'
    if shape == "cross":
        return f'<path d="M6 2h4v4h4v4h-4v4h-4v-4h-4v-4h4z" fill="{colour}"/>'
    if shape == "star":
        return f'<polygon points="{_star()}" fill="{colour}"/>'
    return _polygon(shape, colour, line)


def _polygon(shape: str, fill: str, line: str) -> str:
    sides, turn = _SIDES[shape]
    points = " ".join(_point(7, turn + 360 / sides * i) for i in range(sides))
    return f'<polygon points="{points}" fill="{fill}" stroke="{line}" stroke-width="1.4"/>'


def _star() -> str:
    return " ".join(_point(7.5 if i % 2 == 0 else 3.2, -90 + 36 * i) for i in range(10))


def _point(radius: float, degrees: float) -> str:
    angle = math.radians(degrees)
    return f"{8 + radius * math.cos(angle):.2f},{8 + radius * math.sin(angle):.2f}"
