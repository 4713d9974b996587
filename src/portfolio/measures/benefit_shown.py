"""Benefit shown: of those that have a programme in routine use, how many can show a benefit."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import AGREED_OR_FURTHER, IN_USE, MEASURED_EVIDENCE
from portfolio.domain.result import LateTables
from portfolio.measures.answers import Answer, share, table
from portfolio.measures.ledger_sums import said_benefits
from portfolio.measures.selection import Selection

_COUNTS = ("agreed", "adopted", "used", "use_not_known", "shown")
_AT = ("programme_id", "org_code")
_ORGANISATIONS = (
    *_AT,
    *("programme_name", "org_name", "state", "sent_as", "people_using"),
    *("is_adopted", "is_used", "is_shown", "benefits_shown", "evidence"),
)


def benefit_shown(selection: Selection) -> Answer:
    """Return those beyond the lead that show a benefit over those that have it in routine use.

    Over current programmes and organisations open at the period. Nobody has one in use:
    `not_defined`. Whether it is used is not known where no number of people is given.
    """
    programmes = selection.cached_by_programme("benefit_shown_programmes", _programmes)
    shown, adopted = (int(programmes[name].sum()) for name in ("shown", "adopted"))
    return Answer(
        status="ok" if adopted else "not_defined",
        value=shown / adopted if adopted else None,
        numerator=float(shown) if adopted else None,
        denominator=float(adopted) if adopted else None,
        n=programmes.filter(pl.col("adopted") > 0).height,
        tables=LateTables(
            {
                "by_programme": lambda: table(
                    programmes,
                    "programme_id",
                    *_COUNTS,
                    *("programme_name", "lead_org_code", "share", "status"),
                    order=("programme_id",),
                ),
                "by_organisation": lambda: table(
                    selection.cached_by_programme("benefit_shown", _organisations),
                    *_ORGANISATIONS,
                    order=_AT,
                ),
            }
        ),
        kinds=("programmes", "adoptions", "benefits", "benefit_values"),
    )


def _programmes(selection: Selection) -> pl.DataFrame:
    """Return every current programme, also where nobody has agreed to it."""
    rows = selection.cached_by_programme("benefit_shown", _organisations)
    counts = rows.group_by("programme_id").agg(
        agreed=pl.len().cast(pl.Int64),
        adopted=_count("is_adopted"),
        used=_count("is_used"),
        use_not_known=(pl.col("is_adopted") & pl.col("is_used").is_null()).sum().cast(pl.Int64),
        shown=_count("is_shown"),
    )
    return (
        selection.programmes.filter("is_current")
        .join(counts, on="programme_id", how="left", maintain_order="left")
        .with_columns(pl.col(_COUNTS).fill_null(0))
        .with_columns(
            share=share("shown", "adopted"),
            status=pl.when(pl.col("adopted") > 0)
            .then(pl.lit("ok"))
            .otherwise(pl.lit("not_defined")),
        )
    )


def _count(column: str) -> pl.Expr:
    return pl.col(column).sum().cast(pl.Int64)


def _organisations(selection: Selection) -> pl.DataFrame:
    """Return those beyond the lead that have agreed to it or gone further, and what each can
    show."""
    stated = selection.adoption().filter(
        pl.col("is_current") & pl.col("is_open") & ~pl.col("is_lead")
    )
    is_adopted = pl.col("state").is_in(IN_USE)
    return (
        stated.filter(pl.col("state").is_in(AGREED_OR_FURTHER))
        .join(_realised(selection), on=_AT, how="left", maintain_order="left")
        .with_columns(
            is_adopted=is_adopted,
            is_used=pl.when(is_adopted).then(pl.col("people_using") > 0),
            is_shown=is_adopted & pl.col("benefits_shown").is_not_null(),
            benefits_shown=pl.col("benefits_shown").fill_null(0),
        )
    )


def _realised(selection: Selection) -> pl.DataFrame:
    """Return how many benefits that rest on a measurement are realised, and the strongest
    evidence: in pounds that count, or without a price as its own values say."""
    at = pl.col("beneficiary_org_code").alias("org_code")
    columns = ("programme_id", at, "benefit_id", "evidence")
    priced = said_benefits(selection).filter(
        (pl.col("effect") == "benefit") & (pl.col("counted_gbp") > 0)
    )
    unpriced = (
        selection.system.unpriced.filter(pl.col("is_realised"))
        .select("benefit_id", "beneficiary_org_code")
        .join(selection.register(), on=("benefit_id", "beneficiary_org_code"))
    )
    both = pl.concat([priced.select(columns), unpriced.select(columns)])
    return (
        both.filter(pl.col("evidence").is_in(MEASURED_EVIDENCE))
        .group_by(_AT)
        .agg(
            benefits_shown=pl.col("benefit_id").n_unique().cast(pl.Int64),
            evidence=pl.col("evidence").max(),  # `validated` comes after `measured`
        )
    )
