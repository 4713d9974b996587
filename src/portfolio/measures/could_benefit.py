"""Who could benefit from a programme: the measures of spread divide by it or stand beside it."""

from __future__ import annotations

import polars as pl

from portfolio.measures.selection import Selection


def could_benefit(selection: Selection) -> pl.DataFrame:
    """Return one row per programme and organisation that could benefit: `programme_id`,
    `org_code`.

    Organisations with an adoption row that is not `not_applicable`, and beneficiaries of the
    programme's benefits in the register; the lead only by one of these.
    """
    return selection.cached_by_programme("could_benefit", _could_benefit)


def _could_benefit(selection: Selection) -> pl.DataFrame:
    adopting = selection.adoption().filter(pl.col("state") != "not_applicable")
    gaining = selection.register().filter(pl.col("effect") == "benefit")
    return (
        pl.concat(
            [
                adopting.select("programme_id", "org_code"),
                gaining.select("programme_id", org_code="beneficiary_org_code"),
            ]
        )
        .unique()
        .sort("programme_id", "org_code")
    )


def listed_programmes(selection: Selection, *counted: pl.DataFrame) -> pl.DataFrame:
    """Return the chosen programmes that are current, or of which a figure still counts: a row of
    one of these frames."""
    counts = pl.concat([rows.select("programme_id") for rows in counted]).unique().to_series()
    is_counted = pl.col("programme_id").is_in(counts.implode())
    return selection.programmes.filter(pl.col("is_current") | is_counted)
