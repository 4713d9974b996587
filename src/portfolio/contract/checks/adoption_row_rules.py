"""What must fit together in a row of adoptions."""

from __future__ import annotations

from datetime import date

import polars as pl

from portfolio.contract.checks.cell_rules import not_after
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.kinds.adoptions import ADOPTIONS

# A state that is no state at all is told as such, and not once more by its dates.
_NEVER_LIVE = [
    state
    for state in ADOPTIONS.field("state").codes
    if state not in ("live", "embedded", "stopped")
]
_ADOPTION_DATES = ("agreed_date", "live_date", "embedded_date", "stopped_date")


def adoption_rules(period_end: date) -> tuple[RowRule, ...]:
    """A state has its dates and its reason, dates follow each other, using is within eligible."""
    return (*_state_rules(), *_adoption_date_rules(period_end), *_people_rules())


def _state_rules() -> tuple[RowRule, ...]:
    state = pl.col("state")
    words = {"state": state}

    def without(column: str, *states: str) -> pl.Expr:
        return state.is_in(states) & pl.col(column).is_null()

    dated = pl.col("live_date").is_not_null()
    return (
        RowRule(
            "live_needs_date", "live_date", without("live_date", "live", "embedded"), words=words
        ),
        RowRule("embedded_needs_date", "embedded_date", without("embedded_date", "embedded")),
        RowRule("stopped_needs_date", "stopped_date", without("stopped_date", "stopped")),
        RowRule(
            "live_date_needs_live_state",
            "live_date",
            dated & state.is_in(_NEVER_LIVE),
            "live_date",
            words,
        ),
        RowRule(
            "reason_needed",
            "reason",
            without("reason", "not_applicable", "declined", "stopped"),
            "reason",
            words,
        ),
    )


def _adoption_date_rules(period_end: date) -> tuple[RowRule, ...]:
    rules = [not_after(column, period_end) for column in _ADOPTION_DATES]
    for place, column in enumerate(_ADOPTION_DATES[1:], start=1):
        before = {other: pl.col(column) < pl.col(other) for other in _ADOPTION_DATES[:place]}
        earlier = pl.coalesce(pl.when(late).then(pl.lit(name)) for name, late in before.items())
        out_of_order = pl.any_horizontal(late.fill_null(value=False) for late in before.values())
        rules.append(RowRule("dates_in_order", column, out_of_order, column, {"earlier": earlier}))
    return tuple(rules)


def _people_rules() -> tuple[RowRule, ...]:
    more = pl.col("people_using") > pl.col("people_eligible")
    return (RowRule("using_within_eligible", "people_using", more, "people_using"),)
