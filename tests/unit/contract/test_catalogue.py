"""The field table says what it must, and says the same as the store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field, Kind
from portfolio.store.engine import Store

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]
EVERY_FIELD = pytest.mark.parametrize(
    ("kind", "field"), FIELDS, ids=[f"{k.name}.{f.name}" for k, f in FIELDS]
)


def test_the_kinds_come_in_the_order_people_read_them() -> None:
    assert list(KINDS) == [
        "programmes",
        "adoptions",
        "benefits",
        "benefit_values",
        "risks",
        "lessons",
        "lesson_uses",
    ]


@EVERY_KIND
def test_key_and_subject_are_required_columns(kind: Kind) -> None:
    assert {*kind.key, kind.about} <= set(kind.required)


@pytest.fixture(scope="module")
def migrated() -> Iterator[Store]:
    """A store in memory that has taken every step there is."""
    store = Store()
    yield store
    store.close()


@EVERY_KIND
def test_columns_are_those_of_the_accepted_table(kind: Kind, migrated: Store) -> None:
    kept_beside = {
        "submission_id",
        "row_number",
        "sent_as",
        "sro_confidence_as_sent",
        "independent_confidence_as_sent",
    }

    stored = migrated.read(f"SELECT * FROM accepted_{kind.name}").columns

    assert sorted(stored) == sorted([*kind.columns, *kept_beside.intersection(stored)])
    assert {"submission_id", "row_number"} <= set(stored)


@EVERY_FIELD
def test_every_column_is_described_with_an_example(kind: Kind, field: Field) -> None:
    assert field.description.endswith(".")
    assert field.example


@EVERY_FIELD
def test_a_code_column_lists_its_codes_and_no_other_column_does(kind: Kind, field: Field) -> None:
    assert bool(field.codes) == (field.type == "code")
    assert not field.codes or field.example in field.codes


@EVERY_FIELD
def test_a_conditional_column_says_its_condition(kind: Kind, field: Field) -> None:
    assert field.need != "C" or field.rule
