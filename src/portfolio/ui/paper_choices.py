"""What the maker of a paper chooses and writes: layout, meeting, point, theme, annexes, readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from portfolio.service import PortfolioService
from portfolio.service.papers.composing import Wanted
from portfolio.store.kept_papers import KeptPaper
from portfolio.ui import address, choices, controls
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views import formats
from portfolio.views.paper.layout import DEFAULT, Layout, layouts
from portfolio.views.paper.material import BOARD, Given
from portfolio.views.words import paper_words as words

OFFERS = ("theme", "lead", "programme")
_FIRST = ("period", "known", "theme")
"""What is shown at once; the rest of what can be narrowed is one click away."""
_LAYOUT = Choice("layout", "Layout", {one.id: one.name for one in layouts().values()}, DEFAULT)
_AUDIENCE = Choice("for_whom", "Who will read it", words.AUDIENCE, BOARD)


@dataclass(frozen=True)
class Kept:
    """The papers made here, and the one that is looked at; none: a new one is made."""

    every: tuple[KeptPaper, ...]
    chosen: KeptPaper | None


def kept(service: PortfolioService) -> Kept:
    """Return the papers made here, with the one that the address names."""
    every = service.papers.every()
    named = address.read_any("paper")
    return Kept(every, next((one for one in every if one.id == named), None))


def wanted(view: View) -> Wanted:
    """Show the choices and return the paper that they ask for."""
    layout = layouts()[address.read(_LAYOUT)]
    with st.container(key="paper_choices"):
        first = (*_FIRST, layout.needs)
        with st.grid(3, min_column_width=260, gap="small"):
            address.select(_LAYOUT)
            is_of_meeting = layout.needs != "programme"
            meeting = _written("meeting", words.MEETING, _meeting(view)) if is_of_meeting else ""
            author = _written("author", words.AUTHOR, "")
            for choice in (one for one in view.choices if one.key in first):
                address.select(choice)
            address.select(_AUDIENCE)
            asked = _written("asked", words.ASKED, "") if is_of_meeting else ""
            whose = "" if is_of_meeting else address.select(_whose(view))
        with st.container(key="paper_more", horizontal=True, vertical_alignment="center"):
            annexes = _annexes(layout)
            with controls.popover("Narrow it further", icon=":material/tune:", width="content"):
                for choice in (one for one in view.choices if one.key not in first):
                    address.select(choice)
    given = Given(
        meeting=meeting,
        author=author,
        asked=asked,
        for_organisation=whose or "",
        annexes=annexes,
        audience=address.read(_AUDIENCE),
    )
    return Wanted(layout.id, view.filters, given)


def _written(name: str, label: str, at_first: str) -> str:
    said = controls.text_input(label, value=at_first, key=f"paper_{name}", max_chars=200)
    return str(said or "").strip()


def _meeting(view: View) -> str:
    """Return the next board meeting, else the last one; nothing where none is on the list."""
    today: date = view.service.today().date()
    meetings = sorted(view.references.settings.board_meetings)
    next_ = next((day for day in meetings if day >= today), meetings[-1] if meetings else None)
    return f"Board, {formats.day(next_)}" if next_ else ""


def _whose(view: View) -> Choice:
    """For which organisation an adopter's pack is made: one of those that there are today."""
    choice = Choice("for_org", words.FOR_ORGANISATION, {"": words.ANY_ORGANISATION})
    return choices.organisation(choice, view.labels.organisations, view.labels)


def _annexes(layout: Layout) -> tuple[str, ...]:
    """Show a switch for each annex that the layout offers."""
    return tuple(
        name
        for name in layout.offers
        if controls.toggle(
            words.ANNEX.get(name, name),
            value=name in layout.annexes,
            key=f"annex_{layout.id}_{name}",
        )
    )
