"""A document as a workbook: its words on the first sheet, then a sheet for each table.

What is charted has a sheet too, and the last sheet lists every number unrounded with where it is
from. Nothing is merged, nothing is a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
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

_NOTES, _NUMBERS, _CHART = "Notes", "Numbers", "Chart"
_HEADS = ("Kind", "Label", "Text", "Sheet")
_MOST_LETTERS = 32_767
"""Of one cell."""
_MOST_OF_A_HEAD, _MOST_OF_A_NAME, _MOST_ABOUT = 255, 31, 255
_WIDEST, _NARROWEST = 60, 9
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
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self._names: list[str] = []
        self._numbers: list[tuple[str, Cell, str]] = []

    def write(self) -> None:
        sheet = self._book.add_worksheet(_NOTES)
        notes = [_Note("Title", self._document.title)]
        for block, _ in with_depths(self._document):
            notes += self._block(block)
        rows = [(note.kind, held(note.label), held(note.text), note.sheet) for note in notes]
        self._fill(sheet, _HEADS, rows, "notes")
        for column, width in enumerate((12, 24, 100, 32)):
            sheet.set_column(column, column, width)
        for place, note in enumerate(notes, 1):
            if note.sheet:
                quoted = note.sheet.replace("'", "''")
                sheet.write_url(
                    place, len(_HEADS) - 1, f"internal:'{quoted}'!A1", string=note.sheet
                )
        if self._numbers:
            found = self._book.add_worksheet(_NUMBERS)
            self._fill(found, ("As printed", "Value", "From"), self._numbers, "numbers")

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
        self._fill(sheet, [held(c.title) for c in table.columns], rows, f"table_{number}")
        sheet.set_header(f"&L{held(table.caption)[:200].replace('&', '&&')}")
        yield _Note("Table", table.caption, sheet=self._names[-1])
        yield from (_Note("Note", note) for note in table.notes)

    def _chart(self, chart: Chart) -> Iterator[_Note]:
        labels = labels_of(chart)
        if labels:
            known = [{m.label: m.value for m in series.marks} for series in chart.series]
            levels = [line for line in chart.references if {line.first, line.last} <= set(labels)]
            heads = [_CHART, *(s.name for s in chart.series), *(line.name for line in levels)]
            rows = [
                [
                    label,
                    *(values.get(label) for values in known),
                    *(
                        line.value
                        if labels.index(line.first) <= place <= labels.index(line.last)
                        else None
                        for line in levels
                    ),
                ]
                for place, label in enumerate(labels)
            ]
            sheet = self._sheet(chart.title, f"{_CHART} ")
            self._fill(sheet, [held(head) for head in heads], rows, f"chart_{len(self._names)}")
        yield _Note("Chart", chart.title, sheet=self._names[-1] if labels else "")
        yield _Note("Chart", chart.subtitle)
        yield _Note("In words", chart.alt)
        yield from [_Note("Source", chart.source)] if chart.source else []

    def _sheet(self, title: str, before: str = "") -> Any:
        number = len(self._names) + 1
        words = re.sub(r"[\[\]:*?/\\']", " ", folded(title))
        name = " ".join(f"{before}{number} {words}"[:_MOST_OF_A_NAME].split())
        self._names.append(name)
        return self._book.add_worksheet(name)

    def _printed(self, text: str, value: Cell) -> Cell | tuple[float, str]:
        """Return the value with the format that shows it as printed, else the text."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text
        found = format_for(float(value), held(text))
        return (float(value), found.code) if found else text

    def _fill(
        self, sheet: Any, heads: Sequence[str], rows: Sequence[Sequence[Any]], name: str
    ) -> None:
        """Write a table from the first cell on; a spreadsheet's own where it can be one."""
        unique = list(_kept_apart(heads))
        for place, head in enumerate(unique):
            sheet.write_string(0, place, head, self._look(head=True))
            longest = max(len(head), *(_length(row[place]) for row in rows), 0)
            sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                self._cell(sheet, number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{held(foot(self._document))[:200].replace('&', '&&')}&R&P of &N")
        if rows and all(len(head) <= _MOST_OF_A_HEAD for head in unique):
            columns = [{"header": head, "header_format": self._look(head=True)} for head in unique]
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

    def _look(self, code: str = "", *, head: bool = False, kept: bool = False) -> Any:
        """Return a look of cells; `kept` keeps a text a text when it is typed over."""
        key = (code, head, kept)
        if key not in self._formats:
            look: dict[str, Any] = {"valign": "top", "text_wrap": not code}
            look |= {"bold": True, "bg_color": PANEL} if head else {}
            look |= {"num_format": code} if code else {}
            look |= {"quote_prefix": True} if kept else {}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _kept_apart(heads: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for head in heads:
        name = head or _APART
        while name.lower() in seen:
            name += _APART
        seen.add(name.lower())
        yield name


def _length(cell: object) -> int:
    return _NARROWEST if isinstance(cell, tuple) else len(str(cell))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
