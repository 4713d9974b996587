"""Programmes of one initiative are one line, with its leads; nothing of two kinds is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.domain.programme import Programme
from portfolio.views import initiatives as together
from portfolio.views.programmes.beside_strips import beside_strips
from portfolio.views.programmes.portfolio_lines import Arrangement
from portfolio.views.programmes.portfolio_table import portfolio_table
from portfolio.views.spread.adoption_strips import THEIR_STATE, adoption_strips
from portfolio.views.words import spread_words, theme_words

OF_ONE = Programme(
    "P01",
    "Online consultation",
    "Ask your practice online",
    "RWH",
    "live",
    "access",
    initiative_code="online-consultation",
    start_date=date(2024, 4, 1),
    planned_end_date=date(2026, 3, 31),
)
TWO = (
    OF_ONE,
    replace(OF_ONE, programme_id="P02", lead_org_code="RSG", start_date=date(2023, 4, 1)),
)
ALONE = replace(OF_ONE, programme_id="P03", name="Virtual ward", initiative_code="virtual-ward")


def adopted(programme, org, state="live", *, is_lead=False):
    return {
        "programme_id": programme,
        "org_code": org,
        "state": state,
        "sent_as": "own",
        "is_lead": is_lead,
        "live_date": None,
    }


@pytest.fixture
def adoption(make):
    return make(
        "adoption",
        numerator=3.0,
        denominator=5.0,
        matrix=[
            adopted("P01", "RWH", is_lead=True),
            adopted("P02", "RSG", is_lead=True),
            adopted("P01", "RSG", "exploring"),
            adopted("P01", "RLC", "exploring"),
            adopted("P02", "RLC", "live"),
            adopted("P02", "CWE", "live"),
            adopted("P03", "RLC", "live"),
        ],
        by_programme=[
            {"programme_id": code, "eligible_beyond_lead": 2, "adopters_beyond_lead": 1}
            for code in ("P01", "P02", "P03")
        ],
    )


def test_a_code_of_one_programme_joins_nothing():
    assert list(together.initiatives((*TWO, ALONE))) == ["P01", "P02"]


def test_programmes_called_differently_go_by_their_code_and_are_named(labels):
    other = replace(TWO[1], name="E-consult")

    one = together.initiatives((OF_ONE, other))["P01"]

    assert one.name == "Online consultation"
    assert ">E-consult</a>" in together.led_by(one, labels)


def test_each_organisation_counts_once_where_it_is_furthest_and_leads_are_left_out(adoption):
    beyond = together.once_each(adoption.tables["matrix"].records()[:6])

    assert {row["org_code"]: row["state"] for row in beyond} == {"RLC": "live", "CWE": "live"}


def test_the_portfolio_shows_one_line_with_its_leads_and_downloads_each(make, labels, adoption):
    planned = [
        {
            "programme_id": code,
            "benefit_type": kind,
            "effect": "benefit",
            "planned_gbp": 100.0,
            "forecast_gbp": 0.0,
            "realised_gbp": 50.0,
        }
        for code, kind in (
            ("P01", "cash_releasing"),
            ("P02", "cash_releasing"),
            ("P02", "societal"),
        )
    ]
    plan = make("plan_forecast_realised", to_date_by_programme=planned)

    drawn = portfolio_table((*TWO, ALONE), Arrangement(), labels, adoption, plan)

    assert drawn.title == "The portfolio: 3 programmes"
    assert drawn.html.count("<tr role") == 3  # the head, the initiative, and the one alone
    assert "Two programmes, led by" in drawn.html
    assert "<b>£100</b> cash-releasing" in drawn.html
    assert "<b>2 of 2</b> in routine use" in drawn.html
    assert [values[0] for values in drawn.table.values] == ["P01", "P02", "P03"]


def test_a_headline_counts_an_initiative_as_one(adoption, labels):
    said = spread_words.headline(adoption, labels, (*TWO, ALONE))

    assert said.endswith("; Online consultation has gone furthest")


def test_strips_show_one_line_for_it(make, adoption, labels):
    drawn = adoption_strips(adoption, labels, None, (*TWO, ALONE))

    assert drawn.html.count("<li") == 2
    assert "Two programmes, led by" in drawn.html


def test_without_pounds_and_adoption_a_theme_lists_its_programmes_with_their_ratings(make, labels):
    delivery = make("delivery_confidence", programmes=[{"programme_id": "P03", "shown": "red"}])
    nothing = make("adoption", matrix=[])

    beside = beside_strips(make("plan_forecast_realised"), delivery, (*TWO, ALONE))
    drawn = adoption_strips(nothing, labels, beside, (*TWO, ALONE))

    assert drawn.title == THEIR_STATE
    assert "Virtual ward</a>" in drawn.html
    assert "Red" in drawn.html
    assert len(drawn.table) == 2
    assert drawn.html.index("Virtual ward") < drawn.html.index("Online consultation")  # red first


def test_a_theme_of_which_only_ratings_are_known_is_headed_by_them(make):
    delivery = make(
        "delivery_confidence",
        counts=[{"rater": "shown", "rating": "red", "programmes": 1}],
        summary=[{"programmes": 1, "rated": 1}],
    )

    said = theme_words.headline(
        "Care", make("b", status="not_defined"), make("adoption"), delivery=delivery
    )

    assert said.startswith("Care: ")
    assert "red" in said
