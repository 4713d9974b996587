"""A document as a workbook: its words on the first sheet, then a sheet for each table.

What is charted has a sheet too, and the last sheet lists every number unrounded with where it is
from. Nothing is merged, nothing is a formula.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Fields,
    Heading,
    Number,
    Paragraph,
    Run,
    Table,
    plain,
)
from portfolio.domain.result import Cell
from portfolio.exports.papers.chart_scale import labels_of
from portfolio.exports.papers.furniture import foot, with_depths
from portfolio.exports.papers.inks import PANEL
from portfolio.exports.papers.number_formats import format_for
from portfolio.exports.papers.office_package import Package, sealed
from portfolio.exports.papers.paper_forms import NotAPaper
from portfolio.exports.papers.plain_text import folded
from portfolio.exports.papers.xlsx_texts import Workbook

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook as Book

_TITLES = {"Title", "Heading", "Box", "Card", "Table", "Chart"}
_NOTES, _NUMBERS, _CHART = "Notes", "Numbers", "Chart"
_HEADS = ("Kind", "Label", "Text", "Sheet")
_MOST_LETTERS = 32_767
"""Of one cell."""
_MOST_OF_A_HEAD, _MOST_OF_A_NAME, _MOST_ABOUT = 255, 31, 255
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "bold": {"bold": True},
    "head": {"bold": True, "bg_color": PANEL},
    "kept": {"quote_prefix": True},
    "right": {"align": "right", "indent": 1},
}
_WIDEST, _NARROWEST, _WIDTH_OF_NOTES = 60, 9, 100
_LINE_PT, _MOST_LINES, _USED_OF_A_LINE = 15, 27, 0.9
"""A row of a sheet is 409 points high at most."""
_AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_APART = "\u200b"
"""Seen by nobody: keeps heads apart that say the same, which a spreadsheet's table refuses."""
_FORMULA_STARTS = tuple("=+-@'＝＋－＠")


def held(text: str) -> str:
    """Return the text as this form can hold it: a cell has an end."""
    said = folded(text)
    return said if len(said) <= _MOST_LETTERS else said[: _MOST_LETTERS - 1] + "…"


