"""The parts of the page Board pack: a new paper, one made before, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from portfolio.domain.document import Document
from portfolio.domain.period import Period
from portfolio.service import NotAllowed, NotUnderstood, PortfolioService, Request
from portfolio.service.papers.composing import Wanted, composed
from portfolio.service.papers.making import as_file, document_kept, made, media_type
from portfolio.service.papers.verifying import still_holds
from portfolio.service.patient_id_guard import refuse_typed_identifiers
from portfolio.store.kept_papers import KeptPaper
from portfolio.ui import controls, frame, paper_choices, paper_proof
from portfolio.ui.markup import write_html
from portfolio.ui.paper_choices import Kept
from portfolio.ui.view import View
from portfolio.views import escape, formats, snippets
from portfolio.views.paper.layout import layouts
from portfolio.views.words import coverage_words
from portfolio.views.words import paper_words as words

_PREVIEW_PIXELS = 900
_NOT_WHOLE = "This paper cannot be read any more. Make it again, or bring it back from a backup."


def headline(view: View, kept: Kept) -> str:
    """Return which paper is shown, and as at when."""
    if kept.chosen:
        end = Period.parse(kept.chosen.as_at).end_words
        return words.headline_of_kept(kept.chosen.title, end)
    layout = st.query_params.get("layout", "")
    every = layouts()
    name = (every.get(layout) or next(iter(every.values()))).name
    return words.headline(name, view.filters.period.end_words)


def about(view: View, kept: Kept) -> str:
    """Return what a new paper would show, and what becomes of papers."""
    if kept.chosen:
        return words.ABOUT
    return f"{coverage_words.as_at_words(view.filters, view.chosen)}. {words.ABOUT}"


def show(view: View, kept: Kept) -> None:
    """Show the paper that the address names, as it was made, or else a new one."""
    with st.container(key="paper"):
        if kept.chosen:
            made_before(view.service, kept)
        else:
            new(view)


def new(view: View) -> None:
    """Show what can be chosen, the five forms to take away, and the paper as it would be."""
    wanted = paper_choices.wanted(view)
    try:
        _refuse_identifiers(wanted)
        with controls.spinner("Composing the paper"):
            document = composed(view.service, wanted)
    except (NotUnderstood, NotAllowed) as error:
        write_html(snippets.empty(str(error).replace("`", "")))
        return
    _forms(partial(_made, view.service, wanted), document.title, "new")
    _preview(document)


def _refuse_identifiers(wanted: Wanted) -> None:
    given = wanted.given
    said: dict[str, str | bool | None] = {
        "meeting": given.meeting,
        "author": given.author,
        "asked": given.asked,
    }
    refuse_typed_identifiers(Request("export", said))


def _made(service: PortfolioService, wanted: Wanted) -> Document:
    return made(service, wanted).document


def made_before(service: PortfolioService, kept: Kept) -> None:
    """Show a paper as it was made, whether the data still give it, and its forms once more."""
    paper = kept.chosen
    document = document_kept(service, paper.id) if paper else None
    if paper is None or document is None:
        write_html(snippets.verdict("stop", _NOT_WHOLE))
        return
    write_html(f'<p class="pf-soft">{escape.html(_who(paper))}</p>')
    paper_proof.show(still_holds(service, document))
    _forms(lambda: document, paper.title, paper.id)
    _preview(document)


def _who(paper: KeptPaper) -> str:
    parts = (paper.meeting, paper.author, f"made on {formats.day(paper.made_at.date())}")
    return ", ".join(part for part in parts if part) + f". Paper {paper.id}."


def _forms(document: Callable[[], Document], title: str, key: str) -> None:
    """Show a button for each form; the paper is kept when the first is pressed."""
    with st.container(key=f"paper_forms_{key}", horizontal=True):
        for form, name in words.FORM.items():
            controls.download_button(
                name,
                data=partial(_file, document, form),
                file_name=f"{title}.{form}",
                mime=media_type(form),
                key=f"paper_{key}_{form}",
                icon=":material/download:",
                type="primary" if form == next(iter(words.FORM)) else "secondary",
            )


def _file(document: Callable[[], Document], form: str) -> bytes:
    return as_file(document(), form)


def _preview(document: Document) -> None:
    frame.section("As it will be read", "The web page; the other forms say the same.")
    page = as_file(document, "html").decode("utf-8")
    st.iframe(page, height=_PREVIEW_PIXELS, alt=f"Preview of the paper {document.title}")


def every(service: PortfolioService, kept: Kept) -> None:
    """Show the papers that were made here, the latest first, each with a link to itself."""
    frame.section("Papers made here", "" if kept.every else words.NONE_MADE)
    if kept.chosen:
        write_html('<p class="pf-foot"><a href="./board_pack" target="_self">Make a new paper</a>')
    if not kept.every:
        return
    lines = "".join(map(_line, kept.every))
    write_html(f'<ul class="pf-gaps">{lines}</ul>')


def _line(one: KeptPaper) -> str:
    """Return a paper with a link to itself: for which meeting, as at when, by whom and when."""
    name = f"{one.title}, {one.meeting}" if one.meeting else one.title
    known_on = formats.day(date.fromisoformat(one.known_on))
    by = f" by {one.author}" if one.author else ""
    said = (
        f"As at {Period.parse(one.as_at).end_words}, known on {known_on}, for "
        f"{formats.lower_first(words.AUDIENCE[one.audience].partition(':')[0])}. Made on "
        f"{formats.day(one.made_at.date())}{by}."
    )
    return (
        f'<li><a href="./board_pack?paper={one.id}" target="_self">{escape.html(name)}</a>'
        f"<small>{escape.html(said)}</small></li>"
    )
