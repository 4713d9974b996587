"""Every sentence of the contract has its rules or its reason, and every rule its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.contract.clauses import SECTIONS, clauses_markdown, sections_in
from portfolio.contract.rules import RULES

CLAUSES = [clause for section in SECTIONS for clause in section.clauses]
NAMED = {rule for clause in CLAUSES for rule in clause.rules}


def test_every_rule_named_exists() -> None:
    assert NAMED - set(RULES) == set()


def test_every_rule_is_named_under_some_sentence() -> None:
    assert set(RULES) - NAMED == set()


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_every_rule_named_has_an_example_folder(rule: str, checkout: Path) -> None:
    assert (checkout / "tests" / "examples" / rule / "expected.json").is_file()


def test_a_sentence_without_a_rule_says_why() -> None:
    silent = [one.number for one in CLAUSES if not one.rules and not one.because]

    assert silent == []


def test_sentences_are_numbered_in_the_order_of_their_section() -> None:
    for section in SECTIONS:
        places = range(1, len(section.clauses) + 1)
        assert [one.number for one in section.clauses] == [f"{section.letter}{n}" for n in places]


def test_a_row_without_its_four_cells_is_not_read_as_something_else() -> None:
    page = "\n## W. Words\n\n| | a | b | c |\n|---|---|---|---|\n| W1 | Whole or not. | because |\n"

    with pytest.raises(ValueError, match="expected 4, got 3"):
        list(sections_in(page))


def test_the_page_is_current(checkout: Path) -> None:
    page = (checkout / "docs" / "contract-rules.md").read_text(encoding="utf-8")

    assert page == clauses_markdown(), "Run: make docs"
