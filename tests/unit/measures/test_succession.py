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


@pytest.fixture
def both_report(building):
    """OLD and NEW both reported B1 (£40 and £60 of one month; 4 and 6 hours) before OLD closed,
    and said different things of it; both took P1 up, and used a lesson of L."""
    system = building.MeasuredSystem()
    system.organisations("L", "PAYS")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW", population=10)
    system.organisation("NEW", population=30)
    said = {
        "OLD": {"foreseen": "emergent", "evidence": "validated", "payer_org_code": "PAYS"},
        "NEW": {"foreseen": "planned", "evidence": "estimated"},
    }
    gains = {"OLD": 40, "NEW": 60}
    common = {"sent_as": "claimed"}
    system.sends(
        "L",
        "2025-11",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", org, **common) for org in gains],
        benefits=[building.benefit("B1", org, **common, **said[org]) for org in gains]
        + [
            building.benefit("B2", org, benefit_type="unmonetisable", **common, **said[org])
            for org in gains
        ],
        benefit_values=[
            *(
                building.value("B1", org, "2025-10", gbp, realised_value=gbp / 10, **common)
                for org, gbp in gains.items()
            ),
            building.value("B1", "OLD", "2025-12", forecast_gbp=80, **common),
            building.value("B2", "OLD", "2025-10", realised_value=3, **common),
        ],
    )
    return system


def told_both_ways(system, measure_id, table, *columns, period="2025-12", **filters):
    def rows(is_as_now):
        found = system.records(measure_id, table, period, is_as_now=is_as_now, **filters)
        return sorted((tuple(row[name] for name in columns) for row in found), key=str)

    return rows(False), rows(True)


@pytest.mark.parametrize(
    ("measure_id", "table", "columns"),
    [
        ("counted_benefit", "by_evidence", ("evidence", "counted_gbp")),
        ("emergent_share", "summary", ("emergent_gbp", "all_gbp")),
        ("emergent_share", "noticed_by", ("noticed_by", "gbp", "benefits")),
        ("plan_forecast_realised", "optimism", ("realised_gbp", "forecast_gbp", "benefit_months")),
        ("changes", "realised", ("reason", "gbp")),
        ("beyond_lead_share", "summary", ("benefits_without_gbp_beyond_lead",)),
    ],
)
def test_what_was_said_of_each_ones_pounds_is_said_of_them_as_now_too(
    both_report, building, measure_id, table, columns
):
    common = {"sent_as": "claimed"}
    both_report.sends(
        "L",
        "2025-12",
        benefit_values=[
            building.value("B1", org, month, gbp, realised_value=gbp / 10, **common)
            for org in ("OLD", "NEW")
            for month, gbp in (("2025-10", 55), ("2025-12", 70))
        ]
        + [building.value("B2", "OLD", "2025-10", realised_value=3, **common)],
    )

    as_reported, as_now = told_both_ways(both_report, measure_id, table, *columns)

    assert as_now == as_reported


def test_the_pounds_by_reason_add_up_where_only_one_had_the_month_before(both_report, building):
    system = both_report
    system.sends(
        "L",
        "2025-12",
        benefit_values=[
            building.value("B1", "OLD", month, 10, sent_as="claimed")
            for month in ("2025-10", "2025-11")
        ]
        + [building.value("B1", "NEW", "2025-11", 5, sent_as="claimed")],
    )
    system.sends(
        "L",
        "2026-01",
        benefit_values=[
            building.value("B1", org, "2025-10", gbp, sent_as="claimed")
            for org, gbp in (("OLD", 10), ("NEW", 25))
        ],
    )

    rows = system.records(
        "changes", "realised", "2026-01", since=Point(Period(2025, 12)), is_as_now=True
    )

    assert {row["reason"]: row["gbp"] for row in rows if row["gbp"]} == {
        "revised": 25,
        "blanked": -15,
    }


