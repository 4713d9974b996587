"""Rows that break a rule, told as few findings as a partner would like to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import polars as pl

from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.finding import Finding

# Up to so many different cells each get a finding of their own; beyond, the first speaks for all.
_TOLD_APART = 5
_NOT_WORDS = ("row_number", "found")


def findings_of(
    rule_id: str,
    cases: pl.DataFrame,
    *,
    file: str,
    kind: str,
    column: str | None,
    near: Callable[[str], str | None] | None = None,
) -> Iterator[Finding]:
    """The findings of one rule on one column.

    `cases` has one row per offending row: `row_number`, `found` (the cell to quote, or null) and
    a column for each further word of the rule's sentence. Rows that would be told in the same
    words are one finding. `near` suggests what a cell may have been meant to say.
    """
    groups = cases.group_by(pl.exclude("row_number"), maintain_order=True).agg(
        rows=pl.col("row_number").head(ROWS_LISTED), row_count=pl.len()
    )
    others = groups.height - 1 if groups.height > _TOLD_APART else 0
    for group in groups.head(1 if others else _TOLD_APART).iter_rows(named=True):
        found = said(group["found"])
        yield finding(
            rule_id,
            file=file,
            kind=kind,
            rows=cases["row_number"].head(ROWS_LISTED) if others else group["rows"],
            row_count=cases.height if others else group["row_count"],
            column=column,
            found=found,
            nearest=near(found) if near and found else None,
            others=others,
            **{name: _word(group[name]) for name in cases.columns if name not in _NOT_WORDS},
        )


def _word(value: object) -> str | None:
    """A word of a sentence: counts with commas, everything else as people write it."""
    return f"{value:,}" if type(value) is int else said(value)


def said(cell: object) -> str | None:
    """A typed cell as people write it."""
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
