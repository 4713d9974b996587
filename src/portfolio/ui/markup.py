"""Places markup on a page as it is."""

from __future__ import annotations

import streamlit as st

from portfolio.ui import address
from portfolio.views import links


class _AsItIs(str):
    """Markup that says so itself: of plain text Streamlit would look at every letter for
    indentation to take off, which of a page's tables takes longer than to send them."""

    def _repr_html_(self) -> str:
        return self


def write_html(markup: str) -> None:
    """Place it where the page has come to; its links take the reader's choices along."""
    st.html(_AsItIs(links.carried(markup, address.carried())))
