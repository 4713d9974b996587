"""How long a programme takes to reach other organisations (Kaplan–Meier in complete months)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from portfolio.domain.result import Cell, ResultTable, Status
from portfolio.domain.thresholds import FEWEST_TO_DRAW_A_CURVE
from portfolio.measures.ages import complete_months
from portfolio.measures.answers import Answer, table
from portfolio.measures.selection import Selection
from portfolio.measures.survival import Survival, survival

_BY_PROGRAMME = (
    "programme_id",
    "origin_org_code",
    "origin_date",
    "n",
    "events",
    "censored",
    "by_dates",
    "median_months",
    "restricted_mean_months",
    "horizon_months",
    "status",
    "programme_name",
    "lead_org_code",
    "live_on_origin",
    "declined",
)
_CURVE = ("programme_id", "month", "at_risk", "events", "survival", "low", "high")
_WAITS = (
    "programme_id",
    "org_code",
    "counted_as",
    "months",
    "live_date",
    "state",
    "org_name",
    "org_type",
    "programme_name",
)
# Filters choose among the same programmes again and again.
_survival = lru_cache(maxsize=1024)(survival)
_NOT_HALF = "Fewer than half of the other organisations have it yet, so there is no median."


@dataclass(frozen=True)
class _Timed:
    """One programme's wait; without a curve where there are too few, or nobody is live."""

    row: tuple[Cell, ...]
    status: Status
    months: tuple[int, ...] = ()
    happened: tuple[bool, ...] = ()
    curve: Survival | None = None


def time_to_adoption(selection: Selection) -> Answer:
    """Return the median wait in months over the programmes with a curve, pooled; None while
    fewer than half have it. A programme's clock starts with its lead's own live date, else with
    the first exact live date anywhere."""
    waits = selection.cached_by_programme("waits", _waits)
    timed = list(_timed(selection))
    pooled = [one for one in timed if one.status == "ok"]
    tables = _tables(timed, waits)
    kinds = ("programmes", "adoptions")
    if not pooled:
        statuses = {one.status for one in timed}
        status: Status = "insufficient_data" if "insufficient_data" in statuses else "not_defined"
        return Answer(status=status, tables=tables, kinds=kinds)
    months = [month for one in pooled for month in one.months]
    happened = [has for one in pooled for has in one.happened]
    whole = _survival(tuple(months), tuple(happened))
    return Answer(
        status="ok",
        value=whole.median_months,
        numerator=float(sum(happened)),
        denominator=float(len(months)),
        n=len(months),
        tables={**tables, "pooled_curve": _curve_table([("", whole)])},
        caveats=(_NOT_HALF,) if whole.median_months is None else (),
        kinds=kinds,
    )


def _waits(selection: Selection) -> pl.DataFrame:
    """Return one row per programme and other organisation open at the period that could take it
    up, with the programme's origin, the months waited, and what the row is counted as."""
    rows = selection.adoption().filter(pl.col("is_current"))
    others = rows.filter(
        ~pl.col("is_lead") & pl.col("is_open") & (pl.col("state") != "not_applicable")
    )
    period_end = pl.lit(selection.system.period.end)
    live, origin = pl.col("live_date"), pl.col("origin_date")
    is_by = live.is_not_null() & (pl.col("live_date_is") == "by").fill_null(value=False)
    starts_it = ~pl.col("is_origin_lead") & (live == origin)
    return (
        others.join(_origins(rows), on="programme_id", how="left", maintain_order="left")
        .with_columns(
            counted_as=pl.when(is_by)
            .then(pl.lit("by"))
            .when(origin.is_null())
            .then(None)
            .when(starts_it)
            .then(pl.lit("origin"))
            .when(live.is_not_null())
            .then(pl.lit("live"))
            .otherwise(pl.lit("waiting")),
        )
        .with_columns(
            months=pl.when(pl.col("counted_as").is_in(["live", "waiting"])).then(
                complete_months(origin, pl.coalesce(live, period_end)).clip(lower_bound=0)
            )
        )
    )


