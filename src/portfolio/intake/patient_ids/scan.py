"""Everything a return holds, looked at once for what may name a patient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import polars as pl

from portfolio.contract.fields import FieldType
from portfolio.contract.finding_groups import findings_of
from portfolio.contract.folded_names import fold
from portfolio.contract.rules import finding
from portfolio.domain.finding import Finding
from portfolio.domain.identifiers import SIGNS, masked
from portfolio.domain.nhs_numbers import (
    NHS_NUMBER_LENGTH,
    NhsNumber,
    holds_nhs_number,
    nhs_numbers,
)
from portfolio.domain.thresholds import PASSING_CELLS, PASSING_SHARE
from portfolio.intake.patient_ids.column_names import names_a_patient_field
from portfolio.intake.patient_ids.patterns import (
    amounts_that_pass,
    columns_worth_a_look,
    may_hold_one,
    with_nhs_number,
    with_sign,
)
from portfolio.intake.patient_ids.unreadable_rows import rows_worth_a_look
from portfolio.intake.tabulate.parse_file import Reading

_FIGURES: frozenset[FieldType] = frozenset({"money", "number", "whole", "percent"})


def identifier_findings(reading: Reading, *, is_part: bool = False) -> list[Finding]:
    """Return what in a file may name a patient. Values are masked in it, and only places are
    told.

    Of a part of a file, every figure that passes is told: what share they are of the column can
    only be said of the whole.
    """
    look = _Look(reading, is_part=is_part)
    here = [
        *look.at_header(),
        *look.at_columns(),
        *look.at_other_cells(),
        *look.at_text(),
        *look.at_what_is_said(),
    ]
    if not reading.aside.has_rows:
        here = [replace(found, rows=(), row_count=0) for found in here]
    beside = (
        found
        for other in reading.beside
        for found in (*other.findings, *identifier_findings(other))
    )
    return [*here, *beside]


class _Look:
    """A look at one file, part by part."""

    def __init__(self, reading: Reading, *, is_part: bool = False) -> None:
        self._reading = reading
        self._fewest = 1 if is_part else PASSING_CELLS.value
        self._least_share = 0.0 if is_part else PASSING_SHARE.value
        self._aside = reading.aside
        self._file = reading.detected.file
        self._kind = reading.kind.name if reading.kind else None

    def at_header(self) -> Iterator[Finding]:
        """Yield names of columns; of a file without a header, its first row."""
        if not self._aside.header:
            return
        row = self._aside.header_row
        columns = self._reading.kind.columns if self._reading.kind else ()
        for name in dict.fromkeys(self._aside.header):
            if names_a_patient_field(name) and name not in columns:
                yield self._say("patient_column", [row], found=name.strip())
        if not any(map(holds_nhs_number, self._aside.header)):
            return
        cells = pl.DataFrame({"row_number": row, "cell": self._aside.header})
        yield from self._tell("nhs_number", None, with_nhs_number(cells))

    def at_columns(self) -> Iterator[Finding]:
        """Yield the columns of the contract."""
        kind, extract = self._reading.kind, self._reading.extract
        if kind is None or extract is None:
            return
        sent = [field for field in kind.fields if field.name in extract.table.columns]
        worth_a_look = columns_worth_a_look(extract.table, sent, _FIGURES)
        for field in sent:
            if field.name not in worth_a_look:
                continue
            column = extract.table[field.name]
            if field.type in _FIGURES:
                yield from self._at_figures(field.name, column)
            else:
                cells = self._cells(column)
                yield from self._tell("nhs_number", field.name, with_nhs_number(cells))
            if field.type == "text":
                yield from self._softer(field.name, self._cells(column).drop_nulls("cell"))

    def _cells(self, column: pl.Series) -> pl.DataFrame:
        assert self._reading.extract is not None
        return pl.DataFrame([self._reading.extract.table["row_number"], column.alias("cell")])

    def _at_figures(self, name: str, column: pl.Series) -> Iterator[Finding]:
        passing = amounts_that_pass(self._cells(column))
        if passing.height < self._fewest:
            return
        given = int((column.str.strip_chars() != "").sum())
        if passing.height >= max(self._fewest, given * self._least_share):
            yield self._say(
                "nhs_numbers_in_amounts",
                passing["row_number"].to_list(),
                name,
                found=passing["found"][0],
                passing=f"{passing.height:,}",
                cells=f"{given:,}",
            )

    def at_what_is_said(self) -> Iterator[Finding]:
        """Yield texts beside the cells, for the softer signs; NHS numbers are looked for in all
        of it."""
        said = self._aside.said
        if said:
            yield from self._softer(
                None, pl.DataFrame({"row_number": range(len(said)), "cell": said})
            )

    def _softer(self, name: str | None, cells: pl.DataFrame) -> Iterator[Finding]:
        if cells.is_empty():
            return
        for rule in dict.fromkeys(sign.rule_id for sign in SIGNS):
            of_rule = [with_sign(cells, sign) for sign in SIGNS if sign.rule_id == rule]
            cases = pl.concat(of_rule).unique("row_number", keep="first").sort("row_number")
            yield from self._tell(rule, name, cases)

    def at_other_cells(self) -> Iterator[Finding]:
        """Yield cells of columns that the contract does not have."""
        cells = self._aside.cells
        if cells is None or cells.is_empty() or not may_hold_one(cells["cell"]):
            return
        for (column,), same in cells.group_by("column", maintain_order=True):
            found = with_nhs_number(same.select("row_number", "cell"))
            yield from self._tell("nhs_number", masked(str(column)), found)

    def at_text(self) -> Iterator[Finding]:
        """Yield the rows that could not be read, of a file some of which could not."""
        if not self._aside.text:
            return
        # Without the zeros that stand between the letters of UTF-16 it is readable enough.
        text = self._aside.text.replace(b"\0", b"").decode("utf-8", errors="replace")
        looked_at = {self._aside.header_row} if self._aside.header else set()
        if self._reading.extract is not None:
            looked_at.update(self._reading.extract.table["row_number"])
        cases = [
            (row, number.shown)
            for row, cells in rows_worth_a_look(text, self._aside.delimiter)
            if row not in looked_at and (number := self._first_number(cells))
        ]
        schema = {"row_number": pl.Int64, "found": pl.String}
        yield from self._tell("nhs_number", None, pl.DataFrame(cases, schema, orient="row"))

    def _first_number(self, cells: Sequence[str]) -> NhsNumber | None:
        """Figures are passed over where it is plain which cells are."""
        is_even = len(cells) == len(self._aside.header)
        figures = self._figure_positions if is_even else frozenset()
        looked = (
            next(nhs_numbers(cell), None)
            for place, cell in enumerate(cells)
            if len(cell) >= NHS_NUMBER_LENGTH and place not in figures
        )
        return next((found for found in looked if found), None)

    @cached_property
    def _figure_positions(self) -> frozenset[int]:
        fields = self._reading.kind.fields if self._reading.kind else ()
        names = {fold(field.name) for field in fields if field.type in _FIGURES}
        return frozenset(i for i, name in enumerate(self._aside.header) if fold(name) in names)

    def _tell(self, rule: str, column: str | None, cases: pl.DataFrame) -> Iterator[Finding]:
        if cases.height:
            kind = self._kind or ""
            yield from findings_of(rule, cases, file=self._file, kind=kind, column=column)

    def _say(
        self,
        rule: str,
        rows: Sequence[int],
        column: str | None = None,
        *,
        found: str,
        **words: str,
    ) -> Finding:
        return finding(
            rule,
            file=self._file,
            kind=self._kind,
            rows=rows,
            row_count=len(rows),
            column=column,
            found=found,
            **words,
        )
