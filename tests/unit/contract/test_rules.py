"""Sentences read well whatever stands in the cell."""

from __future__ import annotations

import re
from difflib import get_close_matches

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.contract.rules import RULES, closest, finding, nearest
from portfolio.contract.sentences.rule import Rule

NOT_SAID = re.compile(
    r"\b(dtype|null|nan|regex|schema|index|invalid|error|fail\w*|illegal)\b|!", re.I
)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_no_sentence_speaks_of_machinery_or_blame(rule: Rule) -> None:
    assert not NOT_SAID.search(re.sub(r"\{\w+\}|`[^`]*`", "", f"{rule.says} {rule.do}"))


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_sentence_ends(rule: Rule) -> None:
    assert re.search(r"[.?}]$", rule.says)
    assert not rule.do or re.search(r"[.}]$", rule.do)


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.severity == "stop"])
def test_every_stop_says_what_to_do_next(rule: Rule) -> None:
    assert rule.do


def test_a_long_cell_is_cut_at_40_characters() -> None:
    found = finding("id_characters", file="a.csv", kind="risks", column="risk_id", found="x y" * 30)

    assert found.found is not None
    assert len(found.found) == 40
    assert found.found.endswith("…")


def test_a_quoting_mark_in_a_cell_does_not_end_the_quote() -> None:
    found = finding(
        "id_characters", file="a.csv", kind="risks", column="risk_id", found="a`b **bold**"
    )

    assert found.says.startswith("`a'b **bold**`")


def test_at_most_1000_rows_are_listed_and_all_are_counted() -> None:
    found = finding("value_row_empty", file="v.csv", rows=range(2, 5002), row_count=5000)

    assert len(found.rows) == 1000
    assert found.row_count == 5000


def test_a_sentence_that_lacks_a_word_is_our_fault_and_is_not_said() -> None:
    with pytest.raises(KeyError):
        finding("field_count", file="a.csv")


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("RXZ9", ["RXZ", "RYA"], "RXZ"),
        ("rxz", ["RXZ"], "RXZ"),
        ("embeded", ["embedded", "agreed"], "embedded"),
        ("QQQQ", ["RXZ"], None),
        ("anything", [], None),
    ],
)
def test_a_near_miss_is_suggested_only_when_it_is_close(
    word: str, choices: list[str], expected: str | None
) -> None:
    assert nearest(word, choices) == expected


@settings(max_examples=200, deadline=None)
@given(word=st.text("ab12-", max_size=8), choices=st.lists(st.text("ab12-", max_size=8)))
def test_the_closest_of_many_ids_is_the_one_that_comparing_all_of_them_gives(
    word: str, choices: list[str]
) -> None:
    compared = get_close_matches(word, choices, n=1, cutoff=0.7)

    assert closest(word, choices) == (compared[0] if compared else None)
