"""Benefit over time: whose values, which months, which target, and what is left unsaid."""

from __future__ import annotations

import pytest

from portfolio.domain.period import Period

RISING = [5, 6, 4, 5, 7, 3, 5, 6, 4, 5, 7, 3, 5, 30]


def months(count: int, end: str = "2026-03") -> list[str]:
    last = Period.parse(end)
    return [str(last.plus(at - count + 1)) for at in range(count)]


@pytest.fixture
def charted(building):
    """Makes a system with one benefit B1 at L, of these values to March 2026."""

    def make(values, **said):
        system = building.MeasuredSystem()
        system.organisations("L", "T")
        system.sends(
            "L",
            programmes=[building.programme("P1", "L")],
            benefits=[building.benefit("B1", "L", **said)],
            benefit_values=[
                building.value("B1", "L", month, realised_value=float(value))
                for month, value in zip(months(len(values)), values, strict=True)
                if value is not None
            ],
        )
        return system

    return make


def signal(system, **filters):
    (row,) = system.records("benefit_over_time", "signals", **filters)
    return row


def test_latest_month_decides_what_is_said(charted):
    row = signal(charted(RISING, target_value=100.0))

    assert (row["n"], row["status"], row["label"]) == (14, "ok", "outside")
    assert (row["variation"], row["assurance"], row["target"]) == ("improving", "fail", 100)


@pytest.mark.parametrize(
    ("better", "variation", "assurance"),
    [("lower", "concerning", "pass"), ("neither", "neither", None)],
)
def test_direction_turns_the_signal(charted, better, variation, assurance):
    row = signal(charted(RISING, better=better, target_value=100.0))

    assert (row["variation"], row["assurance"]) == (variation, assurance)


def test_months_outside_the_usual_range_before_the_latest_are_counted(charted):
    row = signal(charted([*RISING, 5]))

    assert (row["variation"], row["months_special"]) == ("common", 1)


def test_fewer_than_thirteen_months_have_limits_and_no_judgement(charted):
    system = charted(RISING[-12:], target_value=100.0)
    row = signal(system)

    assert (row["n"], row["status"]) == (12, "trial")
    assert (row["variation"], row["assurance"]) == (None, None)
    assert system.records("benefit_over_time", "series")[-1]["label"] == "outside"
    assert system.measure("benefit_over_time").status == "trial"


def test_a_constant_series_has_no_variation(charted):
    row = signal(charted([5] * 13, target_value=4.0))

    assert (row["status"], row["variation"], row["assurance"]) == ("no_variation", "common", "pass")


def test_missing_months_are_counted_and_not_filled(charted):
    system = charted([5, 6, None, None, 7, None, 8])
    row = signal(system)

    assert (row["n"], row["months_missing"]) == (4, 3)
    assert [r["value"] for r in system.records("benefit_over_time", "series")] == [5, 6, 7, 8]


def test_values_are_not_scaled_by_any_share(charted):
    system = charted([5, 6], attribution_pct=10.0)

    assert [r["value"] for r in system.records("benefit_over_time", "series")] == [5, 6]


def test_an_organisations_own_value_comes_before_the_claim(building):
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    register = building.benefit("B1", "T", sent_as="claimed", target_value=9.0)
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[register],
        benefit_values=[
            building.value(
                "B1", "T", month, sent_as="claimed", realised_value=1.0, value_note="Ours"
            )
            for month in ("2026-01", "2026-02")
        ],
    )
    system.sends(
        "T",
        benefits=[building.benefit("B1", "T", sent_as="confirmed", target_value=4.0)],
        benefit_values=[
            building.value(
                "B1", "T", "2026-02", sent_as="confirmed", realised_value=2.0, value_note="Counted"
            )
        ],
    )

    rows = system.records("benefit_over_time", "series")

    assert [(r["value"], r["is_value_claimed"], r["value_note"]) for r in rows] == [
        (1, True, "Ours"),
        (2, False, "Counted"),
    ]
    assert signal(system)["target"] == 4


