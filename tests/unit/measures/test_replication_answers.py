"""Replication yield: an adopter's benefit per person against the lead's at the same age."""

from __future__ import annotations

from datetime import date

import pytest


def replicated(building, lead_figures, adopter_figures, **adopter):
    """P1 at L since January 2025 (1,000 people) and at A since July 2025 (500 people); figures by
    month of the year given, A's from July on."""
    system = building.MeasuredSystem()
    system.organisation("L", population=1000)
    system.organisation("A", population=adopter.pop("population", 500))
    row = {"live_date": date(2025, 7, 20), "adaptation": "Evenings only", **adopter}
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", "L", "embedded", live_date=date(2025, 1, 10)),
            building.adoption("P1", "A", "live", sent_as="claimed", **row),
        ],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in ("L", "A")],
        benefit_values=[
            building.value("B1", org, month, gbp, sent_as="claimed")
            for org, figures in (("L", lead_figures), ("A", adopter_figures))
            for month, gbp in figures.items()
        ],
    )
    return system


LEAD = {"2025-01": 100, "2025-02": 200, "2025-03": 300, "2025-04": 4000}
ADOPTER = {"2025-07": 30, "2025-08": 60, "2025-09": 60}


def only(system) -> dict:
    (row,) = system.records("replication_yield", "by_adopter")
    return row


def test_the_same_months_of_age_are_compared_per_person(building):
    row = only(replicated(building, LEAD, ADOPTER))

    assert row["months"] == 3
    assert (row["per_person"], row["lead_per_person"]) == (0.3, 0.6)
    assert row["yield"] == pytest.approx(0.5)
    assert (row["status"], row["adaptation"]) == ("ok", "Evenings only")


def test_figures_from_before_going_live_have_no_age(building):
    row = only(replicated(building, {"2024-12": 9999, **LEAD}, {"2025-06": 9999, **ADOPTER}))

    assert row["yield"] == pytest.approx(0.5)


def test_a_month_that_only_one_of_them_gave_is_compared_with_nothing(building):
    lead = {month: gbp for month, gbp in LEAD.items() if month != "2025-02"}

    row = only(replicated(building, lead, {**ADOPTER, "2025-10": 50}))

    assert row["months"] == 3
    assert row["per_person"] == pytest.approx((30 + 60 + 50) / 500)


@pytest.mark.parametrize(
    ("figures", "adopter"),
    [
        ({"2025-07": 30, "2025-08": 60}, {}),
        (ADOPTER, {"population": None}),
        (ADOPTER, {"live_date_is": "by"}),
    ],
)
def test_two_months_no_population_or_no_exact_day_are_too_little(building, figures, adopter):
    row = only(replicated(building, LEAD, figures, **adopter))

    assert (row["status"], row["yield"], row["per_person"]) == ("insufficient_data", None, None)


def test_a_lead_without_benefit_by_that_age_is_nothing_to_divide_by(building):
    row = only(replicated(building, dict.fromkeys(LEAD, 0), ADOPTER))

    assert (row["status"], row["yield"], row["per_person"]) == ("not_defined", None, 0.3)


def test_disbenefit_is_not_taken_for_benefit(building):
    system = replicated(building, LEAD, ADOPTER)
    harm = building.benefit("B2", "A", sent_as="confirmed", effect="disbenefit")
    figures = [building.value("B2", "A", month, 500, sent_as="confirmed") for month in ADOPTER]
    system.sends("A", benefits=[harm], benefit_values=figures)

    assert only(system)["yield"] == pytest.approx(0.5)
