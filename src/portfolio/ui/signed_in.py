"""Who has this page open: said in the sidebar with the way out, and which pages they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from portfolio.access import NOBODY, Person, Role, Verb, may
from portfolio.service import PortfolioService
from portfolio.ui import app_state
from portfolio.views import escape

_ENDED = "You are signed out"
_NO_DATA = frozenset({"How numbers are made"})
_FOR_OFFICE = frozenset({"Portfolio office"})
_FOR_SENDERS = frozenset({"Send an extract"})


def pages(every: Mapping[str, Sequence[st.Page]]) -> dict[str, list[st.Page]]:
    """Return the pages this person has, a non-executive's own first. What is left out of the menu
    cannot be opened; what a page shows is asked for again by the service."""
    person = app_state.person()
    menu = {
        part: [page for page in listed if _has(person, page.title)]
        for part, listed in every.items()
    }
    if Role.NON_EXECUTIVE in person.roles:
        menu = {part: sorted(listed, key=_themes_first) for part, listed in menu.items()}
    return {part: listed for part, listed in menu.items() if listed}


def _has(person: Person, title: str) -> bool:
    if person == NOBODY:
        return True  # each of them says that one is signed out, and how to come back
    if title in _FOR_SENDERS:
        return may(person, Verb.UNWRAP).is_allowed
    if title in _FOR_OFFICE:
        return may(person, Verb.PEOPLE).is_allowed
    return title in _NO_DATA or may(person, Verb.RESULT).is_allowed


def _themes_first(page: st.Page) -> bool:
    return page.title != "Themes"


def show(service: PortfolioService) -> None:
    """Say who is signed in, and give the way out. Where nobody signs in it is said that this is
    for one person at this machine; where the session has ended, the page ends here."""
    person = service.person
    if person == NOBODY:
        st.html(
            f'<p class="pf-headline">{_ENDED}</p><p>Nothing was lost: '
            '<a href="/sign-in" target="_self">sign in</a> to go on.</p>'
        )
        st.stop()
    with st.sidebar:
        st.html(_signed_in(person) if person.session else _ALONE)


_ALONE = '<p class="pf-foot">Without sign-in: for one person at this machine.</p>'


def _signed_in(person: Person) -> str:
    return (
        f'<p class="pf-foot">Signed in as {escape.html(person.shown)}<br>'
        '<a href="/sign-out" target="_self">Sign out</a></p>'
    )
