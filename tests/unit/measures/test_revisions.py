"""Past months that their sender later reported differently, each figure in its turn."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.measures import revisions


@pytest.fixture
def revising(building):
    """L says March was £12,000 in March, £15,500 in April and again in May; February stays."""
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    register = {
        "programmes": [building.programme("P1", "L")],
        "benefits": [building.benefit("B1", "L")],
    }
    numbers = [
        system.sends(
            "L",
            period,
            **register,
            benefit_values=[
                building.value("B1", "L", "2026-02", 9000, realised_value=3.0),
                building.value("B1", "L", "2026-03", march),
            ],
        )
        for period, march in (("2026-03", 12000), ("2026-04", 15500), ("2026-05", 15500))
    ]
    return system, numbers


def asked(system, period="2026-05", known_on=None, org="L"):
    return revisions(system.store, Filters(Period.parse(period), known_on), "B1", org).records()


def test_a_month_says_what_it_was_first_and_what_it_is(revising):
    system, _ = revising

    (row,) = asked(system)

    assert (row["period"], row["figure"], row["said"]) == ("2026-03", "gbp", "12000.0;15500.0")
    assert (row["first"], row["last"], row["received_on"]) == (12000, 15500, date(2026, 4, 30))


def test_as_known_then_it_was_not_revised(revising):
    system, _ = revising

    assert asked(system, known_on=date(2026, 4, 1)) == []
    assert asked(system, "2026-03") == []


def test_a_withdrawn_submission_said_nothing(revising):
    system, numbers = revising
    system.withdraw(numbers[1], date(2026, 5, 1))
    system.withdraw(numbers[2], date(2026, 6, 1))

    assert asked(system) == []


def test_a_correction_within_a_period_is_a_revision(revising, building):
    system, _ = revising
    system.sends(
        "L",
        "2026-05",
        date(2026, 6, 9),
        benefit_values=[building.value("B1", "L", "2026-03", 14000)],
    )

    (row,) = asked(system)

    assert row["said"] == "12000.0;15500.0;14000.0"


def test_a_first_confirmation_that_differs_is_no_revision(building):
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "T", sent_as="claimed")],
        benefit_values=[building.value("B1", "T", "2026-02", 50, sent_as="claimed")],
    )
    system.sends(
        "T",
        benefits=[building.benefit("B1", "T", sent_as="confirmed")],
        benefit_values=[building.value("B1", "T", "2026-02", 40, sent_as="confirmed")],
    )

    assert asked(system, org="T") == []


def test_a_sender_that_no_longer_leads_revises_what_it_said_as_the_lead(building):
    system = building.MeasuredSystem()
    system.organisations("L", "N")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "L", sent_as="own")],
        benefit_values=[building.value("B1", "L", "2026-02", 50, sent_as="own")],
    )
    system.sends("N", "2026-04", programmes=[building.programme("P1", "N")])
    system.sends(
        "L",
        "2026-05",
        benefits=[building.benefit("B1", "L", sent_as="confirmed")],
        benefit_values=[building.value("B1", "L", "2026-02", 40, sent_as="confirmed")],
    )

    (row,) = asked(system)

    assert (row["sent_by"], row["said"]) == ("L", "50.0;40.0")
