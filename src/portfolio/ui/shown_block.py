"""The last step of the ladder on a page: who shows a benefit of what they use."""

from __future__ import annotations

from portfolio.ui import cache, picture_block
from portfolio.ui.view import View
from portfolio.views.spread.shown_steps import shown_steps


def draw(view: View) -> None:
    """Draw it for the programmes that are shown, or for the one that is chosen."""
    shown = view.result("benefit_shown")
    drawn = cache.picture(shown_steps, shown, view.labels)
    picture_block.draw("shown", drawn, view, shown)
