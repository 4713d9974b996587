"""Rows that break a rule, told as few findings as a partner would like to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import ROWS_LISTED, case, columns_like_it, finding, others_like_it
from portfolio.domain.finding import Case, Finding

# Up to so many different cells each get a finding of their own; beyond, the first speaks for all.
_TOLD_APART = 5
# A near miss is looked for so many times at most: among thousands of ids each look takes a while.
_NEAR_LOOKED_FOR = 50
_NOT_WORDS = ("row_number", "found", "rows", "row_count", "column")

Near: TypeAlias = Callable[[str], str | None] | None


def findings_of(
    rule_id: str,
    cases: pl.DataFrame,
    *,
    file: str,
    kind: str,
    column: str | None,
    near: Near = None,
    together: bool = False,
) -> Iterator[Finding]:
    """Yield the findings of one rule on one column; `together`: one, however few cells differ.

    `cases` has one row per offending row: `row_number`, `found` (the cell to quote, or null) and
    a column for each further word of the rule's sentence. Rows that would be told in the same
    words are one finding. `near` suggests what a cell may have been meant to say. Where one
    finding speaks for different cells, each listed row has its own words beside.
    """
    near = _looked_for(near)
    different = _different(cases.drop("row_number"))
    others = different - 1 if together or different > _TOLD_APART else 0
    told_apart = cases.head(1) if others else cases
    groups = told_apart.group_by(pl.exclude("row_number"), maintain_order=True).agg(
        rows=pl.col("row_number").head(ROWS_LISTED), row_count=pl.len()
    )
    for group in groups.head(1 if others else _TOLD_APART).iter_rows(named=True):
        found = said(group["found"])
        one = finding(
            rule_id,
            file=file,
            kind=kind,
            rows=cases["row_number"].head(ROWS_LISTED) if others else group["rows"],
            row_count=cases.height if others else group["row_count"],
            column=column,
            found=found,
            nearest=near(found) if near and found else None,
            others=others,
            **_words(group),
        )
        yield replace(one, each=tuple(_each(one, cases, near))) if others else one


def finding_of_cells(rule_id: str, cases: pl.DataFrame, *, file: str, kind: str) -> Finding:
    """Return one finding on cells of several columns, told by the first of them in the first
    row.

    `cases` is as for `findings_of`, with the `column` of each cell beside; no near miss is
    suggested.
    """
    place = {column: number for number, column in enumerate(KINDS[kind].columns)}
    ordered = cases.sort("row_number", pl.col("column").replace_strict(place))
    first = ordered.row(0, named=True)
    rows = ordered["row_number"].unique(maintain_order=True)
    found = pl.Series([said(cell) for cell in cases["found"].unique()], dtype=pl.String)
    one = finding(
        rule_id,
        file=file,
        kind=kind,
        rows=rows.head(ROWS_LISTED),
        row_count=rows.len(),
        column=first["column"],
        found=said(first["found"]),
        others=found.n_unique() - 1,
        also_in=[c for c in ordered["column"].unique(maintain_order=True) if c != first["column"]],
        **_words(first),
    )
    return replace(one, each=tuple(_each_cell(one, ordered))) if ordered.height > 1 else one


def _each_cell(one: Finding, cases: pl.DataFrame) -> Iterator[Case]:
    for row in cases.head(ROWS_LISTED).iter_rows(named=True):
        column = row["column"]
        told = case(
            one.rule,
            row["row_number"],
            kind=one.kind,
            column=column,
            found=said(row["found"]),
            **_words(row),
        )
        yield replace(told, column=column)


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those of one rule in one file as one where there are many that ask
    for the same: what is wrong in so many places is one thing to put right."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        alike.setdefault((one.file, one.rule, one.do, one.kind or ""), []).append(one)
    return [
        one for group in alike.values() for one in ([_as_one(group)] if _is_flood(group) else group)
    ]


def _is_flood(group: Sequence[Finding]) -> bool:
    return len(group) > _TOLD_APART and all(one.rows for one in group)


def _as_one(group: Sequence[Finding]) -> Finding:
    first = min(group, key=lambda one: one.rows[0])
    cases = [
        replace(each, column=each.column or one.column) for one in group for each in one.cases()
    ]
    cases.sort(key=lambda each: each.row)
    rows = list(dict.fromkeys(each.row for each in cases))
    is_complete = all(len(one.rows) == one.row_count for one in group)
    others = len({(each.column, each.says) for each in cases}) - 1
    columns = list(dict.fromkeys(one.column for one in group if one.column != first.column))
    says = next(first.cases()).says
    return replace(
        first,
        says=f"{says}{others_like_it(others)}{columns_like_it(columns)}",
        rows=tuple(rows[:ROWS_LISTED]),
        row_count=len(rows) if is_complete else max(len(rows), *(one.row_count for one in group)),
        each=tuple(cases[:ROWS_LISTED]),
    )


def _different(told: pl.DataFrame) -> int:
    """Return how many different rows there are. Mostly one column alone differs, and of a
    million cells those of one column are counted in a fraction of the time."""
    counts = {name: told[name].n_unique() for name in told.columns}
    differing = [name for name, count in counts.items() if count > 1]
    return told.select(differing).unique().height if differing[1:] else max(counts.values())


def _each(one: Finding, cases: pl.DataFrame, near: Near) -> Iterator[Case]:
    """Yield the rows that a finding speaks for, each in its own words."""
    for row in cases.head(ROWS_LISTED).iter_rows(named=True):
        found = said(row["found"])
        yield case(
            one.rule,
            row["row_number"],
            kind=one.kind,
            column=one.column,
            found=found,
            nearest=near(found) if near and found else None,
            **_words(row),
        )


def _looked_for(near: Near) -> Near:
    """Return the same suggestions, each worked out once, and after some time none."""
    if near is None:
        return None
    known: dict[str, str | None] = {}

    def look(found: str) -> str | None:
        if found not in known and len(known) < _NEAR_LOOKED_FOR:
            known[found] = near(found)
        return known.get(found)

    return look


def _words(row: Mapping[str, object]) -> dict[str, str | None]:
    """Return the words of a sentence beyond the cell, from a row of cases or a group of them."""
    return {name: _word(value) for name, value in row.items() if name not in _NOT_WORDS}


def _word(value: object) -> str | None:
    """Return a word of a sentence: counts with commas, everything else as people write it."""
    return f"{value:,}" if type(value) is int else said(value)


def said(cell: object) -> str | None:
    """Return a typed cell as people write it."""
    match cell:
        case None:
            return None
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:.15g}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
