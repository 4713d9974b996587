"""From any number to the partners' rows it came from: narrowed, shown, and taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from portfolio.domain.result import Result
from portfolio.exports.delimited import csv_bytes
from portfolio.measures import RowsBehind
from portfolio.ui import controls, downloads
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import formats, snippets
from portfolio.views.rows_table import SHOWN, rows_table

_ALL = ""


def kinds_of(results: Iterable[Result]) -> tuple[str, ...]:
    """Return the extracts that some results were counted from, each once."""
    return tuple(dict.fromkeys(kind for one in results for kind in one.provenance.kinds))


@dataclass(frozen=True)
class Narrowed:
    """The programme and the organisation that rows are narrowed to when they are opened."""

    programme_id: str = _ALL
    org_code: str = _ALL


EVERYWHERE = Narrowed()


def show(name: str, view: View, kinds: tuple[str, ...], first: Narrowed) -> None:
    """Show the rows behind what is shown: at first those of what a picture is about, then of any
    programme and organisation."""
    whole = view.service.rows_behind(view.filters, kinds)
    with st.container(key=f"rows_{name}"):
        if not whole.count:
            none = "No partner\u2019s row stands behind this yet."
            write_html(snippets.empty(_kept_back(whole) or none))
            return
        with st.container(key=f"choose_rows_{name}", horizontal=True):
            programme = _select(name, "Programme", _programmes(whole, view), first.programme_id)
            where = _select(name, "Organisation", _organisations(whole, view), first.org_code)
        found = view.service.rows_behind(
            view.filters, kinds, programme_id=programme or None, org_code=where or None
        )
        write_html(rows_table(found.table, view.labels) + snippets.foot(_foot(found)))
        downloads.csv_button(
            "Download these rows",
            partial(_csv, found, view),
            file_name=f"{name}-rows-{view.filters.period}.csv",
            key=f"download_rows_{name}",
        )


def _select(name: str, label: str, words: dict[str, str], first: str) -> str:
    codes = list(words)
    return str(
        controls.selectbox(
            label,
            codes,
            index=codes.index(first) if first in words else 0,
            format_func=lambda code: words.get(code, code),
            key=f"rows_{label.lower()}_{name}_{first}",  # of another benefit: chosen anew
            width=320,
        )
    )


def _programmes(whole: RowsBehind, view: View) -> dict[str, str]:
    named = sorted((view.labels.programme(key), key) for key in whole.programmes)
    return {_ALL: "All programmes", **{key: name for name, key in named}}


def _organisations(whole: RowsBehind, view: View) -> dict[str, str]:
    named = sorted((view.labels.organisation(code), code) for code in whole.organisations)
    return {_ALL: "All organisations", **{code: name for name, code in named}}


def _kept_back(found: RowsBehind) -> str:
    """Return how many rows the reader may not see; nothing where there are none."""
    if not found.kept_back:
        return ""
    return (
        f"{formats.plural(found.kept_back, 'row')} of risks kept to the organisation that holds "
        "them and the portfolio office: counted here, not shown."
    )


def _foot(found: RowsBehind) -> str:
    return f"{_rows_shown(found)} {_kept_back(found)}".strip()


def _rows_shown(found: RowsBehind) -> str:
    every = formats.plural(found.count, "row")
    if found.count <= SHOWN:
        return f"{every}. The number of a submission leads to it, and to the file as it was sent."
    held = len(found.table.rows)
    all_of_them = "all" if held == found.count else f"the first {formats.count(held)}"
    return (
        f"The first {SHOWN} of {every}; {all_of_them} are in the download. The number of a "
        "submission leads to it, and to the file as it was sent."
    )


def _csv(found: RowsBehind, view: View) -> bytes:
    settings = view.references.settings
    said = [f"{settings.name}. {settings.about}".strip(), _foot(found)]
    return csv_bytes(found.table.columns, found.table.rows, said)
