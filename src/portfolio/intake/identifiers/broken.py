"""The rows of a file that cannot be read as a table, as far as they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from portfolio.intake.structure.faults import FileFault
from portfolio.intake.structure.records import Records

_TEN_DIGITS = (
    r"[0-9]{3}[\s\x{2010}-\x{2013}\x{2212}-]?[0-9]{3}[\s\x{2010}-\x{2013}\x{2212}-]?[0-9]{4}"
)


def rows_worth_a_look(text: str, delimiter: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows that may hold ten digits, by number as a spreadsheet shows them, with their cells."""
    lines = pl.DataFrame({"line": text.split("\n")}).with_row_index("row", offset=1)
    likely = lines.filter(pl.col("line").str.contains(_TEN_DIGITS))
    if likely.is_empty():
        return
    if '"' in text:
        yield from _records(text.encode(), delimiter)
    else:
        cut = _cut(delimiter)
        yield from ((row, cut.split(line)) for row, line in likely.iter_rows())


def _records(text: bytes, delimiter: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    """Records as far as quotation marks allow; from there on lines, cut wherever a cell may end."""
    records = Records(text, delimiter or ",")
    read_to = 0
    try:
        for cells in records:
            yield records.row, cells
            read_to = records.offset
    except FileFault:
        rest = text[read_to:].decode("utf-8", errors="replace")
        cut = _cut(delimiter)
        for row, line in enumerate(rest.split("\n"), start=records.row):
            yield row, cut.split(line)


def _cut(delimiter: str | None) -> re.Pattern[str]:
    return re.compile(f'[{re.escape(delimiter)}"]' if delimiter else '[,;\t"]')
