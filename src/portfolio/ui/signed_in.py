"""Who has this page open: said in the sidebar, with the way out."""

from __future__ import annotations

import streamlit as st

from portfolio.access import NOBODY, Person
from portfolio.service import PortfolioService
from portfolio.views import escape

_ENDED = "You are signed out"


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
