"""The pages of the menu, looked up once for all runs."""

from __future__ import annotations

from copy import copy
from functools import cache

import streamlit as st


def page(path: str, title: str, *, default: bool = False) -> st.Page:
    """Return a page for `st.navigation`: a copy, because Streamlit notes on it whose turn it is."""
    return copy(_looked_up(path, title, default))


@cache
def _looked_up(path: str, title: str, default: bool) -> st.Page:
    """Look for its file, which Streamlit would do for all pages at each run of one."""
    return st.Page(path, title=title, default=default)
