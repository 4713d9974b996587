"""Delivery confidence: who rates what how, and how honest the picture is."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import ENDED_STAGES, RATINGS
from portfolio.domain.result import LateTables, ResultTable
from portfolio.domain.thresholds import RETURNS_TO_JUDGE
from portfolio.measures.answers import Answer, table
from portfolio.measures.confidence_returns import (
    baselines,
    owner_ratings,
    rating,
    shown,
)
from portfolio.measures.portfolio_rows import portfolio_rows
from portfolio.measures.selection import Selection

_RATERS = ("sro", "independent", "shown")
_PROGRAMMES = (
    "programme_id",
    *_RATERS,
    "age_days",
    "periods_unchanged",
    "forward_look",
    "slip_days",
    "cost_change_gbp",
    "programme_name",
    "lead_org_code",
    "stage",
    "gap",
    "sro_date",
    "independent_date",
    "returns_rated",
    "is_unchanged",
    "is_always_green",
    "times_rebaselined",
    "start_date",
    "planned_end_date",
    "forecast_end_date",
    "first_planned_end_date",
    "slip_days_from_first",
    "approved_cost_gbp",
    "forecast_cost_gbp",
    "first_approved_cost_gbp",
    "cost_change_from_first_gbp",
    "spend_to_date_gbp",
    "sro_comment",
    "independent_comment",
)
_HISTORY = (
    "programme_id",
    "period",
    *_RATERS,
    "forward_look",
    "planned_end_date",
    "forecast_end_date",
    "approved_cost_gbp",
    "forecast_cost_gbp",
    "lead_org_code",
)


def delivery_confidence(selection: Selection) -> Answer:
    """No single value: counts by rating, never averaged, of programmes that have not ended."""
    programmes = selection.cached_by_programme("judged", _judged)
    rated = programmes.filter(pl.col("shown").is_not_null())
    return Answer(
        status="ok" if rated.height else "not_defined",
        n=rated.height,
        tables=LateTables(
            {
                "counts": lambda: _counts(programmes),
                "programmes": lambda: table(programmes, *_PROGRAMMES, order=("programme_id",)),
                "agreement": lambda: _agreement(programmes),
                "history": lambda: table(
                    selection.cached_by_programme("returns", _returns).with_columns(shown=shown()),
                    *_HISTORY,
                ),
                "summary": lambda: _summary(programmes),
            }
        ),
        kinds=("programmes",),
    )


def _returns(selection: Selection) -> pl.DataFrame:
    return selection.system.kept("programme_return", "programme_id", "period").join(
        portfolio_rows(selection), on="programme_id", how="semi", maintain_order="left"
    )


def _judged(selection: Selection) -> pl.DataFrame:
    """Return each programme that has not ended with its rating shown, its age, and what its
    returns say together."""
    rows = portfolio_rows(selection).filter(~pl.col("stage").is_in(ENDED_STAGES))
    returns = selection.cached_by_programme("returns", _returns)
    rater_date = (
        pl.when(rating("independent").is_not_null())
        .then(pl.col("independent_date"))
        .when(rating("sro").is_not_null())
        .then(pl.col("sro_date"))
    )
    enough = pl.col("returns_rated") >= RETURNS_TO_JUDGE.value
    return (
        rows.join(owner_ratings(returns), on="programme_id", how="left")
        .join(baselines(returns), on="programme_id", how="left")
        .with_columns(pl.col("returns_rated", "times_rebaselined").fill_null(0))
        .with_columns(
            shown=shown(),
            age_days=(pl.lit(selection.system.period.end) - rater_date).dt.total_days(),
            gap=_step("independent") - _step("sro"),
            is_unchanged=(pl.col("periods_unchanged") >= RETURNS_TO_JUDGE.value).fill_null(
                value=False
            ),
            is_always_green=(enough & pl.col("is_all_green")).fill_null(value=False),
            slip_days=_days_after("planned_end_date"),
            slip_days_from_first=_days_after("first_planned_end_date"),
            cost_change_gbp=pl.col("forecast_cost_gbp") - pl.col("approved_cost_gbp"),
            cost_change_from_first_gbp=pl.col("forecast_cost_gbp")
            - pl.col("first_approved_cost_gbp"),
        )
    )


def _step(column: str) -> pl.Expr:
    """Return a rating as a step down from green; blank where there is none."""
    steps = {name: step for step, name in enumerate(RATINGS)}
    return pl.col(column).replace_strict(steps, default=None, return_dtype=pl.Int64)


def _days_after(approved: str) -> pl.Expr:
    return (pl.col("forecast_end_date") - pl.col(approved)).dt.total_days()


def _counts(programmes: pl.DataFrame) -> ResultTable:
    """Return programmes by rater and rating; a rating that nobody gave has no row."""
    parts = [
        programmes.filter(rating(rater).is_not_null())
        .group_by(rating=pl.col(rater))
        .agg(programmes=pl.len().cast(pl.Int64))
        .with_columns(rater=pl.lit(rater), rater_order=pl.lit(place))
        for place, rater in enumerate(_RATERS)
    ]
    rows = pl.concat(parts).with_columns(
        rating_order=pl.col("rating").replace_strict(
            {name: step for step, name in enumerate(RATINGS)}, return_dtype=pl.Int64
        )
    )
    return table(rows.sort("rater_order", "rating_order"), "rater", "rating", "programmes")


def _agreement(programmes: pl.DataFrame) -> ResultTable:
    """Return how the two raters pair up, of programmes that carry both ratings."""
    pairs = (
        programmes.filter(pl.col("gap").is_not_null())
        .group_by("sro", "independent", "gap")
        .agg(programmes=pl.len().cast(pl.Int64))
    )
    columns = ("sro", "independent", "programmes", "gap")
    return table(pairs.sort(_step("sro"), _step("independent")), *columns)


def _summary(programmes: pl.DataFrame) -> ResultTable:
    """Return one row: how many programmes, how many of each thing that is worth asking about,
    and how much of the picture is missing."""
    exempt = (pl.col("sro") == "exempt") | (pl.col("independent") == "exempt")
    tests = {
        "rated": pl.col("shown").is_not_null(),
        "exempt": pl.col("shown").is_null() & exempt.fill_null(value=False),
        "rated_by_both": pl.col("gap").is_not_null(),
        "independent_lower": pl.col("gap") > 0,
        "independent_higher": pl.col("gap") < 0,
        "unchanged": pl.col("is_unchanged"),
        "always_green": pl.col("is_always_green"),
        "three_returns": pl.col("returns_rated") >= RETURNS_TO_JUDGE.value,
        "rebaselined": pl.col("times_rebaselined") > 0,
        "end_known": pl.col("slip_days").is_not_null(),
        "ends_later": pl.col("slip_days") > 0,
        "cost_known": pl.col("cost_change_gbp").is_not_null(),
        "costs_more": pl.col("cost_change_gbp") > 0,
        "planned_end_missing": pl.col("planned_end_date").is_null(),
        "approved_cost_missing": pl.col("approved_cost_gbp").is_null(),
    }
    counted = programmes.select(
        programmes=pl.len().cast(pl.Int64),
        **{name: test.fill_null(value=False).sum().cast(pl.Int64) for name, test in tests.items()},
        approved_cost_gbp=pl.when(pl.col("approved_cost_gbp").is_not_null().any()).then(
            pl.col("approved_cost_gbp").sum()
        ),
    )
    return table(counted, *counted.columns)
