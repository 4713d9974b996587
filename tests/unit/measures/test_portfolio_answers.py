"""Beyond IT and two horses: effort, approach, and old services beside the new."""

from __future__ import annotations

from datetime import date

import pytest


def effort(culture, process, operating_model, technology):
    return {
        "culture_pct": culture,
        "process_pct": process,
        "operating_model_pct": operating_model,
        "technology_pct": technology,
    }


def sent(building, *rows, adoptions=()):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=list(rows), adoptions=list(adoptions))
    return system


def test_technology_is_a_plain_mean_over_programmes_that_give_the_split(building):
    system = sent(
        building,
        building.programme("P1", "L", **effort(10, 5, 5, 80.0), approved_cost_gbp=9e6),
        building.programme("P2", "L", **effort(40, 20, 20, 20.0)),
        building.programme("P3", "L"),
    )

    result = system.measure("beyond_it")

    assert (result.value, result.n) == (pytest.approx(0.5), 2)
    assert (result.numerator, result.denominator) == (pytest.approx(1.0), 2)
    assert result.tables["mostly_technology"].column("programme_id") == ["P1"]
    assert result.tables["by_programme"].column("technology_pct") == [80, 20, None]


def test_mostly_technology_begins_at_eighty_per_cent(building):
    system = sent(
        building,
        building.programme("P1", "L", **effort(10, 10, 0, 80.0)),
        building.programme("P2", "L", **effort(10, 10, 0.5, 79.5)),
    )

    assert system.measure("beyond_it").tables["mostly_technology"].column("programme_id") == ["P1"]


def test_nobody_gives_the_split(building):
    result = sent(building, building.programme("P1", "L")).measure("beyond_it")

    assert (result.status, result.value) == ("not_defined", None)


def test_approach_counts_programmes_and_says_which_costs_are_missing(building):
    system = sent(
        building,
        building.programme("P1", "L", approach="new", approved_cost_gbp=100),
        building.programme("P2", "L", approach="adopt"),
        building.programme("P3", "L", approach="new"),
        building.programme("P4", "L"),
    )

    adopt, new = system.records("beyond_it", "approach")

    assert (adopt["approach"], adopt["programmes"], adopt["approved_cost_gbp"]) == (
        "adopt",
        1,
        None,
    )
    assert (new["programmes"], new["approved_cost_gbp"], new["cost_missing"]) == (2, 100, 1)


def test_clinically_led_is_of_those_that_say(building):
    system = sent(
        building,
        *(
            building.programme(name, "L", clinically_led=led)
            for name, led in (("P1", True), ("P2", False), ("P3", None))
        ),
    )

    (row,) = system.records("beyond_it", "clinically_led")

    assert (row["clinically_led"], row["programmes_saying"], row["share"]) == (1, 2, 0.5)


def test_effort_by_theme_is_the_mean_of_its_programmes(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.theme("local", "access")
    rows = [
        building.programme("P1", "L", **effort(0, 0, 0, 100.0)),
        building.programme("P2", "L", **effort(100, 0, 0, 0.0)),
    ]
    system.sends("L", programmes=rows)

    (row,) = system.records("beyond_it", "by_theme")

    assert (row["theme_code"], row["technology_pct"], row["programmes"]) == ("access", 50, 2)


def beside(building, *, live=date(2025, 8, 31), state="live", **old):
    row = building.programme("P1", "L", **{"old_service": "Paper", **old})
    adopted = building.adoption("P1", "L", state, live_date=live)
    return sent(building, row, adoptions=[adopted])


def test_double_running_costs_a_twelfth_for_each_complete_month(building):
    system = beside(building, old_service_cost_gbp_per_year=1200)

    result = system.measure("two_horses")
    (row,) = result.tables["by_programme"].records()

    assert (result.status, result.value, result.n) == ("ok", 1200, 1)
    assert (row["months_beside"], row["cost_to_date_gbp"]) == (7, 700)


@pytest.mark.parametrize("state", ["piloting", "stopped"])
def test_cost_to_date_is_not_known_where_the_lead_is_not_live(building, state):
    system = beside(building, state=state, old_service_cost_gbp_per_year=1200)

    (row,) = system.records("two_horses", "by_programme")

    assert (row["cost_to_date_gbp"], row["cost_gbp_per_year"]) == (None, 1200)


@pytest.mark.parametrize(
    ("end", "overdue"),
    [(date(2026, 3, 30), 1), (date(2026, 3, 31), 0), (date(2026, 9, 1), 0), (None, None)],
)
def test_overdue_is_an_end_before_the_end_of_the_period(building, end, overdue):
    system = beside(building, old_service_end_date=end)

    (row,) = system.records("two_horses", "by_programme")

    assert row["overdue_days"] == overdue


def test_a_named_service_without_cost_is_not_nought(building):
    result = beside(building).measure("two_horses")

    assert (result.status, result.value, result.n) == ("insufficient_data", None, 1)


def test_no_old_service_named_is_not_known(building):
    result = sent(building, building.programme("P1", "L")).measure("two_horses")

    assert (result.status, result.value, result.n) == ("not_defined", None, 0)


def test_a_word_for_none_that_was_stored_once_is_no_old_service(building):
    rows = [
        building.programme("P1", "L", old_service="N/A", old_service_cost_gbp_per_year=1),
        building.programme("P2", "L", old_service="None"),
        building.programme("P3", "L", old_service="No paper, but a fax"),
    ]

    result = sent(building, *rows).measure("two_horses")

    assert [row["programme_id"] for row in result.tables["by_programme"].records()] == ["P3"]
    assert result.n == 1
