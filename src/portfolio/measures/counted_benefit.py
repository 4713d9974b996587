"""Counted benefit: what was reported, what was removed and why, what counts."""

from __future__ import annotations

import polars as pl

from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, table, total
from portfolio.measures.each_programme import Sums, sums_of_each
from portfolio.measures.ledger_sums import REPORTED, realised, realised_months, said_benefits
from portfolio.measures.selection import Selection

_SUMS = ("reported_gbp", "removed_gbp", "counted_gbp")
_REASONS = {
    "also_confirmed_gbp": "also_confirmed",
    "told_by_successor_gbp": "told_by_successor",
    "not_attributed_gbp": "not_attributed",
    "over_100_gbp": "over_100_percent",
}
_REMOVED_GBP = {"removed_gbp": pl.col("reported_gbp") - pl.col("counted_gbp")}
_REMOVED = ("benefit_id", "beneficiary_org_code", "period", "sent_by", "removed_gbp", "reason")


def counted_benefit(selection: Selection) -> Answer:
    """Return gross realised benefit that counts, in pounds; disbenefit stands apart in the
    tables."""
    every = realised(selection)
    benefits, value = every.count("benefits"), every.where(effect="benefit").total("counted_gbp")
    return Answer(
        status="ok" if benefits else "not_defined",
        value=value if value is not None or not benefits else 0.0,
        n=benefits,
        tables=_tables(selection),
    )


def _tables(selection: Selection) -> LateTables:
    def rows() -> pl.DataFrame:
        return selection.realised().with_columns(**_REMOVED_GBP)

    def months() -> pl.DataFrame:
        return _months(selection)

    def benefits() -> pl.DataFrame:
        return said_benefits(selection)

    lead = ("programme_id", "programme_name", "lead_org_code")
    return LateTables(
        {
            "by_type": lambda: _of_types(selection).table("benefit_type", "effect"),
            "by_programme": lambda: _by(months(), *lead, "benefit_type", "effect"),
            "by_organisation": lambda: _by_organisation(months(), selection),
            "by_month": lambda: _by(months(), "period", "benefit_type", "effect"),
            "by_evidence": lambda: _graded(selection).table("evidence", "benefit_type", "effect"),
            "removed": lambda: _removed(rows()),
            "summary": lambda: _summary(rows()),
            "disagreements": lambda: _disagreements(rows()),
            "contested": lambda: _contested(benefits(), selection),
        }
    )


def _months(selection: Selection) -> pl.DataFrame:
    return realised_months(selection).with_columns(**_REMOVED_GBP)


def _by(rows: pl.DataFrame, *grain: str) -> ResultTable:
    return table(_summed(rows, *grain), *grain, *_SUMS, *_REASONS, order=grain)


def _summed(rows: pl.DataFrame, *grain: str) -> pl.DataFrame:
    return rows.group_by(grain).agg(pl.col(*_SUMS, *_REASONS).sum())


def _of_types(selection: Selection) -> Sums:
    """Return what was reported, removed and counted of each programme, by type and effect."""
    grain = ("programme_id", "benefit_type", "effect")
    return sums_of_each(
        selection,
        "counted_by_type",
        lambda whole: _summed(_months(whole), *grain),
        (*_SUMS, *_REASONS),
    )


def _by_organisation(rows: pl.DataFrame, selection: Selection) -> ResultTable:
    roles = [
        rows.group_by(org_code=column, effect="effect")
        .agg(pl.col("counted_gbp").sum())
        .with_columns(role=pl.lit(role))
        for role, column in (("lead", "lead_org_code"), ("beneficiary", "beneficiary_org_code"))
    ]
    named = pl.concat(roles).join(selection.system.names(), on="org_code", how="left")
    columns = ("org_code", "role", "effect", "counted_gbp", "org_name")
    return table(named, *columns, order=("role", "org_code", "effect"))


