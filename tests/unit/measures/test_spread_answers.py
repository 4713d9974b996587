"""Beyond-lead share and effective number: the known answers, and every status."""

from __future__ import annotations

import pytest

from portfolio.measures.unequal import effective_number, median


def landed(building, amounts, *, eligible=(), commissioner=False):
    """P1, led by L, with realised pounds by organisation; `eligible` others may adopt it."""
    system = building.MeasuredSystem()
    everybody = sorted({"L", *amounts, *eligible})
    system.organisations(*everybody)
    own = "not_applicable" if commissioner else "live"
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            building.adoption("P1", org, own if org == "L" else "exploring")
            for org in ("L", *eligible)
        ],
        benefits=[building.benefit("B1", org, sent_as="claimed") for org in amounts],
        benefit_values=[
            building.value("B1", org, "2026-01", gbp, sent_as="claimed")
            for org, gbp in amounts.items()
        ],
    )
    return system


def test_a_third_lands_beyond_the_lead_and_disbenefit_is_apart(building):
    system = landed(building, {"L": 600, "T": 200, "U": 100})
    harm = building.benefit("B2", "T", sent_as="confirmed", effect="disbenefit")
    figure = building.value("B2", "T", "2026-01", 100, sent_as="confirmed")
    system.sends("T", benefits=[harm], benefit_values=[figure])

    share = system.measure("beyond_lead_share")
    (summary,) = system.records("counted_benefit", "summary")

    assert share.value == pytest.approx(1 / 3, rel=1e-12)
    assert (summary["counted_gbp"], summary["disbenefit_counted_gbp"]) == (900, 100)
    assert summary["net_counted_gbp"] == 800


def test_benefit_at_the_lead_alone_is_a_share_of_nothing_where_others_could_gain(building):
    result = landed(building, {"L": 100}, eligible=("A", "B", "C", "D")).measure(
        "beyond_lead_share"
    )

    assert (result.status, result.value) == ("ok", 0)


def test_nothing_realised_is_not_defined(building):
    result = landed(building, {}, eligible=("A", "B")).measure("beyond_lead_share")

    assert (result.status, result.value) == ("not_defined", None)


def test_a_commissioners_programme_is_left_out_and_listed(building):
    system = landed(building, {"T": 50, "U": 50}, commissioner=True)

    result = system.measure("beyond_lead_share")
    (row,) = result.tables["by_programme"].records()
    (left_out,) = result.tables["summary"].column("programmes_not_applicable")

    assert (result.status, result.value) == ("not_applicable", None)
    assert (row["status"], row["share"], row["denominator_gbp"]) == ("not_applicable", None, 100)
    assert left_out == 1


def test_a_programme_only_one_organisation_could_gain_from_is_not_applicable(building):
    result = landed(building, {"L": 100}).measure("beyond_lead_share")

    assert result.status == "not_applicable"


def test_an_empty_store_has_no_share(building):
    system = building.MeasuredSystem()

    assert system.measure("beyond_lead_share").status == "not_defined"
    assert system.measure("effective_organisations").status == "not_defined"
    assert system.measure("plan_forecast_realised").status == "not_defined"


def test_the_lands_at_filter_is_left_aside_and_the_answer_says_so(building):
    system = landed(building, {"L": 600, "T": 300})

    result = system.measure("beyond_lead_share", beneficiary="T")

    assert result.value == pytest.approx(1 / 3)
    assert result.provenance.filters.beneficiary is None
    assert "left aside" in result.provenance.caveats[0]


def test_flow_and_time_add_up_to_the_headline(building):
    result = landed(building, {"L": 600, "T": 200, "U": 100}).measure("beyond_lead_share")

    assert sum(result.tables["flow"].column("gbp")) == result.denominator == 900
    assert result.tables["over_time"].records()[-1]["share"] == pytest.approx(result.value)


def test_benefit_without_a_price_is_said_as_a_count(building):
    system = landed(building, {"L": 10, "T": 10})
    unpriced = {"benefit_type": "unmonetisable", "sent_as": "confirmed"}
    better = {"combines": "average", "baseline_value": 5.0}
    system.sends(
        "T",
        benefits=[
            building.benefit("SUM", "T", **unpriced),
            building.benefit("UP", "T", **unpriced, **better),
            building.benefit("DOWN", "T", **unpriced, combines="last", baseline_value=9.0),
            building.benefit("UNKNOWN", "T", **unpriced, combines="last"),
        ],
        benefit_values=[
            building.value(name, "T", month, sent_as="confirmed", realised_value=figure)
            for name in ("SUM", "UP", "DOWN", "UNKNOWN")
            for month, figure in (("2026-01", 3.0), ("2026-02", 8.0))
        ],
    )

    (summary,) = system.records("beyond_lead_share", "summary")

    assert summary["benefits_without_gbp"] == 3
    assert summary["benefits_without_gbp_beyond_lead"] == 2


def test_benefit_without_a_price_counts_on_where_its_programme_is_no_longer_reported(building):
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    unpriced = {"benefit_type": "unmonetisable", "sent_as": "confirmed"}
    system.sends("L", "2026-02", programmes=[building.programme("P1", "L")])
    system.sends(
        "L", adoptions=[building.adoption("P1", "L", "live", sent_as="own")], programmes=[]
    )
    system.sends(
        "T",
        benefits=[building.benefit("SUM", "T", **unpriced)],
        benefit_values=[
            building.value("SUM", "T", "2026-01", sent_as="confirmed", realised_value=3.0)
        ],
    )

    (summary,) = system.records("beyond_lead_share", "summary")

    assert summary["benefits_without_gbp_beyond_lead"] == 1


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([0.6, 0.2, 0.1, 0.1], 2.380952),
        ([1, 2, 3, 4, 5], 4.090909),
        ([7, 7, 7], 3),
        ([0, 0], None),
        ([], None),
    ],
)
def test_effective_number_has_the_known_answers(amounts, expected):
    found = effective_number(amounts)

    assert found == (None if expected is None else pytest.approx(expected, abs=5e-7))


def test_effective_organisations_stand_beside_those_that_could_benefit(building):
    system = landed(building, {"L": 60, "A": 20, "B": 10, "C": 10}, eligible=("D",))

    result = system.measure("effective_organisations")
    (row,) = result.tables["by_programme"].records()

    assert result.value == pytest.approx(2.380952, abs=5e-7)
    assert (row["organisations"], row["could_benefit"]) == (4, 5)


@pytest.mark.parametrize(
    ("values", "middle"), [([], None), ([3.0], 3.0), ([1.0, 9.0, 2.0], 2.0), ([1.0, 2.0], 1.5)]
)
def test_median_takes_the_midpoint(values, middle):
    assert median(values) == middle
