"""Organisations as they are now: a closed one is shown as its one follower; nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.domain.filters import Point
from portfolio.domain.period import Period

CLOSED = date(2025, 12, 31)


@pytest.fixture
def merged(building):
    """OLD closed at the end of 2025 and NEW followed it. P1 is led by L; both gained from it."""
    system = building.MeasuredSystem()
    system.organisation("L")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    system.organisation("NEW", org_type="community")
    gains = {"L": ("2026-01", 100), "OLD": ("2025-10", 40), "NEW": ("2026-02", 60)}
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", "L", "live"),
            building.adoption("P1", "OLD", "live", sent_as="claimed"),
        ],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in gains],
        benefit_values=[
            building.value("B1", org, month, gbp, sent_as="claimed", realised_value=gbp)
            for org, (month, gbp) in gains.items()
        ],
    )
    return system


def by_organisation(system, **filters) -> dict:
    rows = system.records("counted_benefit", "by_organisation", **filters)
    return {row["org_code"]: row["counted_gbp"] for row in rows if row["role"] == "beneficiary"}


def test_as_reported_each_code_keeps_its_own(merged):
    assert by_organisation(merged) == {"L": 100, "OLD": 40, "NEW": 60}


def test_as_now_the_follower_has_both_and_the_sum_stays(merged):
    assert by_organisation(merged, is_as_now=True) == {"L": 100, "NEW": 100}
    whole = [merged.measure("counted_benefit", is_as_now=now).value for now in (False, True)]
    assert whole == [200, 200]


def test_the_effective_number_counts_the_two_as_one(merged):
    assert merged.measure("effective_organisations", is_as_now=True).value == pytest.approx(2)


def test_what_the_closed_one_had_taken_up_lives_on_with_the_follower(merged):
    (then,) = merged.records("adoption", "by_programme")
    (now,) = merged.records("adoption", "by_programme", is_as_now=True)
    told = merged.records("adoption", "matrix", is_as_now=True)

    assert (then["adopters_beyond_lead"], now["adopters_beyond_lead"]) == (0, 1)
    assert [(r["org_code"], r["org_type"]) for r in told if not r["is_lead"]] == [
        ("NEW", "community")
    ]


def test_the_followers_own_row_stands_before_the_closed_ones(merged, building):
    own = building.adoption("P1", "NEW", "exploring", sent_as="confirmed")
    merged.sends("NEW", adoptions=[own])

    (row,) = [
        r for r in merged.records("adoption", "matrix", is_as_now=True) if r["org_code"] == "NEW"
    ]

    assert row["state"] == "exploring"


def test_a_lead_that_closed_is_its_follower_and_gains_stay_with_the_lead(building):
    system = building.MeasuredSystem()
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    system.organisations("NEW", "T")
    system.sends(
        "OLD",
        "2025-12",
        programmes=[building.programme("P1", "OLD")],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in ("NEW", "T")],
        benefit_values=[
            building.value("B1", org, "2025-11", 50, sent_as="claimed") for org in ("NEW", "T")
        ],
    )

    then = system.measure("beyond_lead_share", "2025-12")
    now = system.measure("beyond_lead_share", "2025-12", is_as_now=True)

    assert (then.status, now.value) == ("not_applicable", 0.5)


def test_with_two_followers_it_stays_under_its_own_name(building):
    system = building.MeasuredSystem()
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW;T")
    system.organisations("L", "NEW", "T")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "OLD", sent_as="claimed")],
        benefit_values=[building.value("B1", "OLD", "2025-10", 40, sent_as="claimed")],
    )

    assert by_organisation(system, is_as_now=True) == {"OLD": 40}


def test_who_followed_a_follower_is_found_and_a_ring_ends(building):
    system = building.MeasuredSystem()
    for code, follower in (("A", "B"), ("B", "C"), ("X", "Y"), ("Y", "X")):
        system.organisation(code, valid_to=CLOSED, successor_codes=follower)
    system.organisations("C", "L")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", code, sent_as="claimed") for code in ("A", "X")],
        benefit_values=[
            building.value("B1", code, "2025-10", 40, sent_as="claimed") for code in ("A", "X")
        ],
    )

    assert by_organisation(system, is_as_now=True) == {"C": 40, "Y": 40}


def test_a_chart_goes_on_through_the_merger(merged):
    series = merged.records("benefit_over_time", "series", is_as_now=True)

    at_new = [row["period"] for row in series if row["beneficiary_org_code"] == "NEW"]
    assert at_new == ["2025-10", "2026-02"]


def test_a_month_that_old_and_new_both_have_is_no_revision_as_now(building):
    system = building.MeasuredSystem()
    system.organisation("L")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    system.organisation("NEW", org_type="community")
    gains = {"OLD": 40, "NEW": 60}
    system.sends(
        "L",
        period="2026-01",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in gains],
        benefit_values=[
            building.value("B1", org, "2025-10", gbp, sent_as="claimed")
            for org, gbp in gains.items()
        ],
    )

    told = system.records(
        "changes", "changes", "2026-02", since=Point(Period(2026, 1)), is_as_now=True
    )

    assert [row for row in told if row["what"] == "revised"] == []
