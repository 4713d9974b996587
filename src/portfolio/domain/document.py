"""A paper before it is written: headings, paragraphs, charts, tables and where each number is from.

One document is composed once and written in several forms (HTML, DOCX, PDF, PPTX, XLSX), so that
its words and its numbers are the same in all of them. All text is plain, as a reader reads it:
whoever writes a form escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portfolio.domain.fingerprint import Fingerprint
from portfolio.domain.result import Cell

Level = Literal[1, 2, 3]
Align = Literal["left", "right"]
Emphasis = Literal["common", "improving", "concerning", "neither"]
Tone = Literal["plain", "alert", "advise", "assure", "unknown", "synthetic"]

NO_ROWS = "There is nothing to list."
"""What stands under a table without rows, so that nobody takes it for broken."""
EMPTY_CELL = "–"
"""What stands in a cell that has nothing to say: one left blank may have been forgotten."""


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
