"""The system's name as an image for the top of the sidebar."""

from __future__ import annotations

import textwrap
from functools import cache
from html import escape

from portfolio.views.escape import plain
from portfolio.views.palette import BEYOND, INK, SOFT

_LETTERS, _LINES, _WIDTH, _LINE = 25, 3, 174, 20
_LETTER_WIDTH = 7.4


@cache
def logo(name: str, below: str = "Digital portfolio") -> str:
    """Return an SVG of the name in at most three lines with `below` under it, fit to its width.

    Fonts of the page do not reach into an image, so each long line says how wide it is.
    """
    lines = textwrap.wrap(plain(name), _LETTERS, max_lines=_LINES, placeholder="…")
    soft = [below] if name != below else []
    texts = [_text(line, row, bold=row < len(lines)) for row, line in enumerate(lines + soft)]
    height = _LINE * len(texts) + 6
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH + 14}" height="{height}" '
        f'viewBox="0 0 {_WIDTH + 14} {height}" role="img">'
        f'<rect width="4" height="{height}" fill="{BEYOND}"/>{"".join(texts)}</svg>'
    )


def _text(line: str, row: int, *, bold: bool) -> str:
    width = round(len(line) * (_LETTER_WIDTH if bold else _LETTER_WIDTH - 0.9))
    fitted = f' textLength="{min(width, _WIDTH)}" lengthAdjust="spacingAndGlyphs"'
    style = f'font-weight="700" fill="{INK}"' if bold else f'fill="{SOFT}"'
    return (
        f'<text x="14" y="{17 + row * _LINE}" font-size="15.5" {style}{fitted} '
        f'font-family="Arial, Helvetica, sans-serif">{escape(line)}</text>'
    )