def write(document: Document) -> bytes:
    """Return the file."""
    from xlsxwriter import Workbook as new  # noqa: PLC0415 - for those who ask for this form

    out = io.BytesIO()
    with new(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        made = datetime.combine(document.made_on, datetime.min.time())
        about = {"title": document.title, "author": document.author, "subject": document.subject}
        book.set_properties(
            {
                **{name: held(text)[:_MOST_ABOUT] for name, text in about.items()},
                "keywords": document.fingerprint.id,
                "created": made,
            }
        )
        _Writer(book, document).write()
    return sealed(out.getvalue(), document.fingerprint.as_json)


def read(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint."""
    package = Package(data)
    book = Workbook(package)
    if _NOTES not in book.names:
        raise NotAPaper("This workbook has no sheet of notes.")
    texts: list[str] = []
    for row in book.rows(_NOTES)[1:]:
        _, label, text, sheet = (row.get(place, "") for place in range(len(_HEADS)))
        texts += [label, text]
        if sheet and not sheet.startswith(_CHART):
            texts += _cells(book.rows(sheet))
    return texts, package.fingerprint


def _cells(rows: Sequence[dict[int, str]]) -> Iterator[str]:
    for row in rows:
        yield from (row[place] for place in sorted(row))


@dataclass(frozen=True)
class _Note:
    kind: str
    text: str
    label: str = ""
    sheet: str = ""


class _Writer:
    def __init__(self, book: Book, document: Document) -> None:
        self._book = book
        self._document = document
        self._looks: dict[tuple[str, ...], Any] = {}
        self._names: list[str] = []
        self._numbers: list[tuple[str, Cell, str]] = []

    def write(self) -> None:
        sheet = self._book.add_worksheet(_NOTES)
        notes = [_Note("Title", self._document.title)]
        for block, _ in with_depths(self._document):
            notes += self._block(block)
        rows = [(note.kind, held(note.label), held(note.text), note.sheet) for note in notes]
        self._fill(sheet, _HEADS, rows, name="notes")
        for column, width in enumerate((12, 24, _WIDTH_OF_NOTES, 32)):
            sheet.set_column(column, column, width)
        for place, note in enumerate(notes, 1):
            self._finish_note(sheet, place, note)
        if self._numbers:
            found = self._book.add_worksheet(_NUMBERS)
            self._fill(found, ("As printed", "Value", "From"), self._numbers, name="numbers")

    def _finish_note(self, sheet: Any, place: int, note: _Note) -> None:
        sheet.set_row(place, _height_pt(len(note.text), _WIDTH_OF_NOTES))
        text = held(note.text)
        if note.kind in _TITLES and text:
            kept = text.startswith(_FORMULA_STARTS)
            sheet.write_string(place, _HEADS.index("Text"), text, self._look(bold=True, kept=kept))
        if note.sheet:
            target = f"internal:'{note.sheet}'!A1"
            sheet.write_url(place, _HEADS.index("Sheet"), target, string=note.sheet)

    def _block(self, block: Block) -> Iterator[_Note]:
        match block:
            case Heading(_, text):
                yield _Note("Heading", text)
            case Paragraph(runs):
                yield self._sentence("Paragraph", runs)
            case Bullets(items):
                yield from (self._sentence("Point", item) for item in items)
            case Callout(_, title, items):
                yield _Note("Box", title)
                yield from (self._sentence("Point", item) for item in items)
            case Fields(fields, title):
                yield from [_Note("Card", title)] if title else []
                for field in fields:
                    self._count(field.runs)
                    yield _Note("Field", plain(field.runs), field.label)
            case Table():
                yield from self._table(block)
            case Chart():
                yield from self._chart(block)

    def _sentence(self, kind: str, runs: tuple[Run, ...]) -> _Note:
        self._count(runs)
        return _Note(kind, plain(runs))

    def _count(self, runs: tuple[Run, ...]) -> None:
        self._numbers += [(n.text, n.value, n.source) for n in runs if isinstance(n, Number)]

    def _table(self, table: Table) -> Iterator[_Note]:
        sheet = self._sheet(table.caption)
        rows = [[self._printed(cell.said, cell.value) for cell in row] for row in table.rows]
        self._numbers += [
            (cell.said, cell.value, cell.source)
            for row in table.rows
            for cell in row
            if cell.source and _is_number(cell.value)
        ]
        number = len(self._names)
        heads = [held(column.title) for column in table.columns]
        right = {place for place, c in enumerate(table.columns) if c.align == "right"}
        self._fill(sheet, heads, rows, name=f"table_{number}", right=right)
        sheet.set_header(f"&L{held(table.caption)[:200].replace('&', '&&')}")
        yield _Note("Table", table.caption, sheet=self._names[-1])
        yield from (_Note("Note", note) for note in table.notes)

    def _chart(self, chart: Chart) -> Iterator[_Note]:
        labels = labels_of(chart)
        if labels:
            columns: dict[str, dict[str, float | None]] = {
                series.name: {mark.label: mark.value for mark in series.marks}
                for series in chart.series
            }
            for line in chart.references:  # one column for a level, also where it has steps
                if {line.first, line.last} <= set(labels):
                    stretch = labels[labels.index(line.first) : labels.index(line.last) + 1]
                    columns.setdefault(line.name, {}).update(dict.fromkeys(stretch, line.value))
            heads = [_CHART, *columns]
            rows = [[label, *(said.get(label) for said in columns.values())] for label in labels]
            sheet = self._sheet(chart.title, f"{_CHART} ")
            self._fill(
                sheet, [held(head) for head in heads], rows, name=f"chart_{len(self._names)}"
            )
        yield _Note("Chart", chart.title, sheet=self._names[-1] if labels else "")
        yield _Note("Of what", chart.subtitle)
        yield _Note("In words", chart.alt)
        yield from [_Note("Source", chart.source)] if chart.source else []

    def _sheet(self, title: str, before: str = "") -> Any:
        number = len(self._names) + 1
        words = re.sub(r"[\[\]:*?/\\']", " ", folded(title))
        # A name is as long as it is in UTF-16, where a picture character counts twice.
        cut = f"{before}{number} {words}".encode("utf-16-le")[: 2 * _MOST_OF_A_NAME]
        name = " ".join(cut.decode("utf-16-le", errors="ignore").split())
        self._names.append(name)
        return self._book.add_worksheet(name)

    def _printed(self, text: str, value: Cell) -> Cell | tuple[float, str]:
        """Return the value with the format that shows it as printed, else the text."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text
        found = format_for(float(value), held(text))
        return (float(value), found.code) if found else text

    def _fill(
        self,
        sheet: Any,
        heads: Sequence[str],
        rows: Sequence[Sequence[Any]],
        *,
        name: str,
        right: Collection[int] = (),
    ) -> None:
        """Write a table from the first cell on; a spreadsheet's own where it can be one. `right`
        are the columns whose heads stand over numbers."""
        unique = list(_kept_apart(heads))
        for place, head in enumerate(unique):
            sheet.write_string(0, place, head, self._look(head=True, right=place in right))
            longest = max(len(head), *(_length(row[place]) for row in rows), 0)
            sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height_pt(max(map(_length, row)), _WIDEST))
            for place, cell in enumerate(row):
                self._cell(sheet, number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{held(foot(self._document))[:200].replace('&', '&&')}&R&P of &N")
        if rows and all(len(head) <= _MOST_OF_A_HEAD for head in unique):
            columns = [
                {"header": head, "header_format": self._look(head=True, right=place in right)}
                for place, head in enumerate(unique)
            ]
            look = {"name": name, "columns": columns, "style": "Table Style Light 1"}
            sheet.add_table(0, 0, len(rows), len(unique) - 1, look)

    def _cell(self, sheet: Any, row: int, column: int, cell: Any) -> None:
        if isinstance(cell, tuple):
            sheet.write_number(row, column, cell[0], self._look(code=cell[1]))
        elif _is_number(cell):
            sheet.write_number(row, column, cell, self._look(code="General"))
        elif cell is not None:
            text = held(str(cell))
            sheet.write_string(row, column, text, self._look(kept=text.startswith(_FORMULA_STARTS)))

    def _look(self, code: str = "", **kinds: bool) -> Any:
        """Return a look of cells, by the code of a number's format or what kinds of cell they are;
        `kept` keeps a text a text when it is typed over."""
        key = (code, *sorted(kind for kind, is_one in kinds.items() if is_one))
        if key not in self._looks:
            look: dict[str, Any] = {"valign": "top", "text_wrap": not code}
            if code:
                look |= {"num_format": code, "align": "right", "indent": 1}
            for kind in key[1:]:
                look |= _LOOKS[kind]
            self._looks[key] = self._book.add_format(look)
        return self._looks[key]


def _kept_apart(heads: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for head in heads:
        name = head or _APART
        while name.lower() in seen:
            name += _APART
        seen.add(name.lower())
        yield name


def _height_pt(letters: int, width: int) -> float:
    """Return the height of a row whose longest cell has so many letters."""
    lines = math.ceil(letters / (width * _USED_OF_A_LINE))
    return _LINE_PT * min(max(lines, 1), _MOST_LINES)


def _length(cell: object) -> int:
    return _NARROWEST if isinstance(cell, tuple) else len(str(cell))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
