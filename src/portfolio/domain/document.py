"""A paper before it is written: headings, paragraphs, charts, tables and where each number is from.

One document is composed once and written in several forms (HTML, DOCX, PDF, PPTX, XLSX), so that
its words and its numbers are the same in all of them. All text is plain, as a reader reads it:
whoever writes a form escapes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from portfolio.domain.result import Cell

Level = Literal[1, 2, 3]
Align = Literal["left", "right"]
Emphasis = Literal["common", "improving", "concerning", "neither"]
Tone = Literal["plain", "alert", "advise", "assure", "unknown", "synthetic"]

NO_ROWS = "There is nothing to list."
"""What stands under a table without rows, so that nobody takes it for broken."""
EMPTY_CELL = "–"
"""What stands in a cell that has nothing to say: one left blank may have been forgotten."""
_DIGITS_OF_AN_ID = 16


@dataclass(frozen=True)
class Number:
    """One number as it is printed, its value unrounded, and where it is from.

    `value` is None where the number is not known; `source` names measure, table, row and column,
    for example `beyond_lead_share/by_type/cash_releasing/share`.
    """

    text: str
    value: float | None
    source: str


Run = str | Number
"""A piece of a sentence: words, or a number that can be proved."""


@dataclass(frozen=True)
class Heading:
    level: Level
    text: str


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return plain(self.runs)


@dataclass(frozen=True)
class Bullets:
    """Points of equal rank, each a sentence or two."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Callout:
    """A box with a title: what the paper asks, or what to be alerted to, advised or assured of."""

    tone: Tone
    title: str
    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Field:
    """A line of the paper's head or of a card: a label and what it says."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Fields:
    """Labels with what they say: the head matter of a paper, the method card of a benefit."""

    fields: tuple[Field, ...]
    title: str = ""


@dataclass(frozen=True)
class TableColumn:
    """A column with its heading, which has the unit in it."""

    title: str
    align: Align = "left"


@dataclass(frozen=True)
class TableCell:
    """A cell as it is printed, and unrounded for a spreadsheet; `source` as in `Number`."""

    text: str
    value: Cell
    source: str = ""

    @property
    def said(self) -> str:
        """Return what stands in the cell, which is never left blank."""
        return self.text if self.text.strip() else EMPTY_CELL


@dataclass(frozen=True)
class Table:
    """A table under its caption. Its first column names the row; it always has a header row."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    note: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what stands below the table, each a paragraph."""
        said = (self.note,) if self.note else ()
        return said if self.rows else (NO_ROWS, *said)


@dataclass(frozen=True)
class Mark:
    """One value of a chart: where it stands on the axis, its value, and how it is drawn.

    `emphasis` is what the mark means beside its value: `common` is drawn plain, the others have a
    shape and a word of their own, never a colour alone.
    """

    label: str
    value: float | None
    emphasis: Emphasis = "common"


@dataclass(frozen=True)
class Series:
    """Marks of one name, in the order of the axis."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Reference:
    """A level across a chart or a stretch of it: a mean, a limit, a target. Labels of the axis
    where it begins and ends."""

    name: str
    value: float
    first: str
    last: str
    dash: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart: the message as its title, what is measured of whom and when below it.

    `line` has labels along the bottom, `bars` has a row for each label with the value written at
    the bar. `alt` says in words what the chart shows; `source` names measure and data. `unit` is
    written with the values: `£`, `%` (37 is 37%) or a word.
    """

    kind: Literal["line", "bars"]
    title: str
    subtitle: str
    alt: str
    unit: str
    series: tuple[Series, ...]
    references: tuple[Reference, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class PageBreak:
    """Where a new page, sheet or slide begins."""


Block = Heading | Paragraph | Bullets | Callout | Fields | Table | Chart | PageBreak


@dataclass(frozen=True)
class Fingerprint:
    """What a paper was made from, so that it can be made again and its numbers proved.

    `numbers` is the SHA-256 of the document's texts and values in order; `measures` names each
    measure used with its version; `submissions` are those that stood at the point; `given` is what
    its maker wrote and chose: the meeting, the author, the annexes.
    """

    layout: str
    layout_version: str
    contract_version: str
    filters: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]
    as_at: str
    known_on: date
    audience: str
    measures: tuple[tuple[str, str], ...]
    submissions: tuple[str, ...]
    numbers: str

    @property
    def as_json(self) -> str:
        """Return it as one line of JSON, the same for the same fingerprint."""
        return json.dumps(asdict(self), default=str, sort_keys=True)

    @property
    def id(self) -> str:
        """Return the short name by which a paper can be found again."""
        return hashlib.sha256(self.as_json.encode()).hexdigest()[:_DIGITS_OF_AN_ID]


