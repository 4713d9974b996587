"""Findings on a file's form: what its encoding, header and rows give to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.delimiters import DELIMITER_ONE, DELIMITER_WORDS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.intake.decode.encoding import Decoded
from portfolio.intake.decode.row_numbers import row_at
from portfolio.intake.tabulate.cut_short_rows import are_cut_short
from portfolio.intake.tabulate.header import Heading
from portfolio.intake.tabulate.match_columns import Columns
from portfolio.intake.tabulate.non_data_rows import Stray
from portfolio.intake.tabulate.rows import Rows, UnevenRow

_BEYOND_ASCII = re.compile(rb"[^\x00-\x7f]")
_PARTS_WORDS = re.compile(r'[\s,;"]')


@dataclass(frozen=True)
class ReadFile:
    """A file whose kind and header are known."""

    file: ReceivedFile
    kind: Kind
    heading: Heading
    columns: Columns

    def finding(self, rule: str, rows: Sequence[int], **words: Any) -> Finding:
        words.setdefault("row_count", len(rows))
        listed = rows[:ROWS_LISTED]
        return finding(rule, file=self.file.name, kind=self.kind.name, rows=listed, **words)


def form_findings(
    read: ReadFile, decoded: Decoded, rows: Rows, strays: Sequence[Stray]
) -> tuple[Finding, ...]:
    """Return what is said of a file's form, apart from its columns' names."""
    return (
        *_separator_line(read),
        *_windows_1252(read, decoded),
        *_unnamed_columns(read, rows),
        *_stray_rows(read, strays),
        *_uneven_rows(read, rows),
        *_cut_off(read, decoded),
        *_blank_rows(read, rows),
    )


def _separator_line(read: ReadFile) -> Iterator[Finding]:
    if read.heading.after_separator_line:
        yield read.finding("separator_line", ())


def _windows_1252(read: ReadFile, decoded: Decoded) -> Iterator[Finding]:
    """Yield one word as it was read shows whether the encoding is the right one."""
    if decoded.encoding != "Windows-1252":
        return
    beyond = _BEYOND_ASCII.search(decoded.content)
    if beyond:
        row = row_at(decoded.content, beyond.start())
        word = _word_around(decoded.content, beyond.start())
        yield read.finding("read_as_windows_1252", (row,), found=word)


def _word_around(content: bytes, place: int) -> str:
    before = content[max(place - 40, 0) : place].decode("utf-8", "ignore")
    after = content[place : place + 40].decode("utf-8", "ignore")
    word = _PARTS_WORDS.split(before)[-1] + _PARTS_WORDS.split(after)[0]
    return word.strip(".:!?()[]")


def _unnamed_columns(read: ReadFile, rows: Rows) -> Iterator[Finding]:
    """Yield a column without a name that has something in it; one wholly blank is what
    spreadsheets leave beside a table, and is passed over."""
    for position in read.columns.unnamed:
        if rows.table.select((pl.col(str(position)).str.strip_chars() != "").any()).item():
            yield read.finding("unnamed_column", (read.heading.row,), position=position + 1)


def _stray_rows(read: ReadFile, strays: Sequence[Stray]) -> Iterator[Finding]:
    """Yield one finding for each thing that rows out of place may be, quoting the first."""
    ordered = sorted(strays, key=lambda one: (one.rule, one.words))
    for _, same in groupby(ordered, key=lambda one: (one.rule, one.words)):
        first, *more = like = list(same)
        others = len({one.found for one in more} - {first.found})
        rows = [one.row for one in like]
        words = dict(first.words)
        yield read.finding(first.rule, rows, found=first.found, others=others, **words)


def _uneven_rows(read: ReadFile, rows: Rows) -> Iterator[Finding]:
    """Yield one finding for each number of cells that rows have instead of the header's."""
    by_count: dict[int, list[UnevenRow]] = {}
    for one in rows.uneven:
        by_count.setdefault(one.cell_count, []).append(one)
    expected = f"{len(read.heading.cells):,}"
    if _is_header_s(rows, by_count):
        fields = _cells(rows.uneven[0].cell_count)
        at = (read.heading.row,)
        yield read.finding("header_field_count", at, fields=fields, expected=expected)
        return
    if are_cut_short(rows, read.kind, dict(read.columns.positions)):
        mark = read.heading.delimiter
        words = {"by": DELIMITER_WORDS[mark], "one": DELIMITER_ONE[mark]}
        yield read.finding("rows_cut_short", [short.row for short in rows.uneven], **words)
        return
    for count, uneven in by_count.items():
        yield read.finding(
            "field_count",
            [one.row for one in uneven],
            rows_have="This row has" if len(uneven) == 1 else "These rows have",
            fields=_cells(count),
            expected=expected,
        )


def _is_header_s(rows: Rows, by_count: Mapping[int, Sequence[UnevenRow]]) -> bool:
    """Return whether all the rows are alike and only the header differs from them."""
    return not rows.table.height and len(by_count) == 1 and len(rows.uneven) > 1


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _cut_off(read: ReadFile, decoded: Decoded) -> Iterator[Finding]:
    if not decoded.content.endswith(b"\n"):
        yield read.finding("no_last_line_end", (row_at(decoded.content, len(decoded.content)),))


def _blank_rows(read: ReadFile, rows: Rows) -> Iterator[Finding]:
    count = len(rows.blank)
    if count:
        rows_were = "1 blank row was" if count == 1 else f"{count:,} blank rows were"
        yield read.finding("blank_rows", rows.blank, rows_were=rows_were)
