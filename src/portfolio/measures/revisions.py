"""Past months of one benefit that its sender later reported differently."""

from __future__ import annotations

import polars as pl

from portfolio.domain.filters import Filters
from portfolio.domain.result import ResultTable
from portfolio.measures.answers import table
from portfolio.measures.system_frames import System, system_as_at
from portfolio.store.engine import Store

_GRAIN = ("benefit_id", "beneficiary_org_code")
_WORD = ("period", "sent_by", "figure")
_COLUMNS = (*_WORD, "first", "last", "said", "first_received_on", "received_on", "submission_id")


def revisions(store: Store, filters: Filters, benefit_id: str, org_code: str) -> ResultTable:
    """Return one row per month, sender and figure (`gbp`, `value`) that one sender gave more
    than once and not the same; `said` holds each different figure in turn, separated by `;`.

    A claim and a first confirmation that differ are a disagreement of two, and no revision; what a
    lead said of itself and went on to say once another led is one sender's word.
    """
    system = system_as_at(store, filters.period, filters.known_on)
    # Few months are ever revised: those of all benefits are found once, not at every choice of one.
    every = system.narrowed.rows("revisions", lambda: _revisions(system))
    of_this = (pl.col("benefit_id") == benefit_id) & (pl.col("beneficiary_org_code") == org_code)
    return table(every.filter(of_this), *_COLUMNS)


def _revisions(system: System) -> pl.DataFrame:
    rows = system.read("revision")
    parts = [
        _revised(rows, "realised_gbp", "gbp"),
        _revised(rows, "realised_value", "value"),
    ]
    return pl.concat(parts).sort(*_GRAIN, *_WORD)


def _revised(rows: pl.DataFrame, column: str, figure: str) -> pl.DataFrame:
    told = rows.with_columns(figure=pl.lit(figure), amount=pl.col(column).cast(pl.Float64))
    told = told.drop_nulls("amount")
    before = pl.col("amount").shift().over(*_GRAIN, "period", "sent_by")
    return (
        told.filter(before.is_null() | (pl.col("amount") != before))
        .group_by(*_GRAIN, *_WORD, maintain_order=True)
        .agg(
            first=pl.col("amount").first(),
            last=pl.col("amount").last(),
            said=pl.col("amount").cast(pl.String).str.join(";"),
            first_received_on=pl.col("received_on").first(),
            received_on=pl.col("received_on").last(),
            submission_id=pl.format("{}", pl.col("submission_id").last()).str.zfill(4),
            times=pl.len(),
        )
        .filter(pl.col("times") > 1)
    )
