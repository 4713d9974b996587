"""What only a sheet can have: errors, formulas without a result, merged cells, what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.finding_groups import finding_of_cells
from portfolio.contract.folded_names import fold
from portfolio.contract.rules import code_list, finding
from portfolio.domain.finding import Finding
from portfolio.intake.decode.workbook.sheet import Place, Sheet


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
        findings = (
            *self._errors(),
            *self._stop("formula_without_result", self._named(self._sheet.unfinished)),
            *self._stop("shown_by_format", self._quoted(self._sheet.written_by_format)),
            *self._stop("id_as_date", self._quoted(self._sheet.dated)),
            *self._merged(),
            *self._hidden(),
        )
        unread = {c: pl.Series(rows, dtype=pl.Int64) for c, rows in self._unread.items()}
        return Oddities(findings, unread)

    def _errors(self) -> Iterator[Finding]:
        """Yield one finding for each error, whatever the number of columns in which it stands."""
        alike: dict[tuple[bool, str], list[tuple[int, str, str | None]]] = {}
        for row, place, error, is_result in self._sheet.errors:
            if column := self._column(row, place):
                alike.setdefault((is_result, error), []).append((row, column, error))
        for (is_result, _), cells in alike.items():
            yield from self._stop("formula_error" if is_result else "error_without_formula", cells)

    def _merged(self) -> Iterator[Finding]:
        for top, left, bottom, right in self._sheet.merged:
            columns = [name for place, name in self._columns.items() if left <= place <= right]
            rows = list(range(max(top, self._header), min(bottom, self._last) + 1))
            if columns and rows:
                for column in columns:
                    self._unread.setdefault(column, []).extend(rows)
                yield self._finding("merged_cells", rows, len(rows), columns[0])

    def _hidden(self) -> Iterator[Finding]:
        """Yield what is read although somebody in front of the sheet does not see it."""
        rows = [row for row in self._sheet.hidden_rows if row > self._header]
        if rows:
            were = "1 row is hidden or filtered out, and was"
            if len(rows) > 1:
                were = f"{len(rows):,} rows are hidden or filtered out, and were"
            yield self._finding("hidden_rows", rows, len(rows), rows_were=were)
        unseen = [
            (row, place)
            for row, cells in self._sheet.rows.items()
            for place in cells
            if any(first <= place <= last for first, last in self._sheet.hidden_columns)
        ] if self._sheet.hidden_columns else []  # fmt: skip
        yield from self._read_unseen("hidden_columns", unseen)
        figures = [
            (row, place)
            for row, place in self._sheet.noughts
            if (column := self._column(row, place)) and self._is_figure(column)
        ]
        yield from self._read_unseen("noughts_not_shown", figures)
        yield from self._read_unseen("values_not_shown", self._sheet.values)

    def _read_unseen(self, rule: str, places: Iterable[Place]) -> Iterator[Finding]:
        cells = sorted({(row, column) for row, column, _ in self._named(places)})
        if not cells:
            return
        filled = {column for _, column in cells}
        columns = [column for column in self._kind.columns if column in filled]
        rows = list(dict.fromkeys(row for row, _ in cells))
        yield self._finding(
            rule,
            rows,
            len(rows),
            columns[0],
            columns=code_list(columns),
            are="is" if len(columns) == 1 else "are",
            cells="1 cell" if len(cells) == 1 else f"{len(cells):,} cells",
            holds="holds" if len(cells) == 1 else "hold",
            shows="shows" if len(cells) == 1 else "show",
            were="it was" if len(cells) == 1 else "they were",
        )

    def _is_figure(self, column: str) -> bool:
        return self._kind.field(column).type in ("money", "number", "whole", "percent")

    def _column(self, row: int, place: int) -> str | None:
        return self._columns.get(place) if row > self._header else None

    def _named(self, places: Iterable[Place]) -> Iterator[tuple[int, str, str | None]]:
        for row, place in places:
            if column := self._column(row, place):
                yield row, column, None

    def _quoted(self, cells: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, str, str]]:
        for row, place, held in cells:
            if column := self._column(row, place):
                yield row, column, held

    def _stop(self, rule: str, cells: Iterable[tuple[int, str, str | None]]) -> Iterator[Finding]:
        """Yield one finding on cells that are not to be taken for blank, if there are any."""
        cases = pl.DataFrame(
            [*cells],
            {"row_number": pl.Int64, "column": pl.String, "found": pl.String},
            orient="row",
        )
        for (column,), rows in cases.group_by("column", maintain_order=True):
            self._unread.setdefault(str(column), []).extend(rows["row_number"])
        if cases.height:
            yield finding_of_cells(rule, cases, file=self._file, kind=self._kind.name)

    def _finding(
        self, rule: str, rows: list[int], row_count: int, column: str | None = None, **words: str
    ) -> Finding:
        return finding(
            rule,
            file=self._file,
            kind=self._kind.name,
            rows=rows,
            row_count=row_count,
            column=column,
            **words,
        )
