"""What is found in the cells of one extract, gathered column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import polars as pl

from portfolio.contract.fields import TEXT_TYPES, Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.contract.runs import each_once
from portfolio.domain.finding import Finding
from portfolio.intake.cells.cell_findings import Place, told
from portfolio.intake.cells.column import CellIssue

_Words = tuple[tuple[str, str], ...]


class CellIssues:
    """What has been found so far, and by column the rows whose cell could not be read."""

    def __init__(self, file: str, kind: Kind, sent: pl.DataFrame) -> None:
        self.unread: dict[str, pl.Series] = {}
        self.kind = kind
        self.sent = sent
        self._file = file
        self._of_cells: list[tuple[str, CellIssue]] = []
        self._of_rows: dict[tuple[str, _Words], list[tuple[str, pl.Series]]] = {}

    @cached_property
    def texts(self) -> pl.DataFrame:
        """What stands in the columns of text: each cell that differs from the one above."""
        return each_once(self.sent, [f.name for f in self.kind.fields if f.type in TEXT_TYPES])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each cause once, whatever the number of columns in which it shows."""
        return (*told(self._of_cells, Place(self._file, self.kind.name)), *self._said())

    @property
    def are_none(self) -> bool:
        return not (self._of_cells or self._of_rows)

    def tell(self, remark: CellIssue, column: str) -> None:
        self._of_cells.append((column, remark))

    def leave_out(self, rule: str, column: str, rows: Sequence[int]) -> None:
        """Take back what a rule has told of some rows of a column."""
        for place, (where, remark) in enumerate(self._of_cells):
            if (remark.rule, where) == (rule, column):
                rest = remark.cells.filter(~pl.col("row_number").is_in(list(rows)))
                self._of_cells[place] = (where, replace(remark, cells=rest))
        self._of_cells = [one for one in self._of_cells if one[1].cells.height]

    def join(self, note: str, stop: str) -> None:
        """A word that a rule stops in one column is told by it in every other, where a note
        would have been made of it: it is one cause."""
        words = [
            r.cells["cell"].str.to_lowercase().unique() for _, r in self._of_cells if r.rule == stop
        ]
        noted = [one for one in self._of_cells if one[1].rule == note]
        if not words or not noted:
            return
        stopped = pl.concat(words).implode()
        for column, remark in noted:
            is_stopped = remark.cells["cell"].str.to_lowercase().is_in(stopped)
            cells = remark.cells.filter(is_stopped)
            if cells.height:
                self.leave_out(note, column, cells["row_number"].to_list())
                self.tell(CellIssue(stop, cells), column)
                self.stop_at(column, cells["row_number"])

    def say(self, rule: str, column: str, rows: pl.Series, **words: str) -> None:
        """One finding on all the rows together, and on those of other columns said to be so."""
        self._of_rows.setdefault((rule, tuple(words.items())), []).append((column, rows))

    def _said(self) -> Iterator[Finding]:
        for (rule, words), places in self._of_rows.items():
            rows = pl.concat([rows for _, rows in places]).unique().sort()
            (first, _), *others = sorted(places, key=lambda one: one[1].item(0))
            yield finding(
                rule,
                file=self._file,
                kind=self.kind.name,
                rows=rows.head(ROWS_LISTED).to_list(),
                row_count=rows.len(),
                column=first,
                also_in=[column for column, _ in others],
                **dict(words),
            )

    def cells(self, column: str, test: pl.Expr) -> pl.DataFrame:
        """Return the cells of a column that a test holds of, as a remark takes them."""
        rows = self.sent.filter(test).select("row_number", cell=pl.col(column).str.strip_chars())
        return rows.with_columns(value=pl.lit(None, dtype=pl.String))

    def stop_at(self, column: str, rows: pl.Series) -> None:
        """No other rule is to speak of these cells."""
        before = self.unread.get(column)
        self.unread[column] = rows if before is None else pl.concat([before, rows])