def test_who_paid_is_said_of_each_ones_own_pounds(both_report):
    rows = both_report.records("payer_gainer", "matrix", "2025-12", is_as_now=True)

    assert {(row["payer_org_code"], row["benefit_gbp"]) for row in rows} == {
        ("PAYS", 40),
        ("L", 60),
    }


def test_a_flow_that_both_gave_in_a_month_is_their_sum_and_an_average_the_followers_own(
    both_report,
):
    (point,) = [
        row
        for row in both_report.records("benefit_over_time", "series", "2025-12", is_as_now=True)
        if row["benefit_id"] == "B1"
    ]

    assert point["value"] == 10


def test_a_benefit_without_a_price_that_either_realised_is_newly_realised_once(building):
    system = building.MeasuredSystem()
    system.organisation("L")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    system.organisation("NEW")
    common = {"benefit_type": "unmonetisable", "sent_as": "claimed"}
    led = {
        "programmes": [building.programme("P1", "L")],
        "benefits": [building.benefit("B2", org, **common) for org in ("NEW", "OLD")],
    }
    system.sends("L", "2025-11", **led)
    realised = building.value("B2", "OLD", "2025-12", realised_value=3, sent_as="claimed")
    system.sends("L", "2025-12", **led, benefit_values=[realised])

    told = system.records(
        "changes", "changes", "2025-12", since=Point(Period(2025, 11)), is_as_now=True
    )

    assert [(row["what"], row["id"]) for row in told] == [("newly_realised", "B2/NEW")]


def test_a_lesson_both_used_is_used_by_one_and_none_is_given_to_oneself(building):
    system = building.MeasuredSystem()
    system.organisations("L", "NEW")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    lesson = {
        "kind": "blueprint",
        "category": "culture",
        "title": "Ask first",
        "summary": "Ask",
        "date": date(2025, 1, 1),
    }
    used = {"used_date": date(2025, 6, 1)}
    for org, lesson_id in (("L", "X1"), ("OLD", "X2")):
        system.sends(org, "2025-11", lessons=[{"lesson_id": lesson_id, "org_code": org, **lesson}])
    for org, outcome in (("OLD", "adopted"), ("NEW", "considered")):
        uses = [("X1", outcome)] + ([("X2", "adopted")] if org == "NEW" else [])
        system.sends(
            org,
            "2025-12",
            lesson_uses=[
                {"lesson_id": name, "used_by_org_code": org, "outcome": how, **used}
                for name, how in uses
            ],
        )

    lessons = system.records("learning", "lessons", "2025-12", is_as_now=True)
    flow = system.records("learning", "flow", "2025-12", is_as_now=True)

    assert [(row["lesson_id"], row["organisations"], row["uses"]) for row in lessons] == [
        ("X1", 1, 1),
        ("X2", 0, 0),
    ]
    assert [(row["from_org_code"], row["to_org_code"]) for row in flow] == [("L", "NEW")]


def test_one_that_was_still_open_then_is_not_alone_beside_the_one_it_is_shown_as(both_report):
    (then,) = both_report.records("learning", "summary", "2025-11")
    (now,) = both_report.records("learning", "summary", "2025-11", is_as_now=True)

    assert (then["organisations"], now["organisations"]) == (4, 3)
    assert now["isolated"] == 1


def test_before_the_follower_opened_the_row_of_the_one_that_was_open_stands(building):
    system = building.MeasuredSystem()
    system.organisation("L")
    system.organisation("OLD", valid_to=CLOSED, successor_codes="NEW")
    system.organisation("NEW", valid_from=date(2026, 1, 1))
    system.sends(
        "L",
        "2025-11",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", "OLD", "live", sent_as="claimed"),
            building.adoption("P1", "NEW", "agreed", sent_as="claimed"),
        ],
    )

    (row,) = system.records("adoption", "by_programme", "2025-11", is_as_now=True)

    assert (row["eligible_beyond_lead"], row["adopters_beyond_lead"]) == (1, 1)
