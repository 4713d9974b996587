"""What will change, by kind and field by field, most important first."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.suspected_rules import DTYPES
from portfolio.domain.period import Period
from portfolio.intake.report.return_preview import Change

PERIOD = Period(2026, 9)


def preview(after, before, period=PERIOD, led_elsewhere=frozenset()):
    return Change(after, before, period, led_elsewhere).preview()


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
    benefit = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "status": "realising"}
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
        ("gone", "status", "realising", None),
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

    seen = preview({"lessons": after}, {})

    assert seen.by_kind[0].added == 1
    assert [(c.what, c.key) for c in seen.fields] == [("new", ("L",))]
    assert seen.field_count == 0
    assert not seen.is_empty


def test_a_long_list_is_cut_at_a_hundred_and_counted_whole(table) -> None:
    rows = [{"programme_id": f"P{number}", "programme_name": "a"} for number in range(700)]
    renamed = [{**row, "programme_name": "b"} for row in rows]

    seen = preview(
        {"programmes": table("programmes", *renamed)},
        {"programmes": table("programmes", *rows)},
        PERIOD,
    )

    assert len(seen.fields) == 100
    assert seen.field_count == 700


def test_every_change_is_there_one_by_one(table) -> None:
    rows = [{"programme_id": f"P{number}", "programme_name": "a"} for number in range(700)]
    renamed = [{**row, "programme_name": "b"} for row in rows[1:]]
    tables = [table("programmes", *rows), table("programmes", *renamed, {"programme_id": "N"})]

    told = list(Change({"programmes": tables[1]}, {"programmes": tables[0]}, PERIOD).every())

    assert [change.what for change in told] == ["gone", *["changed"] * 699, "new"]


def month(period: str, **cells: object) -> dict[str, object]:
    return {"benefit_id": "B", "beneficiary_org_code": "RXZ", "period": period, **cells}


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ({"realised_gbp": 5.0}, {"realised_gbp": 4.0}, "past_month_revised"),
        (
            {"realised_gbp": 5.0, "realised_value": 1.0},
            {"realised_value": 1.0},
            "past_month_revised",
        ),
        ({"planned_value": 5.0}, {"planned_value": 6.0}, "past_month_revised"),
        ({"planned_value": 5.0}, {"planned_value": 5.0, "realised_value": 5.0}, "month_filled"),
        ({"value_note": "a"}, {"value_note": "b"}, "changed"),
    ],
)
def test_a_past_month_is_revised_when_a_figure_given_before_changes(
    table, before, after, what
) -> None:
    tables = [table("benefit_values", month("2026-08", **cells)) for cells in (before, after)]

    (change,) = preview({"benefit_values": tables[1]}, {"benefit_values": tables[0]}).fields

    assert change.what == what


def test_a_month_with_several_figures_revised_is_one_month(table) -> None:
    before = [month(f"2026-0{n}", realised_gbp=10.0, realised_value=1.0) for n in (6, 7, 8)]
    after = [month(f"2026-0{n}", realised_gbp=15.0, realised_value=2.0) for n in (6, 7, 8)]

    seen = preview(
        {"benefit_values": table("benefit_values", *after)},
        {"benefit_values": table("benefit_values", *before)},
    )

    assert seen.tally("past_month_revised") == 3
    (revision,) = seen.revisions
    assert (revision.months, revision.first, revision.last) == (3, "2026-06", "2026-08")
    assert (revision.before_gbp, revision.after_gbp) == (30.0, 45.0)


def test_the_deepest_cut_of_a_target_is_said_in_per_cent(table) -> None:
    def targets(*values: float) -> pl.DataFrame:
        rows = [
            {"benefit_id": f"B{n}", "beneficiary_org_code": "RXZ", "better": "higher",
             "target_value": value}
            for n, value in enumerate(values)
        ]  # fmt: skip
        return table("benefits", *rows)

    (tally,) = preview(
        {"benefits": targets(90.0, 70.0, 30.0)}, {"benefits": targets(100.0, 100.0, 20.0)}
    ).tallies[:1]

    assert (tally.what, tally.count, round(tally.most_pct)) == ("target_cut", 2, 30)


def test_a_row_that_had_ended_is_left_out_and_one_that_had_not_is_gone(table) -> None:
    before = table(
        "programmes",
        {"programme_id": "A", "stage": "closed"},
        {"programme_id": "B", "stage": "live"},
        {"programme_id": "C", "stage": "live"},
    )
    after = {"programmes": before.clear()}

    seen = preview(after, {"programmes": before}, led_elsewhere=frozenset("C"))

    assert [(one.what, one.count) for one in seen.tallies] == [
        ("gone", 1),
        ("handed_over", 1),
        ("left_out", 1),
    ]
    assert seen.by_kind[0].is_cleared


def test_figures_carry_the_name_and_unit_of_their_benefit(table) -> None:
    register = table("benefits", {"benefit_id": "B", "benefit_name": "Beds", "unit": "bed days"})
    before = table("benefit_values", month("2026-08", realised_value=5.0))
    after = table("benefit_values", month("2026-08", realised_value=4.0))

    (change,) = preview(
        {"benefit_values": after}, {"benefits": register, "benefit_values": before}
    ).fields

    assert (change.name, change.unit) == ("Beds", "bed days")


def test_ten_thousand_months_revised_are_told_in_a_screenful(table) -> None:
    months = [f"{year}-{month:02d}" for year in range(2009, 2026) for month in range(1, 13)]
    keys = [(f"B{n}", period) for n in range(50) for period in months]
    tables = [
        table(
            "benefit_values",
            *(
                {"benefit_id": b, "beneficiary_org_code": "RXZ", "period": p, "realised_gbp": gbp}
                for b, p in keys
            ),
        )
        for gbp in (10.0, 12.0)
    ]

    seen = preview({"benefit_values": tables[1]}, {"benefit_values": tables[0]})

    assert seen.tally("past_month_revised") == 10_200
    assert len(seen.fields) == 100
    assert len(seen.revisions) == 50
    assert {revision.months for revision in seen.revisions} == {204}
