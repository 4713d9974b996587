"""One sheet gone through cell by cell: its texts by row and column, and what is odd in it."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import TEXT_TYPES
from portfolio.contract.folded_names import fold
from portfolio.domain.nhs_numbers import may_hold_nhs_number
from portfolio.intake.decode.workbook.format_sections import Format
from portfolio.intake.decode.workbook.not_shown import Area, Veil
from portfolio.intake.decode.workbook.number_format import (
    as_shown,
    as_text,
    is_hidden,
    is_of_days,
    moment_as_text,
    text_as_shown,
)
from portfolio.intake.decode.workbook.parts import Book, SheetPart
from portfolio.intake.decode.workbook.styles import Style
from portfolio.intake.decode.workbook.xml_parts import Attributes, is_on, plain_text, walk
from portfolio.intake.receive.file_fault import FileFault

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TEXT = frozenset({"v", "t"})
_GENERAL = Format()
_OTHER_FIRST_DIGITS = frozenset("123456789")
_DIGITS = _OTHER_FIRST_DIGITS | {"0"}
_NEVER_TOO_LONG = 15  # characters, of a number that keeps all its digits
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})?T?([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?:\.[0-9]+)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
# The columns that hold texts, ids and codes, whatever the kind: there what a cell shows counts.
_FIELDS = [field for kind in KINDS.values() for field in kind.fields]
_SHOWN = frozenset(fold(one.name) for one in _FIELDS if one.type in TEXT_TYPES)
_IDS = frozenset(fold(one.name) for one in _FIELDS if one.type in ("id", "org", "theme", "themes"))
_NAMED = frozenset(fold(one.name) for one in _FIELDS)
_FEWEST_NAMES = 2

Place = tuple[int, int]


@dataclass
class Sheet:
    """The cells of a sheet that show something, by row and then column, both counted from 1.

    `errors` has the cells that show an error, its name, and whether a formula gives it;
    `unfinished` those with a formula whose result the file does not hold, `merged` the corners of
    merged areas. `written_by_format` are cells that their number format changes in a way that is
    not sure, and `dated` those of ids and lists that hold a
    date, with what they hold. What stands in the
    sheet and cannot be seen: whole rows and columns, single `noughts`, other `values`. `words`
    stand in no cell and have ten digits in them: in a formula, a page header, a list to choose
    from.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    noughts: list[Place] = field(default_factory=list)
    values: list[Place] = field(default_factory=list)
    errors: list[tuple[int, int, str, bool]] = field(default_factory=list)
    unfinished: list[Place] = field(default_factory=list)
    written_by_format: list[tuple[int, int, str]] = field(default_factory=list)
    dated: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_sheet(container: zipfile.ZipFile, book: Book, part: SheetPart) -> Sheet:
    """Return a sheet's cells as shown. Raises FileFault where it is not as it should be."""
    cells = _Cells(book)
    walk(container, part.path, cells.start, end=cells.end, text=cells.text)
    cells.look_under_conditions()
    return cells.sheet


