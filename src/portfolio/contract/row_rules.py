"""The rules on typed rows of each kind, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.adoption_row_rules import adoption_rules
from portfolio.contract.checks.benefit_row_rules import benefit_rules
from portfolio.contract.checks.benefit_value_row_rules import value_rules
from portfolio.contract.checks.cell_rules import cell_rules, not_after
from portfolio.contract.checks.keys import key_rules
from portfolio.contract.checks.programme_row_rules import programme_rules
from portfolio.contract.checks.risk_row_rules import risk_rules
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.checks.years import year_rules
from portfolio.domain.period import Period

_OF_ROWS: Mapping[str, Callable[[date], tuple[RowRule, ...]]] = {
    "programmes": lambda _: programme_rules(),
    "adoptions": adoption_rules,
    "benefits": lambda _: benefit_rules(),
    "benefit_values": value_rules,
    "risks": lambda _: risk_rules(),
    "lessons": lambda _: (),
    "lesson_uses": lambda period_end: (not_after("used_date", period_end),),
}


@cache
def row_rules(kind: str, period: Period) -> tuple[RowRule, ...]:
    """Return the rules on one kind for one reporting period: cells first, then rows, keys, and
    years."""
    described = KINDS[kind]
    cells = (rule for field in described.fields for rule in cell_rules(field))
    years = year_rules(described, period)
    return (*cells, *_OF_ROWS[kind](period.end), *key_rules(described), *years)
