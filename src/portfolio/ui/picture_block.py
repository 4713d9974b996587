"""One picture on a page: its sentence, the drawing, where it came from, and what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from portfolio.domain.result import Result
from portfolio.exports.delimited import csv_bytes
from portfolio.measures.card_catalogue import CARDS
from portfolio.ui import address, card, controls, rows_behind_block
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import escape, links, snippets
from portfolio.views.picture import CONFIG, Picture
from portfolio.views.ready import Ready
from portfolio.views.words import coverage_words


@st.fragment
def draw(
    name: str,
    picture: Picture,
    view: View,
    *results: Result,
    narrow: Picture | None = None,
    title: str = "",
    is_titled: bool = True,
    narrowed: rows_behind_block.Narrowed = rows_behind_block.EVERYWHERE,
) -> None:
    """The whole block. `name` is the picture's own on its page and names its download; the
    results are those it shows; `narrow` takes its place on a phone, `title` that of a sentence
    the page says already; `narrowed` says which rows are shown first. Only this block is drawn
    again when its table is asked for."""
    picture = replace(picture, title=title or picture.title)
    with st.container(key=f"block_{name}"):
        head = _head(picture) if is_titled else ""
        if picture.is_empty:
            write_html(snippets.one_below_another(head, snippets.empty(picture.empty)))
            return
        _whole(name, picture, head, foot(picture, view, results), narrow=narrow)
        offer(name, picture, view, results, narrowed=narrowed)


def _head(picture: Picture) -> str:
    return snippets.picture_title(picture.title, picture.subtitle) + snippets.key(picture.key)


def _whole(name: str, picture: Picture, head: str, below: str, *, narrow: Picture | None) -> None:
    """Head, drawing and foot; all in one where the drawing is markup, since each part more that is
    sent costs the server as much as drawing a small picture."""
    has_narrow = narrow is not None and not narrow.is_empty
    if picture.figure is None and not has_narrow:
        write_html(snippets.one_below_another(head, _markup(picture), below))
        return
    if head:
        write_html(head)
    if narrow is None or narrow.is_empty:
        _drawing(name, picture)
    else:
        with st.container(key=f"wide_{name}"):
            _drawing(name, picture)
        with st.container(key=f"narrow_{name}"):
            _drawing(f"{name}_narrow", narrow)
    write_html(below)


def _markup(picture: Picture) -> str:
    said = escape.html(picture.title)
    return f'<div class="pf-drawn" role="group" aria-label="{said}">{picture.html}</div>'


def _drawing(name: str, picture: Picture) -> None:
    if picture.figure is None:
        write_html(_markup(picture))
        return
    st.plotly_chart(
        Ready(links.carried_in_figure(picture.figure, address.carried())),
        theme=None,
        config=dict(CONFIG),
        alt=picture.alt or picture.title,
        key=f"chart_{name}",
    )


def foot(picture: Picture, view: View, results: Iterable[Result]) -> str:
    """The note of a picture and, for each measure, its version, coverage and submissions."""
    said = (picture.note, source(view, results))
    return "".join(snippets.foot(words) for words in said if words)


def source(view: View, results: Iterable[Result]) -> str:
    """`Adoption, version 1; benefit to date, version 1. 12 of 13 partners. 14 submissions.`"""
    sources = [result.provenance for result in results]
    if not sources:
        return ""
    titles = [CARDS[one.measure].title for one in sources]
    titles = titles[:1] + [_lower(title) for title in titles[1:]]
    before = [f"{t}, version {one.version}; " for t, one in zip(titles, sources[:-1], strict=False)]
    submissions = tuple(dict.fromkeys(number for one in sources for number in one.submissions))
    named = "".join(before) + titles[-1]
    return coverage_words.foot(named, sources[-1].version, view.coverage, submissions)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def offer(
    name: str,
    picture: Picture,
    view: View,
    results: Iterable[Result],
    *,
    narrowed: rows_behind_block.Narrowed = rows_behind_block.EVERYWHERE,
) -> None:
    """Table, download, and how it is made: the same numbers, for eyes and for spreadsheets."""
    kept = tuple(results)
    with st.container(key=f"actions_{name}", horizontal=True):
        shows = _switch("table", name, "Table", ":material/table:")
        controls.download_button(
            "Download",
            data=partial(_csv, picture, view, kept),
            file_name=f"{name}-{view.filters.period}.csv",
            mime="text/csv",
            key=f"download_{name}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        shows_rows = _rows_and_card(name, kept)
    if shows:
        write_html(snippets.table(picture.table, picture.title))
    if shows_rows:
        rows_behind_block.show(name, view, rows_behind_block.kinds_of(kept), narrowed)


@st.fragment
def counts(every: Sequence[snippets.Count], view: View, *results: Result) -> None:
    """The few figures of a page, each with its denominator, with the rows they came from and how
    they are made; nothing where none can be said."""
    if not every:
        return
    name = "counts"
    write_html(snippets.counts(every))
    with st.container(key=f"actions_{name}", horizontal=True):
        shows_rows = _rows_and_card(name, results)
    if shows_rows:
        rows_behind_block.show(
            name, view, rows_behind_block.kinds_of(results), rows_behind_block.EVERYWHERE
        )


def _rows_and_card(name: str, results: tuple[Result, ...]) -> bool:
    has_rows = bool(rows_behind_block.kinds_of(results))
    shows = has_rows and _switch("rows", name, "Rows", ":material/list:")
    with controls.popover("How it is made", type="tertiary", icon=":material/info:"):
        write_html("".join(card.short(CARDS[one.provenance.measure]) for one in results))
    return shows


def _switch(what: str, name: str, word: str, icon: str) -> bool:
    """A button that shows and hides a part; whether it is shown now."""
    key = f"{what}_{name}"
    shows = bool(st.session_state.get(key, False))
    controls.button(
        f"Hide {word.lower()}" if shows else word,
        key=f"button_{key}",
        type="tertiary",
        icon=icon,
        on_click=_turn,
        args=(key,),
    )
    return shows


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _csv(picture: Picture, view: View, results: tuple[Result, ...]) -> bytes:
    columns = [column.name for column in picture.table.columns]
    return csv_bytes(columns, picture.table.values, provenance(picture, view, results))


def provenance(picture: Picture, view: View, results: Iterable[Result]) -> list[str]:
    """Where the numbers of a download came from, one line each."""
    kept = tuple(results)
    settings = view.references.settings
    caveats = dict.fromkeys(words for one in kept for words in one.provenance.caveats)
    lines = [
        f"{picture.title}. {picture.subtitle}".strip(),
        f"{settings.name}. {settings.about}".strip(),
        coverage_words.as_at_words(view.filters, view.chosen),
        coverage_words.coverage(view.coverage, view.labels, view.filters.period),
        source(view, kept),
        *caveats,
    ]
    return [line for line in lines if line]
