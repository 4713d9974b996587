"""Planned, forecast, realised: optimism, flags, discounting; and adoption's counts."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.measures import CARDS, UnknownMeasure
from portfolio.measures.card_catalogue import catalogue_markdown
from portfolio.measures.green_book import discount_factor, net_present_value


def test_present_value_has_the_known_answers():
    flows = [-100, 30, 30, 30, 30, 30]

    assert net_present_value(flows, rate=0.035) == pytest.approx(35.451571, abs=5e-7)
    assert net_present_value(flows, rate=0.015) == pytest.approx(43.479349, abs=5e-7)
    assert discount_factor(30, rate=0.035) == pytest.approx(0.356278411, abs=5e-10)


def test_no_rate_is_made_up_beyond_those_recorded():
    with pytest.raises(ValueError, match="year 31"):
        discount_factor(31, rate=0.035)


def forecasting(building):
    """February was forecast at 100 in January and at 40 once it had come; 40 came."""
    system = building.MeasuredSystem()
    system.organisations("L")
    for period, forecast, realised in (("2026-01", 100, None), ("2026-02", 40, 40)):
        system.sends(
            "L",
            period,
            programmes=[building.programme("P1", "L")],
            benefits=[building.benefit("B1", "L")],
            benefit_values=[
                building.value("B1", "L", "2026-02", realised, forecast_gbp=forecast),
                building.value("B1", "L", "2027-03", None, forecast_gbp=103.5),
            ],
        )
    return system


def test_optimism_holds_a_month_against_what_was_forecast_before_it(building):
    (row,) = forecasting(building).records("plan_forecast_realised", "optimism", "2026-02")

    assert (row["realised_gbp"], row["forecast_gbp"], row["optimism"]) == (40, 100, 0.4)


def test_optimism_is_told_for_each_type_month_programme_and_theme(building):
    system = forecasting(building)
    system.theme("local", "access")
    grains = {
        "optimism_by_type": {"benefit_type": "cash_releasing"},
        "optimism_by_month": {"period": "2026-02", "benefit_type": "cash_releasing"},
        "optimism_by_programme_type": {"programme_id": "P1", "benefit_type": "cash_releasing"},
        "optimism_by_theme_type": {"theme_code": "access", "benefit_type": "cash_releasing"},
    }

    for table, grain in grains.items():
        (row,) = system.records("plan_forecast_realised", table, "2026-02")
        assert row == {
            **grain, "realised_gbp": 40, "forecast_gbp": 100, "optimism": 0.4, "benefit_months": 1
        }  # fmt: skip


def test_a_month_without_a_forecast_is_not_one_that_beat_it(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    for period in ("2026-01", "2026-02"):
        system.sends(
            "L",
            period,
            programmes=[building.programme("P1", "L")],
            benefits=[building.benefit("B1", "L")],
            benefit_values=[
                building.value("B1", "L", "2025-12", 500),
                building.value("B1", "L", "2026-02", 50, forecast_gbp=100),
            ],
        )

    (row,) = system.records("plan_forecast_realised", "optimism_by_type", "2026-02")

    assert (row["realised_gbp"], row["forecast_gbp"], row["optimism"]) == (50, 100, 0.5)


def test_later_forecasts_are_discounted_by_whole_years(building):
    (row,) = forecasting(building).records("plan_forecast_realised", "present_value", "2026-02")

    assert (row["forecast_gbp"], row["present_value_gbp"]) == (103.5, pytest.approx(100))
    assert row["edition"] == "reissued 5 February 2026"


def test_blank_is_not_zero(building):
    rows = forecasting(building).records("plan_forecast_realised", "by_month", "2026-02")

    assert rows[1]["period"] == "2027-03"
    assert (rows[1]["planned_gbp"], rows[1]["realised_gbp"]) == (None, None)


def test_a_benefit_always_in_the_future_is_flagged(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    for period, expected in (
        ("2026-01", "2026-02"),
        ("2026-02", "2026-03"),
        ("2026-03", "2026-05"),
    ):
        system.sends(
            "L",
            period,
            programmes=[building.programme("P1", "L")],
            benefits=[building.benefit("B1", "L", baseline_value=1.0)],
            benefit_values=[building.value("B1", "L", expected, None, forecast_gbp=10)],
        )

    flags = system.records("plan_forecast_realised", "flags")

    assert [(row["flag"], row["first_expected"]) for row in flags] == [("always_future", "2026-02")]


def test_a_benefit_not_sent_for_ninety_days_is_flagged(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends(
        "L",
        "2025-12",
        date(2025, 12, 30),
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "L", baseline_value=1.0)],
    )

    assert system.records("plan_forecast_realised", "flags", "2026-02") == []
    flags = system.records("plan_forecast_realised", "flags", "2026-03")
    assert [(row["flag"], row["days_since_update"]) for row in flags] == [("not_updated", 91)]


def adopting(building):
    system = building.MeasuredSystem()
    system.organisations("L", "A", "B", "C")
    system.organisation("GONE", valid_to=date(2025, 12, 31))
    claimed = {"sent_as": "claimed"}
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", "L", live_date=date(2025, 8, 31), people_eligible=10),
            building.adoption(
                "P1",
                "A",
                "embedded",
                **claimed,
                live_date=date(2025, 10, 1),
                people_eligible=100,
                people_using=40,
            ),
            building.adoption("P1", "B", "declined", **claimed, reason="Too small"),
            building.adoption("P1", "C", "not_applicable", **claimed, reason="No patients"),
            building.adoption("P1", "GONE", "live", **claimed),
        ],
    )
    return system


def test_adoption_beyond_the_lead_counts_open_organisations_that_could(building):
    result = adopting(building).measure("adoption")
    (row,) = result.tables["by_programme"].records()

    assert (result.numerator, result.denominator, result.value) == (1, 2, 0.5)
    assert (row["eligible"], row["adopters"]) == (3, 2)
    assert (row["people_eligible"], row["people_using"]) == (100, 40)


def test_six_months_end_on_the_last_day_of_a_shorter_month(building):
    system = adopting(building)

    (february,) = system.records("adoption", "by_programme", "2026-03")
    assert february["live_6_months_ago"] == 1  # 31 August + 6 months = 28 February


def test_an_organisations_own_state_beats_the_leads_whole(building):
    system = adopting(building)
    system.sends("A", adoptions=[building.adoption("P1", "A", "piloting", sent_as="confirmed")])

    matrix = {row["org_code"]: row for row in system.records("adoption", "matrix")}
    (differs,) = system.records("adoption", "disagreements")

    assert (matrix["A"]["state"], matrix["A"]["live_date"]) == ("piloting", None)
    assert (differs["org_code"], differs["claimed_state"]) == ("A", "embedded")
    assert "GONE" not in matrix


def test_declining_is_listed_with_its_reason(building):
    reasons = adopting(building).records("adoption", "reasons")

    assert [(row["org_code"], row["reason"]) for row in reasons] == [
        ("B", "Too small"),
        ("C", "No patients"),
    ]


def test_nobody_else_eligible_is_not_applicable(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=[building.programme("P1", "L")])

    assert system.measure("adoption").status == "not_applicable"


def test_an_unknown_measure_is_refused(building):
    with pytest.raises(UnknownMeasure):
        building.MeasuredSystem().measure("spread_score")


def test_the_catalogue_page_is_made_from_the_cards(checkout):
    page = (checkout / "docs" / "measures.md").read_text(encoding="utf-8")

    assert page == catalogue_markdown()
    assert all(card.title in page for card in CARDS.values())


@pytest.mark.parametrize(("stopped", "kept"), [(date(2026, 2, 1), 0), (date(2026, 2, 2), 1)])
def test_stopping_on_the_six_month_day_is_not_staying(building, stopped, kept):
    system = building.MeasuredSystem()
    system.organisations("L")
    row = building.adoption(
        "P1", "L", "stopped", live_date=date(2025, 8, 1), stopped_date=stopped, reason="Moved on"
    )
    system.sends("L", programmes=[building.programme("P1", "L")], adoptions=[row])

    (counts,) = system.records("adoption", "by_programme")

    assert (counts["live_6_months_ago"], counts["still_live"]) == (1, kept)
