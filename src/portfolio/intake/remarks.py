"""What is found in the cells of one extract, gathered column by column."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.finding import Finding
from portfolio.intake.cells.reading import Remark
from portfolio.intake.telling import Place, told


class Remarks:
    """Findings so far, and by column the rows whose cell could not be read."""

    def __init__(self, file: str, kind: Kind, sent: pl.DataFrame) -> None:
        self.findings: list[Finding] = []
        self.unread: dict[str, Sequence[int]] = {}
        self.kind = kind
        self.sent = sent
        self._file = file

    def tell(self, remark: Remark, column: str) -> None:
        self.findings.extend(told(remark, Place(self._file, self.kind.name, column)))

    def say(self, rule: str, column: str, rows: pl.Series, **words: str) -> None:
        """One finding on all the rows together."""
        self.findings.append(
            finding(
                rule,
                file=self._file,
                kind=self.kind.name,
                rows=rows.head(ROWS_LISTED).to_list(),
                row_count=rows.len(),
                column=column,
                **words,
            )
        )

    def cells(self, column: str, test: pl.Expr) -> pl.DataFrame:
        """The cells of a column that a test holds of, as a remark takes them."""
        rows = self.sent.filter(test).select("row_number", cell=pl.col(column).str.strip_chars())
        return rows.with_columns(value=pl.lit(None, dtype=pl.String))

    def stop_at(self, column: str, rows: Sequence[int]) -> None:
        """No other rule is to speak of these cells."""
        self.unread[column] = [*self.unread.get(column, ()), *rows]