class _Cells:
    """Takes a sheet's elements one by one: `row`, `c`, and in it `f`, `v`, `is` with its `t`."""

    def __init__(self, book: Book) -> None:
        self.sheet = Sheet()
        self._book = book
        self._row = 0
        self._column = 0
        self._is_hidden = False
        self._shows_noughts = True
        self._as_shown: frozenset[int] = frozenset()
        self._ids: frozenset[int] = frozenset()
        self._has_header = False
        self._cell: Attributes = {}
        self._has_formula = self._has_result = False
        self._filled: list[Area] = []
        self._pieces: list[str] | None = None
        self._written: list[str] = []
        self._reading_aids = 0
        self._styles: dict[str, Style] = {}
        self._veil = Veil(book.styles.by_condition)
        self._texts_change = any(style.changes_texts for style in book.styles.cells)

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
            if "ref" in of and of.get("t") in ("array", "dataTable"):
                self._filled.append(area(of["ref"]))
        elif name == "rPh":
            self._reading_aids += 1
        elif name == "mergeCell":
            self.sheet.merged.append(area(of.get("ref", "")))
        elif name == "col" and (is_on(of.get("hidden")) or _is_nothing(of.get("width"))):
            first = _within(of.get("min", ""), _MOST_COLUMNS)
            self.sheet.hidden_columns.append((first, int(of.get("max", first))))
        else:
            self._begin_other(name, of)

    def _begin_other(self, name: str, of: Attributes) -> None:
        for words in of.values():
            self._notice(words)
        if name == "sheetView":
            self._shows_noughts = is_on(of.get("showZeros", "1"))
        elif name == "conditionalFormatting":
            self._veil.begin([area(one) for one in of.get("sqref", "").split()])
        elif name == "cfRule":
            self._veil.rule(of)
        elif name == "formula":
            self._pieces = self._veil.formula()

    def end(self, name: str) -> None:
        if name in _TEXT:
            self._pieces = None
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._reading_aids -= 1
        elif name == "row":
            self._end_row()
        elif name == "formula" and self._pieces is not None:
            self._notice("".join(self._pieces))
            self._pieces = None

    def text(self, letters: str) -> None:
        if self._pieces is not None:
            self._pieces.append(letters)
        else:
            self._notice(letters)

    def look_under_conditions(self) -> None:
        """Cells that show nothing because a condition puts such a look on them."""
        known = {*self.sheet.noughts, *self.sheet.values}
        for row, column, is_nought in self._veil.cells(self.sheet.rows):
            if (row, column) not in known:
                self._tell_hidden(is_nought=is_nought, place=(row, column))

    def _notice(self, words: str) -> None:
        if may_hold_nhs_number(words):
            self.sheet.words.append(words)

    def _begin_row(self, of: Attributes) -> None:
        self._row = _within(of.get("r", str(self._row + 1)), _MOST_ROWS)
        self._column = 0
        self._is_hidden = is_on(of.get("hidden")) or _is_nothing(of.get("ht"))

    def _end_row(self) -> None:
        cells = self.sheet.rows.get(self._row)
        if cells is None:
            return
        if self._is_hidden:
            self.sheet.hidden_rows.append(self._row)
        if not self._has_header:
            names = {place: fold(cell) for place, cell in cells.items()}
            self._has_header = sum(name in _NAMED for name in names.values()) >= _FEWEST_NAMES
            if self._has_header:
                self._as_shown = frozenset(n for n, name in names.items() if name in _SHOWN)
                self._ids = frozenset(n for n, name in names.items() if name in _IDS)

    def _begin_cell(self, of: Attributes) -> None:
        self._column = _place(of["r"])[1] if "r" in of else self._column + 1
        self._cell = of
        self._has_formula = self._has_result = False
        self._written.clear()

    def _end_cell(self) -> None:
        written = "".join(self._written)
        kind = self._cell.get("t", "n")
        may_be = self._has_formula or self._filled
        if may_be and self._is_unfinished(written, kind):
            self.sheet.unfinished.append((self._row, self._column))
        elif kind == "e":
            self._notice(written)
            self.sheet.errors.append((self._row, self._column, written, self._has_formula))
        elif shown := self._shown(written, kind):
            self.sheet.rows.setdefault(self._row, {})[self._column] = shown

    def _is_unfinished(self, written: str, kind: str) -> bool:
        """Return whether a formula's result is not there, or only what stands for it until
        somebody works it out."""
        if self._has_formula and not written and not (self._has_result and kind == "str"):
            return True
        if self._book.is_worked_out or kind == "e":
            return False
        is_result = self._has_formula or any(
            top <= self._row <= bottom and left <= self._column <= right
            for top, left, bottom, right in self._filled
        )
        return is_result and (_is_nought(written) or not written)

    def _shown(self, written: str, kind: str) -> str:
        if kind == "n":
            return self._number(written) if written else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(written, written)
        if kind == "d":
            return self._moment(written)
        text = _listed(self._book.texts, written) if kind == "s" else plain_text(written)
        return self._text(text) if self._texts_change and text else text

    def _style(self) -> Style:
        number = self._cell.get("s", "0")
        style = self._styles.get(number)
        if style is None:
            style = self._styles[number] = self._book.styles.of(number)
        return style

    def _number(self, written: str) -> str:
        style = self._style()
        held = as_text(written, style.shape, counts_from_1904=self._book.counts_from_1904)
        if held[:1] not in _DIGITS:  # words before it, or in its place
            self._notice(as_text(written, _GENERAL))
        is_nought = _is_nought(written)
        is_unseen = style.is_unseen or (is_nought and not self._shows_noughts)
        if self._column in self._as_shown:
            return self._number_as_shown(written, held, style, is_unseen=is_unseen)
        if is_unseen or (style.shape.may_hide and is_hidden(written, style.shape)):
            self._tell_hidden(is_nought=is_nought)
        return held

    def _number_as_shown(self, written: str, held: str, style: Style, *, is_unseen: bool) -> str:
        """Return a number among texts, ids and codes, where nothing stands for a nought that
        nobody sees: a formula filled down leaves it. What is seen of any other is what counts."""
        if is_unseen and _is_nought(written):
            return ""
        shown = self._seen(written, held, style)
        if is_unseen or (shown is not None and not shown.strip() and not _is_nought(written)):
            self._tell_hidden(is_nought=False)
            return shown or held
        return shown or ""

    def _seen(self, written: str, held: str, style: Style) -> str | None:
        """Return what its format makes of a number; None, and noted as such, where that is not
        sure or a day stands for an id. A day among texts has the year first."""
        if style.shape.is_general and len(written) < _NEVER_TOO_LONG:
            return held
        is_day = is_of_days(written, style.shape)
        plain = as_text(written, _GENERAL)
        if is_day and held != plain and self._column not in self._ids:
            return held
        shown = as_shown(written, style.shape)
        if shown != plain:
            self._notice(plain)
        if is_day and held != plain:
            self.sheet.dated.append((self._row, self._column, held))
        elif shown is None:
            self.sheet.written_by_format.append((self._row, self._column, plain))
        return shown

    def _text(self, text: str) -> str:
        style = self._style()
        shown = text_as_shown(text, style.shape)
        if style.is_unseen or shown == "":
            self._tell_hidden(is_nought=False)
            return text
        if shown != text:
            self._notice(text)
        if shown is None:
            self.sheet.written_by_format.append((self._row, self._column, text))
            return ""
        return shown

    def _moment(self, written: str) -> str:
        """Return a cell that holds a moment in words, as its format shows that."""
        style = self._style()
        found = _MOMENT.fullmatch(written.strip())
        moment = None
        if found and (found[1] or found[2]):
            with suppress(ValueError):
                clock = time.fromisoformat(found[2] or "00:00")
                day = datetime.fromisoformat(found[1] or "1899-12-31")
                moment = datetime.combine(day, clock)
        if moment is None or found is None:
            return written
        if style.is_unseen or style.shape.numbers[0].is_empty:
            self._tell_hidden(is_nought=False)
        if found[1] is None:
            return f"{moment:%H:%M}"
        return moment_as_text(moment, style.shape)

    def _tell_hidden(self, *, is_nought: bool, place: Place | None = None) -> None:
        hidden = self.sheet.noughts if is_nought else self.sheet.values
        hidden.append(place or (self._row, self._column))


def area(reference: str) -> Area:
    """Return the corners of an area, `B5:C9`: top, left, bottom, right."""
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))


def _is_nought(written: str) -> bool:
    if written[:1] in _OTHER_FIRST_DIGITS:  # most figures are told by that
        return False
    try:
        return float(written) == 0
    except ValueError:
        return False


def _is_nothing(size: str | None) -> bool:
    return size is not None and _is_nought(size)


def _listed(texts: tuple[str, ...], number: str) -> str:
    if not number.isdecimal() or int(number) >= len(texts):
        raise FileFault("workbook_damaged")
    return texts[int(number)]


def _place(reference: str) -> Place:
    """Return row and column of a cell's name, `B5`."""
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
