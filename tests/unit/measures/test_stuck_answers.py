"""Which adoptions are stuck: no step over two returns, and what another changed."""

from __future__ import annotations

import pytest


def three_returns(building, *states, **more):
    """P1, led by L, at A in each of three returns; B has it in use and says what it changed."""
    system = building.MeasuredSystem()
    system.organisations("L", "A", "B")
    for period, state in zip(("2025-09", "2025-12", "2026-03"), states, strict=True):
        system.sends(
            "L",
            period=period,
            programmes=[building.programme("P1", "L")],
            adoptions=[
                building.adoption("P1", "L"),
                building.adoption("P1", "A", state, barrier="technology", **more),
                building.adoption("P1", "B", adaptation="Fewer screens", barrier="technology"),
            ],
        )
    return system.records("adoption", "stuck")


def test_an_adoption_that_stands_where_it_stood_is_stuck_and_says_what_another_changed(building):
    (row,) = three_returns(building, "agreed", "agreed", "agreed")

    assert (row["programme_id"], row["org_code"], row["state"]) == ("P1", "A", "agreed")
    assert (row["same_since"], row["barrier"]) == ("2025-09", "technology")
    assert (row["other_org_code"], row["other_adaptation"]) == ("B", "Fewer screens")
    assert row["other_met_it"] is True
    assert row["payer_org_codes"] == "L"


def test_what_stands_in_the_way_is_told_in_the_words_of_the_organisation(building):
    (row,) = three_returns(building, "agreed", "agreed", "agreed", reason="Two logins a shift")

    assert row["reason"] == "Two logins a shift"


def test_who_bears_the_cost_is_taken_from_the_register_there_then_anywhere(building):
    system = building.MeasuredSystem()
    system.organisations("L", "A", "B", "C")
    for period in ("2025-09", "2025-12", "2026-03"):
        system.sends(
            "L",
            period=period,
            programmes=[building.programme("P1", "L")],
            adoptions=[
                building.adoption("P1", "L"),
                building.adoption("P1", "A", "agreed"),
                building.adoption("P1", "C", "agreed"),
            ],
            benefits=[
                building.benefit("B1", "A", payer_org_code="B"),
                building.benefit("B1", "L"),
            ],
        )

    rows = system.records("adoption", "stuck")

    assert {row["org_code"]: row["payer_org_codes"] for row in rows} == {"A": "B", "C": "B;L"}


@pytest.mark.parametrize(
    "states",
    [
        ("exploring", "agreed", "agreed"),
        ("agreed", "exploring", "agreed"),
        ("live", "live", "live"),
        ("declined", "declined", "declined"),
    ],
)
def test_a_step_within_two_returns_or_no_way_to_go_is_not_stuck(building, states):
    assert three_returns(building, *states, reason="Not for us") == []


def test_two_returns_are_too_few_to_tell(building):
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    for period in ("2025-12", "2026-03"):
        system.sends(
            "L",
            period=period,
            programmes=[building.programme("P1", "L")],
            adoptions=[building.adoption("P1", "L"), building.adoption("P1", "A", "agreed")],
        )

    assert system.records("adoption", "stuck") == []
