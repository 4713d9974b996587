"""Beyond-lead share: how much of the benefit lands outside the organisation that led the work."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.result import Cell, LateTables, ResultTable, Status
from portfolio.measures.answers import Answer, known_sum, share, table
from portfolio.measures.could_benefit import could_benefit, listed_programmes
from portfolio.measures.ledger_sums import gross_months
from portfolio.measures.selection import Selection
from portfolio.measures.theme_tables import programme_themes
from portfolio.measures.unequal import median

_RATIO = ("numerator_gbp", "denominator_gbp", "share", "status")
_MIDDLE = ("median_programme_share", "programmes_counted")
_KINDS = ("programmes", "adoptions", "benefits", "benefit_values")


def beyond_lead_share(selection: Selection) -> Answer:
    """Return realised gross benefit at others than the lead over all of it, as a ratio of sums.

    Programmes whose lead cannot itself benefit, or from which only one organisation could, are
    left out of ratio and median (`not_applicable`) and listed beside them.
    """
    programmes = selection.cached_by_programme("beyond", _programmes)
    headline = programmes.filter(pl.col("status") != "not_applicable")
    within = pl.col("programme_id").is_in(headline["programme_id"].implode())

    def counted() -> pl.DataFrame:
        return _landed(selection).filter(within)

    numerator, denominator = _ratio(headline)
    status = _pooled_status(programmes, headline, denominator)
    return Answer(
        status=status,
        value=numerator / denominator if status == "ok" else None,
        numerator=numerator if headline.height else None,
        denominator=denominator if headline.height else None,
        n=programmes.filter(pl.col("status") == "ok").height,
        tables=LateTables(
            {
                "by_type": lambda: _by_type(counted(), status),
                "by_programme": lambda: _by_programme(programmes),
                "by_programme_type": lambda: _by_programme_type(programmes, _landed(selection)),
                "summary": lambda: _summary(programmes, headline, selection),
                "flow": lambda: _flow(counted()),
                "flow_by_type": lambda: _flow(counted(), "benefit_type"),
                "flow_left_out": lambda: _flow(_landed(selection).filter(~within)),
                "over_time": lambda: _over_time(counted()),
                "over_time_by_type": lambda: _over_time(counted(), "benefit_type"),
                "by_theme": lambda: _by_theme(counted(), selection),
                "by_theme_type": lambda: _by_theme_type(counted(), selection),
            }
        ),
        kinds=_KINDS,
    )


def _landed(selection: Selection) -> pl.DataFrame:
    """Return gross realised benefit that counts, and the part of it beyond the lead."""
    return selection.cached_by_programme("landed", _with_part_beyond)


def _with_part_beyond(selection: Selection) -> pl.DataFrame:
    beyond = pl.col("beneficiary_org_code") != pl.col("lead_org_code")
    zero = pl.col("counted_gbp") - pl.col("counted_gbp")
    amounts = {
        "numerator_gbp": pl.when(beyond).then("counted_gbp").otherwise(zero),
        "denominator_gbp": pl.col("counted_gbp"),
    }
    return gross_months(selection).with_columns(**amounts)


def _programmes(selection: Selection) -> pl.DataFrame:
    """Return every listed programme with its amounts, who could benefit, and its status."""
    landed = _landed(selection)
    could = (
        selection.of_programmes(could_benefit(selection))
        .group_by("programme_id")
        .agg(
            could_benefit=pl.len().cast(pl.Int64),
            lead_could=(pl.col("org_code") == pl.col("lead_org_code")).any(),
        )
    )
    sums = landed.group_by("programme_id").agg(pl.col("numerator_gbp", "denominator_gbp").sum())
    status = (
        pl.when(~pl.col("lead_could") | (pl.col("could_benefit") <= 1))
        .then(pl.lit("not_applicable"))
        .when(pl.col("denominator_gbp").fill_null(0) <= 0)
        .then(pl.lit("not_defined"))
        .otherwise(pl.lit("ok"))
    )
    return (
        listed_programmes(selection, landed, _known_unpriced(selection))
        .join(could, on="programme_id", how="left")
        .join(sums, on="programme_id", how="left")
        .with_columns(pl.col("could_benefit").fill_null(0), pl.col("lead_could").fill_null(False))
        .with_columns(status=status)
        .with_columns(
            share=pl.when(pl.col("status") == "ok").then(share("numerator_gbp", "denominator_gbp"))
        )
    )


def _known_unpriced(selection: Selection) -> pl.DataFrame:
    """Return benefits without a price of which it is known whether they are realised: they count
    on, as pounds do, where their programme is no longer reported."""
    return selection.system.unpriced.filter(pl.col("is_realised").is_not_null())


def _pooled_status(programmes: pl.DataFrame, headline: pl.DataFrame, denominator: float) -> Status:
    if denominator > 0:
        return "ok"
    return "not_applicable" if programmes.height and not headline.height else "not_defined"


def _ratio(rows: pl.DataFrame) -> tuple[float, float]:
    return known_sum(rows, "numerator_gbp") or 0.0, known_sum(rows, "denominator_gbp") or 0.0


def _by_type(counted: pl.DataFrame, pooled: Status) -> ResultTable:
    """Return each type by itself, with the middle of the programmes that have realised any of
    it."""
    nothing: Status = "not_applicable" if pooled == "not_applicable" else "not_defined"
    rows: list[tuple[Cell, ...]] = []
    for benefit_type in PRICED_TYPES:
        of_type = counted.filter(pl.col("benefit_type") == benefit_type)
        numerator, denominator = _ratio(of_type)
        shares = _shares(of_type, "programme_id")["share"].drop_nulls().to_list()
        ratio = numerator / denominator if denominator > 0 else None
        status = nothing if ratio is None else "ok"
        rows.append(
            (benefit_type, numerator, denominator, ratio, status, median(shares), len(shares))
        )
    return ResultTable(("benefit_type", *_RATIO, *_MIDDLE), tuple(rows))


def _shares(rows: pl.DataFrame, *grain: str) -> pl.DataFrame:
    """Return the two amounts summed, and the one over the other."""
    sums = rows.group_by(grain).agg(pl.col("numerator_gbp", "denominator_gbp").sum())
    return sums.with_columns(share=share("numerator_gbp", "denominator_gbp"))


def _by_programme_type(programmes: pl.DataFrame, landed: pl.DataFrame) -> ResultTable:
    """Return each type that a programme has realised by itself; where its lead cannot itself
    benefit, or only one organisation could, with no share."""
    listed = programmes.select("programme_id", "lead_org_code", "programme_name", "status")
    has_ratio = pl.col("status") != "not_applicable"
    rows = (
        _shares(landed, "programme_id", "benefit_type")
        .filter(pl.col("denominator_gbp") > 0)
        .join(listed, on="programme_id")
        .with_columns(
            share=pl.when(has_ratio).then("share"),
            status=pl.when(has_ratio).then(pl.lit("ok")).otherwise("status"),
        )
    )
    columns = ("programme_id", "benefit_type", "lead_org_code", *_RATIO, "programme_name")
    return table(rows.sort("programme_id", _in_order()), *columns)


def _in_order() -> pl.Expr:
    """Sort the types as a headline takes them."""
    order = {name: place for place, name in enumerate(PRICED_TYPES)}
    return pl.col("benefit_type").replace_strict(order, default=len(order), return_dtype=pl.Int64)


def _by_programme(programmes: pl.DataFrame) -> ResultTable:
    columns = ("programme_id", "lead_org_code", *_RATIO, "programme_name", "could_benefit")
    filled = programmes.with_columns(
        pl.col("numerator_gbp", "denominator_gbp").cast(pl.Float64).fill_null(0.0)
    )
    return table(filled, *columns, order=("programme_id",))


def _summary(programmes: pl.DataFrame, headline: pl.DataFrame, selection: Selection) -> ResultTable:
    shares = programmes.filter(pl.col("status") == "ok")["share"].to_list()
    known, beyond = _unpriced(headline, selection)
    left_out = programmes.height - headline.height
    return ResultTable(
        columns=(
            "median_programme_share",
            "programmes_counted",
            "programmes_not_applicable",
            "benefits_without_gbp",
            "benefits_without_gbp_beyond_lead",
            "programmes_not_defined",
        ),
        rows=(
            (median(shares), len(shares), left_out, known, beyond, headline.height - len(shares)),
        ),
    )


def _unpriced(headline: pl.DataFrame, selection: Selection) -> tuple[int, int]:
    """Return benefits without a price whose realisation is known, and those realised beyond the
    lead."""
    rows = selection.system.unpriced.join(
        headline.select("programme_id", "lead_org_code"), on="programme_id"
    )
    benefits = rows.group_by("benefit_id").agg(
        known=pl.col("is_realised").is_not_null().any(),
        beyond=(
            pl.col("is_realised").fill_null(False)
            & (pl.col("beneficiary_org_code") != pl.col("lead_org_code"))
        ).any(),
    )
    known = benefits.filter(pl.col("known"))
    return known.height, known.filter(pl.col("beyond")).height


def _flow(rows: pl.DataFrame, *kind: str) -> ResultTable:
    """Where the benefit of each lead's work landed, with itself too."""
    grain = ("lead_org_code", "beneficiary_org_code", *kind)
    sums = rows.group_by(grain).agg(gbp=pl.col("counted_gbp").sum())
    return table(sums.filter(pl.col("gbp") > 0), *grain, "gbp", order=grain)


