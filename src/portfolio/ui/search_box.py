"""Search on every page: a box beside the page's name, and what was found as links under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.service import PortfolioService
from portfolio.service.memo import Memo
from portfolio.ui import address, choices, controls
from portfolio.ui.markup import write_html
from portfolio.views import escape, formats, links, snippets
from portfolio.views.found import entries
from portfolio.views.search import Entry, Index

_SHOWN = 12
_LABEL = "Search"
_indexes: Memo[Index] = Memo(4)


@st.fragment
def show(service: PortfolioService) -> None:
    """Show the box, and the nearest of what it finds; only this part is drawn again at each
    search."""
    with st.container(key="pf_search"):
        asked = controls.text_input(
            _LABEL,
            key="search",
            placeholder="Search names, lessons and words",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        if asked:
            # The first search at a point reads its names and lessons.
            with controls.spinner("Looking through everything."):
                found = _index(service).found(asked)
            write_html(f'<div class="pf-found" role="status">{_listed(found)}</div>')


def _listed(found: Sequence[Entry]) -> str:
    if not found:
        return snippets.empty("Nothing holds all of these words.")
    body = "".join(
        f"<li>{links.link(one.href, one.name)}"
        f"<small>{escape.html(', '.join(filter(None, (one.kind, one.about))))}</small></li>"
        for one in found[:_SHOWN]
    )
    more = len(found) - _SHOWN
    foot = (
        snippets.foot(f"{formats.count(more)} more: add a word to narrow it.") if more > 0 else ""
    )
    return f'<ul class="pf-gaps">{body}</ul>{foot}'


def _index(service: PortfolioService) -> Index:
    """Return everything that has a page, as at the reader's period and day, put together once."""
    filters = _as_at(service)
    return _indexes.answer(
        (service.opened, filters),
        lambda: Index(
            entries(
                service.labels(filters),
                service.programmes(filters),
                service.benefit_names(filters).records(),
                service.result("learning", filters),
                themes=service.references.themes,
            )
        ),
        while_it_is=service.touched_at(filters),
    )


def _as_at(service: PortfolioService) -> Filters:
    submissions = service.submissions()
    period = address.read(choices.period(service.references, submissions))
    known = address.read(choices.known_on(service.references, submissions))
    return Filters(Period.parse(period), date.fromisoformat(known) if known else None)
