"""Effective number of organisations: as if how many shared the benefit equally."""

from __future__ import annotations

import polars as pl

from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, known_sum, share, table
from portfolio.measures.could_benefit import could_benefit, listed_programmes
from portfolio.measures.ledger_sums import gross_months
from portfolio.measures.selection import Selection
from portfolio.measures.unequal import effective_number

_KINDS = ("programmes", "adoptions", "benefits", "benefit_values")


def effective_organisations(selection: Selection) -> Answer:
    """1/sum of squared shares of gross realised benefit, over all chosen programmes together."""
    rows = gross_months(selection)
    landed = rows.group_by("beneficiary_org_code").agg(gbp=pl.col("counted_gbp").sum())
    gaining = landed.filter(pl.col("gbp") > 0)
    effective = effective_number(gaining["gbp"].cast(pl.Float64).sort().to_list())
    could = could_benefit(selection)
    return Answer(
        status="not_defined" if effective is None else "ok",
        value=effective,
        n=gaining.height,
        tables=LateTables(
            {
                "by_programme": lambda: _by_programme(rows, could, selection),
                "shares": lambda: _shares(landed, could, selection),
                "summary": lambda: _summary(gaining.height, effective, could),
            }
        ),
        kinds=_KINDS,
    )


def _by_programme(rows: pl.DataFrame, could: pl.DataFrame, selection: Selection) -> ResultTable:
    shares = (
        rows.group_by("programme_id", "beneficiary_org_code")
        .agg(gbp=pl.col("counted_gbp").sum().cast(pl.Float64))
        .filter(pl.col("gbp") > 0)
        .sort("programme_id", "gbp")
        .group_by("programme_id")
        .agg("gbp")
    )
    effective = pl.DataFrame(
        {
            "programme_id": shares["programme_id"],
            "organisations": [len(amounts) for amounts in shares["gbp"]],
            "effective": [effective_number(amounts) for amounts in shares["gbp"]],
        },
        schema={"programme_id": pl.String, "organisations": pl.Int64, "effective": pl.Float64},
    )
    counts = could.group_by("programme_id").agg(could_benefit=pl.len().cast(pl.Int64))
    listed = (
        listed_programmes(selection, rows)
        .join(effective, on="programme_id", how="left")
        .join(counts, on="programme_id", how="left")
        .with_columns(
            pl.col("organisations", "could_benefit").fill_null(0),
            status=pl.when(pl.col("effective").is_null())
            .then(pl.lit("not_defined"))
            .otherwise(pl.lit("ok")),
        )
    )
    columns = ("programme_id", "organisations", "effective", "could_benefit", "status")
    return table(listed, *columns, "programme_name", "lead_org_code", order=("programme_id",))


def _shares(landed: pl.DataFrame, could: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return every organisation that could benefit, also those with nothing: share of benefit
    beside share of population, both within this list."""
    whole = known_sum(landed, "gbp") or 0.0
    listed = (
        could.select("org_code")
        .unique()
        .join(
            landed.rename({"beneficiary_org_code": "org_code"}),
            on="org_code",
            how="full",
            coalesce=True,
        )
        .join(
            selection.system.organisations.select("org_code", "org_name", "org_type", "population"),
            on="org_code",
            how="left",
        )
        .with_columns(
            gbp=pl.col("gbp").cast(pl.Float64).fill_null(0.0),
            whole=pl.lit(whole),
            people=pl.col("population").sum(),
        )
        .with_columns(share=share("gbp", "whole"), population_share=share("population", "people"))
    )
    columns = ("org_code", "gbp", "share", "population_share", "population")
    return table(listed, *columns, "org_name", "org_type", order=("org_code",))


def _summary(sharing: int, effective: float | None, could: pl.DataFrame) -> ResultTable:
    return ResultTable(
        columns=("organisations", "effective", "could_benefit"),
        rows=((sharing, effective, could["org_code"].n_unique()),),
    )
