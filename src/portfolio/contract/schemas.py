"""The contract as pandera schemas over typed columns, the rule's name in each check's error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import FieldType
from portfolio.contract.row_rules import RowRule, row_rules
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


def _check(rule: RowRule) -> pa.Check:
    """One failing case is enough here: who asks for rows counts them all afterwards."""
    broken = rule.fails if rule.suspects is None else rule.suspects

    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(~broken.fill_null(value=False).alias(rule.rule_id))

    return pa.Check(holds, error=rule.rule_id, name=rule.rule_id, n_failure_cases=1)
