"""Where a file's column names stand, and by which delimiter they are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from portfolio.contract.folded_names import fold
from portfolio.domain.delimiters import DELIMITERS, any_delimiter
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.records import Records

# The first line by which Excel can be told the delimiter. Spreadsheets take it and do not show it.
_SEPARATOR_LINE = re.compile(
    rb'(?:\xef\xbb\xbf)?"?sep=(.)"?' + any_delimiter().encode() + rb"*\n", re.IGNORECASE
)


def known_count(cells: Iterable[str], known: Set[str]) -> int:
    """Return how many of the cells are `known` (folded) names."""
    return sum(fold(cell) in known for cell in cells)


@dataclass(frozen=True)
class Heading:
    """The header row: its cells, its number as a spreadsheet shows it, the byte after it.

    `after_separator_line` says that a line `sep=;` stood above, which is no row.
    """

    cells: tuple[str, ...]
    delimiter: str
    row: int
    offset: int
    after_separator_line: bool = False


def find_heading(content: bytes, known: Set[str]) -> Heading:
    """Return the first row that is not empty, split by the delimiter that makes most `known`
    (folded) names of it. Raises FileFault where it has nothing in it, or quotation marks out of
    place."""
    line = _SEPARATOR_LINE.match(content)
    start = line.end() if line else 0
    faults: list[FileFault] = []
    found = [_first_row(content, delimiter, start, faults) for delimiter in DELIMITERS]
    heading = max(found, key=lambda h: (known_count(h.cells, known), len(h.cells)))
    if faults and len(heading.cells) < 2:  # noqa: PLR2004 - one cell is no header
        raise faults[0]
    if not any(cell.strip() for cell in heading.cells):
        raise FileFault("empty_file")
    return heading


def _first_row(content: bytes, delimiter: str, start: int, faults: list[FileFault]) -> Heading:
    """Return the first row with anything in it; without one, the last. Without cells where
    quotation marks are out of place, which they may only be by this delimiter."""
    records = Records(content, delimiter, offset=start)
    cells: list[str] = []
    try:
        for cells in records:
            if any(cell.strip() for cell in cells):
                break
    except FileFault as fault:
        faults.append(fault)
        cells = []
    return Heading(tuple(cells), delimiter, records.row, records.offset, start > 0)
