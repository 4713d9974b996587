"""On a theme's page each strip has its rating, in word and shape, and its benefit beside it."""

from __future__ import annotations

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Provenance, Result, ResultTable
from portfolio.views.programmes.beside_strips import beside_strips
from portfolio.views.spread.adoption_strips import Beside, Strip, adoption_strips, strips_html


def of(measure: str, table: str, row: dict) -> Result:
    source = Provenance(measure, "1", Filters(Period(2026, 9)))
    made = ResultTable(tuple(row), (tuple(row.values()),))
    return Result(source, "ok", None, "gbp", tables={table: made})


def beside(**rated: str | None) -> dict[str, Beside]:
    money = {"programme_id": "P1", "planned_gbp": 900_000.0, "realised_gbp": 610_000.0}
    money |= {"benefit_type": "cash_releasing", "effect": "benefit"}
    rating = {"programme_id": "P1", "shown": None, "sro": None, "independent": None, **rated}
    return beside_strips(
        of("plan_forecast_realised", "to_date_by_programme", money),
        of("delivery_confidence", "programmes", rating),
    )


def test_the_rating_says_whose_it_is() -> None:
    found = beside(shown="red", sro="amber", independent="red")

    assert found["P1"] == Beside(
        "red", "Reviewer; owner says amber", "£610k", "cash-releasing, of £900k planned"
    )


def test_without_a_rating_the_words_stand_alone() -> None:
    assert beside()["P1"].rated_by == "Not rated"


def test_a_programme_that_has_ended_says_so() -> None:
    money = {"programme_id": "P2", "planned_gbp": 1.0, "realised_gbp": 0.0}
    money |= {"benefit_type": "societal", "effect": "benefit"}
    none = of("delivery_confidence", "programmes", {"programme_id": "P1", "shown": None})

    found = beside_strips(of("plan_forecast_realised", "to_date_by_programme", money), none)

    assert found["P2"].rated_by == "Ended"


def test_the_rating_is_drawn_as_shape_and_word_under_its_column() -> None:
    html = strips_html(
        [Strip("Virtual ward", "", "", 4, 12, beside=Beside("amber", "Owner\u2019s own"))]
    )

    assert "Confidence" in html
    assert "<img" in html
    assert "Amber" in html


def test_strips_without_it_have_no_columns_to_name(adoption: Result, labels: Labels) -> None:
    assert "Confidence" not in adoption_strips(adoption, labels).html
