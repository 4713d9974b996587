"""What must fit together in the rows of the benefits register."""

from __future__ import annotations

import polars as pl

from portfolio.contract.checks.row_rule import RowRule

# Masked whether or not they would pass as an NHS number: cut short, half of one could stay.
_TEN_DIGITS = r"\b([0-9]{3})[\s-]?[0-9]{3}[\s-]?[0-9]{2}([0-9]{2})\b"
SAID_ALIKE = (
    "programme_id",
    "benefit_name",
    "measure",
    "unit",
    "benefit_type",
    "effect",
    "better",
    "combines",
)


def benefit_rules() -> tuple[RowRule, ...]:
    """Values have dates, new limits a reason, one benefit is said alike in its rows, an outcome is
    carried once."""
    pairs = (*_pair_rules("baseline"), *_pair_rules("target"), *_recalculation_rules())
    return (*pairs, *_register_rules())


def _pair_rules(pair: str) -> tuple[RowRule, ...]:
    value, day = f"{pair}_value", f"{pair}_date"
    has_value, has_date = pl.col(value).is_not_null(), pl.col(day).is_not_null()
    return (
        RowRule("value_needs_date", day, has_value & ~has_date, words={"value": pl.lit(value)}),
        RowRule("date_needs_value", value, has_date & ~has_value, words={"date": pl.lit(day)}),
    )


def _recalculation_rules() -> tuple[RowRule, ...]:
    month, reason = "recalculate_from", "recalculate_reason"
    has_month, has_reason = pl.col(month).is_not_null(), pl.col(reason).is_not_null()
    return (
        RowRule("recalculate_needs_reason", reason, has_month & ~has_reason, month),
        RowRule("recalculate_needs_month", month, has_reason & ~has_month, reason),
    )


def _register_rules() -> tuple[RowRule, ...]:
    unmarked = pl.col("noticed_by").is_not_null() & pl.col("foreseen").ne_missing("emergent")
    outcome = ["programme_id", "outcome_code"]
    at_one = pl.struct(*outcome, pl.col("beneficiary_org_code").str.to_lowercase())
    twice = pl.col("outcome_code").is_not_null() & at_one.is_duplicated()
    return (
        RowRule("noticed_by_for_emergent", "noticed_by", unmarked, "noticed_by"),
        RowRule(
            "one_outcome_per_programme",
            "outcome_code",
            twice,
            "outcome_code",
            {"programme": pl.col("programme_id")},
        ),
        *(_said_alike(column) for column in SAID_ALIKE),
    )


def _said_alike(column: str) -> RowRule:
    """Rows of one benefit say the same; a blank `combines` says `sum`."""
    said = pl.col(column).fill_null("sum") if column == "combines" else pl.col(column)
    first = said.first().over("benefit_id")
    other = said.filter(said.ne_missing(said.first())).first().over("benefit_id")
    ways = pl.format("`{}` and `{}`", _short(first), _short(other))
    return RowRule(
        "benefit_rows_agree",
        column,
        pl.col("benefit_id").is_not_null() & (said.n_unique().over("benefit_id") > 1),
        words={"benefit": pl.col("benefit_id"), "ways": ways},
    )


def _short(text: pl.Expr) -> pl.Expr:
    whole = text.fill_null("blank").str.replace_all(_TEN_DIGITS, "${1} *** **${2}")
    return whole.str.slice(0, 40).str.replace_all("`", "'", literal=True)
