"""The pages of the menu, looked up once for all runs, and which of them a person has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache

import streamlit as st

from portfolio.access import NOBODY, Person, Role, Verb, may
from portfolio.ui import app_state

_NO_DATA = frozenset({"How numbers are made"})
_FOR_OFFICE = frozenset({"Portfolio office"})
_FOR_SENDERS = frozenset({"Send an extract"})


def page(path: str, title: str, *, default: bool = False) -> st.Page:
    """Return a page for `st.navigation`: a copy, because Streamlit notes on it whose turn it is."""
    return copy(_looked_up(path, title, default))


@cache
def _looked_up(path: str, title: str, default: bool) -> st.Page:
    """Look for its file, which Streamlit would do for all pages at each run of one."""
    return st.Page(path, title=title, default=default)


def theirs(every: Mapping[str, Sequence[st.Page]]) -> dict[str, list[st.Page]]:
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
