"""What is stuck on a page: a sentence, and opened its list, sorted and narrowed by a reader."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from portfolio.ui import address, cache, controls, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views.spread.stuck import BARRIERS_NAMED, STUCK_SORTS, StuckOrder, stuck

_SORT = Choice("stuck", "Stuck, sorted by", STUCK_SORTS, "people")
_BARRIER = Choice("in_the_way", "In the way", BARRIERS_NAMED)


@st.fragment
def fold(view: View) -> None:
    """Show how many take no step; the choices and the list stand under it when it is opened."""
    adoption = view.result("adoption")
    drawn = cache.picture(stuck, adoption, view.labels, _order())
    with controls.expander(drawn.title, key="fold_stuck", on_change="rerun") as part:
        if not part.open:
            return
        with st.container(key="arrange_stuck", horizontal=True):
            for choice in (_SORT, _BARRIER):
                address.select(choice)
        picture_block.draw("stuck", drawn, view, adoption, title_stands=True)


def _order() -> StuckOrder:
    return _same(StuckOrder(address.read(_SORT), address.read(_BARRIER)))


@lru_cache(64)
def _same(how: StuckOrder) -> StuckOrder:
    """Return the very same order for equal ones, so that its picture is found again."""
    return how
