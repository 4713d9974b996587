"""One glossary: what pages show is what the docs say, and the contract's words are in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from portfolio.contract.catalogue import KINDS
from portfolio.views.glossary import GLOSSARY, explained, glossary_markdown
from portfolio.views.words.terms import BENEFIT_TYPE, SENT_AS

WORDS = [word for words in GLOSSARY.values() for word, _ in words]


def test_the_page_in_docs_is_made_from_it(checkout: Path) -> None:
    page = (checkout / "docs" / "glossary.md").read_text(encoding="utf-8")

    assert page == glossary_markdown(), "run make docs"


def test_no_word_stands_twice() -> None:
    assert [word for word, times in Counter(WORDS).items() if times > 1] == []


def test_it_has_the_words_that_pages_show_for_benefits_and_senders() -> None:
    assert set(BENEFIT_TYPE.values()) <= set(WORDS)
    assert {code.capitalize() for code in SENT_AS} <= set(WORDS)


def test_it_names_every_kind_of_extract() -> None:
    meaning = dict(pair for words in GLOSSARY.values() for pair in words)["Kind"]

    assert all(kind in meaning for kind in KINDS)


def test_a_word_says_what_it_means_where_it_first_stands() -> None:
    shown = explained("Societal & cash-releasing benefit; cash-releasing, non-cash-releasing")

    assert shown.count("<dfn") == 3
    assert shown.startswith('<dfn class="pf-word" tabindex="0" data-means="Benefit to people')
    assert "</dfn> &amp; <dfn" in shown
    assert "benefit; cash-releasing, <dfn" in shown


def test_words_of_a_partner_stay_escaped_and_parts_of_words_alone() -> None:
    assert explained("<b>antisocietal</b>") == "&lt;b&gt;antisocietal&lt;/b&gt;"
