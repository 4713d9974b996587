"""The contract as pandera schemas over typed columns, the rule's name in each check's error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.fields import FieldType
from portfolio.contract.row_rules import row_rules
from portfolio.domain.period import Period

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


@cache
def schema(kind: str, period: Period) -> pa.DataFrameSchema:
    """The schema of a kind's typed columns for one reporting period.

    For eager frames only: on a LazyFrame pandera leaves the checks out without saying so.
    A check whose rule is about several columns hangs on the first column of the key where the
    rule names none. Other columns (`row_number` and the like) may stand beside these.
    """
    described = KINDS[kind]
    rules: dict[str, list[RowRule]] = {column: [] for column in described.columns}
    for rule in row_rules(kind, period):
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
    """The same types and rules asked as one question: does any row break any rule?

    Most returns are right, and one pass over the columns costs a small file a tenth of what
    some fifty checks one by one do. What the gate stops, `schema` names.
    """
    described = KINDS[kind]
    questions = [
        (rule.fails.any() if rule.any_fails is None else rule.any_fails).fill_null(value=False)
        for rule in row_rules(kind, period)
    ]

    types = {f.name: DTYPES[f.type]() for f in described.fields}

    def nothing_fails(data: PolarsData) -> bool:
        found = data.lazyframe.collect_schema()
        has_types = all(found.get(column) == dtype for column, dtype in types.items())
        return has_types and not _holds_somewhere(data.lazyframe, pl.any_horizontal(questions))

    # No columns here: pandera's own look at each would cost more than all rules together.
    return pa.DataFrameSchema(
        checks=pa.Check(nothing_fails, error="any_rule", name="any_rule"),
        name=f"{kind} {period}, any rule",
    )


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