def test_one_month_has_a_mean_and_no_limits(charted):
    (row,) = charted([5]).records("benefit_over_time", "series")

    assert (row["mean"], row["lower"], row["upper"], row["label"]) == (5, None, None, "common")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # Seven rising months: outside the lower limit; or below the mean, within both limits.
        ([100, 102] * 10 + [1, 2, 3, 4, 5, 6, 7], ("outside", "concerning", "low")),
        ([20, 60] * 10 + [28, 29, 30, 31, 32, 33, 34], ("trend", "improving", "high")),
    ],
)
def test_both_better_and_worse_goes_by_its_label_and_is_mixed(charted, values, found):
    system = charted(values)
    row = signal(system)

    assert (row["label"], row["variation"], row["direction"]) == found
    assert row["is_mixed"]
    assert system.records("benefit_over_time", "series")[-1]["is_mixed"]


def test_a_level_that_moved_is_said_with_the_month_that_fits_best(charted):
    system = charted(STEP, target_value=20.0)
    row = signal(system)
    (benefit,) = system.records("benefit_over_time", "benefits")

    assert (row["has_moved"], row["moved_from"]) == (True, "2024-12")
    # What the rules find stays beside it; what may be said of the benefit is neither.
    assert (row["status"], row["variation"], row["assurance"]) == (
        "ok",
        "improving",
        "hit_and_miss",
    )
    assert (benefit["has_moved"], benefit["chart_status"]) == (True, "ok")
    assert (benefit["variation"], benefit["assurance"]) == (None, None)


STEP = [10, 12] * 8 + [30, 32] * 8


def test_limits_are_worked_out_anew_from_the_month_that_the_register_gives(charted):
    why = {"recalculate_from": "2024-12", "recalculate_reason": "A second site opened"}
    system = charted(STEP, target_value=36.0, **why)
    row = signal(system)
    series = system.records("benefit_over_time", "series")

    assert {(one["stretch"], one["mean"]) for one in series} == {(1, 11), (2, 31)}
    assert {one["label"] for one in series} == {"common"}
    assert [one["period"] for one in series if one["stretch"] == 2][0] == "2024-12"
    assert (row["n"], row["months_in_stretch"], row["stretch"]) == (32, 16, 2)
    assert (row["mean"], row["upper"]) == pytest.approx((31, 31 + 2.66 * 2))
    assert (row["status"], row["variation"], row["assurance"]) == ("ok", "common", "hit_and_miss")
    assert (row["has_moved"], row["moved_from"]) == (False, None)
    assert (row["recalculate_from"], row["recalculate_reason"]) == tuple(why.values())
    assert row["recalculated_by"] == "L"


def test_a_stretch_of_fewer_than_thirteen_months_is_on_trial(charted):
    row = signal(charted([*STEP, 60.0], recalculate_from="2025-04", recalculate_reason="Why"))

    assert (row["n"], row["months_in_stretch"]) == (33, 12)
    assert (row["status"], row["variation"], row["label"]) == ("trial", None, "outside")


@pytest.mark.parametrize("month", ["2020-01", "2027-01"])
def test_a_month_before_or_after_all_others_changes_nothing(charted, month):
    row = signal(charted(STEP, recalculate_from=month, recalculate_reason="Why"))

    assert (row["stretch"], row["months_in_stretch"], row["has_moved"]) == (1, 32, True)


def test_a_level_that_moves_again_is_offered_a_month_of_its_latest_stretch(charted):
    values = [10, 12] * 8 + [30, 32] * 8 + [70, 72] * 8

    row = signal(charted(values, recalculate_from="2023-08", recalculate_reason="Why"))

    assert (row["has_moved"], row["moved_from"]) == (True, "2024-12")


def test_months_outside_here_and_there_are_no_level_that_moved(charted):
    row = signal(charted(RISING))

    assert (row["has_moved"], row["moved_from"]) == (False, None)


def test_filters_choose_series_and_change_nothing_in_them(charted):
    system = charted(RISING)

    assert signal(system, beneficiary="L") == signal(system)
    assert system.records("benefit_over_time", "signals", beneficiary="T") == []
    assert system.records("benefit_over_time", "series", programme="P9") == []


def test_nothing_measured_is_not_defined(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=[building.programme("P1", "L")])

    assert system.measure("benefit_over_time").status == "not_defined"
