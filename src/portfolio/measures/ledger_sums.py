"""The ledger summed to the grains that measures fold, once for all filters: sums are exact, so a
sum of sums is the sum of the rows."""

from __future__ import annotations

import polars as pl

from portfolio.measures.answers import total
from portfolio.measures.each_programme import Sums, sums_of_each
from portfolio.measures.selection import Selection

REASONS = ("also_confirmed_gbp", "told_by_successor_gbp", "not_attributed_gbp", "over_100_gbp")
"""Why something of what was reported is not counted, each an amount."""
_OF_BENEFIT = ("programme_id", "programme_name", "lead_org_code", "benefit_type", "effect")
_MONTHS = (*_OF_BENEFIT, "beneficiary_org_code", "period")
_BENEFITS = ("benefit_id", "beneficiary_org_code", *_OF_BENEFIT)
REPORTED = ("benefit_id", "reported_org_code")
"""A benefit where it was reported, also as organisations are now."""
_SAID = ("payer_org_code", "foreseen", "noticed_by", "evidence")
_SUMS = ("planned_gbp", "forecast_gbp", "counted_gbp", "reported_gbp", *REASONS)


def months(selection: Selection) -> pl.DataFrame:
    """Return one row per programme, £ type, effect, beneficiary and month, all its benefits
    together."""
    return selection.cached_by_programme("months", lambda whole: _summed(whole.ledger(), *_MONTHS))


def realised_months(selection: Selection) -> pl.DataFrame:
    """Return those with a realised figure."""
    return selection.cached_by_programme("realised_months", lambda whole: _known(months(whole)))


def gross_months(selection: Selection) -> pl.DataFrame:
    """Return the same of benefit alone, without disbenefit."""
    return selection.cached_by_programme(
        "gross_months", lambda whole: _gross(realised_months(whole))
    )


def realised_benefits(selection: Selection) -> pl.DataFrame:
    """Return one row per benefit and beneficiary with a realised figure, all its months
    together."""
    return selection.cached_by_programme(
        "realised_benefits", lambda whole: _known(_summed(whole.ledger(), *_BENEFITS))
    )


def said_benefits(selection: Selection) -> pl.DataFrame:
    """Return the realised benefits with what is said of each: who paid, whether it was foreseen,
    who noticed it, how well it is known. As now there may be two rows of one: one by each code."""
    return selection.cached_by_programme("said_benefits", _said_benefits)


def _said_benefits(selection: Selection) -> pl.DataFrame:
    if selection.system.is_as_now:
        rows = _known(_summed(selection.ledger(), *_BENEFITS, "reported_org_code"))
    else:
        rows = realised_benefits(selection).with_columns(
            reported_org_code=pl.col("beneficiary_org_code")
        )
    said = selection.system.said.select(*REPORTED, *_SAID)
    return rows.join(said, on=REPORTED, how="left", maintain_order="left")


def realised(selection: Selection) -> Sums:
    """Return what is realised of each programme by effect, and of how many benefits where they
    land; of one that a successor tells again whole, it lands at that one."""
    return sums_of_each(selection, "realised", _realised, ("counted_gbp", "benefits"))


def _realised(selection: Selection) -> pl.DataFrame:
    grouped = realised_benefits(selection).group_by("programme_id", "effect")
    is_elsewhere = (pl.col("told_by_successor_gbp") > 0) & (pl.col("counted_gbp") == 0)
    return grouped.agg(total("counted_gbp"), benefits=(~is_elsewhere).sum().cast(pl.Int64))


def _summed(rows: pl.DataFrame, *grain: str) -> pl.DataFrame:
    return rows.group_by(grain).agg(map(total, _SUMS)).sort(grain)


def _known(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("counted_gbp").is_not_null())


def _gross(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("effect") == "benefit")
