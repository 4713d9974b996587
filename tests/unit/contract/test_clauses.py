"""Every sentence of the contract has its rules or its reason, and every rule its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.contract.clauses.clause_page import SECTIONS, clauses_markdown
from portfolio.contract.rules import RULES

NUMBERED = [pair for section in SECTIONS for pair in section.numbered()]
NAMED = {rule for _, clause in NUMBERED for rule in clause.rules}


def test_every_rule_named_exists() -> None:
    assert NAMED - set(RULES) == set()


def test_every_rule_is_named_under_some_sentence() -> None:
    assert set(RULES) - NAMED == set()


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_every_rule_named_has_an_example_folder(rule: str, checkout: Path) -> None:
    assert (checkout / "tests" / "examples" / rule / "expected.json").is_file()


def test_a_sentence_without_a_rule_says_why() -> None:
    silent = [number for number, one in NUMBERED if not one.rules and not one.because]

    assert silent == []


def test_numbers_are_not_used_twice() -> None:
    numbers = [number for number, _ in NUMBERED]

    assert len(set(numbers)) == len(numbers)


def test_the_page_is_current(checkout: Path) -> None:
    page = (checkout / "docs" / "contract-rules.md").read_text(encoding="utf-8")

    assert page == clauses_markdown(), "Run: make docs"
