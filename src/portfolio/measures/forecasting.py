"""How forecasts fared: each month's realised figure against the forecast of the month before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import polars as pl

from portfolio.domain.period import Period
from portfolio.measures.selection import Selection
from portfolio.measures.system_frames import SystemAt

_KEY = ["benefit_id", "reported_org_code", "period"]


def forecast_against_realised(selection: Selection, system_at: SystemAt) -> pl.DataFrame:
    """Return one row per benefit-month that carries both: what was realised, and what was
    forecast as everything stood at the month before. Gross benefit only; a month that a
    successor tells again carries nothing under the old code."""
    is_elsewhere = (pl.col("told_by_successor_gbp") > 0) & (pl.col("counted_gbp") == 0)
    realised = (
        selection.gross()
        .filter(~is_elsewhere)
        .select(*_KEY, "programme_id", "programme_name", "benefit_type", realised_gbp="counted_gbp")
    )
    parts = [
        system_at(stood).ledger.filter(
            pl.col("period").is_in(months) & pl.col("forecast_gbp").is_not_null()
        )
        for stood, months in _stood_before(realised["period"].unique(), selection)
    ]
    forecasts = [part.select(*_KEY, "forecast_gbp") for part in parts]
    none = selection.system.ledger.clear().select(*_KEY, "forecast_gbp")
    return realised.join(pl.concat([none, *forecasts]), on=_KEY)


def _stood_before(
    months: Iterable[str], selection: Selection
) -> Iterable[tuple[Period, list[str]]]:
    """Yield the point at which the system last stood differently before each month, with its
    months."""
    dated = []
    for text in sorted(months):
        before = Period.parse(text).plus(-1)
        stood = [point for point in selection.system.breakpoints if point <= before]
        if stood:
            dated.append((stood[-1], text))
    for stood_at, group in groupby(dated, key=lambda pair: pair[0]):
        yield stood_at, [text for _, text in group]
