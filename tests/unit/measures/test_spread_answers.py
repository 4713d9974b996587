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


def of_types(building, amounts):
    """P1 (theme access) and P2 (home), led by L, with realised pounds at L and T by £ type."""
    system = building.MeasuredSystem()
    system.organisations("L", "T", "U")
    for code in ("access", "home"):
        system.theme("local", code)
    themes = {"P1": "access", "P2": "home"}
    claimed = {"sent_as": "claimed"}
    rows = [(f"{of}{pounds}", of, pounds, org) for of, pounds, org, _, _ in amounts]
    system.sends(
        "L",
        programmes=[building.programme(of, "L", primary_theme=at) for of, at in themes.items()],
        adoptions=[building.adoption(of, org, "exploring") for of in themes for org in "LTU"],
        benefits=[
            building.benefit(one, org, programme_id=of, benefit_type=pounds, **claimed)
            for one, of, pounds, org in dict.fromkeys(rows)
        ],
        benefit_values=[
            building.value(f"{of}{pounds}", org, month, gbp, **claimed)
            for of, pounds, org, month, gbp in amounts
        ],
    )
    return system.measure("beyond_lead_share")


CASH, SOCIETAL = "cash_releasing", "societal"
TWO_TYPES = [
    ("P1", CASH, "L", "2026-01", 60),
    ("P1", CASH, "T", "2026-02", 40),
    ("P2", CASH, "L", "2026-02", 20),
    ("P2", CASH, "T", "2026-02", 80),
    ("P1", SOCIETAL, "T", "2026-01", 300),
]


def test_each_type_has_its_own_share_and_its_own_middle(building):
    result = of_types(building, TWO_TYPES)

    rows = {row["benefit_type"]: row for row in result.tables["by_type"].records()}
    cash, other, societal = (rows[c] for c in (CASH, "non_cash_releasing", SOCIETAL))

    assert result.value == 420 / 500
    assert (cash["share"], cash["median_programme_share"], cash["programmes_counted"]) == (
        0.6,
        pytest.approx(0.6),
        2,
    )
    assert (societal["share"], societal["programmes_counted"]) == (1, 1)
    assert (other["share"], other["status"]) == (None, "not_defined")
    assert (other["median_programme_share"], other["programmes_counted"]) == (None, 0)


def test_programmes_themes_and_flow_are_told_type_by_type_and_add_up(building):
    tables = of_types(building, TWO_TYPES).tables

    programmes = tables["by_programme_type"].records()
    themes = tables["by_theme_type"].records()
    flow = tables["flow_by_type"].records()

    assert [(r["programme_id"], r["benefit_type"], r["share"]) for r in programmes] == [
        ("P1", CASH, 0.4),
        ("P1", SOCIETAL, 1.0),
        ("P2", CASH, 0.8),
    ]
    assert [(r["theme_code"], r["benefit_type"], r["share"]) for r in themes] == [
        ("access", CASH, 0.4),
        ("access", SOCIETAL, 1.0),
        ("home", CASH, 0.8),
    ]
    assert [tuple(row.values()) for row in flow] == [
        ("L", "L", CASH, 80),
        ("L", "T", CASH, 120),
        ("L", "T", SOCIETAL, 300),
    ]


def test_over_time_each_type_runs_by_itself(building):
    rows = of_types(building, TWO_TYPES).tables["over_time_by_type"].records()

    assert [(r["period"], r["benefit_type"], r["denominator"], r["share"]) for r in rows] == [
        ("2026-01", CASH, 60, 0),
        ("2026-01", SOCIETAL, 300, 1),
        ("2026-02", CASH, 200, 0.6),
    ]


def test_a_programme_left_out_keeps_its_pounds_by_type_and_has_no_share(building):
    result = landed(building, {"T": 50, "U": 50}, commissioner=True).measure("beyond_lead_share")

    (row,) = result.tables["by_programme_type"].records()

    assert (row["denominator_gbp"], row["share"], row["status"]) == (100, None, "not_applicable")


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
