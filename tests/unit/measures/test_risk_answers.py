"""Risk and reward: the five by five, the target, who holds what together, and openness."""

from __future__ import annotations

from datetime import date

import pytest


def held(building, *rows, period="2026-03"):
    """Risks of L, beside programme P1."""
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    system.sends("L", period, programmes=[building.programme("P1", "L")], risks=list(rows))
    return system


def test_a_score_is_likelihood_times_consequence_and_its_target_beside_it(building):
    risk = building.risk(
        "R1", "L", likelihood=4, consequence=5, target_likelihood=2, target_consequence=3,
        reward_score=5, programme_id="P1",
    )  # fmt: skip
    system = held(building, risk, building.risk("R2", "L", target_likelihood=2))

    first, second = system.records("risk_reward", "risks")

    assert (first["score"], first["target_score"], first["reward_score"]) == (20, 6, 5)
    assert (first["programme_name"], first["org_name"]) == ("Programme P1", "The L")
    assert second["target_score"] is None


@pytest.mark.parametrize(
    ("status", "is_held"),
    [("open", 1), ("mitigating", 1), ("accepted", 1), ("became_issue", 0), ("closed", 0)],
)
def test_only_what_is_still_carried_is_on_the_grid(building, status, is_held):
    system = held(building, building.risk("R1", "L", status=status))

    result = system.measure("risk_reward")

    assert result.n == is_held
    assert len(result.tables["grid"].rows) == is_held
    assert result.tables["risks"].column("status") == [status]


def test_openness_is_by_the_month_raised_with_voices_and_early_warning(building):
    raised = {"raised_date": date(2026, 1, 10)}
    system = held(
        building,
        building.risk("R1", "L", raised_by="patient", **raised),
        building.risk("R2", "L", raised_by="clinical", **raised),
        building.risk("R3", "L", status="became_issue", issue_date=date(2026, 1, 10), **raised),
        building.risk("R4", "L", status="became_issue", issue_date=date(2026, 2, 1), **raised),
        building.risk("R5", "L", raised_date=date(2025, 8, 1)),
    )

    first, second = system.records("risk_reward", "openness")
    quarters = system.records("risk_reward", "openness_by_quarter")

    assert (first["period"], first["raised"]) == ("2025-08", 1)
    told = (second["raised"], second["clinical_or_patient"], second["before_issue"])
    assert told == (4, 2, 3)
    assert [(row["period"], row["raised"]) for row in quarters] == [
        ("2025-09", 1),
        ("2025-12", 0),
        ("2026-03", 4),
    ]


def test_a_risk_left_out_counts_as_once_raised_only_if_it_had_ended(building):
    system = held(
        building,
        building.risk("R1", "L", status="closed"),
        building.risk("R2", "L"),
        period="2025-12",
    )
    system.sends("L", "2026-03", risks=[building.risk("R3", "L")])

    result = system.measure("risk_reward")

    assert result.tables["risks"].column("risk_id") == ["R3"]
    assert sum(result.tables["openness"].column("raised")) == 2


def test_what_a_closed_partner_held_is_listed_as_left_behind(building):
    system = building.MeasuredSystem()
    system.organisation("D", valid_to=date(2026, 1, 31))
    system.sends("D", "2025-12", risks=[building.risk("R1", "D"), building.risk("R2", "D")])
    system.organisation("E")
    system.sends("E", "2026-03", risks=[building.risk("R2", "E")])

    result = system.measure("risk_reward")

    assert result.tables["left_behind"].column("risk_id") == ["R1"]
    assert result.tables["risks"].column("org_code") == ["E"]


def test_risks_of_one_programme_at_two_organisations_are_held_by_several(building):
    system = held(building, building.risk("R1", "L", programme_id="P1"))
    system.sends(
        "A",
        risks=[
            building.risk("R2", "A", programme_id="P1", consequence=5),
            building.risk("R3", "A", visibility="own", category="people"),
        ],
    )
    (row,) = system.records("risk_reward", "held_by_several")

    assert (row["what"], row["code"], row["organisations"]) == ("programme", "P1", 2)
    assert (row["highest_score"], row["org_codes"]) == (15, "A;L")


def test_own_risks_are_counted_apart(building):
    system = held(building, building.risk("R1", "L", visibility="own"), building.risk("R2", "L"))

    (summary,) = system.records("risk_reward", "summary")

    assert (summary["held"], summary["own"]) == (2, 1)


def test_risks_of_no_programme_are_left_out_once_programmes_are_chosen(building):
    system = held(building, building.risk("R1", "L"), building.risk("R2", "L", programme_id="P1"))

    assert len(system.records("risk_reward", "risks")) == 2
    assert len(system.records("risk_reward", "risks", lead="L")) == 1
    assert len(system.records("risk_reward", "risks", beneficiary="A")) == 0


def test_without_risks_nothing_is_defined(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=[building.programme("P1", "L")])

    assert system.measure("risk_reward").status == "not_defined"
