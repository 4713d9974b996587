"""One picture on a page: its sentence, the drawing, where it came from, and what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from portfolio.domain.result import Result
from portfolio.exports.delimited import csv_bytes
from portfolio.measures.card_catalogue import CARDS
from portfolio.ui import address, card, controls, downloads, rows_behind_block, take_away
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
    title_stands: bool = False,
    narrowed: rows_behind_block.Narrowed = rows_behind_block.EVERYWHERE,
) -> None:
    """Show the whole block. `name` is the picture's own on its page and names its download; the
    results are those it shows; `narrow` takes its place on a phone, `title` that of a sentence
    the page says already; `title_stands` leaves out a title that stands above, `is_titled` the
    whole head; `narrowed` says which rows are shown first. Only this block is drawn again when
    its table is asked for."""
    picture = replace(picture, title=title or picture.title)
    with st.container(key=f"block_{name}"):
        head = _head(picture, title_stands=title_stands) if is_titled else ""
        if picture.is_empty:
            write_html(snippets.one_below_another(head, snippets.empty(picture.empty)))
            return
        below = snippets.foot(picture.note) if picture.note else ""
        _whole(name, picture, head, below, narrow=narrow)
        offer(name, picture, view, results, narrowed=narrowed)


@st.fragment
def fold(name: str, picture: Picture, view: View, *results: Result) -> None:
    """Show a block of which only the sentence stands until it is opened: for what is beside the
    page's own question."""
    with controls.expander(picture.title, key=f"fold_{name}", on_change="rerun") as part:
        if part.open:
            draw(name, picture, view, *results, title_stands=True)


def draw_but_fold_on_a_phone(
    name: str, picture: Picture, view: View, *results: Result, narrow: Picture | None = None
) -> None:
    """Show the block; on a phone only its sentence, until it is opened: for what a page shows at
    a glance beside its own question, and a thumb would have to pass."""
    with st.container(key=f"desk_{name}"):
        draw(name, picture, view, *results, narrow=narrow)
    with st.container(key=f"phone_{name}"):
        fold(f"{name}_on_a_phone", picture, view, *results)


def _head(picture: Picture, *, title_stands: bool) -> str:
    title = "" if title_stands else picture.title
    return snippets.picture_title(title, picture.subtitle) + snippets.key(picture.key)


def _whole(name: str, picture: Picture, head: str, below: str, *, narrow: Picture | None) -> None:
    """Show head, drawing and foot; all in one where the drawing is markup, since each part more
    that is sent costs the server as much as drawing a small picture."""
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
    if below:
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
    """Show one quiet control: table, download, rows and how it is made, the same numbers for
    eyes and for spreadsheets."""
    kept = tuple(results)
    with _data(name, picture.title) as menu:
        if menu.open:
            _switch("table", name, picture.title, icon=":material/table:")
            downloads.csv_button(
                escape.Spoken("Download", picture.title),
                _csv(picture, view, kept),  # at hand: one that is fetched loses the focus
                file_name=f"{name}-{view.filters.period}.csv",
                key=f"download_{name}",
            )
            file = f"{name}-{view.filters.period}"
            said = provenance(picture, view, kept)
            take_away.buttons(file, picture, said, view.filters.period.end)
            _rows_and_card(name, picture.title, view, kept)
    if _shows("table", name):
        write_html(snippets.table(picture.table, picture.title))
        _hide("table", name, picture.title)
    _rows(name, picture.title, view, kept, narrowed=narrowed)


@st.fragment
def counts(every: Sequence[snippets.Count], view: View, *results: Result) -> None:
    """Show the few figures of a page, each with its denominator, with the rows they came from
    and how they are made; nothing where none can be said."""
    if not every:
        return
    name, what = "counts", "the figures above"
    with st.container(key=f"block_{name}"):
        write_html(snippets.counts(every))
        with _data(name, what) as menu:
            if menu.open:
                _rows_and_card(name, what, view, results)
        _rows(name, what, view, results)


@contextmanager
def _data(name: str, what: str) -> Iterator[PopoverContainer]:
    """The control that holds what a picture offers, which is worked out when it is opened."""
    with st.container(key=f"data_of_{name}", horizontal=True):
        menu = controls.popover(
            escape.Spoken("Data", what),
            key=_menu(name),
            type="tertiary",
            icon=":material/more_horiz:",
            on_change="rerun",
        )
    with menu:
        yield menu


def _menu(name: str) -> str:
    return f"data_{name}"


def _rows_and_card(name: str, what: str, view: View, results: tuple[Result, ...]) -> None:
    """Rows, where any stand behind it, and under it what it rests on and how it is made."""
    if rows_behind_block.kinds_of(results):
        _switch("rows", name, what, icon=":material/list:")
    how = "".join(card.short(CARDS[one.provenance.measure]) for one in results)
    write_html(f'<div class="pf-how-made"><b>How it is made</b>{how}</div>')
    write_html(snippets.foot(source(view, results)))


def _rows(
    name: str,
    what: str,
    view: View,
    results: tuple[Result, ...],
    *,
    narrowed: rows_behind_block.Narrowed = rows_behind_block.EVERYWHERE,
) -> None:
    if _shows("rows", name):
        rows_behind_block.show(name, view, rows_behind_block.kinds_of(results), narrowed)
        _hide("rows", name, what)


def _shows(part: str, name: str) -> bool:
    return bool(st.session_state.get(f"{part}_{name}", False))


def _switch(part: str, name: str, what: str, *, icon: str) -> None:
    """Show a button that shows and hides a part, and closes the control it stands in."""
    key = f"{part}_{name}"
    controls.button(
        escape.Spoken(f"Hide {part}" if _shows(part, name) else part.capitalize(), what),
        key=f"button_{key}",
        type="tertiary",
        icon=icon,
        on_click=_turn,
        args=(part, name),
    )


def _hide(part: str, name: str, what: str) -> None:
    """Show the way back, where a part that is shown ends."""
    controls.button(
        escape.Spoken(f"Hide {part}", what),
        key=f"hide_{part}_{name}",
        type="tertiary",
        icon=":material/expand_less:",
        on_click=_turn,
        args=(part, name),
    )


def _turn(part: str, name: str) -> None:
    st.session_state[f"{part}_{name}"] = not _shows(part, name)
    st.session_state[_menu(name)] = False


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
