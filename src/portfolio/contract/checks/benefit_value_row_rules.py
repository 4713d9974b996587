"""What must be true of a month of a benefit."""

from __future__ import annotations

from datetime import date

import polars as pl

from portfolio.contract.checks.row_rule import RowRule

_FIGURES = tuple(
    f"{stage}_{unit}" for unit in ("value", "gbp") for stage in ("planned", "forecast", "realised")
)


def value_rules(period_end: date) -> tuple[RowRule, ...]:
    """A row says something, and nothing is realised before its time."""
    empty = pl.all_horizontal(pl.col(figure).is_null() for figure in _FIGURES)
    later = pl.col("period") > f"{period_end:%Y-%m}"
    month = (pl.col("period") + "-01").str.to_date(strict=False).dt.strftime("%B %Y")
    future = (
        RowRule(
            "realised_after_period_end",
            f"realised_{unit}",
            later & pl.col(f"realised_{unit}").is_not_null(),
            f"realised_{unit}",
            {"month_words": month, "forecast": pl.lit(f"forecast_{unit}")},
        )
        for unit in ("value", "gbp")
    )
    return (RowRule("value_row_empty", None, empty), *future)
