"""The list of what is checked, in the app and in docs/checks.md, is the list of the rules."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from portfolio.contract.check_list import GROUPS, checks_markdown, sentences_said
from portfolio.contract.rules import RULES

_AGAIN = "Run: make docs"


def test_every_rule_is_in_one_group() -> None:
    listed = [rule.rule_id for group in GROUPS for rule in group.rules]

    assert sorted(listed) == sorted(RULES)


def test_every_rule_is_shown_with_the_sentence_of_its_example() -> None:
    spec = importlib.util.spec_from_file_location("said", Path(__file__).with_name("write_said.py"))
    assert spec is not None
    assert spec.loader is not None
    written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(written)

    assert set(sentences_said()) == set(RULES), _AGAIN
    assert sentences_said() == written.sentences(), _AGAIN


def test_the_page_of_checks_is_current(checkout: Path) -> None:
    page = (checkout / "docs" / "checks.md").read_text(encoding="utf-8")

    assert page == checks_markdown(), _AGAIN
