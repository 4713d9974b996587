"""What must fit together in a row of programmes."""

from __future__ import annotations

import polars as pl

from portfolio.contract.checks.row_rule import RowRule

EFFORT = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
_EFFORT_GIVE = 1 + 1e-9


def programme_rules() -> tuple[RowRule, ...]:
    """Effort adds up, ends follow starts, ratings are dated, a cost has a name."""
    return (*_effort_rules(), *_end_and_rating_rules())


def _effort_rules() -> tuple[RowRule, ...]:
    """The first blank share of a row that gives some is named, so that a row is said once."""
    given = pl.any_horizontal(pl.col(part).is_not_null() for part in EFFORT)
    total = pl.sum_horizontal(EFFORT, ignore_nulls=False)
    blanks = []
    for place, part in enumerate(EFFORT):
        earlier_given = [pl.col(other).is_not_null() for other in EFFORT[:place]]
        first_blank = pl.all_horizontal(given, pl.col(part).is_null(), *earlier_given)
        blanks.append(RowRule("effort_all_or_none", part, first_blank))
    is_of_one = (total - 1).abs() <= _EFFORT_GIVE / 100
    return (
        *blanks,
        RowRule("effort_of_one", EFFORT[0], is_of_one),
        RowRule(
            "effort_sums_to_100",
            EFFORT[0],
            ((total - 100).abs() > _EFFORT_GIVE) & ~is_of_one,
            words={"total": total},
        ),
    )


def _end_and_rating_rules() -> tuple[RowRule, ...]:
    rules = [
        RowRule("end_not_before_start", end, pl.col(end) < pl.col("start_date"), end)
        for end in ("planned_end_date", "forecast_end_date")
    ]
    for rater in ("sro", "independent"):
        rating, day, comment = (
            f"{rater}_confidence",
            f"{rater}_confidence_date",
            f"{rater}_comment",
        )
        # A withheld rating is not a rating: it needs neither a date nor a reason.
        rated = pl.col(rating).is_not_null() & (pl.col(rating) != "exempt")
        words = {"rating": pl.lit(rating)}
        undated = rated & pl.col(day).is_null()
        rules.append(RowRule("rating_needs_date", day, undated, words=words))
        unsaid = rated & pl.col(comment).is_null()
        rules.append(RowRule("rating_without_comment", comment, unsaid, words=words))
    before = "transferred_from_org_code"
    itself = pl.col(before).str.to_lowercase() == pl.col("lead_org_code").str.to_lowercase()
    rules.append(RowRule("transferred_from_itself", before, itself, before))
    cost = "old_service_cost_gbp_per_year"
    unnamed = pl.col(cost).is_not_null() & pl.col("old_service").is_null()
    return (*rules, RowRule("old_service_needs_name", "old_service", unnamed, cost))
