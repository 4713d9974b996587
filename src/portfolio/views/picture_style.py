"""The stylesheet of snippets and drawn pictures: `pictures.css`, with the palette as variables."""

from __future__ import annotations

from pathlib import Path

from portfolio.views import palette

_NAMED = (
    "BEYOND",
    "CONCERN",
    "GRID",
    "INK",
    "LEAD",
    "OUTLINE",
    "PANEL",
    "REFUSED",
    "RULE",
    "SOFT",
    "TAKEN",
)


def _variables() -> str:
    """Return the palette as custom properties, so that a colour stands in `palette.py` alone."""
    colours = {name.lower().replace("_", "-"): getattr(palette, name) for name in _NAMED}
    colours["amber"], _ = palette.RATING_MARK["amber"]
    pairs = (f"--pf-{name}:{colour}" for name, colour in colours.items())
    return f":root{{{';'.join(pairs)}}}"


CSS = f"{_variables()}\n{(Path(__file__).parent / 'pictures.css').read_text(encoding='utf-8')}"
"""Everything the snippets and drawn pictures need; the page puts it into one `style` element."""
