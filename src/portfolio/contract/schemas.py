"""The contract as pandera schemas over typed columns, the rule's name in each check's error."""

from __future__ import annotations

from functools import lru_cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.row_rules import row_rules
from portfolio.contract.suspected_rules import DTYPES
from portfolio.domain.period import Period


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


def broken_rules(
    kind: str, table: pl.DataFrame, period: Period, suspects: frozenset[str] | None
) -> set[tuple[str, str]]:
    """Return those of some rules (None: all) that a row breaks, each with the column that its
    check hangs on. Raises TypeError where the columns are not the contract's."""
    try:
        schema(kind, period, suspects).validate(table, lazy=True)
    except SchemaErrors as errors:
        failed = [(error.check, str(error.schema.name)) for error in errors.schema_errors]
    else:
        return set()  # the cheap question said perhaps, the rule itself said no
    named = {(str(check.error), column) for check, column in failed if isinstance(check, pa.Check)}
    if len(named) < len(failed):
        # A fault of ours, not theirs; pandera's own message would repeat cells.
        raise TypeError(f"The columns of {kind} are not the contract's, or not of its types.")
    return named


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
