"""Typed rows with good defaults: the example row of a kind, with what a test overrides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.contract.row_findings import row_findings
from portfolio.contract.suspected_rules import DTYPES
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period

Found = Callable[..., list[Finding]]


def _typed(field: Field, text: str) -> object:
    if not text:
        return None
    match field.type:
        case "date":
            return date.fromisoformat(text)
        case "money" | "number" | "percent":
            return float(text)
        case "whole":
            return int(text)
        case "yes_no":
            return text == "yes"
        case _:
            return text


@pytest.fixture
def found() -> Found:
    """Findings on rows of a kind, for September 2026."""

    def findings(
        kind: str,
        *rows: Mapping[str, object],
        unread: Mapping[str, pl.Series] | None = None,
    ) -> list[Finding]:
        fields = KINDS[kind].fields
        example = {f.name: _typed(f, KINDS[kind].example_row[f.name]) for f in fields}
        table = pl.DataFrame(
            [{"row_number": number, **example, **row} for number, row in enumerate(rows, start=2)],
            schema={"row_number": pl.Int64} | {f.name: DTYPES[f.type] for f in fields},
        )
        return row_findings(
            kind, table, file=f"{kind}.csv", period=Period(2026, 9), unread=unread or {}
        )

    return findings