def _graded(selection: Selection) -> Sums:
    """Return how well known the benefits are: how many of each grade, and the pounds they
    realised.

    A benefit is counted at each organisation where it lands, also where nothing is realised yet.
    """
    return sums_of_each(selection, "graded", _by_evidence, ("benefits", "counted_gbp"))


def _by_evidence(selection: Selection) -> pl.DataFrame:
    sums = said_benefits(selection).select(*REPORTED, "counted_gbp")
    pairs = pl.struct("benefit_id", "beneficiary_org_code")
    return (
        selection.said()
        .join(sums, on=REPORTED, how="left")
        .group_by("programme_id", "evidence", "benefit_type", "effect")
        .agg(total("counted_gbp"), benefits=pairs.n_unique().cast(pl.Int64))
    )


def _removed(rows: pl.DataFrame) -> ResultTable:
    """Return one row per figure and reason for which something of it was removed."""
    counted_from = pl.coalesce(
        pl.when(pl.col("own_realised_gbp").is_not_null()).then("own_sent_by"), "claim_sent_by"
    )
    parts = [
        rows.filter(pl.col(column) > 0).select(
            "benefit_id",
            "beneficiary_org_code",
            "period",
            sent_by=pl.col("claim_sent_by") if reason == "also_confirmed" else counted_from,
            removed_gbp=pl.col(column),
            reason=pl.lit(reason),
        )
        for column, reason in _REASONS.items()
    ]
    return table(
        pl.concat(parts), *_REMOVED, order=(*_REMOVED[:3], "reason", "sent_by", "removed_gbp")
    )


def _summary(rows: pl.DataFrame) -> ResultTable:
    """Return one row: the three figures, what rests on claims alone, and where claims disagree."""
    benefit = pl.col("effect") == "benefit"
    own, claim = pl.col("own_realised_gbp"), pl.col("claim_realised_gbp")
    both = benefit & own.is_not_null() & claim.is_not_null()
    summary = rows.select(
        *(pl.col(name).filter(benefit).sum() for name in (*_SUMS, *_REASONS)),
        disbenefit_counted_gbp=pl.col("counted_gbp").filter(~benefit).sum(),
        net_counted_gbp=pl.col("counted_gbp").filter(benefit).sum()
        - pl.col("counted_gbp").filter(~benefit).sum(),
        claimed_only_gbp=pl.col("counted_gbp").filter(benefit & own.is_null()).sum(),
        months_given_twice=both.sum(),
        months_disagreeing=(both & (own != claim)).sum(),
        claimed_above_gbp=(claim - own).filter(both & (claim > own)).sum(),
        claimed_below_gbp=(own - claim).filter(both & (claim < own)).sum(),
    )
    return table(summary, *summary.columns)


def _disagreements(rows: pl.DataFrame) -> ResultTable:
    """Return months in which the lead's claim and the organisation's own figure differ."""
    differing = rows.filter(pl.col("own_realised_gbp") != pl.col("claim_realised_gbp")).select(
        "benefit_id",
        "beneficiary_org_code",
        "programme_id",
        "period",
        own_gbp="own_realised_gbp",
        claimed_gbp="claim_realised_gbp",
        difference_gbp=pl.col("claim_realised_gbp") - pl.col("own_realised_gbp"),
    )
    return table(differing, *differing.columns, order=differing.columns[:2])


def _contested(rows: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return register rows of outcomes that several programmes claim, more than whole between
    them."""
    removed = rows.select(*REPORTED, removed_gbp="over_100_gbp")
    contested = (
        selection.said()
        .filter(pl.col("counted_share") < pl.col("attribution_share"))
        .join(removed, on=REPORTED, how="left")
        .with_columns(
            claimed_pct=pl.col("attribution_share") * 100, counted_pct=pl.col("counted_share") * 100
        )
    )
    columns = ("outcome_code", "beneficiary_org_code", "effect", "programme_id", "benefit_id")
    return table(contested, *columns, "claimed_pct", "counted_pct", "removed_gbp", order=columns)
