"""The parts of the page How numbers are made: the catalogue, the contract, the checks,
the glossary."""

from __future__ import annotations

from functools import partial

import streamlit as st

from portfolio.contract.catalogue import CONTRACT_VERSION, KINDS
from portfolio.contract.dictionary import dictionary_markdown
from portfolio.contract.fields import NEED_WORDS, TYPE_WORDS, Field, Kind
from portfolio.contract.templates import template_csv
from portfolio.measures.card_catalogue import CARDS
from portfolio.ui import card, controls, downloads, frame
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.methodology_checks import checks
from portfolio.ui.send_tables import said
from portfolio.ui.template import template_button
from portfolio.views import escape, formats
from portfolio.views.glossary import GLOSSARY

PARTS = Choice(
    "part",
    "Part",
    {
        "measures": "The measures",
        "contract": "What partners send",
        "checks": "What is checked",
        "glossary": "Glossary",
    },
    "measures",
)


def headline() -> str:
    return (
        f"Every figure is one of {formats.number_word(len(CARDS))} measures, "
        "each written down before it is counted"
    )


def show(part: str) -> None:
    """Show the part of the page that was chosen."""
    parts = {"measures": _measures, "contract": _contract, "checks": checks, "glossary": _glossary}
    parts[part]()


def _measures() -> None:
    frame.section(
        "The measures",
        "What each counts, out of what, and what to take care of.",
    )
    write_html("".join(card.full(one) for one in CARDS.values()))


def _contract() -> None:
    frame.section(
        f"What partners send, version {CONTRACT_VERSION}",
        "Seven kinds of extract. Everything optional is optional in earnest.",
    )
    with st.container(horizontal=True):
        controls.download_button(
            "Download the data dictionary (Markdown)",
            data=dictionary_markdown,
            file_name="data-dictionary.md",
            mime="text/markdown",
            icon=":material/menu_book:",
            on_click="ignore",
        )
        template_button("Download a workbook to fill in (Excel)")
    for kind in KINDS.values():
        with controls.expander(f"{kind.title}: {kind.grain}"):
            _kind(kind)


def _kind(kind: Kind) -> None:
    write_html(f"<p>Sent by {said(kind.sent_by)}. A row is named by {_names(kind.key)}.</p>")
    downloads.csv_button(
        "Download a blank template (CSV)",
        partial(template_csv, kind.name),
        file_name=f"{kind.name}.csv",
        key=f"template_{kind.name}",
        is_quiet=False,
    )
    rows = "".join(_column(field) for field in kind.fields)
    write_html(
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-columns"><thead><tr>'
        '<th scope="col">Column</th><th scope="col">What it says</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    if kind.rules:
        write_html("<ul>" + "".join(f"<li>{said(rule)}</li>" for rule in kind.rules) + "</ul>")


def _names(columns: tuple[str, ...]) -> str:
    return formats.listed((f"<code>{escape.html(name)}</code>" for name in columns), 9)


def _column(field: Field) -> str:
    need = NEED_WORDS[field.need]
    codes = "; ".join(f"<code>{escape.html(c)}</code> {escape.html(m)}" for c, m in field.values)
    parts = [said(field.description), said(field.rule), codes]
    words = "<br>".join(part for part in parts if part)
    example = f"<small>for example <code>{escape.html(field.example)}</code></small>"
    return (
        f"<tr><td><code>{escape.html(field.name)}</code><small>{need}, "
        f"{said(TYPE_WORDS[field.type])}</small></td><td>{words}{example}</td></tr>"
    )


def _glossary() -> None:
    frame.section("Glossary", "One word for one thing, on every page and in every file.")
    for title, words in GLOSSARY.items():
        items = "".join(
            f"<dt>{escape.html(word)}</dt><dd>{escape.html(meaning)}</dd>"
            for word, meaning in words
        )
        write_html(f'<h3>{escape.html(title)}</h3><dl class="pf-glossary">{items}</dl>')
