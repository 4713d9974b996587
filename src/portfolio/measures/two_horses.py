"""Two horses: old services still running beside the new, and what that costs."""

from __future__ import annotations

import polars as pl

from portfolio.contract.not_known import NO_TEXT
from portfolio.domain.codes import IN_USE
from portfolio.domain.period import Period
from portfolio.domain.result import LateTables, ResultTable, Status
from portfolio.measures.ages import complete_months
from portfolio.measures.answers import Answer, known_sum, table
from portfolio.measures.portfolio_rows import portfolio_rows
from portfolio.measures.selection import Selection

_MONTHS = 12
_PROGRAMMES = (
    "programme_id",
    "old_service",
    "end_date",
    "overdue_days",
    "cost_gbp_per_year",
    "live_date",
    "months_beside",
    "cost_to_date_gbp",
    "programme_name",
    "lead_org_code",
    "stage",
)


def two_horses(selection: Selection) -> Answer:
    """Return what the old services named cost in a year, over those whose cost is known."""
    rows = selection.cached_by_programme("running", _running)
    value = known_sum(rows, "cost_gbp_per_year")
    without_cost: Status = "insufficient_data" if rows.height else "not_defined"
    return Answer(
        status=without_cost if value is None else "ok",
        value=value,
        n=rows.height,
        tables=LateTables(
            {
                "by_programme": lambda: table(rows, *_PROGRAMMES, order=("programme_id",)),
                "summary": lambda: _summary(rows),
            }
        ),
        kinds=("programmes", "adoptions"),
    )


def _running(selection: Selection) -> pl.DataFrame:
    """Return one row per programme that names an old service: it runs until its name is taken
    out. A word for none, as was once stored, is no name."""
    period = selection.system.period
    overdue = (pl.lit(period.end) - pl.col("end_date")).dt.total_days()
    return (
        portfolio_rows(selection)
        .filter(~pl.col("old_service").str.contains(NO_TEXT))
        .rename({"old_service_end_date": "end_date"})
        .join(_lead_live(selection), on="programme_id", how="left")
        .with_columns(
            overdue_days=pl.when(overdue > 0).then(overdue).when(overdue <= 0).then(0),
            months_beside=_months_since_live(period),
        )
        .with_columns(
            cost_to_date_gbp=pl.col("cost_gbp_per_year").cast(pl.Float64)
            * pl.col("months_beside")
            / _MONTHS
        )
    )


def _lead_live(selection: Selection) -> pl.DataFrame:
    """When the new service went live at its lead; no row where it is not live there."""
    return selection.system.adoption.filter(
        pl.col("is_lead") & pl.col("state").is_in(IN_USE)
    ).select("programme_id", "live_date")


def _months_since_live(period: Period) -> pl.Expr:
    """Complete months to the end of the period; none for a date beyond it, blank without one."""
    months = complete_months(pl.col("live_date"), pl.lit(period.end)).cast(pl.Int64)
    return pl.when(months >= 0).then(months).when(months < 0).then(0)


def _summary(rows: pl.DataFrame) -> ResultTable:
    """Return one row: how many run on, how many past their end, and how much of the cost is
    known."""
    to_date = known_sum(rows, "cost_to_date_gbp")
    counts = rows.select(
        old_services=pl.len().cast(pl.Int64),
        overdue=(pl.col("overdue_days") > 0).sum().cast(pl.Int64),
        without_end=pl.col("end_date").is_null().sum().cast(pl.Int64),
        without_cost=pl.col("cost_gbp_per_year").is_null().sum().cast(pl.Int64),
        cost_to_date_known=pl.col("cost_to_date_gbp").count().cast(pl.Int64),
    ).with_columns(cost_to_date_gbp=pl.lit(to_date, dtype=pl.Float64))
    return table(counts, *counts.columns)
