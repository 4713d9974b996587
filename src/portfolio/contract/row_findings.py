"""Typed rows held against the contract, and what breaks it told in findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.finding_groups import finding_of_cells, findings_of
from portfolio.contract.row_rules import row_rules
from portfolio.contract.rules import nearest
from portfolio.contract.suspected_rules import suspected_rules
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period


class AsSent(Protocol):
    """Columns of text by name: a frame, or what reads a column when it is asked for."""

    @property
    def height(self) -> int: ...

    def __getitem__(self, column: str, /) -> pl.Series: ...


# One habit of whoever wrote them, or one period chosen, in however many cells and columns.
_TOGETHER = frozenset({"id_characters", "date_after_period_end", "realised_after_period_end"})
_NOTHING_UNREAD: Mapping[str, pl.Series] = {}


def row_findings(
    kind: str,
    table: pl.DataFrame,
    *,
    file: str,
    period: Period,
    unread: Mapping[str, pl.Series] = _NOTHING_UNREAD,
    as_sent: AsSent | None = None,
) -> list[Finding]:
    """Return what breaks the contract within one table, in the contract's order.

    `table` has every column of the kind, typed, and `row_number`. `unread` names, by column, the
    row numbers whose cell has already been found unreadable: no rule that looks at such a cell
    speaks again. `as_sent` is the same table as text, row by row, for quoting cells as they came.
    """
    broken = _broken_rules(kind, table, period)
    findings: list[Finding] = []
    of_cells: dict[str, list[pl.DataFrame]] = {}
    for rule in row_rules(kind, period):
        if (rule.rule_id, rule.column or KINDS[kind].key[0]) in broken:
            cases = _cases(rule, table, unread, as_sent)
            if rule.rule_id in _TOGETHER:
                cells = cases.with_columns(column=pl.lit(rule.column))
                of_cells.setdefault(rule.rule_id, []).append(cells)
                continue
            findings.extend(
                findings_of(
                    rule.rule_id,
                    cases,
                    file=file,
                    kind=kind,
                    column=rule.column,
                    near=_near_code(rule, kind),
                )
            )
    for rule_id, parts in of_cells.items():
        cells = pl.concat(parts)
        if cells.height:
            findings.append(finding_of_cells(rule_id, cases=cells, file=file, kind=kind))
    return findings


def _broken_rules(kind: str, table: pl.DataFrame, period: Period) -> set[tuple[str, str]]:
    """Return names of the rules that some row breaks, each with the column its check hangs on."""
    suspects = suspected_rules(kind, table, period)
    if suspects is not None and not suspects:
        return set()
    # Here, because pandera takes as long to load as a return without a fault takes to check.
    from portfolio.contract.schemas import broken_rules  # noqa: PLC0415

    return broken_rules(kind, table, period, suspects)


def _cases(
    rule: RowRule,
    table: pl.DataFrame,
    unread: Mapping[str, pl.Series],
    as_sent: AsSent | None,
) -> pl.DataFrame:
    """Return the rows that break a rule, with the cell to quote and the words of the sentence."""
    quoted: pl.Series | pl.Expr = pl.lit(None, dtype=pl.String)
    if rule.found is not None and as_sent is not None and as_sent.height == table.height:
        sent = as_sent[rule.found]
        quoted = sent.set(sent.str.strip_chars() == "", None)
    elif rule.found is not None:
        quoted = pl.col(rule.found)
    readable = pl.all_horizontal(
        pl.lit(value=True),
        *(
            ~pl.col("row_number").is_in(unread[column].implode())
            for column in rule.fails.meta.root_names()
            if column in unread
        ),
    )
    cases = table.select(
        "row_number",
        quoted.alias("found"),
        *(words.alias(name) for name, words in rule.words.items()),
        (rule.fails & readable).alias("__fails"),
    )
    return cases.filter("__fails").drop("__fails")


def _near_code(rule: RowRule, kind: str) -> Callable[[str], str | None] | None:
    if rule.rule_id != "code_not_listed" or rule.column is None:
        return None
    field = KINDS[kind].field(rule.column)
    by_meaning = {meaning.casefold(): code for code, meaning in field.values}
    return lambda found: (
        nearest(found, field.codes) or by_meaning.get(nearest(found, by_meaning) or "")
    )
