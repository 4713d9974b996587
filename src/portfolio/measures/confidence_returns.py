"""What a programme's returns, one after the other, say of its rating, its dates and its cost."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import RATINGS

_BASELINE = ("planned_end_date", "approved_cost_gbp")


def rating(column: str) -> pl.Expr:
    """Return the rating where one was given, blank for `exempt`."""
    return pl.when(pl.col(column).is_in(RATINGS)).then(pl.col(column))


def shown(sro: str = "sro", independent: str = "independent") -> pl.Expr:
    """Return the independent rating where there is one, else the SRO's."""
    return pl.coalesce(rating(independent), rating(sro))


def owner_ratings(returns: pl.DataFrame) -> pl.DataFrame:
    """Return per programme: how many returns gave an SRO's rating, how many of the last of these
    say the same, and whether all say green. Returns without a rating break no run."""
    return (
        returns.filter(rating("sro").is_not_null())
        .sort("programme_id", "period", descending=[False, True])
        .group_by("programme_id", maintain_order=True)
        .agg(
            returns_rated=pl.len().cast(pl.Int64),
            periods_unchanged=(pl.col("sro") == pl.col("sro").first()).cum_min().sum(),
            is_all_green=(pl.col("sro") == "green").all(),
        )
        .with_columns(pl.col("periods_unchanged").cast(pl.Int64))
    )


def baselines(returns: pl.DataFrame) -> pl.DataFrame:
    """Return per programme: the first approved end and cost, and in how many returns either was
    another than the one given before. A first approval, or one taken back, is no re-baseline."""
    ordered = returns.sort("programme_id", "period")
    before = {name: pl.col(name).forward_fill().shift(1).over("programme_id") for name in _BASELINE}
    moved = [(pl.col(name) != last).fill_null(value=False) for name, last in before.items()]
    return (
        ordered.with_columns(is_moved=pl.any_horizontal(moved))
        .group_by("programme_id", maintain_order=True)
        .agg(
            *(pl.col(name).drop_nulls().first().alias(f"first_{name}") for name in _BASELINE),
            times_rebaselined=pl.col("is_moved").sum().cast(pl.Int64),
        )
    )
