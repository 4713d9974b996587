"""What every page has: its name, the system's, the headline, as at when, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from portfolio.access import Verb
from portfolio.domain.result import Result
from portfolio.service import PortfolioService
from portfolio.ui import (
    address,
    app_state,
    fallback_style,
    filter_controls,
    search_box,
    signed_in,
    upload_permits,
)
from portfolio.ui.logo import logo
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import escape, formats, links, snippets
from portfolio.views.words import coverage_words, empty_words
from portfolio.views.words import question_words as words

_SIDEBAR = 248
_IN_A_ROW = 3
_UNNAMED = "Digital portfolio"
_HOW_CHOSEN = (
    '<p class="pf-foot"><a href="./how_numbers_are_made" target="_self">'
    "How these are chosen</a></p>"
)


def begin(name: str, *, takes_files: bool = False) -> PortfolioService:
    """Open a page: its place in the browser, the look, the logo. Returns the office.

    Only while a page `takes_files` may its tab send some up.
    """
    service = app_state.service()
    signed_in.show(service)
    settings = service.references.settings
    st.set_page_config(
        page_title=f"{name} · {settings.name or _UNNAMED}",
        layout="wide",
        initial_sidebar_state=_SIDEBAR,
    )
    fallback_style.show()
    st.logo(logo(settings.name or _UNNAMED), size="large")
    address.arrive(name)
    if service.may(Verb.LEDGER).is_allowed and service.submissions():
        search_box.show(service)
    if not takes_files:
        upload_permits.close_here()
    return service


def head(name: str, headline: str, shown: View) -> None:
    """Show the page's name, its sentence, as at when and resting on what; one control beside it."""
    as_at = snippets.as_at(
        coverage_words.as_at(shown.filters, shown.chosen),
        coverage_words.coverage(shown.coverage, shown.labels, shown.filters.period),
        shown.references.settings.about,
        shown.labels,
    )
    write_html(_page_name(name, shown.references.settings.name) + snippets.headline(headline))
    with st.container(key="pf_head", horizontal=True):
        write_html(as_at)
        filter_controls.popover(shown)
        filter_controls.exact_link(shown)
    filter_controls.not_latest(shown)


def plain_head(name: str, headline: str, words: str, about: str) -> None:
    """Show the head of a page without filters: name, sentence, one line, and what the data are."""
    said = " ".join(escape.html(text) for text in (words, about) if text)
    write_html(f'{_page_name(name)}{snippets.headline(headline)}<p class="pf-asat">{said}</p>')


def section(title: str, subtitle: str = "", below: str = "") -> None:
    """Show the heading of a part of a page, and the markup that stands under it."""
    heading = f'<div class="pf-section">{snippets.picture_title(title, subtitle)}</div>'
    write_html(snippets.one_below_another(heading, below))


def facts(*every: tuple[str, str]) -> None:
    """Show short sentences beside each other, each under its question, for what needs no
    picture."""
    said = "".join(
        f"<p><b>{escape.html(asked)}</b>{escape.html(words)}</p>" for asked, words in every if words
    )
    four = " pf-four" if said.count("<p>") > _IN_A_ROW else ""
    write_html(f'<div class="pf-sentences{four}">{said}</div>')


@contextmanager
def pair(name: str) -> Iterator[tuple[DeltaGenerator, DeltaGenerator]]:
    """Two parts beside each other where both fit, else one above the other."""
    grid = st.grid(2, min_column_width=400, gap=("medium", "medium"), key=f"pair_{name}")
    yield grid.cell(), grid.cell()


def asked(shown: View, limit: int = 3) -> tuple[snippets.Question, ...]:
    """Return the questions that the rules raise about what is shown, the strongest first."""
    return words.asked(shown.result("questions"), limit)


def questions(title: str, shown: View, limit: int = 3, *, here: str = "") -> None:
    """Show what to ask, and how it is chosen. Nothing leads to `here`, the page it is on."""
    every = [
        snippets.question(replace(one, link="") if one.page == here else one, shown.labels)
        for one in asked(shown, limit)
    ]
    none = snippets.empty("No rule raises a question about what is shown.")
    rest = _folded_on_a_phone(every[_IN_A_ROW:])
    section(title, "", f"{''.join(every[:_IN_A_ROW]) or none}{rest}{_HOW_CHOSEN}")


def _folded_on_a_phone(every: list[str]) -> str:
    """Return questions that stand open but on a phone, where they unfold."""
    if not every:
        return ""
    more = formats.plural(len(every), "more question")
    body = "".join(every)
    return (
        f'<div class="pf-on-desk">{body}</div><details class="pf-more pf-on-phone">'
        f"<summary>{more}</summary>{body}</details>"
    )


def gaps(title: str, shown: View, adoption: Result, counted: Result) -> None:
    """Show what is missing from the view, and what would bring it."""
    found = empty_words.gaps(
        shown.coverage, shown.labels, shown.filters.period, adoption, counted=counted
    )
    rows = "".join(
        f"<li>{links.sentence(gap.what, shown.labels)}<small>{escape.html(gap.do)}</small></li>"
        for gap in found
    )
    listed = f'<ul class="pf-gaps">{rows}</ul>' if rows else "<p></p>"
    section(title, "" if found else empty_words.NO_GAPS, listed)


def foot(shown: View) -> None:
    """Show what the whole page rests on, in one line; on paper, also where and when it was
    taken."""
    behind = {number for one in shown.results for number in one.provenance.submissions}
    said = coverage_words.page_foot(shown.coverage, behind)
    query = f"?{urlencode(st.query_params.to_dict())}" if st.query_params else ""
    taken = f"{st.context.url or ''}{query}, {formats.day(shown.service.today().date())}"
    write_html(
        f'<div class="pf-page-foot">{snippets.foot(said)}'
        f'<p class="pf-foot pf-on-paper">{escape.html(taken)}</p></div>'
    )


def nothing_yet(name: str, service: PortfolioService) -> None:
    """Show a page of an empty store: what would be here, and what to do."""
    if not service.references.settings.reporting_periods:
        nothing_loaded(name)
        return
    plain_head(name, "Nothing has been sent yet", "", service.references.settings.about)
    nothing_sent()


def nothing_loaded(name: str) -> None:
    """Show a page before any system was loaded."""
    write_html(_page_name(name) + snippets.headline("No system has been loaded yet"))
    write_html(
        snippets.empty(
            "A system is its organisations, its themes and its reporting periods. The portfolio "
            "office loads them from a folder."
        )
        + "<p>In a terminal, <code>portfolio load data/demo</code> loads a made-up system to look "
        "round in; <code>portfolio load FOLDER</code> loads yours. This page fills as soon as it "
        "is done.</p>"
    )


def nothing_sent() -> None:
    """Show what to do before the first submission."""
    write_html(
        snippets.empty(empty_words.EMPTY_STORE)
        + '<p><a href="./send_an_extract" target="_self">Send an extract</a></p>'
    )


def _page_name(name: str, system: str = "") -> str:
    """Return the name over the headline; on paper, where no sidebar says it, the system's before
    it."""
    whose = f'<span class="pf-on-paper">{escape.html(system)}: </span>' if system else ""
    return f'<p class="pf-page">{whose}{escape.html(name)}</p>'
