"""What only a sheet can have: errors, formulas without a result, merged and hidden cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import finding
from portfolio.domain.finding import Finding
from portfolio.intake.structure.heading import fold
from portfolio.intake.workbook.sheet import Sheet


@dataclass(frozen=True)
class Oddities:
    """What is to be said, and by column the rows of cells that are not to be taken for blank."""

    findings: tuple[Finding, ...]
    unread: Mapping[str, pl.Series]


def oddities(sheet: Sheet, *, file: str, kind: Kind) -> Oddities:
    """Of the cells below the header and in the columns it names; what lies elsewhere is theirs."""
    return _Table(sheet, file, kind).oddities()


class _Table:
    def __init__(self, sheet: Sheet, file: str, kind: Kind) -> None:
        self._sheet = sheet
        self._file = file
        self._kind = kind
        self._header = min(sheet.rows)
        self._last = max(sheet.rows)
        named = {fold(column): column for column in kind.columns}
        self._columns = {
            place: named[fold(cell)]
            for place, cell in sheet.rows[self._header].items()
            if fold(cell) in named
        }
        self._unread: dict[str, list[int]] = {}

    def oddities(self) -> Oddities:
        findings = (*self._errors(), *self._unfinished(), *self._merged(), *self._hidden())
        unread = {c: pl.Series(rows, dtype=pl.Int64) for c, rows in self._unread.items()}
        return Oddities(findings, unread)

    def _errors(self) -> Iterator[Finding]:
        rows: dict[tuple[str, str], list[int]] = {}
        for row, place, error in self._sheet.errors:
            if column := self._column(row, place):
                rows.setdefault((column, error), []).append(row)
        for (column, error), at in rows.items():
            yield self._stop("formula_error", column, at, found=error)

    def _unfinished(self) -> Iterator[Finding]:
        rows: dict[str, list[int]] = {}
        for row, place in self._sheet.unfinished:
            if column := self._column(row, place):
                rows.setdefault(column, []).append(row)
        for column, at in rows.items():
            yield self._stop("formula_without_result", column, at)

    def _merged(self) -> Iterator[Finding]:
        for top, left, bottom, right in self._sheet.merged:
            columns = [name for place, name in self._columns.items() if left <= place <= right]
            rows = list(range(max(top, self._header), min(bottom, self._last) + 1))
            if columns and rows:
                for column in columns[1:]:
                    self._unread.setdefault(column, []).extend(rows)
                yield self._stop("merged_cells", columns[0], rows)

    def _hidden(self) -> Iterator[Finding]:
        rows = [row for row in self._sheet.hidden_rows if row > self._header]
        if rows:
            were = "1 row is hidden or filtered out, and was"
            if len(rows) > 1:
                were = f"{len(rows):,} rows are hidden or filtered out, and were"
            yield finding(
                "hidden_rows",
                file=self._file,
                kind=self._kind.name,
                rows=rows,
                row_count=len(rows),
                rows_were=were,
            )

    def _column(self, row: int, place: int) -> str | None:
        return self._columns.get(place) if row > self._header else None

    def _stop(self, rule: str, column: str, rows: list[int], found: str | None = None) -> Finding:
        self._unread.setdefault(column, []).extend(rows)
        return finding(
            rule,
            file=self._file,
            kind=self._kind.name,
            rows=rows,
            row_count=len(rows),
            column=column,
            found=found,
        )
