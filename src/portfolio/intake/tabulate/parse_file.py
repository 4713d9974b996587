"""A decoded file becomes an extract of text, every row knowing its number in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.folded_names import fold
from portfolio.contract.rules import finding
from portfolio.domain.extract import Detected, Extract, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.intake.decode.decode_file import DecodedFile
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.dashes import may_have_dashes, with_hyphens
from portfolio.intake.tabulate.file_findings import ReadFile, form_findings
from portfolio.intake.tabulate.header import Heading, find_heading
from portfolio.intake.tabulate.header_diagnosis import (
    refuse_header_of_other_delimiter,
    refuse_headless,
    refuse_misheaded,
    refuse_rows_in_heading,
)
from portfolio.intake.tabulate.invisible_characters import may_have_unseen, without_unseen
from portfolio.intake.tabulate.match_columns import (
    COLUMN_NAMES,
    KNOWN_NAMES,
    Columns,
    kind_of,
    match_columns,
)
from portfolio.intake.tabulate.non_data_rows import Expected, without_strays
from portfolio.intake.tabulate.other_shapes import refuse_months_across, refuse_other_kind
from portfolio.intake.tabulate.rows import Rows, read_rows
from portfolio.intake.tabulate.rows_in_texts import Sheet, rows_in_texts
from portfolio.intake.tabulate.unparsed import UnparsedContent, cells_of_other_columns

# Types whose values are written in digits.
_OF_DIGITS = frozenset({"date", "month", "money", "number", "whole", "percent"})
_NAMES_NOT_KNOWN = frozenset({"unknown_column", "unknown_columns"})


@dataclass(frozen=True)
class Reading:
    """What could be read of one file. Without an extract there is a stop that says why; with
    one, `is_whole` tells whether every row and every required column is in it.

    `aside` is what stands in the file and not in the extract, `beside` what stands in the same
    workbook and is none: for a look only, with findings that keep no row from being read. `unread`
    names, by column, rows whose cell already stopped: it must not be taken for blank. Rows that
    are `not_judged` hold others in one of their texts, so that nothing else is said of them.
    """

    detected: Detected
    kind: Kind | None = None
    extract: Extract[pl.DataFrame] | None = None
    findings: tuple[Finding, ...] = ()
    aside: UnparsedContent = UnparsedContent()
    beside: tuple[Reading, ...] = ()
    unread: Mapping[str, pl.Series] = field(default_factory=dict)
    not_judged: tuple[int, ...] = ()

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
    text: bytes = b""
    has_lines: bool = True

    def detected(self, rows: int = 0) -> Detected:
        kind = self.kind.name if self.kind else None
        delimiter = self.heading.delimiter if self.heading else None
        return Detected(self.file.name, kind, self.encoding, delimiter, rows)

    def aside(self, cells: pl.DataFrame | None = None, *, every_row_read: bool) -> UnparsedContent:
        """Return what is not in the extract: the whole text, where some rows are not."""
        heading = self.heading
        text = b"" if every_row_read else self.text
        if heading is None:
            return UnparsedContent(text=text)
        return UnparsedContent(heading.cells, heading.row, heading.delimiter, cells, text)


def read_extract(source: DecodedFile, known_kind: Kind | None = None) -> Reading:
    """Read a text's structure: columns by name, each row proved to be as wide as the header.

    `known_kind` says which extract it is where its name does not: a sheet of a workbook, whose
    lines are none that anybody has seen.
    """
    file = source.file
    made = _Made(file, kind=known_kind, text=source.to_look_through, has_lines=known_kind is None)
    try:
        return _read(made, source)
    except FileFault as fault:
        rows = () if fault.row is None else (fault.row,)
        kind = made.kind.name if made.kind else None
        said = finding(fault.rule, file=file.name, kind=kind, rows=rows, **fault.words)
        found = made.columns.findings if made.columns else ()
        aside = made.aside(every_row_read=False)
        return Reading(made.detected(), made.kind, None, (*found, said), aside)


def _read(made: _Made, source: DecodedFile) -> Reading:
    file, decoded = made.file, source.decoded
    if isinstance(decoded, FileFault):
        raise decoded
    made.encoding = decoded.encoding
    heading = find_heading(decoded.content, KNOWN_NAMES)
    refuse_rows_in_heading(decoded.content, heading, KNOWN_NAMES)
    made.heading = heading
    refuse_misheaded(decoded.content, heading, KNOWN_NAMES)
    kind = made.kind = made.kind or kind_of(file.name, heading.cells)
    if kind is None:
        raise FileFault("not_a_file_kind")
    refuse_headless(heading, KNOWN_NAMES)
    refuse_other_kind(kind, heading)
    refuse_months_across(kind, heading)
    columns = made.columns = match_columns(file.name, kind, heading)
    places = dict(columns.positions)
    expected = _expected(kind, places)
    refuse_header_of_other_delimiter(decoded.content, heading)
    read_as = read_rows(decoded.content, heading)
    taken_in = rows_in_texts(read_as, heading, kind, places)
    around = tuple(dict.fromkeys(one.row for one in taken_in))
    rows, strays = without_strays(_but_uneven(read_as, around), heading, expected)
    strays = tuple(one for one in strays if one.row not in around)
    read = ReadFile(file, kind, heading, columns)
    sheet = Sheet(file.name, kind, decoded.content, heading, made.has_lines)
    of_form = form_findings(read, decoded, rows, strays)
    findings = _without_followers((*columns.findings, *sheet.findings(taken_in), *of_form))
    cells = (pl.col(str(place)).alias(column) for column, place in columns.positions)
    table = rows.table.select(*cells, "row_number")
    if may_have_unseen(decoded.content):
        table, unseen = without_unseen(table, kind, file.name)
        findings = (*findings, *unseen)
    if may_have_dashes(decoded.content):
        table, dashed = with_hyphens(table, kind, file.name)
        findings = (*findings, *dashed)
    detected = made.detected(table.height)
    others = cells_of_other_columns(rows.table, heading.cells, set(places.values()))
    aside = made.aside(others, every_row_read=not (rows.uneven or strays or taken_in))
    return Reading(
        detected,
        kind,
        Extract(detected, table),
        findings,
        aside,
        unread=_under_another_name(columns, kind, table),
        not_judged=around,
    )


def _but_uneven(rows: Rows, told: Sequence[int]) -> Rows:
    """Return rows without those whose number of cells follows from what is told of them."""
    return replace(rows, uneven=tuple(one for one in rows.uneven if one.row not in told))


def _under_another_name(
    columns: Columns, kind: Kind, table: pl.DataFrame
) -> Mapping[str, pl.Series]:
    """Where a name in the header is not known, a column that is not there may stand under it."""
    if not any(found.rule in _NAMES_NOT_KNOWN for found in columns.findings):
        return {}
    absent = [column for column in kind.columns if column not in table.columns]
    return dict.fromkeys(absent, table["row_number"])


def _expected(kind: Kind, places: Mapping[str, int]) -> Expected:
    """Return what rows of the kind look like, by the columns that were found."""
    required = [places[column] for column in kind.required if column in places]
    telling = {
        places[f.name]: {fold(code) for code in f.codes} if f.codes else None
        for f in kind.fields
        if f.name in places and (f.codes or f.type in _OF_DIGITS)
    }
    return Expected(COLUMN_NAMES, required, telling)


def _without_followers(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Names run into one are missing each by itself; the header's number of cells says why."""
    if not any(found.rule == "header_field_count" for found in findings):
        return findings
    return tuple(found for found in findings if found.rule != "missing_column")