def _origins(rows: pl.DataFrame) -> pl.DataFrame:
    """Return per programme the day its clock starts, and the organisation whose date that is:
    the lead, or else the first with an exact date anywhere (blank where several went live that
    day). A date known only as `by` never starts it."""
    exact = rows.filter(
        pl.col("live_date").is_not_null() & (pl.col("live_date_is") != "by").fill_null(value=True)
    )
    lead = (
        exact.filter("is_lead")
        .group_by("programme_id")
        .agg(lead_date=pl.col("live_date").min(), lead=pl.col("org_code").first())
    )
    on_first = pl.col("org_code").filter(pl.col("live_date") == pl.col("live_date").min())
    first = exact.group_by("programme_id").agg(
        first_date=pl.col("live_date").min(),
        first=pl.when(on_first.len() == 1).then(on_first.first()),
    )
    is_by_lead = pl.col("lead_date").is_not_null()
    return first.join(lead, on="programme_id", how="left").select(
        "programme_id",
        origin_org_code=pl.when(is_by_lead).then("lead").otherwise("first"),
        origin_date=pl.coalesce("lead_date", "first_date"),
        is_origin_lead=is_by_lead,
    )


def _timed(selection: Selection) -> Iterator[_Timed]:
    """Every current programme in order, also those nobody is live with."""
    for row in selection.cached_by_programme("timed", _counted).iter_rows(named=True):
        yield _one(row)


def _counted(selection: Selection) -> pl.DataFrame:
    """Return one row per current programme: when its clock starts, and the waits of the others."""
    has_months = pl.col("months").is_not_null()
    counts = (
        selection.cached_by_programme("waits", _waits)
        .group_by("programme_id")
        .agg(
            months=pl.col("months").filter(has_months),
            happened=(pl.col("counted_as") == "live").filter(has_months),
            by_dates=(pl.col("counted_as") == "by").sum().cast(pl.Int64),
            started=(pl.col("counted_as") == "origin").sum().cast(pl.Int64),
            declined=(pl.col("state") == "declined").sum().cast(pl.Int64),
        )
    )
    origins = _origins(selection.adoption().filter(pl.col("is_current")))
    return (
        selection.programmes.filter(pl.col("is_current"))
        .select("programme_id", "programme_name", "lead_org_code")
        .join(origins, on="programme_id", how="left")
        .join(counts, on="programme_id", how="left")
        .with_columns(pl.col("by_dates", "started", "declined").fill_null(0))
        .sort("programme_id")
    )


def _one(counted: dict[str, Any]) -> _Timed:
    months, happened = tuple(counted["months"] or ()), tuple(counted["happened"] or ())
    has_origin = counted["origin_date"] is not None
    status: Status = "ok" if len(months) >= FEWEST_TO_DRAW_A_CURVE.value else "insufficient_data"
    curve = _survival(months, happened) if has_origin and status == "ok" else None
    events = sum(happened)
    row: tuple[Cell, ...] = (
        counted["programme_id"],
        counted["origin_org_code"],
        counted["origin_date"],
        *((len(months), events, len(months) - events) if has_origin else (None,) * 3),
        counted["by_dates"],
        *_said(curve),
        status if has_origin else "not_defined",
        counted["programme_name"],
        counted["lead_org_code"],
        counted["started"],
        counted["declined"],
    )
    if not has_origin:
        return _Timed(row, "not_defined")
    return _Timed(row, status, months, happened, curve)


def _said(curve: Survival | None) -> tuple[Cell, Cell, Cell]:
    if curve is None:
        return None, None, None
    return curve.median_months, curve.restricted_mean_months, curve.horizon_months


def _tables(timed: list[_Timed], waits: pl.DataFrame) -> dict[str, ResultTable]:
    curves = [(str(one.row[0]), one.curve) for one in timed if one.curve is not None]
    return {
        "by_programme": ResultTable(_BY_PROGRAMME, tuple(one.row for one in timed)),
        "curve": _curve_table(curves),
        "waits": table(
            waits.filter(pl.col("counted_as").is_not_null()),
            *_WAITS,
            order=("programme_id", "months", "org_code"),
        ),
    }


def _curve_table(curves: list[tuple[str, Survival]]) -> ResultTable:
    rows = tuple(
        (key, step.month, step.at_risk, step.events, step.survival, step.low, step.high)
        for key, curve in curves
        for step in curve.steps
    )
    return ResultTable(_CURVE, rows)
