"""Reads one received file, types its cells and asks the rules of its kind."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.row_findings import row_findings
from portfolio.domain.extract import Extract, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.intake.cells.shifted_cells import moved_cells, without_rows
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.one_file.chunked import ReadInPieces, is_long, read_in_pieces
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.readings import readings_of
from portfolio.intake.patient_ids import identifier_findings
from portfolio.intake.tabulate.parse_file import Reading


def validate_file(file: ReceivedFile, period: Period) -> tuple[FileResult, ...]:
    """Return everything that can be said of a file without the lists, other files or what
    stands."""
    in_pieces = read_in_pieces(file) if is_long(file) else None
    if in_pieces is not None:
        return (_judged_in_pieces(in_pieces, period),)
    return tuple(_judged(reading, period) for reading in readings_of(file))


def _judged_in_pieces(read: ReadInPieces, period: Period) -> FileResult:
    detected, table = read.detected, read.table
    of_rows = row_findings(
        read.kind.name, table, file=detected.file, period=period, as_sent=read.as_sent
    )
    return FileResult(detected, tuple(of_rows), table, is_whole=True)


def _judged(reading: Reading, period: Period) -> FileResult:
    identifiers = identifier_findings(reading)
    if reading.extract is None or reading.kind is None:
        return FileResult(reading.detected, (*identifiers, *reading.findings))
    extract = without_rows(reading.extract, reading.not_judged)
    typed, found = _rows_judged(reading, extract, reading.kind, period)
    moved = moved_cells(extract, reading.kind, found)
    if moved:
        rest = without_rows(extract, [row for one in moved for row in one.rows])
        typed, found = _rows_judged(reading, rest, reading.kind, period)
    findings = (*identifiers, *reading.findings, *moved, *found)
    unread = frozenset((*reading.unread, *typed.unread))
    is_whole = reading.is_whole and not moved
    return FileResult(reading.detected, findings, typed.table, is_whole, unread)


def _rows_judged(
    reading: Reading, extract: Extract[pl.DataFrame], kind: Kind, period: Period
) -> tuple[Typed, tuple[Finding, ...]]:
    typed = typed_table(extract, kind)
    of_rows = row_findings(
        kind.name,
        typed.table,
        file=reading.detected.file,
        period=period,
        unread=_together(reading.unread, typed.unread),
        as_sent=typed.as_sent,
    )
    # A blank that a row cannot have is told as such, and not once more as a word taken for blank.
    for one in (one for one in of_rows if one.column):
        typed.remarks.leave_out("taken_for_blank", str(one.column), one.rows)
    return typed, (*typed.findings, *of_rows)


def _together(
    first: Mapping[str, pl.Series], second: Mapping[str, pl.Series]
) -> Mapping[str, pl.Series]:
    both = {column: pl.concat([first[column], second[column]]) for column in first.keys() & second}
    return {**first, **second, **both}
