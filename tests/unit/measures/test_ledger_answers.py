"""Which figure counts: the known answers, and each rule of the ledger on its own."""

from __future__ import annotations

import pytest


def two_reports_of_one_benefit(building):
    """L reports 100 for itself and 60 for T; T the same 60, and 20 of its own."""
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    month = "2026-01"
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", "L"), building.adoption("P1", "T", sent_as="claimed")],
        benefits=[building.benefit("B1", "L"), building.benefit("B1", "T", sent_as="claimed")],
        benefit_values=[
            building.value("B1", "L", month, 100),
            building.value("B1", "T", month, 60, sent_as="claimed"),
        ],
    )
    system.sends(
        "T",
        benefits=[
            building.benefit("B1", "T", sent_as="confirmed"),
            building.benefit("B2", "T", sent_as="confirmed"),
        ],
        benefit_values=[
            building.value("B1", "T", month, 60, sent_as="confirmed"),
            building.value("B2", "T", month, 20, sent_as="confirmed"),
        ],
    )
    return system


def test_the_same_benefit_reported_twice_counts_once(building):
    system = two_reports_of_one_benefit(building)

    (row,) = system.records("counted_benefit", "by_type")

    assert (row["reported_gbp"], row["removed_gbp"], row["counted_gbp"]) == (240, 60, 180)
    assert system.measure("counted_benefit").value == 180


def test_removed_names_who_sent_it_and_why(building):
    system = two_reports_of_one_benefit(building)

    assert system.records("counted_benefit", "removed") == [
        {
            "benefit_id": "B1",
            "beneficiary_org_code": "T",
            "period": "2026-01",
            "sent_by": "L",
            "removed_gbp": 60,
            "reason": "also_confirmed",
        }
    ]


def test_counted_lands_100_at_the_lead_and_80_beyond(building):
    system = two_reports_of_one_benefit(building)

    landed = {
        (row["role"], row["org_code"]): row["counted_gbp"]
        for row in system.records("counted_benefit", "by_organisation")
    }

    assert landed == {("lead", "L"): 180, ("beneficiary", "L"): 100, ("beneficiary", "T"): 80}


def test_beyond_lead_share_of_the_known_ledger_is_four_ninths(building):
    result = two_reports_of_one_benefit(building).measure("beyond_lead_share")

    assert result.value == pytest.approx(80 / 180, rel=1e-12)
    assert (result.status, result.numerator, result.denominator) == ("ok", 80, 180)


def counted(building, benefits, values, **filters):
    system = building.MeasuredSystem()
    system.organisations("L", "T", "U")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L"), building.programme("P2", "L")],
        benefits=benefits,
        benefit_values=values,
    )
    return system.records("counted_benefit", "summary", **filters)[0]


def test_an_own_figure_of_zero_beats_the_claim(building):
    system = two_reports_of_one_benefit(building)
    system.sends(
        "T",
        "2026-03",
        benefit_values=[building.value("B1", "T", "2026-01", 0, sent_as="confirmed")],
    )

    summary = system.records("counted_benefit", "summary")[0]

    assert (summary["counted_gbp"], summary["months_disagreeing"]) == (100, 1)
    assert summary["claimed_above_gbp"] == 60


def test_a_blank_own_figure_leaves_the_claim_standing(building):
    system = two_reports_of_one_benefit(building)
    blank = building.value("B1", "T", "2026-01", None, sent_as="confirmed", forecast_gbp=5)
    system.sends("T", benefit_values=[blank])

    summary = system.records("counted_benefit", "summary")[0]

    assert (summary["counted_gbp"], summary["claimed_only_gbp"]) == (160, 60)


def test_what_is_not_attributed_is_removed(building):
    row = counted(
        building,
        [building.benefit("B1", "L", attribution_pct=37.5)],
        [building.value("B1", "L", "2026-01", 33.33)],
    )

    assert row["counted_gbp"] == 12.49875
    assert row["not_attributed_gbp"] == 20.83125
    assert row["reported_gbp"] == 33.33


