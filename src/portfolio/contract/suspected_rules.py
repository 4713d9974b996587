"""Which rules the rows of typed columns may break: one question to all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import FieldType
from portfolio.contract.row_rules import row_rules
from portfolio.contract.runs import LONG
from portfolio.domain.period import Period

# Its id, and the column where the partner is sent to look.
RuleKey = tuple[str, str | None]
DTYPES: Mapping[FieldType, type[pl.DataType]] = {
    "id": pl.String,
    "text": pl.String,
    "code": pl.String,
    "org": pl.String,
    "date": pl.Date,
    "month": pl.String,
    "money": pl.Float64,
    "number": pl.Float64,
    "whole": pl.Int64,
    "percent": pl.Float64,
    "yes_no": pl.Boolean,
    "theme": pl.String,
    "themes": pl.String,
    "link": pl.String,
}


def suspected_rules(kind: str, table: pl.DataFrame, period: Period) -> frozenset[str] | None:
    """Return the rules that some row may break, found in one pass; None where the types are wrong.

    Most returns are right, and one pass over the columns costs a small file a tenth of what some
    fifty checks one by one do. What is suspected here, the schema judges.
    """
    if not _has_types(kind, table):
        return None
    # Of a short table all rules are asked sooner than whether one of them need not be.
    kept = {
        (rule.rule_id, rule.column)
        for rule in (row_rules(kind, period) if table.height >= LONG else ())
        if rule.surely_holds is not None and rule.surely_holds(table)
    }
    asked = {key: asks for key, asks in _questions(kind, period).items() if key not in kept}
    answers = table.select(question.alias(str(i)) for i, question in enumerate(asked.values()))
    found = zip(asked, answers.row(0), strict=True)
    return frozenset(rule_id for (rule_id, _), answer in found if answer)


@cache
def _questions(kind: str, period: Period) -> Mapping[RuleKey, pl.Expr]:
    """Return per rule and column whether some row may break it."""
    return {
        (rule.rule_id, rule.column): (
            rule.fails.any() if rule.any_fails is None else rule.any_fails
        ).fill_null(value=False)
        for rule in row_rules(kind, period)
    }


def _has_types(kind: str, table: pl.DataFrame) -> bool:
    found = table.schema
    return all(found.get(f.name) == DTYPES[f.type]() for f in KINDS[kind].fields)
