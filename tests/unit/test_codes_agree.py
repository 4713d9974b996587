"""A code means the same everywhere: the contract, measures, words, colours and the glossary.

Add a code to `contract/kinds/` and these say which other places must learn of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.domain import codes
from portfolio.domain.organisation import ORG_TYPES
from portfolio.views import palette
from portfolio.views.words import terms


def of_contract(kind: str, column: str) -> tuple[str, ...]:
    return KINDS[kind].field(column).codes


@pytest.mark.parametrize(
    ("kind", "column", "known"),
    [
        ("adoptions", "state", (*codes.ADOPTION_LADDER, *codes.OFF_LADDER)),
        ("programmes", "stage", (*codes.STAGES, *codes.ENDED_STAGES)),
        ("benefits", "benefit_type", (*codes.PRICED_TYPES, codes.UNPRICED_TYPE)),
        ("benefits", "evidence", codes.EVIDENCE),
        ("benefits", "status", codes.BENEFIT_STATUSES),
        ("programmes", "sro_confidence", (*codes.RATINGS, codes.EXEMPT)),
        ("programmes", "independent_confidence", (*codes.RATINGS, codes.EXEMPT)),
        ("programmes", "approach", codes.APPROACHES),
        ("lessons", "kind", codes.LESSON_KINDS),
        ("lesson_uses", "outcome", codes.LESSON_OUTCOMES),
    ],
)
def test_measures_know_each_code_of_the_contract(
    kind: str, column: str, known: tuple[str, ...]
) -> None:
    assert sorted(of_contract(kind, column)) == sorted(known), (
        f"contract/kinds/{kind}.py and domain/codes.py differ on `{column}`"
    )


@pytest.mark.parametrize(
    ("kind", "column", "words"),
    [
        ("adoptions", "state", terms.STATE),
        ("adoptions", "barrier", terms.BARRIER),
        ("programmes", "stage", terms.STAGE),
        ("programmes", "approach", terms.APPROACH),
        ("programmes", "for_whom", terms.FOR_WHOM),
        ("programmes", "forward_look", terms.FORWARD_LOOK),
        ("programmes", "sro_confidence", terms.CONFIDENCE),
        ("benefits", "benefit_type", terms.BENEFIT_TYPE),
        ("benefits", "evidence", terms.EVIDENCE),
        ("benefits", "status", terms.BENEFIT_STATUS),
        ("benefits", "noticed_by", terms.NOTICED_BY),
        ("lessons", "kind", terms.LESSON_KIND),
        ("lessons", "category", terms.CATEGORY),
        ("lesson_uses", "outcome", terms.LESSON_OUTCOME),
        ("risks", "status", terms.RISK_STATUS),
        ("risks", "raised_by", terms.RAISED_BY),
    ],
)
def test_there_is_a_word_for_each_code_of_the_contract(
    kind: str, column: str, words: Collection[str]
) -> None:
    assert sorted(of_contract(kind, column)) == sorted(words), (
        f"contract/kinds/{kind}.py and views/words/terms.py differ on `{column}`"
    )


@pytest.mark.parametrize(
    ("known", "colours"),
    [
        (codes.ADOPTION_LADDER, palette.STATE_COLOUR),
        (codes.PRICED_TYPES, palette.BENEFIT_TYPE_COLOUR),
        ((*codes.RATINGS, codes.EXEMPT), palette.RATING_MARK),
        (codes.EFFORT_PARTS, palette.EFFORT_COLOUR),
        (ORG_TYPES, palette.ORG_TYPE_MARK),
    ],
)
def test_there_is_a_colour_for_each_code_that_is_drawn(
    known: Iterable[str], colours: Collection[str]
) -> None:
    assert sorted(known) == sorted(colours)


@pytest.mark.parametrize("words", [terms.ORG_TYPE, terms.ORG_TYPES])
def test_there_is_a_word_for_each_type_of_organisation(words: Collection[str]) -> None:
    assert sorted(words) == sorted(ORG_TYPES)


def test_words_keep_the_order_of_the_codes() -> None:
    """Lists and keys are drawn in the order of the words."""
    assert tuple(terms.STATE) == (*codes.ADOPTION_LADDER, *codes.OFF_LADDER)
    assert tuple(terms.BENEFIT_TYPE) == (*codes.PRICED_TYPES, codes.UNPRICED_TYPE)
    assert tuple(terms.STAGE) == (*codes.STAGES, *codes.ENDED_STAGES)
    assert tuple(terms.EVIDENCE) == codes.EVIDENCE
    assert tuple(palette.STATE_COLOUR) == codes.ADOPTION_LADDER


def test_groups_are_of_the_codes_they_group() -> None:
    assert set(codes.IN_USE) | set(codes.OPEN_TO_ADOPTION) == set(codes.ADOPTION_LADDER)
    assert not set(codes.IN_USE) & set(codes.OPEN_TO_ADOPTION)
    assert set(codes.GIVEN_UP) < set(codes.OFF_LADDER)
    assert set(codes.ENDED_BENEFITS) < set(codes.BENEFIT_STATUSES)
    assert set(codes.MEASURED_EVIDENCE) < set(codes.EVIDENCE)
    assert set(codes.ENDED_RISKS) < set(of_contract("risks", "status"))


@pytest.mark.parametrize(
    ("file", "column", "group"),
    [
        ("measures/sql/risk.sql", "status", codes.ENDED_RISKS),
        ("measures/sql/needed_cell.sql", "a.state", codes.IN_USE),
        ("store/steps/benefit_candidate.sql", "e.status", codes.BENEFITS_WITH_RESULT),
    ],
)
def test_sql_has_the_groups_that_the_codes_have(
    checkout: Path, file: str, column: str, group: tuple[str, ...]
) -> None:
    sql = (checkout / "src/portfolio" / file).read_text(encoding="utf-8")

    (written,) = re.findall(rf"\b{re.escape(column)} IN \(([^)]*)\)", sql)
    assert tuple(re.findall(r"'(\w+)'", written)) == group
