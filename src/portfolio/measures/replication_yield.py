"""Whether the benefit comes along: an adopter's per person against the lead's at the same age."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import IN_USE
from portfolio.domain.result import LateTables, Status
from portfolio.domain.thresholds import FEWEST_MONTHS_OF_YIELD
from portfolio.measures.answers import Answer, table
from portfolio.measures.ledger_sums import gross_months
from portfolio.measures.selection import Selection

_BY_ADOPTER = (
    "programme_id",
    "org_code",
    "months",
    "per_person",
    "lead_per_person",
    "yield",
    "status",
    "lead_org_code",
    "adaptation",
    "live_date",
    "programme_name",
    "org_name",
    "population",
    "lead_population",
)


def replication_yield(selection: Selection) -> Answer:
    """Return one row per adopter beyond the lead: counted benefit per person over the months of
    age, since each went live, for which both it and the lead have a figure; and the one over the
    other.

    Needs both live dates exact, both populations, and three such months; else the row says
    `insufficient_data`. Nothing realised at the lead by that age is `not_defined`.
    """
    yielded = selection.cached_by_programme("yielded", _yielded)
    return Answer(
        status=_status(yielded),
        n=yielded.filter(pl.col("status") == "ok").height or None,
        tables=LateTables(
            {"by_adopter": lambda: table(yielded, *_BY_ADOPTER, order=("programme_id", "org_code"))}
        ),
        kinds=("programmes", "adoptions", "benefits", "benefit_values"),
    )


def _yielded(selection: Selection) -> pl.DataFrame:
    everywhere = selection.everywhere()
    rows = everywhere.adoption().filter(pl.col("is_current") & pl.col("is_open"))
    rows = rows.join(_populations(selection), on="org_code", how="left", maintain_order="left")
    adopters = rows.filter(~pl.col("is_lead") & pl.col("state").is_in(IN_USE))
    if selection.beneficiary is not None:
        adopters = adopters.filter(pl.col("org_code") == selection.beneficiary)
    leads = rows.filter("is_lead").select("programme_id", lead_population="population")
    pairs = (
        adopters.join(leads, on="programme_id", how="left", maintain_order="left")
        .join(_same_ages(everywhere, rows), on=["programme_id", "org_code"], how="left")
        .with_columns(pl.col("months").fill_null(0))
    )
    return _with_yield(pairs)


def _populations(selection: Selection) -> pl.DataFrame:
    return selection.system.organisations.select("org_code", "population")


def _same_ages(selection: Selection, rows: pl.DataFrame) -> pl.DataFrame:
    """Return per programme and adopter: at how many months of age both it and the lead have a
    figure, and what each counted in those."""
    aged = _by_age(selection, rows)
    lead = aged.filter("is_lead").select("programme_id", "age", lead_gbp="gbp")
    return (
        aged.filter(~pl.col("is_lead"))
        .join(lead, on=["programme_id", "age"])
        .group_by("programme_id", "org_code")
        .agg(
            months=pl.len().cast(pl.Int64),
            gbp=pl.col("gbp").sum(),
            lead_gbp=pl.col("lead_gbp").sum(),
        )
    )


def _by_age(selection: Selection, rows: pl.DataFrame) -> pl.DataFrame:
    """Return counted benefit per programme, organisation and month of age; the month of going
    live is 0. Organisations without an exact live date have no age."""
    exact = rows.filter((pl.col("live_date_is") != "by").fill_null(value=True))
    born = exact.select("programme_id", "org_code", "is_lead", "live_date").drop_nulls("live_date")
    month = pl.col("period").str.to_date("%Y-%m")
    age = (month.dt.year() - pl.col("live_date").dt.year()) * 12 + (
        month.dt.month() - pl.col("live_date").dt.month()
    )
    return (
        gross_months(selection)
        .group_by("programme_id", "period", org_code="beneficiary_org_code")
        .agg(gbp=pl.col("counted_gbp").sum().cast(pl.Float64))
        .join(born, on=["programme_id", "org_code"])
        .with_columns(age=age)
        .filter(pl.col("age") >= 0)
    )


def _with_yield(pairs: pl.DataFrame) -> pl.DataFrame:
    peopled = (pl.col("population") > 0) & (pl.col("lead_population") > 0)
    enough = ((pl.col("months") >= FEWEST_MONTHS_OF_YIELD.value) & peopled).fill_null(value=False)
    figured = pairs.with_columns(
        per_person=pl.when(enough).then(pl.col("gbp") / pl.col("population")),
        lead_per_person=pl.when(enough).then(pl.col("lead_gbp") / pl.col("lead_population")),
    )
    has_lead = pl.col("lead_per_person") > 0
    return figured.with_columns(
        pl.when(has_lead).then(pl.col("per_person") / pl.col("lead_per_person")).alias("yield"),
        status=pl.when(~enough)
        .then(pl.lit("insufficient_data"))
        .when(has_lead)
        .then(pl.lit("ok"))
        .otherwise(pl.lit("not_defined")),
    )


def _status(yielded: pl.DataFrame) -> Status:
    found = set(yielded["status"])
    in_order: tuple[Status, ...] = ("ok", "insufficient_data", "not_defined")
    return next((status for status in in_order if status in found), "not_defined")
