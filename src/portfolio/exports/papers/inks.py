"""The colours a paper is printed in; each is told apart in grey by a shape, a dash or a word.

They are those of the app's screens, which no export knows: a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portfolio.domain.document import Tone

INK = "#212b32"
SOFT = "#4c6272"
GRID = "#e8edee"
RULE = "#c3ccd2"
PANEL = "#f0f4f5"
PAPER = "#ffffff"
OUTLINE = "#aeb7bd"
BEYOND = "#005eb8"

MARKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "common": ("#7d8a94", "circle"),
        "improving": ("#1f66c9", "diamond"),
        "concerning": ("#dd5a00", "square"),
        "neither": ("#5c1f78", "triangle-up"),
    }
)
"""Colour and shape of a mark by what is found of it."""

SERIES: tuple[tuple[str, str], ...] = (
    (BEYOND, "solid"),
    (OUTLINE, "solid"),
    ("#00513f", "hatched"),
    ("#b9820f", "dotted"),
)
"""Colour and filling of the series of a chart, in their order."""

TONES: Mapping[Tone, tuple[str, str]] = MappingProxyType(
    {
        "plain": (SOFT, "none"),
        "alert": ("#b81d13", "square"),
        "advise": ("#a84a00", "triangle-up"),
        "assure": ("#007f5f", "circle"),
        "unknown": (SOFT, "ring"),
        "synthetic": (SOFT, "diamond"),
    }
)
"""Colour and shape at the edge of a box; its title says the same in words."""
