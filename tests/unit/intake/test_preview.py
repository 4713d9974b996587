"""What will change, by kind and field by field, most important first."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.schemas import DTYPES
from portfolio.domain.period import Period
from portfolio.intake.preview import preview

PERIOD = Period(2026, 9)


@pytest.fixture
def table():
    def build(kind: str, *rows: dict[str, object]) -> pl.DataFrame:
        schema = {field.name: DTYPES[field.type] for field in KINDS[kind].fields}
        return pl.DataFrame(list(rows), schema=schema).with_row_index("row_number", offset=2)

    return build


def test_rows_are_counted_as_added_changed_gone_and_same(table) -> None:
    before = table(
        "programmes",
        {"programme_id": "A", "programme_name": "Record"},
        {"programme_id": "B", "programme_name": "Wards"},
        {"programme_id": "C", "programme_name": "Portal"},
    )
    after = table(
        "programmes",
        {"programme_id": "D", "programme_name": "Beds"},
        {"programme_id": "B", "programme_name": "Virtual wards"},
        {"programme_id": "A", "programme_name": "Record"},
    )

    (change,) = preview({"programmes": after}, {"programmes": before}, PERIOD).by_kind

    assert (change.added, change.changed, change.gone, change.same) == (1, 1, 1, 1)


def test_changes_are_told_most_important_first(table) -> None:
    programme = {"programme_id": "A", "programme_name": "Record", "stage": "delivery"}
    benefit = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "benefit_name": "Time"}
    month = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "period": "2026-08"}
    before = {
        "programmes": table("programmes", {**programme, "sro_confidence": "green"}),
        "benefits": table(
            "benefits", {**benefit, "target_value": 10.0}, {**benefit, "benefit_id": "G"}
        ),
        "benefit_values": table("benefit_values", {**month, "realised_gbp": 5.0}),
    }
    after = {
        "programmes": table("programmes", {**programme, "stage": "live", "sro_confidence": "red"}),
        "benefits": table("benefits", {**benefit, "target_value": 7.0}),
        "benefit_values": table("benefit_values", {**month, "realised_gbp": 4.0}),
    }

    seen = preview(after, before, PERIOD)

    assert [(c.what, c.column, c.before, c.after) for c in seen.fields] == [
        ("rating_moved", "sro_confidence", "green", "red"),
        ("target_cut", "target_value", "10", "7"),
        ("gone", "benefit_id", "Time", None),
        ("state_moved", "stage", "delivery", "live"),
        ("past_month_revised", "realised_gbp", "5", "4"),
    ]
    assert seen.field_count == 5


@pytest.mark.parametrize(
    ("better", "after", "what"),
    [
        ("higher", 7.0, "target_cut"),
        ("higher", 12.0, "changed"),
        ("lower", 12.0, "target_cut"),
        ("lower", 7.0, "changed"),
        ("higher", None, "target_cut"),
    ],
)
def test_a_target_is_cut_when_less_is_promised(table, better, after, what) -> None:
    same = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "better": better}
    tables = [table("benefits", {**same, "target_value": value}) for value in (10.0, after)]

    (change,) = preview({"benefits": tables[1]}, {"benefits": tables[0]}, PERIOD).fields

    assert change.what == what


def test_the_month_reported_for_is_not_a_past_one(table) -> None:
    month = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "period": "2026-09"}
    before = table("benefit_values", {**month, "realised_value": None})
    after = table("benefit_values", {**month, "realised_value": 0.0})

    (change,) = preview({"benefit_values": after}, {"benefit_values": before}, PERIOD).fields

    assert (change.what, change.before, change.after) == ("changed", None, "0")


def test_a_kind_never_sent_before_is_all_added(table) -> None:
    after = table("lessons", {"lesson_id": "L", "date": date(2026, 5, 1)})

    seen = preview({"lessons": after}, {}, PERIOD)

    assert seen.by_kind[0].added == 1
    assert seen.fields == ()
    assert not seen.is_empty


def test_a_long_list_is_cut_at_500_and_counted_whole(table) -> None:
    rows = [{"programme_id": f"P{number}", "programme_name": "a"} for number in range(700)]
    renamed = [{**row, "programme_name": "b"} for row in rows]

    seen = preview(
        {"programmes": table("programmes", *renamed)},
        {"programmes": table("programmes", *rows)},
        PERIOD,
    )

    assert len(seen.fields) == 500
    assert seen.field_count == 700
