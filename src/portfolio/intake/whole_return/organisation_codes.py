"""Organisation codes: spelt as the list spells them, known, and open where that matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import nearest
from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext


def spelt_as_listed(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """Return the tables with organisation codes in the list's spelling, matched without regard
    to case."""
    listed = {code.casefold(): code for code in findings.context.organisations.codes}
    return {kind: _spelt(findings, kind, table, listed) for kind, table in tables.items()}


def check_organisations(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """Every code is known; leads are open on the period end, beneficiaries in their month."""
    for kind, table in tables.items():
        for column in _organisation_columns(kind):
            _check_known(findings, kind, column, table)
    period = str(findings.context.period)
    if "programmes" in tables:
        leads = tables["programmes"].with_columns(month=pl.lit(period))
        _check_open(findings, "programmes", "lead_org_code", leads)
    if "benefit_values" in tables:
        months = tables["benefit_values"].with_columns(month=pl.col("period"))
        _check_open(findings, "benefit_values", "beneficiary_org_code", months)


def _organisation_columns(kind: str) -> list[str]:
    return [field.name for field in KINDS[kind].fields if field.type == "org"]


def _spelt(
    findings: FindingCollector, kind: str, table: pl.DataFrame, listed: Mapping[str, str]
) -> pl.DataFrame:
    runs, changes = findings.runs(kind, table), []
    for column in _organisation_columns(kind):
        sent = runs.different(column)
        other = {code: listed.get(code.casefold(), code) for code in sent}
        changed = {code: right for code, right in other.items() if code != right}
        if changed:
            changes.append(pl.col(column).replace(changed))
    if not changes:
        return table
    findings.forget_runs(kind)
    return table.with_columns(changes)


def _check_known(findings: FindingCollector, kind: str, column: str, table: pl.DataFrame) -> None:
    codes = findings.context.organisations.codes
    sent = findings.runs(kind, table).different(column)
    unknown = [code for code in sent if not findings.context.organisations.knows(code)]
    if unknown:
        cases = table.filter(pl.col(column).is_in(unknown)).select(
            "row_number", found=pl.col(column)
        )
        named = {
            row.org_name.casefold(): row.org_code for row in findings.context.organisations.rows
        }
        findings.tell(
            "known_organisation",
            kind,
            column,
            cases,
            near=lambda sent: nearest(sent, codes) or named.get(nearest(sent, named) or ""),
        )


def _check_open(findings: FindingCollector, kind: str, column: str, table: pl.DataFrame) -> None:
    """`table` has a column `month` in which the organisation of each row must be open."""
    always = [row.org_code for row in findings.context.organisations.rows if _is_always_open(row)]
    if {*findings.runs(kind, table).different(column)}.issubset(always):
        return
    dated = table.filter(~pl.col(column).is_in(always))
    pairs = dated.select(code=column, month="month").unique().drop_nulls()
    closed = [
        _closed_words(findings.context, code, month)
        for code, month in pairs.iter_rows()
        if _is_closed(findings.context, code, month)
    ]
    if closed:
        rows = pl.DataFrame(closed).join(
            dated.select("row_number", code=column, month="month"), on=["code", "month"]
        )
        cases = rows.sort("row_number").select(
            "row_number", "month_words", "closed_words", "successor_words", found="code"
        )
        findings.tell("organisation_open", kind, column, cases)


def _is_always_open(row: Organisation) -> bool:
    return row.valid_from is None and row.valid_to is None


def _is_closed(context: ReturnContext, code: str, month: str) -> bool:
    known = context.organisations.knows(code)
    return known and not context.organisations.is_open(code, Period.parse(month))


def _closed_words(context: ReturnContext, code: str, month: str) -> dict[str, str]:
    known, end = context.organisations, Period.parse(month).end
    closed_on, opened_on = known.closed_on(code), known.opened_on(code)
    closed, others = "", tuple[str, ...]()
    if closed_on is not None and closed_on < end:
        closed, others = f": it closed on {_in_words(closed_on)}", known.successors(code)
    elif opened_on is not None and opened_on > end:
        before = known.followed(code, context.period)
        closed = f": it opened on {_in_words(opened_on)}"
        others = tuple(one.code for one in before if known.is_open(one.code, Period.parse(month)))
    return {
        "code": code,
        "month": month,
        "month_words": Period.parse(month).words,
        "closed_words": closed,
        "successor_words": f", for example `{others[0]}`" if others else "",
    }


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
