"""Delivery confidence: who rates what, how old it is, whether it moves, and how far plans slip."""

from __future__ import annotations

import json
from datetime import date

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.service import PortfolioService

GREEN = {"sro_confidence": "green", "sro_confidence_date": date(2026, 3, 1)}


def sent(building, *rows, period="2026-03"):
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    system.sends("L", period, programmes=list(rows))
    return system


def returned(building, *ratings, **last):
    """P1 in one return after the other, each with an owner's rating or none."""
    system = building.MeasuredSystem()
    system.organisations("L")
    periods = ("2025-03", "2025-06", "2025-09", "2025-12", "2026-03")
    for period, rating in zip(periods[-len(ratings) :], ratings, strict=True):
        row = building.programme("P1", "L", sro_confidence=rating, **last)
        system.sends("L", period, programmes=[row])
    (told,) = system.records("delivery_confidence", "programmes")
    return told


def test_the_independent_rating_is_shown_where_there_is_one(building):
    both = building.programme(
        "P1",
        "L",
        **GREEN,
        independent_confidence="red",
        independent_confidence_date=date(2026, 3, 21),
    )
    alone = building.programme("P2", "L", **GREEN)
    system = sent(building, both, alone)

    first, second = system.records("delivery_confidence", "programmes")

    assert (first["shown"], first["age_days"], first["gap"]) == ("red", 10, 2)
    assert (second["shown"], second["age_days"], second["gap"]) == ("green", 30, None)
    assert system.records("delivery_confidence", "agreement") == [
        {"sro": "green", "independent": "red", "programmes": 1, "gap": 2}
    ]


def test_exempt_is_not_a_rating_and_the_owners_stands(building):
    exempt = building.programme("P1", "L", sro_confidence="exempt")
    half = building.programme("P2", "L", **GREEN, independent_confidence="exempt")
    system = sent(building, exempt, half)

    counts = system.records("delivery_confidence", "counts")
    first, second = system.records("delivery_confidence", "programmes")

    assert counts == [
        {"rater": "sro", "rating": "green", "programmes": 1},
        {"rater": "shown", "rating": "green", "programmes": 1},
    ]
    assert (first["sro"], first["shown"], first["age_days"]) == ("exempt", None, None)
    assert second["shown"] == "green"


@pytest.mark.parametrize("stage", ["closed", "stopped"])
def test_a_programme_that_has_ended_is_not_rated(building, stage):
    system = sent(building, building.programme("P1", "L", stage=stage, **GREEN))

    result = system.measure("delivery_confidence")

    assert (result.status, result.n) == ("not_defined", 0)
    assert result.tables["programmes"].rows == ()


@pytest.mark.parametrize(
    ("ratings", "run", "unchanged", "always_green"),
    [
        (("green", "green", "green"), 3, True, True),
        (("amber", "green", "green", "green"), 3, True, False),
        (("green", "green"), 2, False, False),
        (("green", None, "green", "exempt", "green"), 3, True, True),
        (("green", "green", "green", None), 3, True, True),
        (("red", "red", "amber"), 1, False, False),
        ((None, "exempt"), None, False, False),
    ],
)
def test_unchanged_is_of_the_last_returns_that_gave_a_rating(
    building, ratings, run, unchanged, always_green
):
    told = returned(building, *ratings)

    found = (told["periods_unchanged"], told["is_unchanged"], told["is_always_green"])
    assert found == (run, unchanged, always_green)


def test_a_correction_within_a_period_is_one_return(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    for day in (30, 31):
        row = building.programme("P1", "L", **GREEN)
        system.sends("L", "2026-03", date(2026, 3, day), programmes=[row])

    (told,) = system.records("delivery_confidence", "programmes")

    assert told["returns_rated"] == 1


def test_slip_is_forecast_less_approved_in_days_and_pounds(building):
    told = returned(
        building,
        "green",
        planned_end_date=date(2026, 6, 30),
        forecast_end_date=date(2026, 9, 30),
        approved_cost_gbp=1000,
        forecast_cost_gbp=900,
    )

    assert (told["slip_days"], told["cost_change_gbp"]) == (92, -100)


def test_an_approval_that_moved_is_re_baselined_and_the_first_is_kept(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    ends = (None, date(2026, 6, 30), None, date(2026, 12, 31))
    for period, end in zip(("2025-06", "2025-09", "2025-12", "2026-03"), ends, strict=True):
        row = building.programme(
            "P1", "L", planned_end_date=end, forecast_end_date=date(2026, 12, 31)
        )
        system.sends("L", period, programmes=[row])

    (told,) = system.records("delivery_confidence", "programmes")

    assert told["times_rebaselined"] == 1
    assert (told["slip_days"], told["slip_days_from_first"]) == (0, 184)


def test_returns_of_an_earlier_lead_belong_to_the_programme(building):
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    for partner, period in (("L", "2025-09"), ("L", "2025-12"), ("A", "2026-03")):
        if partner == "A":
            system.sends("L", period, programmes=[])
        system.sends(partner, period, programmes=[building.programme("P1", partner, **GREEN)])

    (told,) = system.records("delivery_confidence", "programmes")
    history = system.records("delivery_confidence", "history")

    assert told["is_always_green"]
    assert [row["lead_org_code"] for row in history] == ["L", "L", "A"]


def test_landing_at_keeps_programmes_its_organisation_could_benefit_from(building):
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    system.sends(
        "L",
        programmes=[building.programme(name, "L", **GREEN) for name in ("P1", "P2")],
        adoptions=[building.adoption("P1", "A", "exploring", sent_as="claimed")],
    )

    rows = system.records("delivery_confidence", "programmes", beneficiary="A")

    assert [row["programme_id"] for row in rows] == ["P1"]


@pytest.fixture(scope="module")
def published(real_folder, tmp_path_factory):
    service = PortfolioService(tmp_path_factory.mktemp("home"))
    service.load(real_folder / "uk-major-projects")
    yield service
    service.close()


@pytest.mark.real
@pytest.mark.parametrize(
    ("period", "shown", "programmes", "costs_missing"),
    [("2022-03", (24, 170, 27), 235, 44), ("2023-03", (26, 183, 23), 244, 51)],
)
def test_published_ratings_are_counted_as_published(
    published, period, shown, programmes, costs_missing
):
    result = published.result("delivery_confidence", Filters(Period.parse(period)))

    counts = {(r["rater"], r["rating"]): r["programmes"] for r in result.tables["counts"].records()}
    (summary,) = result.tables["summary"].records()

    assert tuple(counts["shown", rating] for rating in ("green", "amber", "red")) == shown
    assert (summary["programmes"], summary["approved_cost_missing"]) == (programmes, costs_missing)
    assert (summary["exempt"], summary["rated_by_both"]) == (11, 0)
    assert (summary["unchanged"], summary["always_green"], summary["three_returns"]) == (0, 0, 0)


@pytest.mark.real
def test_every_published_programme_has_its_published_ratings(published, real_folder):
    expected = json.loads((real_folder / "expected.json").read_text(encoding="utf-8"))
    for period, measures in expected["must_match"]["uk-major-projects"].items():
        table = measures["delivery_confidence"]["tables"]["programmes"]
        result = published.result("delivery_confidence", Filters(Period.parse(period)))
        rows = result.tables["programmes"].records()

        told = {tuple(row[name] for name in table["columns"]) for row in rows}

        assert told == {tuple(row) for row in table["rows"]}