def test_shares_of_one_outcome_above_the_whole_are_scaled_back(building):
    shared = {"outcome_code": "OUT", "attribution_pct": 100.0}
    row = counted(
        building,
        [
            building.benefit("B1", "T", sent_as="claimed", **shared),
            building.benefit("B2", "T", sent_as="claimed", programme_id="P2", **shared),
        ],
        [
            building.value("B1", "T", "2026-01", 100, sent_as="claimed"),
            building.value("B2", "T", "2026-01", 40, sent_as="claimed"),
        ],
    )

    assert (row["counted_gbp"], row["over_100_gbp"]) == (70, 70)


def test_a_cancelled_claim_on_an_outcome_takes_no_share_of_it(building):
    shared = {"outcome_code": "OUT", "attribution_pct": 100.0, "sent_as": "claimed"}
    row = counted(
        building,
        [
            building.benefit("B1", "T", **shared),
            building.benefit("B2", "T", programme_id="P2", status="cancelled", **shared),
        ],
        [
            building.value("B1", "T", "2026-01", 100, sent_as="claimed"),
            building.value("B2", "T", "2026-01", 40, sent_as="claimed"),
        ],
    )

    assert (row["counted_gbp"], row["over_100_gbp"]) == (140, 0)


def test_what_is_said_of_a_benefit_comes_whole_from_the_organisations_own_row(building):
    system = two_reports_of_one_benefit(building)
    own = building.benefit("B1", "T", sent_as="confirmed", benefit_type="societal")
    system.sends("T", benefits=[own])

    types = {
        row["benefit_type"]: row["reported_gbp"]
        for row in system.records("counted_benefit", "by_type")
    }

    assert types == {"cash_releasing": 100, "societal": 120}


def test_contested_outcomes_are_listed_with_what_was_held_back(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    shared = {"outcome_code": "OUT", "attribution_pct": 75.0}
    system.sends(
        "L",
        programmes=[building.programme("P1", "L"), building.programme("P2", "L")],
        benefits=[
            building.benefit("B1", "L", **shared),
            building.benefit("B2", "L", programme_id="P2", **shared),
        ],
        benefit_values=[building.value("B1", "L", "2026-01", 100)],
    )

    contested = system.records("counted_benefit", "contested")

    assert [(row["benefit_id"], row["counted_pct"]) for row in contested] == [
        ("B1", 50),
        ("B2", 50),
    ]
    assert contested[0]["removed_gbp"] == 25


def test_a_system_without_figures_has_no_counted_benefit(building):
    result = building.MeasuredSystem().measure("counted_benefit")

    assert (result.status, result.value) == ("not_defined", None)


def test_filters_choose_among_what_counts_and_never_change_it(building):
    system = two_reports_of_one_benefit(building)

    assert system.measure("counted_benefit", lead="L").value == 180
    assert system.measure("counted_benefit", lead="T").value is None
    assert system.measure("counted_benefit", beneficiary="T").value == 80
    assert system.measure("counted_benefit", theme="local:access").value == 180
    assert system.measure("counted_benefit", theme="local:acces").value is None
    assert system.measure("counted_benefit", programme="P1", beneficiary="L").value == 100


def test_an_other_tag_carries_a_theme_as_well_as_the_primary_one(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    tagged = building.programme("P1", "L", other_themes="wgll:well_led;shift:digital")
    system.sends(
        "L",
        programmes=[tagged],
        benefits=[building.benefit("B1", "L")],
        benefit_values=[building.value("B1", "L", "2026-01", 5)],
    )

    values = [
        system.measure("counted_benefit", theme=theme).value
        for theme in ("wgll:well_led", "shift:digital", "local:access", "wgll:digital")
    ]

    assert values == [5, 5, 5, None]


def test_the_answer_names_the_submissions_it_was_counted_from(building):
    result = two_reports_of_one_benefit(building).measure("counted_benefit")

    assert result.provenance.submissions == ("0001", "0002")
