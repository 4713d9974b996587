"""From a number to the partners' rows: every row that was read, its file and its place."""

from __future__ import annotations

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.measures import rows_behind

EVERY = ("programmes", "adoptions", "benefits", "benefit_values", "risks", "lessons", "lesson_uses")


@pytest.fixture
def system(building):
    """P1 led by L for L and T: L claims £60 at T, which T confirms; P2 is led by T."""
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", "T", "live", sent_as="claimed")],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in ("L", "T")],
        benefit_values=[
            building.value("B1", "L", "2026-01", 100),
            building.value("B1", "T", "2026-01", 60, sent_as="claimed"),
        ],
    )
    system.sends(
        "T",
        programmes=[building.programme("P2", "T")],
        benefits=[building.benefit("B1", "T", sent_as="confirmed")],
        benefit_values=[building.value("B1", "T", "2026-01", 60, sent_as="confirmed")],
    )
    return system


def behind(system, *kinds, **filters):
    narrow = {name: filters.pop(name, None) for name in ("programme_id", "org_code")}
    if "most" in filters:
        narrow["most"] = filters.pop("most")
    asked = Filters(Period(2026, 3), **filters)
    return rows_behind(system.store, asked, kinds or EVERY, **narrow)


def test_figures_lead_to_the_confirmation_and_the_claim_with_file_and_row(system):
    found = behind(system, "benefit_values", org_code="T")

    told = [
        (row["submission"], row["file_name"], row["row_number"], row["sent_as"])
        for row in found.table.records()
    ]
    assert sorted(told) == [
        ("0001", "benefit_values", 3, "claimed"),
        ("0002", "benefit_values", 2, "confirmed"),
    ]
    assert {row["realised_gbp"] for row in found.table.records()} == {60}


def test_all_kinds_come_together_in_one_table(system):
    found = behind(system)

    assert found.count == 9
    assert found.programmes == ("P1", "P2")
    assert found.organisations == ("L", "T")
    assert {row["kind"] for row in found.table.records()} == {
        "programmes",
        "adoptions",
        "benefits",
        "benefit_values",
    }


def test_filters_of_the_page_hold_for_the_rows(system):
    assert {r["programme_id"] for r in behind(system, lead="T").table.records()} == {"P2"}
    assert {r["org_code"] for r in behind(system, beneficiary="L").table.records()} == {"L"}


def test_narrowing_leaves_every_choice_on_offer(system):
    found = behind(system, programme_id="P2")

    assert (found.count, found.programmes) == (1, ("P1", "P2"))


def test_a_row_that_was_overtaken_is_not_behind_the_number(system, building):
    system.sends(
        "T",
        "2026-03",
        benefits=[building.benefit("B1", "T", sent_as="confirmed")],
        benefit_values=[building.value("B1", "T", "2026-01", 75, sent_as="confirmed")],
    )

    rows = behind(system, "benefit_values", org_code="T").table.records()

    assert {row["submission"] for row in rows} == {"0001", "0003"}


def test_more_than_can_be_handed_out_are_counted(system):
    found = behind(system, most=4)

    assert (len(found.table.rows), found.count) == (4, 9)


def test_an_empty_store_has_no_rows(building):
    assert behind(building.MeasuredSystem()).count == 0
