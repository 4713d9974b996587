"""What stands where the column names should: the reason why they are not where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import islice

from portfolio.contract.folded_names import fold
from portfolio.domain.delimiters import (
    DELIMITER_ONE,
    DELIMITER_WORDS,
    DELIMITERS,
    OTHER_DELIMITERS,
)
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.header import Heading, known_count
from portfolio.intake.tabulate.records import Records

_ROWS_SEARCHED = 100
# A name or two may stand in a title or a cell by chance.
_BY_CHANCE = 1
_ENOUGH = 3
_ROWS_COMPARED = 2
_OTHER_QUOTES = "'`´‘’“”«»{}<>()|"


def refuse_misheaded(content: bytes, heading: Heading, known: Set[str]) -> None:
    """Raise FileFault where hardly any of the heading's names is `known` (folded), and the names
    are found elsewhere or in another dress."""
    if known_count(heading.cells, known) > _BY_CHANCE:
        return
    _refuse_rows_in_one_cell(heading, known)
    _refuse_other_delimiter(content, heading, known)
    _refuse_spaced_quotes(heading, known)
    _refuse_other_quotes(heading, known)
    for delimiter in DELIMITERS:
        _refuse_names_elsewhere(content, delimiter, known)


def refuse_rows_in_heading(content: bytes, heading: Heading, known: Set[str]) -> None:
    """Raise FileFault where a quotation mark opens in one of the names and takes in rows: the
    line that it stands on has names, and one below is as wide."""
    start = content.count(b"\n", 0, heading.offset) - sum(c.count("\n") for c in heading.cells)
    for place, cell in enumerate(heading.cells):
        if "\n" not in cell or fold(cell) in known:
            continue
        first, *within, last = [line.split(heading.delimiter) for line in cell.split("\n")]
        names = [*heading.cells[:place], *first]
        closing = len(last) + len(heading.cells) - place - 1
        is_as_wide = closing >= len(names) or len(names) in map(len, within)
        if is_as_wide and _BY_CHANCE < known_count(names, known) > len(names) / 2:
            opens = start + sum(c.count("\n") for c in heading.cells[:place])
            took = len([line for line in within if any(line)]) + 1
            raise FileFault(
                "rows_within_quotes",
                row=heading.row,
                column=first[0].strip(),
                rows_were="the row below was" if took == 1 else f"{took:,} rows below were",
                by=DELIMITER_WORDS[heading.delimiter],
                opens=f"{opens:,}",
                closes=f"{opens + len(within) + 1:,}",
                more="",
            )
        return


def refuse_headless(heading: Heading, known: Set[str]) -> None:
    """Raise FileFault where not one of the heading's names is `known` (folded)."""
    if not known_count(heading.cells, known):
        raise FileFault("header_missing", row=heading.row)


def refuse_header_of_other_delimiter(content: bytes, heading: Heading) -> None:
    """Raise FileFault where the first rows below the heading are as wide as it by another
    delimiter, and not by its own."""
    width = len(heading.cells)
    if width in _widths_below(content, heading, heading.delimiter):
        return
    for other in DELIMITERS:
        if _widths_below(content, heading, other) == [width] * _ROWS_COMPARED:
            by, usual = DELIMITER_WORDS[other], DELIMITER_WORDS[heading.delimiter]
            raise FileFault("header_delimiter", row=heading.row, by=by, usual=usual)


def _widths_below(content: bytes, heading: Heading, delimiter: str) -> list[int]:
    records = Records(content, delimiter, offset=heading.offset)
    try:
        return [len(cells) for cells in islice(filter(None, records), _ROWS_COMPARED)]
    except FileFault:
        return []  # a quotation mark that only makes sense with another delimiter


def _refuse_rows_in_one_cell(heading: Heading, known: Set[str]) -> None:
    """A table pasted into one column of a spreadsheet, which quotes each row as one cell."""
    filled = [cell for cell in heading.cells if cell.strip()]
    for delimiter, by in DELIMITER_WORDS.items() if len(filled) == 1 else ():
        cells = filled[0].split(delimiter)
        if _BY_CHANCE < known_count(cells, known) > len(cells) / 2:
            raise FileFault("rows_in_one_cell", row=heading.row, by=by)


def _refuse_other_delimiter(content: bytes, heading: Heading, known: Set[str]) -> None:
    line = content[: heading.offset].decode("utf-8").strip("\n").rsplit("\n", 1)[-1]
    for delimiter, name in OTHER_DELIMITERS.items():
        cells = line.strip().split(delimiter)
        if _BY_CHANCE < known_count(cells, known) > len(cells) / 2:
            raise FileFault("other_delimiter", row=heading.row, what=name)


def _refuse_spaced_quotes(heading: Heading, known: Set[str]) -> None:
    """Quotation marks that a blank keeps from standing at the beginning of their cells."""
    spaced = [cell.strip() for cell in heading.cells if cell != cell.lstrip()]
    bare = [cell[1:-1] for cell in spaced if cell.startswith('"')]
    if known_count(bare, known) > _BY_CHANCE:
        by = DELIMITER_ONE[heading.delimiter]
        mark = heading.delimiter
        raise FileFault("space_before_quotes", row=heading.row, by=by, mark=mark)


def _refuse_other_quotes(heading: Heading, known: Set[str]) -> None:
    bare = [cell.strip().strip(_OTHER_QUOTES) for cell in heading.cells]
    if known_count(bare, known) > _BY_CHANCE:
        mark = next((c for c in "".join(heading.cells) if c in _OTHER_QUOTES), "'")
        raise FileFault("other_quotes", row=heading.row, what=mark)


def _refuse_names_elsewhere(content: bytes, delimiter: str, known: Set[str]) -> None:
    """One below the other, down the first column; or below, in a row of their own."""
    rows = list(_first_rows(content, delimiter))
    if known_count({cells[0] for _, cells in rows if len(cells) > 1}, known) >= _ENOUGH:
        raise FileFault("table_turned", row=1)
    for row, cells in rows:
        if known_count(cells, known) > _BY_CHANCE:
            raise FileFault("header_not_first", row=row)


def _first_rows(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    records = Records(content, delimiter)
    try:
        for cells in islice(records, _ROWS_SEARCHED):
            yield records.row, cells
    except FileFault:
        return  # a quotation mark that only makes sense with another delimiter
