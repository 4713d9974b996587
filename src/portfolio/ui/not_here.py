"""What is said where a link names something that is not here: that, and nothing else.

A page that fell back to everything would be read as what the link names.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from portfolio.domain.filters import NARROWING, Filters
from portfolio.domain.labels import Labels
from portfolio.ui import address
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.views import escape, snippets
from portfolio.views.words import not_here_words as words

_NO_LABELS = Labels()


def stop_where_unknown(
    every: Iterable[Choice], filters: Filters | None = None, labels: Labels = _NO_LABELS
) -> None:
    """End the page with a plain sentence where its address names something not on offer."""
    unknown = {one.key: code for one in every if (code := address.unknown(one))}
    if not unknown:
        return
    said = [words.sentence(key, code, labels, filters) for key, code in unknown.items()]
    listed = "".join(f"<p>{escape.html(sentence)}</p>" for sentence in said)
    page = f'<p class="pf-page">{escape.html(address.page_name())}</p>'
    write_html(page + snippets.headline(words.HEADLINE) + listed + _ways_on(unknown))
    st.stop()


def _ways_on(unknown: Iterable[str]) -> str:
    """Links to the same page without what it does not know, and without what narrows it."""
    kept = {key: code for key, code in st.query_params.items() if key not in unknown}
    ways = {words.WITHOUT_IT: kept}
    if narrowed := {key for key in NARROWING if key in kept}:
        named = {key: code for key, code in st.query_params.items() if key not in narrowed}
        ways = {words.NOT_NARROWED: named, **ways}
    return "".join(
        f'<p><a href="?{escape.address(urlencode(query))}" target="_self">{said}</a></p>'
        for said, query in ways.items()
    )
