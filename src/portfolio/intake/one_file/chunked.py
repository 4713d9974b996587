"""A long file read piece by piece, so that its text is never in memory all at once as cells.

Each piece is a file of its own, the header line and some of the rows, read as any file is, or
faster where the first has shown what to look for. Only a file in which no piece gives anything to
say is taken so: then the whole gives nothing to say either, and its rows are those of the pieces.
Every other one is read as a whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.one_file.fast_path import Layout, layout_of, needs_care, plain_rows
from portfolio.intake.patient_ids import identifier_findings
from portfolio.intake.tabulate.parse_file import Reading, read_extract

_SIZE = 1 << 22
# The first shows only what to look for in the others, and takes longer.
_FIRST = 1 << 16
# A shorter file is read as a whole: what that takes is little, and it is read only once.
_LONG = 1 << 25
# Neither the pattern nor the columnar reader keeps other threads waiting.
_AT_ONCE = 2
_LINE_ENDS = (b"\n", b"\r")


@dataclass(frozen=True)
class ReadInPieces:
    """A file without a word to say of its form and its cells: its typed rows, and its text for
    whoever quotes it, column by column."""

    detected: Detected
    kind: Kind
    table: pl.DataFrame
    as_sent: TextAgain


@dataclass(frozen=True)
class TextAgain:
    """The text of a file read in pieces, read once more where it is to be quoted."""

    file: ReceivedFile
    size: int
    height: int

    def __getitem__(self, column: str) -> pl.Series:
        texts = [_typed(one).as_sent[column] for one in _readings(self.file, self.size)]
        return pl.concat(texts)


def is_long(file: ReceivedFile) -> bool:
    return len(file.content) > _LONG


def read_in_pieces(file: ReceivedFile, size: int = _SIZE) -> ReadInPieces | None:
    """Return the file by pieces of some `size` bytes, if there is nothing to say of any."""
    header, pieces = _header(file.content), _pieces(file.content, size)
    first = _read_piece(file, header + next(pieces, b""))
    first_table = _silent_table(first)
    if first_table is None or first.kind is None:
        return None
    layout = layout_of(first, header)
    tables, rows = [first_table], first_table.height
    for piece, plain in _with_plain_rows(pieces, layout):
        table = plain
        if table is None:
            reading = _read_piece(file, header + piece)
            table = _silent_table(reading) if _goes_on(first, reading) else None
        if table is None:
            return None
        tables.append(table.with_columns(pl.col("row_number") + rows))
        rows += table.height
    table = pl.concat(tables, rechunk=False)
    if layout and needs_care(table, layout):
        return None
    again = TextAgain(file, size, rows)
    return ReadInPieces(replace(first.detected, rows=rows), first.kind, table, again)


def _with_plain_rows(
    pieces: Iterator[bytes], layout: Layout | None
) -> Iterator[tuple[bytes, pl.DataFrame | None]]:
    """Yield each piece with its rows, where all of it is plain. Some are looked at beside each
    other, and never more of them are in memory than that."""
    if layout is None:
        yield from ((piece, None) for piece in pieces)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        under_way: deque[tuple[bytes, Future[pl.DataFrame | None]]] = deque()
        for piece in pieces:
            under_way.append((piece, pool.submit(plain_rows, piece, layout)))
            if len(under_way) > _AT_ONCE:
                earlier, rows = under_way.popleft()
                yield earlier, rows.result()
        for earlier, rows in under_way:
            yield earlier, rows.result()


def _readings(file: ReceivedFile, size: int) -> Iterator[Reading]:
    header = _header(file.content)
    return (_read_piece(file, header + piece) for piece in _pieces(file.content, size))


def _read_piece(file: ReceivedFile, text: bytes) -> Reading:
    return read_extract(decode_file(ReceivedFile(file.name, text)))


def _header(content: bytes) -> bytes:
    return content[: content.find(b"\n") + 1]


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    """Yield the rows below the first line, by runs of whole records."""
    start = content.find(b"\n") + 1
    this_size = min(size, _FIRST)
    has_quotes = b'"' in content
    while start < len(content):
        end = _end_of_piece(content, start, this_size, has_quotes)
        yield content[start:end]
        start, this_size = end, size


def _end_of_piece(content: bytes, start: int, size: int, has_quotes: bool) -> int:
    """Return a place after a line end that no quotation marks surround, and beside no blank
    line: those at the end of a file are passed over."""
    counted, quotes = start, 0
    end = content.find(b"\n", start + size) + 1
    while end:
        quotes += content.count(b'"', counted, end) if has_quotes else 0
        counted = end
        if quotes % 2 == 0 and not _is_beside_blank_line(content, end):
            return end
        end = content.find(b"\n", end) + 1
    return len(content)


def _is_beside_blank_line(content: bytes, end: int) -> bool:
    line_before = content[max(end - 3, 0) : end - 1].removesuffix(b"\r")
    return line_before.endswith(_LINE_ENDS) or content.startswith(_LINE_ENDS, end)


def _silent_table(reading: Reading) -> pl.DataFrame | None:
    """Return the typed rows of a piece of which there is nothing to say."""
    if reading.findings or reading.extract is None or not reading.detected.rows:
        return None
    if identifier_findings(reading, is_part=True):
        return None
    typed = _typed(reading)
    return typed.table if typed.is_silent else None


def _typed(reading: Reading) -> Typed:
    assert reading.extract is not None
    assert reading.kind is not None
    return typed_table(reading.extract, reading.kind)


def _goes_on(first: Reading, reading: Reading) -> bool:
    """Return whether a piece was made out as the first was, its header in the first row."""
    same_form = replace(reading.detected, rows=first.detected.rows) == first.detected
    return same_form and first.aside.header_row == reading.aside.header_row == 1
