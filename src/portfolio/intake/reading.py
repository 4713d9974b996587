"""A received file becomes an extract of text, every row knowing its number in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import finding
from portfolio.domain.extract import Detected, Extract, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.intake.columns import KNOWN_NAMES, Columns, kind_of, match_columns
from portfolio.intake.structure.encoding import decode
from portfolio.intake.structure.faults import FileFault
from portfolio.intake.structure.heading import Heading, find_heading
from portfolio.intake.structure.rows import Rows, read_rows


@dataclass(frozen=True)
class Reading:
    """What could be read of one file. Without an extract there is a stop that says why; with
    one, `is_whole` tells whether every row and every required column is in it."""

    detected: Detected
    kind: Kind | None = None
    extract: Extract[pl.DataFrame] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.extract is not None and not any(f.severity == "stop" for f in self.findings)


@dataclass
class _Made:
    """What has been made out so far, kept for saying it where the rest cannot be read."""

    file: ReceivedFile
    encoding: str | None = None
    heading: Heading | None = None
    kind: Kind | None = None
    columns: Columns | None = None

    def detected(self, rows: int = 0) -> Detected:
        kind = self.kind.name if self.kind else None
        delimiter = self.heading.delimiter if self.heading else None
        return Detected(self.file.name, kind, self.encoding, delimiter, rows)


def read_extract(file: ReceivedFile) -> Reading:
    """Reads a file's structure: columns by name, each row proved to be as wide as the header."""
    made = _Made(file)
    try:
        return _read(made)
    except FileFault as fault:
        rows = () if fault.row is None else (fault.row,)
        kind = made.kind.name if made.kind else None
        said = finding(
            fault.rule,
            file=file.name,
            kind=kind,
            rows=rows,
            what=fault.what,
            character=fault.what,
        )
        found = made.columns.findings if made.columns else ()
        return Reading(made.detected(), made.kind, None, (*found, said))


def _read(made: _Made) -> Reading:
    file = made.file
    decoded = decode(file.content)
    made.encoding = decoded.encoding
    heading = made.heading = find_heading(decoded.content, KNOWN_NAMES)
    kind = made.kind = kind_of(file.name, heading.cells)
    if kind is None:
        raise FileFault("not_a_file_kind")
    columns = made.columns = match_columns(file.name, kind, heading)
    rows = read_rows(decoded.content, heading)
    findings = (
        *columns.findings,
        *_unnamed_columns(file, kind, heading, (columns, rows)),
        *_uneven_rows(file, kind, heading, rows),
        *_blank_rows(file, kind, rows),
    )
    cells = (pl.col(str(place)).alias(column) for column, place in columns.positions)
    table = rows.table.select(*cells, "row_number")
    detected = made.detected(table.height)
    return Reading(detected, kind, Extract(detected, table), findings)


def _unnamed_columns(
    file: ReceivedFile, kind: Kind, heading: Heading, parts: tuple[Columns, Rows]
) -> list[Finding]:
    """A column without a name that has something in it; one wholly blank is what spreadsheets
    leave beside a table, and is passed over."""
    columns, rows = parts
    found = []
    for position in columns.unnamed:
        cells = rows.table.filter(pl.col(str(position)).str.strip_chars() != "")["row_number"]
        if cells.len():
            found.append(
                finding(
                    "unnamed_column",
                    file=file.name,
                    kind=kind.name,
                    rows=(heading.row,),
                    position=position + 1,
                )
            )
    return found


def _uneven_rows(file: ReceivedFile, kind: Kind, heading: Heading, rows: Rows) -> list[Finding]:
    """One finding for each number of cells that rows have instead of the header's."""
    by_count: dict[int, list[int]] = {}
    for row, count in rows.uneven:
        by_count.setdefault(count, []).append(row)
    return [
        finding(
            "field_count",
            file=file.name,
            kind=kind.name,
            rows=numbers,
            row_count=len(numbers),
            rows_have="This row has" if len(numbers) == 1 else "These rows have",
            fields="1 cell" if count == 1 else f"{count:,} cells",
            expected=f"{len(heading.cells):,}",
        )
        for count, numbers in by_count.items()
    ]


def _blank_rows(file: ReceivedFile, kind: Kind, rows: Rows) -> list[Finding]:
    if not rows.blank:
        return []
    count = len(rows.blank)
    return [
        finding(
            "blank_rows", file=file.name, kind=kind.name, rows=rows.blank, row_count=count,
            rows_were="1 blank row was" if count == 1 else f"{count:,} blank rows were",
        )
    ]  # fmt: skip
