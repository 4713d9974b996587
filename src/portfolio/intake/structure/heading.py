"""Where a file's column names stand, and by which delimiter they are told apart."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from portfolio.intake.structure.faults import FileFault
from portfolio.intake.structure.records import Records

DELIMITERS = (",", ";", "\t")
_ROWS_SEARCHED = 25
_NOT_IN_NAMES = re.compile(r"[\s_\-\u2010-\u2015\ufeff]+")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name as it is compared: without regard to case, spaces, hyphens or underscores."""
    return _NOT_IN_NAMES.sub("", name).casefold()


@dataclass(frozen=True)
class Heading:
    """The header row: its cells, its number as a spreadsheet shows it, the byte after it."""

    cells: tuple[str, ...]
    delimiter: str
    row: int
    offset: int


def find_heading(content: bytes, known: Set[str]) -> Heading:
    """The first row that is not empty, split by the delimiter that makes most `known` (folded)
    names of it. Raises FileFault where there is none, or where names are known only below it."""
    found = [_first_row(content, delimiter) for delimiter in DELIMITERS]
    heading = max(found, key=lambda h: (_known_count(h.cells, known), len(h.cells)))
    if not any(cell.strip() for cell in heading.cells):
        raise FileFault("empty_file")
    if not _known_count(heading.cells, known):
        _refuse_preamble(content, known)
    return heading


def _known_count(cells: tuple[str, ...], known: Set[str]) -> int:
    return sum(fold(cell) in known for cell in cells)


def _first_row(content: bytes, delimiter: str) -> Heading:
    """The first row with anything in it; without one, the last."""
    records = Records(content, delimiter)
    cells: list[str] = []
    try:
        for cells in records:
            if any(cell.strip() for cell in cells):
                break
    except FileFault:
        cells = []  # a quotation mark that only makes sense with another delimiter
    return Heading(tuple(cells), delimiter, records.row, records.offset)


def _refuse_preamble(content: bytes, known: Set[str]) -> None:
    for delimiter in DELIMITERS:
        records = Records(content, delimiter)
        try:
            for cells, _ in zip(records, range(_ROWS_SEARCHED), strict=False):
                if _known_count(tuple(cells), known) > 1:
                    raise FileFault("header_not_first", row=records.row)
        except FileFault as fault:
            if fault.rule == "header_not_first":
                raise