def _over_time(counted: pl.DataFrame, *kind: str) -> ResultTable:
    """By month of benefit, everything to date."""
    amounts = {"numerator": "numerator_gbp", "denominator": "denominator_gbp"}
    monthly = counted.group_by("period", *kind).agg(pl.col(*amounts.values()).sum())
    running = {name: pl.col(gbp).cum_sum() for name, gbp in amounts.items()}
    to_date = (
        monthly.sort("period", *kind)
        .with_columns(**{name: sums.over(kind) if kind else sums for name, sums in running.items()})
        .with_columns(share=share("numerator", "denominator"))
    )
    return table(to_date, "period", *kind, "numerator", "denominator", "share")


_THEME = ("theme_set", "theme_code", "theme_name", "theme_order", "adds_up")


def _by_theme(counted: pl.DataFrame, selection: Selection) -> ResultTable:
    amounts = counted.group_by("programme_id").agg(pl.col("numerator_gbp", "denominator_gbp").sum())
    sums = (
        programme_themes(selection)
        .join(amounts, on="programme_id", how="left")
        .group_by(_THEME)
        .agg(
            pl.col("numerator_gbp", "denominator_gbp").sum(),
            programmes=pl.col("programme_id").count().cast(pl.Int64),
        )
        .with_columns(share=share("numerator_gbp", "denominator_gbp"))
        .with_columns(
            status=pl.when(pl.col("share").is_null())
            .then(pl.lit("not_defined"))
            .otherwise(pl.lit("ok"))
        )
        .sort("theme_order")
    )
    return table(sums, *_THEME[:3], *_RATIO, "programmes", "adds_up")


def _by_theme_type(counted: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return each type that a theme has realised, by itself."""
    amounts = _shares(counted, "programme_id", "benefit_type").drop("share")
    joined = programme_themes(selection).join(amounts, on="programme_id")
    sums = _shares(joined, *_THEME, "benefit_type").filter(pl.col("denominator_gbp") > 0)
    rows = sums.with_columns(status=pl.lit("ok")).sort("theme_order", _in_order())
    return table(rows, *_THEME[:3], "benefit_type", *_RATIO, "adds_up")
