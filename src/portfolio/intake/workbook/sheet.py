"""One sheet gone through cell by cell: its texts by row and column, and what is odd in it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from portfolio.domain.nhs_numbers import may_hold_nhs_number
from portfolio.intake.structure.faults import FileFault
from portfolio.intake.workbook.parts import Attributes, Book, SheetPart, plain_text, walk
from portfolio.intake.workbook.shown import Shape, as_text

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PLAIN = Shape()
_TEXT = frozenset({"v", "t"})


@dataclass
class Sheet:
    """The cells of a sheet that show something, by row and then column, both counted from 1.

    `errors` has the cells that show an error and its name, `unfinished` those with a formula
    whose result the file does not hold, `merged` the corners of merged areas. `words` stand in
    no cell and have ten digits in them: in a formula, a page header, a list to choose from.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    unfinished: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_sheet(container: zipfile.ZipFile, book: Book, part: SheetPart) -> Sheet:
    """A sheet's cells as shown. Raises FileFault where it is not as it should be."""
    cells = _Cells(book)
    walk(container, part.path, cells.start, end=cells.end, text=cells.text)
    return cells.sheet


class _Cells:
    """Takes a sheet's elements one by one: `row`, `c`, and in it `f`, `v`, `is` with its `t`."""

    def __init__(self, book: Book) -> None:
        self.sheet = Sheet()
        self._book = book
        self._row = 0
        self._column = 0
        self._is_hidden = False
        self._cell: Attributes = {}
        self._has_formula = self._has_result = False
        self._pieces: list[str] | None = None
        self._written: list[str] = []
        self._reading_aids = 0

    def start(self, name: str, of: Attributes) -> None:
        if name in _TEXT:
            self._has_result = True
            self._pieces = None if self._reading_aids else self._written
        elif name == "c":
            self._begin_cell(of)
        elif name == "row":
            self._begin_row(of)
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._reading_aids += 1
        elif name == "mergeCell":
            self.sheet.merged.append(_area(of.get("ref", "")))
        else:
            for words in of.values():
                self._notice(words)

    def end(self, name: str) -> None:
        if name in _TEXT:
            self._pieces = None
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._reading_aids -= 1
        elif name == "row" and self._is_hidden and self._row in self.sheet.rows:
            self.sheet.hidden_rows.append(self._row)

    def text(self, letters: str) -> None:
        if self._pieces is not None:
            self._pieces.append(letters)
        else:
            self._notice(letters)

    def _notice(self, words: str) -> None:
        if may_hold_nhs_number(words):
            self.sheet.words.append(words)

    def _begin_row(self, of: Attributes) -> None:
        self._row = _within(of.get("r", str(self._row + 1)), _MOST_ROWS)
        self._column = 0
        self._is_hidden = of.get("hidden") in ("1", "true")

    def _begin_cell(self, of: Attributes) -> None:
        self._column = _place(of["r"])[1] if "r" in of else self._column + 1
        self._cell = of
        self._has_formula = self._has_result = False
        self._written.clear()

    def _end_cell(self) -> None:
        written = "".join(self._written)
        kind = self._cell.get("t", "n")
        is_empty_text = self._has_result and kind == "str"
        if self._has_formula and not written and not is_empty_text:
            self.sheet.unfinished.append((self._row, self._column))
        elif kind == "e":
            self._notice(written)
            self.sheet.errors.append((self._row, self._column, written))
        elif shown := self._shown(written, kind):
            self.sheet.rows.setdefault(self._row, {})[self._column] = shown

    def _shown(self, written: str, kind: str) -> str:
        if kind == "n" and written:
            shape = self._shape(self._cell.get("s", "0"))
            return as_text(written, shape, counts_from_1904=self._book.counts_from_1904)
        if kind == "s":
            return _listed(self._book.texts, written)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(written, written)
        if kind == "d":
            return written.removesuffix("T00:00:00").replace("T", " ")
        return plain_text(written)

    def _shape(self, style: str) -> Shape:
        number = int(style)
        return self._book.shapes[number] if number < len(self._book.shapes) else _PLAIN


def _listed(texts: tuple[str, ...], number: str) -> str:
    if not number.isdecimal() or int(number) >= len(texts):
        raise FileFault("workbook_damaged")
    return texts[int(number)]


def _area(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name, `B5`."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise FileFault("workbook_damaged")
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return _within(found.group(2), _MOST_ROWS), _within(str(column), _MOST_COLUMNS)


def _within(number: str, most: int) -> int:
    if not number.isdecimal() or not 1 <= int(number) <= most:
        raise FileFault("workbook_damaged")
    return int(number)
