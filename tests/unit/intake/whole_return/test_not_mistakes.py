"""Ordinary changes since the last return that look like mistakes and are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from portfolio.domain.period import Period
from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]
THEN, NOW = (3, 1, 2, 5, 4, 2, 1, 3, 4), (2, 1, 3, 4, 4, 1, 2, 3, 5)


def noted(rule: str, context: ReturnContext, **sent: pl.DataFrame) -> bool:
    return rule in [found.rule for found in check_whole_return(sent, context).findings]


def risks(rows: Rows, scores: Sequence[int]) -> pl.DataFrame:
    return rows("risks", *({"risk_id": f"R{n}", "likelihood": s} for n, s in enumerate(scores)))


def sorted_alone(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.col("likelihood").sort())


def test_rows_sorted_by_a_score_given_anew_are_not_a_column_sorted_alone(
    context: Build, rows: Rows
) -> None:
    previous = {"risks": risks(rows, THEN)}
    scored = risks(rows, NOW).sort("likelihood")
    renumbered = scored.with_columns(row_number=pl.int_range(2, pl.len() + 2))

    assert not noted("column_sorted_alone", context(previous=previous), risks=renumbered)
    alone = sorted_alone(risks(rows, NOW))
    assert noted("column_sorted_alone", context(previous=previous), risks=alone)


def test_a_forecast_that_ends_with_the_months_ahead_is_not_emptied(
    context: Build, rows: Rows
) -> None:
    gone_by, ahead = ("2026-07", "2026-08", "2026-09"), ("2026-10", "2026-11", "2026-12")

    def months(which: Sequence[str], forecast: float | None) -> pl.DataFrame:
        cells = ({"period": m, "planned_gbp": 1.0, "forecast_gbp": forecast} for m in which)
        return rows("benefit_values", *cells)

    for which, is_noted in ((gone_by, False), (ahead, True)):
        stands = context(previous={"benefit_values": months(which, 9.0)})
        sent = months(which, None)
        assert noted("columns_emptied", stands, benefit_values=sent) == is_noted


def test_two_ratings_that_lapsed_are_not_columns_emptied_and_three_are(
    context: Build, rows: Rows
) -> None:
    rating = {"independent_confidence": "green", "independent_comment": "Going to plan"}

    for count, is_noted in ((2, False), (3, True)):
        ids = [{"programme_id": f"P{n}"} for n in range(count)]
        stands = context(previous={"programmes": rows("programmes", *(i | rating for i in ids))})
        assert noted("columns_emptied", stands, programmes=rows("programmes", *ids)) == is_noted


def test_months_of_benefits_that_have_ended_stay_as_they_were(context: Build, rows: Rows) -> None:
    months = rows("benefit_values", {"realised_gbp": 9.0})
    register = rows("benefits", {"measure": "Hours"})

    for status, is_noted in (("achieved", False), ("realising", True)):
        said_anew = register.with_columns(status=pl.lit(status), measure=pl.lit("Hours saved"))
        stands = context(previous={"benefits": register, "benefit_values": months})
        earlier = replace(
            stands.standing,
            previous_periods=dict.fromkeys(stands.standing.previous, Period(2026, 6)),
        )
        sent = {"benefits": said_anew, "benefit_values": months}
        assert noted("same_as_last_return", replace(stands, standing=earlier), **sent) == is_noted