def fingerprint_from(as_json: str) -> Fingerprint:
    """Return the fingerprint that a form carries. Raises KeyError, TypeError or ValueError for
    what is none."""
    said = json.loads(as_json)
    pairs = ("filters", "given", "measures")
    return Fingerprint(
        **{
            **said,
            "known_on": date.fromisoformat(said["known_on"]),
            "submissions": tuple(said["submissions"]),
            **{name: tuple((key, value) for key, value in said[name]) for name in pairs},
        }
    )


@dataclass(frozen=True)
class Document:
    """A whole paper. `subject` is one line for the metadata of the forms; `made_on` is the date
    that all of them carry, so that the same points give the same bytes."""

    title: str
    subject: str
    author: str
    made_on: date
    blocks: tuple[Block, ...]
    fingerprint: Fingerprint
    language: str = "en-GB"


def plain(runs: tuple[Run, ...]) -> str:
    """Return a sentence as it is read."""
    return "".join(run.text if isinstance(run, Number) else run for run in runs)


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text of the document in its order, with the place a reader would give.

    These are what every form holds, and what `verify` reads back and compares.
    """
    return texts_of(document.title, document.blocks)


def texts_of(title: str, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the same of a document that has no fingerprint yet."""
    yield "title", title
    section = title
    for block in blocks:
        if isinstance(block, Heading):
            section = block.text
        for place, text in _texts_of(block):
            yield f"{section}: {place}", text


def numbers_of(title: str, blocks: Iterable[Block]) -> str:
    """Return the SHA-256 of all texts, and of all values unrounded, in their order."""
    every = tuple(blocks)
    said = (text for _, text in texts_of(title, every))
    return _sha256([*said, *(repr(value) for one in every for value in _values(one))])


def _values(block: Block) -> Iterator[object]:
    match block:
        case Paragraph(runs):
            yield from _values_of(runs)
        case Bullets(items) | Callout(_, _, items):
            yield from (value for item in items for value in _values_of(item))
        case Fields(fields):
            yield from (value for field in fields for value in _values_of(field.runs))
        case Table():
            yield from (cell.value for row in block.rows for cell in row)
        case Chart():
            yield from (mark.value for series in block.series for mark in series.marks)
            yield from (line.value for line in block.references)


def _values_of(runs: tuple[Run, ...]) -> Iterator[float | None]:
    return (run.value for run in runs if isinstance(run, Number))


def _sha256(texts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _texts_of(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading(_, text):
            yield "heading", text
        case Paragraph(runs):
            yield "paragraph", plain(runs)
        case Bullets(items):
            yield from _points("point", items)
        case Callout(_, title, items):
            yield "box", title
            yield from _points(f"{title}, point", items)
        case Fields():
            yield from _texts_of_fields(block)
        case Table():
            yield from _texts_of_table(block)
        case Chart():
            yield from _texts_of_chart(block)


def _points(place: str, items: tuple[tuple[Run, ...], ...]) -> Iterator[tuple[str, str]]:
    for index, item in enumerate(items, 1):
        yield f"{place} {index}", plain(item)


def _texts_of_fields(block: Fields) -> Iterator[tuple[str, str]]:
    if block.title:
        yield "card", block.title
    for field in block.fields:
        yield field.label, field.label
        yield field.label, plain(field.runs)


def _texts_of_chart(chart: Chart) -> Iterator[tuple[str, str]]:
    yield "chart", chart.title
    yield f"chart “{chart.title}”, below its title", chart.subtitle
    yield f"chart “{chart.title}”, in words", chart.alt
    if chart.source:
        yield f"chart “{chart.title}”, source", chart.source


def _texts_of_table(table: Table) -> Iterator[tuple[str, str]]:
    yield "table", table.caption
    for column in table.columns:
        yield f"table “{table.caption}”, heading", column.title
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            yield f"table “{table.caption}”, row {row[0].said}, {column.title}", cell.said
    for note in table.notes:
        yield f"table “{table.caption}”, note", note
