"""The colours and shapes of every picture, each with one meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INK = "#212b32"
SOFT = "#4c6272"
GRID = "#e8edee"
RULE = "#c3ccd2"
PANEL = "#f0f4f5"
PAPER = "#ffffff"
OUTLINE = "#aeb7bd"
"""The 1 px line that keeps a pale shade visible on white."""

LEAD = "#aeb7bd"
"""What stays with the organisation that led the work."""
BEYOND = "#005eb8"
"""What reaches anybody else."""
CONCERN = "#dd5a00"
CONCERN_TEXT = "#a84a00"
TAKEN = "#007f5f"
REFUSED = "#b81d13"

STATE_COLOUR: Mapping[str, str] = MappingProxyType(
    {
        "not_started": "#ffffff",
        "exploring": "#dbe9f7",
        "agreed": "#aecdec",
        "piloting": "#74a9dc",
        "live": "#1f66b5",
        "embedded": "#0a2f66",
    }
)
"""States that are steps, palest first; the biggest jump is where "in routine use" begins."""

XMR: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "common": ("#7d8a94", "circle"),
        "improving": ("#1f66c9", "diamond"),
        "concerning": ("#dd5a00", "square"),
        "neither": ("#5c1f78", "triangle-up"),
    }
)
"""Colour and shape of a month on a chart over time, by what is found of it."""

BENEFIT_TYPE_COLOUR: Mapping[str, str] = MappingProxyType(
    {
        "cash_releasing": "#00513f",
        "non_cash_releasing": "#1e89a8",
        "societal": "#b9820f",
    }
)
"""The three types with a price; a benefit without one has words and a count, never a bar."""

ORG_TYPE_MARK: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "acute": ("#1e1f89", "circle"),
        "community": ("#1a9aa0", "square"),
        "mental_health": ("#8a4fb0", "diamond"),
        "ambulance": ("#818f2c", "triangle"),
        "primary_care": ("#1f6b33", "hexagon"),
        "local_authority": ("#8d1f45", "pentagon"),
        "vcse": ("#f04e00", "star"),
        "icb": ("#425563", "cross"),
        "other": ("#4c6272", "ring"),
    }
)
"""Colour and shape by organisation type: the shape tells what colour alone cannot."""

RATING_MARK: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "green": ("#007f5f", "circle"),
        "amber": ("#f2a900", "triangle"),
        "red": ("#b81d13", "square"),
        "exempt": ("#4c6272", "ring"),
    }
)
"""Colour and shape of a delivery confidence rating; it never stands without its word."""

EFFORT_COLOUR: Mapping[str, str] = MappingProxyType(
    {
        "culture_pct": "#e4e9ec",
        "process_pct": "#c3ccd2",
        "operating_model_pct": "#8997a1",
        "technology_pct": "#33424d",
    }
)
"""Parts of the effort as steps of one slate: what is not technology is pale."""

_PALE = ("#e8f1fa", "#86b6e4")
_DEEP = ("#2a6ab5", "#004a93")
_LEAP = 0.55
_READABLE = 4.5
_DARKEST = 0.04045


def luminance(colour: str) -> float:
    """Relative luminance of a `#rrggbb` colour (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= _DARKEST else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str) -> str:
    """Return ink where it can be read on the fill, else white."""
    return INK if contrast(INK, fill) >= _READABLE else PAPER


def depth(share: float) -> str:
    """Return the blue of a heat cell from its share of the largest (0 to 1).

    The scale leaps over the middle blues, on which neither ink nor white reaches 4.5.
    """
    at = min(max(share, 0.0), 1.0)
    if at < _LEAP:
        return _between(_PALE, at / _LEAP)
    return _between(_DEEP, (at - _LEAP) / (1 - _LEAP))


def _between(ends: tuple[str, str], at: float) -> str:
    pairs = zip(_parts(ends[0]), _parts(ends[1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * at):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
