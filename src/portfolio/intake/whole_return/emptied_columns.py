"""Columns that held values in this partner's last return and hold none in this one."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.programme_row_rules import EFFORT
from portfolio.contract.fields import Kind
from portfolio.contract.rules import listed
from portfolio.intake.whole_return.context import FindingCollector

# A few things taken away are seen one by one in the preview.
_FEW = 2
# What is given and left blank together is one thing: a rating, an old service.
_TOGETHER = (
    ("sro_confidence", "sro_confidence_date", "sro_comment"),
    ("independent_confidence", "independent_confidence_date", "independent_comment"),
    ("old_service", "old_service_end_date", "old_service_cost_gbp_per_year"),
    EFFORT,
    ("baseline_value", "baseline_date"),
    ("target_value", "target_date"),
)
_FIRST_OF = {column: group[0] for group in _TOGETHER for column in group}
_NAMED = 30
_FORECASTS = ("forecast_value", "forecast_gbp")


def check_emptied(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """One note for each kind, which names them all: left out, or sent without a value."""
    for kind, table in tables.items():
        before = findings.context.standing.previous.get(kind) if table.height else None
        if before is None or before.is_empty():
            continue
        held = _held(KINDS[kind], table, _still_due(kind, before, findings))
        unread = findings.context.unread_columns
        held = {column: n for column, n in held.items() if (kind, column) not in unread}
        values = sum(held.values())
        things = {_FIRST_OF.get(column, column): count for column, count in held.items()}
        if sum(things.values()) > _FEW:
            findings.say(
                "columns_emptied",
                kind=kind,
                columns=listed([*held], _NAMED),
                hold="holds" if len(held) == 1 else "hold",
                values=f"{values:,} values",
            )


def _still_due(kind: str, before: pl.DataFrame, findings: FindingCollector) -> pl.DataFrame:
    """Return the last return, of months that have gone by without what was forecast for them:
    some keep it, and some forecast only what is ahead."""
    if kind != "benefit_values":
        return before
    is_ahead = pl.col("period") > str(findings.context.period)
    return before.with_columns(pl.when(is_ahead).then(pl.col(f)).alias(f) for f in _FORECASTS)


def _held(kind: Kind, table: pl.DataFrame, before: pl.DataFrame) -> Mapping[str, int]:
    """By column that is blank throughout now, how many rows still sent had a value in it."""
    both = [c for c in kind.columns if c in table.columns and c in before.columns]
    blank = [column for column in both if table[column].null_count() == table.height]
    given = [column for column in blank if before[column].null_count() < before.height]
    if not given:
        return {}
    with_values = before.filter(pl.any_horizontal(pl.col(given).is_not_null()))
    still_sent = with_values.join(table, on=list(kind.key), how="semi")
    return {column: count for column in given if (count := still_sent[column].count())}
