"""What a return will change, on screen: counts, what a reader will notice, then one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import streamlit as st

from portfolio.contract.catalogue import KINDS
from portfolio.domain.labels import Labels
from portfolio.domain.preview import FieldChange, KindChange, Preview, Revision
from portfolio.exports.delimited import csv_bytes
from portfolio.ui import controls, downloads, frame
from portfolio.ui.send_tables import number, table
from portfolio.views import escape, formats
from portfolio.views.words import preview_words as words

Every = Callable[[], Iterable[FieldChange]]
NOTICED_SHOWN, OF_A_SORT, ROWS_SHOWN, _LISTED_FROM = 15, 5, 20, 4
_SMALL = ("changed", "new", "month_filled", "left_out")
_COLUMNS = ("kind", "thing", "key", "column", "before", "after", "what")


def show(
    preview: Preview,
    labels: Labels,
    every: Every,
    file_name: str,
    *,
    title: str = "What will change",
) -> None:
    """Show the change in a sentence and in counts, the cells that matter most, and the rest to
    open."""
    frame.section(title)
    st.html(summary(preview))
    if preview.is_empty:
        return
    st.html(changes(preview.by_kind))
    noted = noticed(preview, labels)
    if noted:
        frame.section("What a reader will notice")
        st.html(noted)
    _one_by_one(preview, labels, every, file_name)


def summary(preview: Preview) -> str:
    """Return what matters in a few phrases: one sentence, or a list where they are many."""
    phrases = words.summary(preview)
    if len(phrases) < _LISTED_FROM:
        return f'<p class="pf-summary">{escape.html(words.sentence(preview))}</p>'
    items = "".join(f"<li>{escape.html(formats.sentence_case(phrase))}</li>" for phrase in phrases)
    return f'<ul class="pf-summary">{items}</ul>'


def changes(kinds: Iterable[KindChange]) -> str:
    """Return rows new, changed, no longer there and as before, for each extract."""
    rows = "".join(
        f"<tr><td>{escape.html(KINDS[one.kind].title)}{_cleared(one)}</td>"
        + "".join(number(n) for n in (one.added, one.changed, one.gone, one.same))
        + "</tr>"
        for one in kinds
    )
    head = ("Extract", "New", "Changed", "No longer there", "As before")
    return table(head, rows, "pf-changes", right_from=1)


def _cleared(one: KindChange) -> str:
    return "<small>header only: clears what stood</small>" if one.is_cleared else ""


def noticed(preview: Preview, labels: Labels) -> str:
    """Return what a reader will see differently: the item, before and after, a few of each sort."""
    parts, room = "", NOTICED_SHOWN
    for what in dict.fromkeys(tally.what for tally in preview.tallies):
        if what in _SMALL or room <= 0:
            continue
        if what == "past_month_revised" and preview.cells(what) > OF_A_SORT:
            parts += _revised_rows(preview.revisions[:OF_A_SORT], labels)
            parts += _more(preview.revised_benefits - OF_A_SORT, "more benefit with months revised",
                           "more benefits with months revised")  # fmt: skip
            room -= OF_A_SORT
            continue
        sort = [one for one in preview.fields if one.what == what][: min(OF_A_SORT, room)]
        parts += "".join(_change_row(one, labels) for one in sort)
        parts += _more(preview.cells(what) - len(sort), "more like these", "more like these")
        room -= len(sort)
    return table(("Item", "Before", "After"), parts, "pf-noticed") if parts else ""


def _change_row(one: FieldChange, labels: Labels) -> str:
    why = words.why(one)
    soft = f"<small>{escape.html(why)}</small>" if why else ""
    return (
        f"<tr><td>{escape.html(words.item(one, labels))}</td>"
        f"<td>{escape.html(words.before(one, labels))}</td>"
        f"<td><b>{escape.html(words.after(one, labels))}</b>{soft}</td></tr>"
    )


def _revised_rows(revisions: Sequence[Revision], labels: Labels) -> str:
    rows = ""
    for one in revisions:
        name, months, before, after = (escape.html(text) for text in words.revised(one, labels))
        soft = "<small>past months revised, realised</small>" if after else ""
        rows += (
            f"<tr><td>{name}<small>{months}</small></td><td>{before}</td>"
            f"<td><b>{after or 'Revised'}</b>{soft}</td></tr>"
        )
    return rows


def _more(count: int, one: str, many: str) -> str:
    if count <= 0:
        return ""
    words_of = one if count == 1 else many
    return f'<tr><td colspan="3" class="pf-soft">{formats.count(count)} {words_of}</td></tr>'


def _one_by_one(preview: Preview, labels: Labels, every: Every, file_name: str) -> None:
    """Show each extract to open, and the whole list to take away."""
    for kind in preview.by_kind:
        if kind.added or kind.changed or kind.gone:
            with controls.expander(f"{KINDS[kind.kind].title}, one by one"):
                st.html(of_kind(kind.kind, preview, labels))
    downloads.csv_button(
        "Download every change (CSV)",
        partial(changes_csv, every, labels),
        file_name=file_name,
        key="every_change",
    )


def of_kind(kind: str, preview: Preview, labels: Labels) -> str:
    """Return the changes of one extract: the first of each sort, and how many more there are."""
    rows = ""
    for what in dict.fromkeys(tally.what for tally in preview.tallies if tally.kind == kind):
        found = [one for one in preview.fields if (one.kind, one.what) == (kind, what)]
        rows += "".join(_change_row(one, labels) for one in found[:ROWS_SHOWN])
        more = preview.cells(what, kind) - min(len(found), ROWS_SHOWN)
        rows += _more(more, "more like these, in the download", "more like these, in the download")
    return table(("Item", "Before", "After"), rows, "pf-noticed")


def changes_csv(every: Every, labels: Labels) -> bytes:
    """Return every change one by one, cells as they were and as they will be."""
    rows = (
        (
            one.kind,
            words.thing(one, labels),
            " ".join(one.key),
            one.column,
            one.before,
            one.after,
            one.what.replace("_", " "),
        )
        for one in every()
    )
    return csv_bytes(_COLUMNS, rows)
