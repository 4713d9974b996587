"""How long a programme takes to reach other organisations (Kaplan–Meier in complete months)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from portfolio.domain.result import Cell, ResultTable, Status
from portfolio.measures.ages import complete_months
from portfolio.measures.answers import Answer, table
from portfolio.measures.selection import Selection
from portfolio.measures.survival import Survival, survival

FEWEST = 5
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
    """The median wait in months over the programmes with a curve, pooled; None while fewer than
    half have it. A programme's clock starts with its lead's own live date, else with the first
    exact live date anywhere."""
    waits = _waits(selection)
    timed = list(_timed(selection, waits))
    pooled = [one for one in timed if one.status == "ok"]
    tables = _tables(timed, waits)
    kinds = ("programmes", "adoptions")
    if not pooled:
        statuses = {one.status for one in timed}
        status: Status = "insufficient_data" if "insufficient_data" in statuses else "not_defined"
        return Answer(status=status, tables=tables, kinds=kinds)
    months = [month for one in pooled for month in one.months]
    happened = [has for one in pooled for has in one.happened]
    whole = survival(months, happened)
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
    """One row per programme and other organisation open at the period that could take it up, with
    the programme's origin, the months waited, and what the row is counted as."""
    rows = selection.adoption().filter(pl.col("is_current"))
    others = rows.filter(
        ~pl.col("is_lead") & pl.col("is_open") & (pl.col("state") != "not_applicable")
    )
    period_end = pl.lit(selection.system.period.end)
    live, origin = pl.col("live_date"), pl.col("origin_date")
    is_by = live.is_not_null() & (pl.col("live_date_is") == "by").fill_null(value=False)
    starts_it = pl.col("origin_org_code").is_null() & (live == origin)
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
    """Per programme the day its clock starts; `origin_org_code` is the lead, or blank where the
    first exact date anywhere starts it. A date known only as `by` never does."""
    exact = rows.filter(
        pl.col("live_date").is_not_null() & (pl.col("live_date_is") != "by").fill_null(value=True)
    )
    lead = (
        exact.filter("is_lead")
        .group_by("programme_id")
        .agg(lead_date=pl.col("live_date").min(), origin_org_code=pl.col("org_code").first())
    )
    first = exact.group_by("programme_id").agg(first_date=pl.col("live_date").min())
    return first.join(lead, on="programme_id", how="left").select(
        "programme_id", "origin_org_code", origin_date=pl.coalesce("lead_date", "first_date")
    )


def _timed(selection: Selection, waits: pl.DataFrame) -> Iterator[_Timed]:
    """Every current programme in order, also those nobody is live with."""
    by_programme = waits.partition_by("programme_id", as_dict=True, maintain_order=True)
    origins = dict(_origin_rows(selection))
    named = selection.programmes.filter(pl.col("is_current")).sort("programme_id")
    for key, name, lead in named.select(
        "programme_id", "programme_name", "lead_org_code"
    ).iter_rows():
        rows = by_programme.get((key,), waits.clear())
        yield _one((key, name, lead), origins.get(key), rows)


def _origin_rows(selection: Selection) -> Iterator[tuple[str, tuple[str | None, date]]]:
    rows = _origins(selection.adoption().filter(pl.col("is_current")))
    for key, org_code, day in rows.iter_rows():
        yield key, (org_code, day)


def _one(
    named: tuple[str, str, str], origin: tuple[str | None, date] | None, rows: pl.DataFrame
) -> _Timed:
    key, name, lead = named
    by_dates = rows.filter(pl.col("counted_as") == "by").height
    declined = rows.filter(pl.col("state") == "declined").height
    if origin is None:
        blank = (None,) * 3
        counts = (None, None, *blank, by_dates, *blank)
        return _Timed((key, *counts, "not_defined", name, lead, 0, declined), "not_defined")
    counted = rows.filter(pl.col("months").is_not_null())
    months = tuple(counted["months"])
    happened = tuple(counted["counted_as"] == "live")
    status: Status = "ok" if len(months) >= FEWEST else "insufficient_data"
    curve = survival(months, happened) if status == "ok" else None
    started = rows.filter(pl.col("counted_as") == "origin").height
    events = sum(happened)
    row: tuple[Cell, ...] = (
        key,
        *origin,
        len(months),
        events,
        len(months) - events,
        by_dates,
        *_said(curve),
        status,
        name,
        lead,
        started,
        declined,
    )
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
