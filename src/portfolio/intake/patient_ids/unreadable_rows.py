"""The rows of a file that cannot be read as a table, as far as they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from portfolio.domain.delimiters import cell_marks
from portfolio.domain.nhs_numbers import NHS_NUMBER_TRACE
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.records import Records


def rows_worth_a_look(text: str, delimiter: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield rows that may hold ten digits, by number as a spreadsheet shows them, with their
    cells."""
    lines = pl.DataFrame({"line": text.split("\n")}).with_row_index("row", offset=1)
    likely = lines.filter(pl.col("line").str.contains(NHS_NUMBER_TRACE))
    if '"' in text:
        yield from _records(text.encode(), delimiter)
    elif not likely.is_empty():
        cut = _cut(delimiter)
        yield from ((row, cut.split(line)) for row, line in likely.iter_rows())


def _records(text: bytes, delimiter: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    """Record as far as quotation marks allow; from there on lines, cut wherever a cell may end."""
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
        yield from _between_quotes(rest, delimiter, records.row)


def _between_quotes(
    text: str, delimiter: str | None, first_row: int
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield what may be a cell in quotation marks: it may hold lines and delimiters, and it
    neither begins nor ends with one, or it would be what stands between two such cells."""
    ends = _delimiters(delimiter)
    bounds = rf"[^{ends}\"\n]"
    for found in re.finditer(rf'(?<=")(?:{bounds}[^"]*{bounds}(?=")|[^{ends}"]+)', text):
        yield first_row + text.count("\n", 0, found.start()), (found[0],)


def _cut(delimiter: str | None) -> re.Pattern[str]:
    return re.compile(rf'[{_delimiters(delimiter)}"]')


def _delimiters(delimiter: str | None) -> str:
    """As members of a class of letters."""
    return "".join(map(re.escape, [delimiter] if delimiter else cell_marks()))
