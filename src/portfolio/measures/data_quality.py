"""Six named dimensions of data quality, per partner and kind, over time; never one score."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, table
from portfolio.measures.selection import Selection
from portfolio.measures.system_frames import System

DIMENSIONS = ("validity", "timeliness", "completeness", "uniqueness", "consistency", "age")
NEEDED: Mapping[str, Mapping[str, str]] = {
    "programmes": {
        "planned_end_date": "Risk and confidence",
        "approved_cost_gbp": "Risk and confidence",
        "spend_to_date_gbp": "Organisations",
        "sro_confidence": "Risk and confidence",
        "technology_pct": "Programmes",
        "approach": "Programmes",
    },
    "adoptions": {"people_eligible": "Spread", "people_using": "Spread"},
    "benefits": {
        "baseline_value": "Benefits",
        "target_value": "Benefits",
        "foreseen": "Benefits",
    },
    "benefit_values": {"realised_value": "Benefits"},
    "risks": {
        "target_likelihood": "Risk and confidence",
        "reward_score": "Risk and confidence",
        "not_acting": "Risk and confidence",
    },
    "lessons": {"programme_id": "Learning", "contact_role": "Learning"},
    "lesson_uses": {"benefit_id": "Learning"},
}
"""The optional columns that a view needs, and which view: what completeness counts."""
_KEY = ["org_code", "kind"]
_KINDS = (
    "programmes",
    "adoptions",
    "benefits",
    "benefit_values",
    "risks",
    "lessons",
    "lesson_uses",
)
_PERIODS_SHOWN = 8


def data_quality(selection: Selection) -> Answer:
    """No single value: each dimension is a ratio of its own, in its own unit."""
    system = selection.system
    rows = _dimensions(system)
    if selection.beneficiary is not None:
        rows = rows.filter(pl.col("org_code") == selection.beneficiary)
    known = rows.filter(pl.col("denominator") > 0)
    return Answer(
        status="ok" if known.height else "not_defined",
        n=known["org_code"].n_unique(),
        tables=LateTables(
            {
                "by_partner": lambda: _by_partner(rows),
                "findings": lambda: _findings(system),
                "due": lambda: _due(system),
                "over_time": lambda: _over_time(system),
                "needed": _needed,
            }
        ),
        kinds=_KINDS,
    )


def _dimensions(system: System) -> pl.DataFrame:
    """Return one row per partner, dimension and kind (blank where a dimension is of the whole
    return), as a numerator and a denominator."""
    partners = system.organisations.filter(pl.col("is_partner") & pl.col("is_open"))
    found = pl.concat(
        [
            _validity(system),
            _timeliness(system),
            _completeness(system),
            _uniqueness(system),
            _consistency(system),
            _age(system),
        ]
    )
    return found.join(partners.select("org_code"), on="org_code", how="semi")


def _row(frame: pl.DataFrame, dimension: str) -> pl.DataFrame:
    numbers = [pl.col(name).cast(pl.Float64) for name in ("numerator", "denominator")]
    kind = pl.col("kind") if "kind" in frame.columns else pl.lit(None, pl.String).alias("kind")
    return frame.select("org_code", pl.lit(dimension).alias("dimension"), kind, *numbers)


def _validity(system: System) -> pl.DataFrame:
    """Return returns taken at the first attempt, of all returns that were tried."""
    tried = system.kept("first_attempt", "partner_code", "period")
    first = (pl.col("refused_first") == 0) & pl.col("is_taken")
    return _row(
        tried.group_by(org_code="partner_code").agg(numerator=first.sum(), denominator=pl.len()),
        "validity",
    )


def _timeliness(system: System) -> pl.DataFrame:
    """Return days from the due day to the first receipt, per return that was due and came."""
    came = system.kept("return_due", "period", "org_code").filter(
        pl.col("due_date").is_not_null() & pl.col("received_on").is_not_null()
    )
    days = (pl.col("received_on") - pl.col("due_date")).dt.total_days()
    return _row(
        came.group_by("org_code").agg(numerator=days.sum(), denominator=pl.len()), "timeliness"
    )


def _completeness(system: System) -> pl.DataFrame:
    cells = system.kept("needed_cell", "partner_code", "kind")
    named = cells.rename(
        {"partner_code": "org_code", "filled": "numerator", "cells": "denominator"}
    )
    return _row(named, "completeness")


def _uniqueness(system: System) -> pl.DataFrame:
    """Return rows whose id nobody else uses; a key twice in one file is never accepted."""
    rows = system.kept("shared_id", "partner_code", "kind")
    counted = rows.select(
        "kind",
        org_code="partner_code",
        numerator=pl.col("row_count") - pl.col("shared"),
        denominator="row_count",
    )
    return _row(counted, "uniqueness")


def _consistency(system: System) -> pl.DataFrame:
    """Return what an organisation says itself that agrees with what the lead claims of it, of
    what is in the picture: adoptions of a programme that nobody took over are in none."""
    is_answered = (pl.col("sent_as") != "claimed") & pl.col("claimed_state").is_not_null()
    answered = system.adoption.filter(pl.col("is_current") & is_answered)
    states = answered.group_by("org_code").agg(
        numerator=(pl.col("state") == pl.col("claimed_state")).sum(), denominator=pl.len()
    )
    figures = pl.concat([_agreeing(system, unit) for unit in ("gbp", "value")])
    values = figures.group_by("org_code").agg(pl.col("numerator", "denominator").sum())
    return pl.concat(
        [
            _row(states.with_columns(kind=pl.lit("adoptions")), "consistency"),
            _row(values.with_columns(kind=pl.lit("benefit_values")), "consistency"),
        ]
    )


def _agreeing(system: System, unit: str) -> pl.DataFrame:
    own, claim = pl.col(f"own_{unit}"), pl.col(f"claim_{unit}")
    both = system.kept("said_figure").filter(own.is_not_null() & claim.is_not_null())
    same = ((own - claim).abs() <= 1e-9 * claim.abs()).sum()
    return both.group_by(org_code="beneficiary_org_code").agg(
        numerator=same.cast(pl.Int64), denominator=pl.len().cast(pl.Int64)
    )


def _age(system: System) -> pl.DataFrame:
    """Return months by which the current extract of each kind is behind the period."""
    now = system.period.year * 12 + system.period.month
    sent = pl.col("period").str.slice(0, 4).cast(pl.Int64) * 12 + pl.col("period").str.slice(
        5, 2
    ).cast(pl.Int64)
    rows = system.extracts.select(
        "kind", org_code="partner_code", numerator=now - sent, denominator=pl.lit(1)
    )
    return _row(rows, "age")


def _value() -> pl.Expr:
    return pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))


def _by_partner(rows: pl.DataFrame) -> ResultTable:
    """Return each dimension of each partner, of all kinds (blank) and kind by kind."""
    whole = rows.group_by("org_code", "dimension").agg(pl.col("numerator", "denominator").sum())
    every = pl.concat(
        [
            whole.with_columns(kind=pl.lit(None, pl.String)).select(rows.columns),
            rows.filter(pl.col("kind").is_not_null()),
        ]
    ).with_columns(value=_value())
    columns = ("org_code", "dimension", "value", "numerator", "denominator", "kind")
    return table(every, *columns, order=("org_code", "dimension", "kind"))


def _findings(system: System) -> ResultTable:
    """Return findings of refused returns per 1,000 rows of all that was sent, by partner."""
    tried = system.kept("first_attempt", "partner_code", "period")
    sums = tried.group_by(org_code="partner_code").agg(
        pl.col("findings", "row_count").sum().cast(pl.Int64)
    )
    rows = sums.with_columns(
        per_1000_rows=pl.when(pl.col("row_count") > 0).then(
            pl.col("findings") * 1000 / pl.col("row_count")
        )
    )
    return table(rows, *rows.columns, order=("org_code",))


def _due(system: System) -> ResultTable:
    rows = system.kept("return_due", "period", "org_code").with_columns(
        days_late=(pl.col("received_on") - pl.col("due_date")).dt.total_days()
    )
    return table(rows, "org_code", "period", "due_date", "received_on", "days_late", "stands")


def _over_time(system: System) -> ResultTable:
    """Return each dimension over all partners at each of the last periods that returns were sent
    for."""
    due = system.kept("return_due", "period", "org_code").filter(pl.col("stands"))
    points = [Period.parse(text) for text in due["period"].unique().sort()]
    frames = [_pooled(system, period) for period in points[-_PERIODS_SHOWN:]]
    columns = ("period", "dimension", "value", "numerator", "denominator")
    if not frames:
        return ResultTable(columns, ())
    return table(pl.concat(frames), *columns, order=("period", "dimension"))


def _pooled(system: System, period: Period) -> pl.DataFrame:
    then = system.at(Point(period, system.known_on))
    pooled = _dimensions(then).group_by("dimension").agg(pl.col("numerator", "denominator").sum())
    return pooled.with_columns(period=pl.lit(str(period)), value=_value())


def _needed() -> ResultTable:
    rows = tuple(
        (kind, column, view) for kind, columns in NEEDED.items() for column, view in columns.items()
    )
    return ResultTable(("kind", "column", "view"), rows)
