"""From what was counted then to what is counted now, in pounds, by reason: it adds up."""

from __future__ import annotations

import polars as pl

from portfolio.measures.changing.benefit_changes import KEY
from portfolio.measures.changing.change import Pair, side_by_side, together
from portfolio.measures.selection import Selection

REASONS = (
    "new_months",
    "new_benefits",
    "filled_in",
    "revised",
    "disagreement",
    "share",
    "blanked",
    "vanished",
)
_MONTH = [*KEY, "period"]
_FIGURES = ("counted_gbp", "own_realised_gbp", "claim_realised_gbp")


def moved_months(pair: Pair) -> pl.DataFrame:
    """Return every month of a benefit whose counted realised benefit is not what it was, by how
    much and for what reason, with the benefit's programme."""
    both = side_by_side(_counted(pair.before), _counted(pair.after), _MONTH)
    return (
        both.with_columns(
            gbp=pl.col("counted_gbp").fill_null(0) - pl.col("counted_gbp_before").fill_null(0),
            was_known=_is_in(pair.before),
            is_known=_is_in(pair.after),
        )
        .filter(pl.col("gbp") != 0)
        .select(
            *_MONTH,
            "gbp",
            programme_id=pl.coalesce("programme_id", "programme_id_before"),
            reason=_reason(str(pair.before.system.period)),
        )
    )


def realised_bridge(moved: pl.DataFrame) -> pl.DataFrame:
    """Return one row per reason, all of them: how much counted realised benefit it added or took
    away, and in how many months of how many benefits. The rows add up to the whole difference."""
    sums = moved.group_by("reason").agg(
        pl.col("gbp").sum(),
        benefits=pl.struct(KEY).n_unique().cast(pl.Int64),
        months=pl.len().cast(pl.Int64),
    )
    listed = pl.DataFrame({"reason": REASONS})
    return listed.join(sums, on="reason", how="left", maintain_order="left").with_columns(
        pl.col("gbp", "benefits", "months").fill_null(0)
    )


def _counted(selection: Selection) -> pl.DataFrame:
    kept = selection.gross().select(*_MONTH, "programme_id", *_FIGURES)
    rows = together(selection, kept, [*_MONTH, "programme_id"])
    figure = pl.coalesce("own_realised_gbp", "claim_realised_gbp")
    is_own = pl.col("own_realised_gbp").is_not_null()
    return rows.select(
        *_MONTH,
        "programme_id",
        "counted_gbp",
        figure=figure,
        is_own=is_own,
        claim=pl.col("claim_realised_gbp"),
    )


def _is_in(selection: Selection) -> pl.Expr:
    known = selection.register().select(pl.struct(KEY).alias("key"))["key"]
    return pl.struct(KEY).is_in(known.implode())


def _reason(until: str) -> pl.Expr:
    came, went = ~pl.col("is_before"), ~pl.col("is_after")
    same_figure = pl.col("figure") == pl.col("figure_before")
    agreed = pl.col("figure").eq_missing(pl.col("claim"))
    answered = pl.col("is_own") & ~pl.col("is_own_before") & ~agreed
    return (
        pl.when(came & (pl.col("period") > until))
        .then(pl.lit("new_months"))
        .when(came & ~pl.col("was_known"))
        .then(pl.lit("new_benefits"))
        .when(came)
        .then(pl.lit("filled_in"))
        .when(went & pl.col("is_known"))
        .then(pl.lit("blanked"))
        .when(went)
        .then(pl.lit("vanished"))
        .when(same_figure)
        .then(pl.lit("share"))
        .when(answered)
        .then(pl.lit("disagreement"))
        .otherwise(pl.lit("revised"))
    )
