"""Time to adoption: published survival curves, and each rule of the clock."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from portfolio.measures.ages import complete_months, months_between
from portfolio.measures.survival import survival


def test_the_worked_example_comes_out():
    curve = survival(
        [3, 5, 6, 7, 8, 10, 12, 12], [True, False, True, True, False, True, True, False]
    )

    found = {step.month: step.survival for step in curve.steps}

    assert found == pytest.approx(
        {3: 0.875, 6: 0.7291667, 7: 0.5833333, 10: 0.3888889, 12: 0.1944444}, abs=5e-8
    )
    assert curve.median_months == 10


def test_gehans_trial_of_6_mp_comes_out():
    months = "6 6 6 6 7 9 10 10 11 13 16 17 19 20 22 23 25 32 32 34 35"
    ended = "1 1 1 0 1 0 1 0 0 1 1 0 0 0 1 1 0 0 0 0 0"

    curve = survival([int(m) for m in months.split()], [e == "1" for e in ended.split()])

    found = {step.month: round(step.survival, 4) for step in curve.steps}
    assert found == {
        6: 0.8571,
        7: 0.8067,
        10: 0.7529,
        13: 0.6902,
        16: 0.6275,
        22: 0.5378,
        23: 0.4482,
    }
    assert curve.median_months == 23
    # Greenwood's log-log band at six months, as published with R's survival package.
    assert (curve.steps[0].low, curve.steps[0].high) == pytest.approx((0.6197, 0.9516), abs=5e-5)


def test_nobody_yet_has_no_median_and_waits_the_whole_time_seen():
    curve = survival([4, 9], [False, False])

    assert (curve.median_months, curve.steps) == (None, ())
    assert (curve.restricted_mean_months, curve.horizon_months) == (9, 9)


def test_the_mean_is_restricted_to_two_years():
    curve = survival([30, 40], [True, False])

    assert (curve.restricted_mean_months, curve.horizon_months) == (24, 24)


def test_the_band_is_blank_once_everybody_has_it():
    last = survival([1, 2], [True, True]).steps[-1]

    assert (last.survival, last.low, last.high) == (0, None, None)


def spreading(building, *rows, lead="2025-01-31"):
    """P1, led by L, live there since `lead`; each row is a mapping for one more organisation."""
    system = building.MeasuredSystem()
    others = [f"O{number}" for number, _ in enumerate(rows)]
    system.organisations("L", *others)
    own = {"live_date": date.fromisoformat(lead)} if lead else {}
    state = "live" if lead else "not_applicable"
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", "L", state, **own),
            *(
                building.adoption("P1", org, sent_as="claimed", **row)
                for org, row in zip(others, rows, strict=True)
            ),
        ],
    )
    return system


def live(day: str, **override):
    return {"state": "live", "live_date": date.fromisoformat(day), **override}


WAITING = {"state": "exploring"}


def one(system) -> dict:
    (row,) = system.records("time_to_adoption", "by_programme")
    return row


def test_months_are_complete_and_kept_inside_the_month(building):
    rows = (live("2025-02-28"), live("2025-02-27"), live("2025-03-30"), WAITING, WAITING)
    system = spreading(building, *rows)

    waits = system.records("time_to_adoption", "waits")

    months = {row["org_code"]: row["months"] for row in waits}
    assert months == {"O0": 1, "O1": 0, "O2": 1, "O3": 14, "O4": 14}


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-02-27", 0),
        ("2024-02-29", "2025-02-28", 12),
        ("2025-03-15", "2025-03-14", -1),
        ("2025-12-31", "2026-01-31", 1),
    ],
)
def test_two_days_are_as_far_apart_as_two_columns(start, end, months):
    days = pl.DataFrame({"start": [date.fromisoformat(start)], "end": [date.fromisoformat(end)]})

    assert months_between(*days.row(0)) == months
    assert days.select(complete_months(pl.col("start"), pl.col("end"))).item() == months


def test_the_clock_starts_with_the_lead_whatever_its_state_now(building):
    system = spreading(building, *[WAITING] * 5)

    row = one(system)

    assert (row["origin_org_code"], row["origin_date"]) == ("L", date(2025, 1, 31))
    assert (row["n"], row["events"], row["censored"]) == (5, 0, 5)
    assert (row["median_months"], row["restricted_mean_months"], row["horizon_months"]) == (
        None,
        14,
        14,
    )


def test_without_the_lead_it_starts_with_the_first_exact_date_and_leaves_those_out(building):
    first = live("2025-06-01")
    by = live("2025-01-01", live_date_is="by")
    system = spreading(building, first, first, by, *[live("2025-09-01")] * 5, lead="")

    row = one(system)

    assert (row["origin_org_code"], row["origin_date"]) == (None, date(2025, 6, 1))
    assert (row["n"], row["live_on_origin"], row["by_dates"]) == (5, 2, 1)
    assert (row["median_months"], row["status"]) == (3, "ok")


def test_without_the_lead_the_origin_is_the_one_organisation_that_went_live_first(building):
    system = spreading(building, WAITING, live("2025-06-01"), *[live("2025-09-01")] * 5, lead="")

    row = one(system)

    assert (row["origin_org_code"], row["origin_date"]) == ("O1", date(2025, 6, 1))
    assert (row["live_on_origin"], row["n"]) == (1, 6)


def test_an_origin_that_has_closed_since_is_named_too(building):
    system = spreading(building, *[live("2025-09-01")] * 5, lead="")
    system.organisation("OLD", valid_to=date(2025, 12, 31))
    gone = building.adoption("P1", "OLD", "live", live_date=date(2025, 2, 1), sent_as="own")
    system.sends("OLD", "2025-12", adoptions=[gone])

    assert one(system)["origin_org_code"] == "OLD"


def test_nobody_live_is_not_defined(building):
    system = spreading(building, WAITING, live("2025-01-01", live_date_is="by"), lead="")

    result = system.measure("time_to_adoption")

    assert (result.status, result.value) == ("not_defined", None)
    assert one(system)["by_dates"] == 1


def test_four_others_are_too_few_for_a_curve_and_their_dates_are_listed(building):
    system = spreading(building, *[live("2025-03-31")] * 4)

    result = system.measure("time_to_adoption")

    assert (result.status, result.value) == ("insufficient_data", None)
    assert result.tables["curve"].rows == ()
    assert [row["months"] for row in result.tables["waits"].records()] == [2] * 4


def test_stopped_after_going_live_happened_and_before_it_did_not(building):
    ended = {"state": "stopped", "stopped_date": date(2025, 8, 1), "reason": "Cost"}
    rows = ({**live("2025-04-30"), **ended}, ended, {"state": "declined", "reason": "No need"})
    system = spreading(building, *rows, WAITING, WAITING)

    row = one(system)

    assert (row["events"], row["censored"], row["declined"]) == (1, 4, 1)


def test_live_before_the_lead_waited_no_time(building):
    system = spreading(building, live("2024-01-01"), *[WAITING] * 4)

    (first, *_) = system.records("time_to_adoption", "waits")

    assert first["months"] == 0


def test_a_closed_organisation_and_one_it_is_not_for_are_not_counted(building):
    rows = [WAITING] * 5
    system = spreading(building, *rows, {"state": "not_applicable", "reason": "No beds"})
    system.organisation("X", valid_to=date(2025, 12, 31))
    system.sends("X", adoptions=[building.adoption("P1", "X", "exploring", sent_as="confirmed")])

    assert one(system)["n"] == 5


def test_programmes_are_pooled_only_where_they_have_a_curve(building):
    system = spreading(building, *[live("2025-03-31")] * 5)
    system.sends(
        "O0",
        programmes=[building.programme("P2", "O0")],
        adoptions=[
            building.adoption("P2", "O0", **live("2025-01-01")),
            building.adoption("P2", "L", "exploring", sent_as="claimed"),
        ],
    )

    result = system.measure("time_to_adoption")

    assert (result.value, result.n) == (2, 5)
