"""The contract as pandera schemas over typed columns, the rule's name in each check's error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.fields import FieldType
from portfolio.contract.row_rules import row_rules
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


@lru_cache(maxsize=256)
def schema(kind: str, period: Period, only: frozenset[str] | None = None) -> pa.DataFrameSchema:
    """Return the schema of a kind's typed columns for one reporting period; `only` keeps some
    rules.

    For eager frames only: on a LazyFrame pandera leaves the checks out without saying so.
    A check whose rule is about several columns hangs on the first column of the key where the
    rule names none. Other columns (`row_number` and the like) may stand beside these.
    """
    described = KINDS[kind]
    rules: dict[str, list[RowRule]] = {column: [] for column in described.columns}
    for rule in row_rules(kind, period):
        if only is None or rule.rule_id in only:
            rules[rule.column or described.key[0]].append(rule)
    return pa.DataFrameSchema(
        {
            f.name: pa.Column(
                DTYPES[f.type], checks=[_check(rule) for rule in rules[f.name]], nullable=True
            )
            for f in described.fields
        },
        name=f"{kind} {period}",
    )


@cache
def gate(kind: str, period: Period) -> pa.DataFrameSchema:
    """Return the same types and rules asked as one question: does any row break any rule?

    Most returns are right, and one pass over the columns costs a small file a tenth of what
    some fifty checks one by one do. What the gate stops, `schema` names.
    """

    def nothing_fails(data: PolarsData) -> bool:
        table = data.lazyframe.collect()
        return _has_types(kind, table) and not _suspects(kind, table, period)

    # No columns here: pandera's own look at each would cost more than all rules together.
    return pa.DataFrameSchema(
        checks=pa.Check(nothing_fails, error="any_rule", name="any_rule"),
        name=f"{kind} {period}, any rule",
    )


def suspected_rules(kind: str, table: pl.DataFrame, period: Period) -> frozenset[str] | None:
    """Return the rules that some row may break; None where the types are wrong."""
    if not _has_types(kind, table):
        return None
    return frozenset(rule_id for rule_id, _ in _suspects(kind, table, period))


def _suspects(kind: str, table: pl.DataFrame, period: Period) -> frozenset[RuleKey]:
    """Return the rules that some row may break, each with its column, found in one pass."""
    kept = {
        (rule.rule_id, rule.column)
        for rule in row_rules(kind, period)
        if rule.surely_holds is not None and rule.surely_holds(table)
    }
    asked = {key: asks for key, asks in _questions(kind, period).items() if key not in kept}
    answers = table.select(question.alias(str(i)) for i, question in enumerate(asked.values()))
    return frozenset(key for key, answer in zip(asked, answers.row(0), strict=True) if answer)


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


def _check(rule: RowRule) -> pa.Check:
    """One failing case is enough here: who asks for rows counts them all afterwards."""
    passes = ~rule.fails.fill_null(value=False)

    def holds(data: PolarsData) -> pl.LazyFrame | bool:
        if rule.any_fails is not None and not _holds_somewhere(data.lazyframe, rule.any_fails):
            return True
        return data.lazyframe.select(passes.alias(rule.rule_id))

    return pa.Check(holds, error=rule.rule_id, name=rule.rule_id, n_failure_cases=1)


def _holds_somewhere(frame: pl.LazyFrame, expression: pl.Expr) -> bool:
    return bool(frame.select(expression).collect().item())
