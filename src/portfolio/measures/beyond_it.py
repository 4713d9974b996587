"""Beyond IT: where the effort goes, who leads it, and by which approach."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import APPROACHES, EFFORT_PARTS
from portfolio.domain.result import LateTables, ResultTable
from portfolio.domain.thresholds import MOSTLY_TECHNOLOGY_PCT
from portfolio.measures.answers import Answer, share, table, total
from portfolio.measures.portfolio_rows import portfolio_rows
from portfolio.measures.selection import Selection
from portfolio.measures.theme_tables import programme_themes


def beyond_it(selection: Selection) -> Answer:
    """Return the plain mean share of effort that is technology, over programmes that give the
    split."""
    rows = portfolio_rows(selection)
    given = rows.filter(pl.col("technology_pct").is_not_null())
    spent = float(given["technology_pct"].sum()) / 100
    return Answer(
        status="ok" if given.height else "not_defined",
        value=spent / given.height if given.height else None,
        numerator=spent if given.height else None,
        denominator=float(given.height) if given.height else None,
        n=given.height,
        tables=LateTables(
            {
                "by_programme": lambda: table(
                    rows, "programme_id", *EFFORT_PARTS, *_MORE, order=("programme_id",)
                ),
                "approach": lambda: _approach(rows),
                "cost": lambda: _cost(rows),
                "mean": lambda: _mean(given),
                "by_theme": lambda: _by_theme(given, selection),
                "mostly_technology": lambda: _mostly_technology(given),
                "clinically_led": lambda: _clinically_led(rows),
            }
        ),
        kinds=("programmes",),
    )


_MORE = ("programme_name", "lead_org_code", "approach", "clinically_led")


def _mean(given: pl.DataFrame) -> ResultTable:
    """Return one row: the four parts, each as a plain mean: a large programme weighs no more."""
    means = given.select(pl.col(EFFORT_PARTS).mean(), programmes=pl.len().cast(pl.Int64))
    return table(means, *EFFORT_PARTS, "programmes")


def _by_theme(given: pl.DataFrame, selection: Selection) -> ResultTable:
    grain = ("theme_set", "theme_code", "theme_name", "theme_order", "adds_up")
    means = (
        programme_themes(selection)
        .join(given.select("programme_id", *EFFORT_PARTS), on="programme_id", how="left")
        .group_by(grain)
        .agg(pl.col(EFFORT_PARTS).mean(), programmes=pl.col(EFFORT_PARTS[0]).count().cast(pl.Int64))
        .sort("theme_order")
    )
    return table(means, *grain[:3], *EFFORT_PARTS, "programmes", "adds_up")


def _mostly_technology(given: pl.DataFrame) -> ResultTable:
    rows = given.filter(pl.col("technology_pct") >= MOSTLY_TECHNOLOGY_PCT.value)
    columns = ("programme_id", "technology_pct", "programme_name", "lead_org_code")
    return table(rows.sort("technology_pct", "programme_id", descending=[True, False]), *columns)


def _clinically_led(rows: pl.DataFrame) -> ResultTable:
    """Return one row: of the programmes that say, how many a clinician leads."""
    counts = rows.select(
        clinically_led=pl.col("clinically_led").sum().cast(pl.Int64),
        programmes_saying=pl.col("clinically_led").count().cast(pl.Int64),
        programmes=pl.len().cast(pl.Int64),
    ).with_columns(share=share("clinically_led", "programmes_saying"))
    return table(counts, *counts.columns)


def _cost(rows: pl.DataFrame) -> ResultTable:
    """Return one row: what all programmes together were approved to cost and have spent, over
    those that say; how many do not is said."""
    sums = rows.select(
        total("approved_cost_gbp"),
        total("spend_to_date_gbp"),
        programmes=pl.len().cast(pl.Int64),
        cost_missing=pl.col("approved_cost_gbp").is_null().sum().cast(pl.Int64),
        spend_missing=pl.col("spend_to_date_gbp").is_null().sum().cast(pl.Int64),
    )
    return table(sums, *sums.columns)


def _approach(rows: pl.DataFrame) -> ResultTable:
    """Return programmes and their approved cost by approach, in the contract's order; how many
    of them give no cost is said. An approach that nobody names has no row."""
    order = {name: place for place, name in enumerate(APPROACHES)}
    mix = (
        rows.filter(pl.col("approach").is_not_null())
        .group_by("approach")
        .agg(
            total("approved_cost_gbp"),
            programmes=pl.len().cast(pl.Int64),
            cost_missing=pl.col("approved_cost_gbp").is_null().sum().cast(pl.Int64),
        )
        .sort(pl.col("approach").replace_strict(order, return_dtype=pl.Int64))
    )
    return table(mix, "approach", "programmes", "approved_cost_gbp", "cost_missing")
