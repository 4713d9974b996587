"""A document as slides: a title each, charts and tables that can be edited in PowerPoint."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Fields,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    plain,
)
from portfolio.exports.papers.chart_scale import labels_of
from portfolio.exports.papers.furniture import with_depths
from portfolio.exports.papers.inks import SOFT, TONES
from portfolio.exports.papers.office_package import Package, sealed
from portfolio.exports.papers.plain_text import folded
from portfolio.exports.papers.pptx_chart import add_chart
from portfolio.exports.papers.pptx_slides import AGAIN, CONTINUED, ROOM_PT, Grid, Line, Slides
from portfolio.exports.papers.text_widths import column_shares, label_width

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_ABOUT = 255
_FIELD_PT, _LABELS_PT = 18.0, (120.0, 340.0)
_SMALL_PT, _WORDS_PT = 12, 15
_TABLE_PT, _WIDE_TABLE_PT, _MANY_COLUMNS = 14.0, 11.0, 7
_SMALLEST_TABLE_PT, _CAPTION_PT = 6.0, 16
_LEAST_CHART_PT = 190.0
_ROOM_FOR_MORE_PT = 200.0
"""What must be free below a table for the text that follows to stand there."""


def held(text: str) -> str:
    """Return the text as this form can hold it: tabs part a label from what it says."""
    return folded(text)


def write(document: Document) -> bytes:
    """Return the file."""
    paper = _Writer(document)
    for block, _ in with_depths(document):
        paper.add(block)
    return paper.finish()


def read(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint."""
    package = Package(data)
    listed = package.xml("ppt/presentation.xml").iter(f"{_P}sldId")
    targets = package.targets("ppt/presentation.xml")
    texts: list[str] = []
    for slide in listed:
        tree = package.xml(targets.get(slide.get(f"{_R}id", ""), "")).find(f"{_P}cSld/{_P}spTree")
        texts += _texts(tree) if tree is not None else []
    return texts, package.fingerprint


class _Writer:
    """Puts blocks on slides; headings wait until there is something to stand above."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._slides = Slides(document)
        self._waiting: list[str] = []
        self._section = held(document.title)
        self._slides.begin(self._section)
        self._after_picture = False

    def add(self, block: Block) -> None:
        match block:
            case Heading(_, text):
                self._waiting.append(held(text))
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case PageBreak():
                pass
            case _:
                self._begin_if_headed()
                self._text(block)

    def finish(self) -> bytes:
        if self._waiting:
            self._begin_if_headed()
        about = self._slides.file.core_properties
        made = datetime.combine(self._document.made_on, datetime.min.time())
        about.title, about.author, about.subject = (
            held(text)[:_MOST_ABOUT]
            for text in (self._document.title, self._document.author, self._document.subject)
        )
        about.keywords, about.comments = self._document.fingerprint.id, ""
        about.last_modified_by, about.language = "", self._document.language
        about.created = about.modified = made
        about.revision = 1
        out = io.BytesIO()
        self._slides.file.save(out)
        return sealed(out.getvalue(), self._document.fingerprint.as_json)

    def _begin_if_headed(self) -> None:
        """Begin a slide for text where it has a heading, or comes after a picture's slide."""
        if self._waiting:
            *above, self._section = self._waiting
            self._slides.begin(self._section, above)
        elif self._after_picture:
            self._slides.begin_again(self._section)
        self._waiting, self._after_picture = [], False

    def _begin_picture(self, title: str) -> None:
        """Begin the slide of a chart or table, whose headings stand above its own title."""
        self._slides.begin(title, self._waiting)
        self._section = self._waiting[-1] if self._waiting else self._section
        self._waiting, self._after_picture = [], True

    def _text(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._flow([Line(held(block.text))])
            case Bullets(items):
                self._flow([Line(held(plain(item)), bullet=True) for item in items])
            case Fields(fields, title):
                tab = label_width(block, _FIELD_PT, *_LABELS_PT)
                lines = [Line(held(title), bold=True)] if held(title) else []
                lines += [
                    Line(f"{held(f.label)}\t{held(plain(f.runs))}", tab_pt=tab, after_pt=5)
                    for f in fields
                ]
                self._flow(lines)
            case Callout():
                self._callout(block)

    def _flow(self, lines: Sequence[Line]) -> None:
        self._slides.put_flowing([line for line in lines if line.text])

    def _callout(self, block: Callout) -> None:
        colour = TONES[block.tone][0]
        lines = [Line(held(block.title), colour=colour, bold=True)]
        lines += [Line(held(plain(item)), bullet=True) for item in block.items]
        lines = [line for line in lines if line.text]
        height = sum(line.height(ROOM_PT - 16) for line in lines) + 18
        self._slides.make_room(min(height, 300))
        if height <= self._slides.left_pt:
            self._slides.put(lines, "Box", inset_pt=16, edge=colour)
            self._slides.take(10)
        else:
            self._slides.put_flowing(lines, "Box")

    def _chart(self, chart: Chart) -> None:
        self._begin_picture(held(chart.title))
        self._flow([Line(held(chart.subtitle), _WORDS_PT, SOFT)])
        words = [Line(held(chart.alt), _WORDS_PT)]
        words += [Line(held(chart.source), _SMALL_PT, SOFT)] if held(chart.source) else []
        below = sum(line.height(ROOM_PT) for line in words) + 20
        if labels_of(chart):
            height = max(self._slides.left_pt - below, _LEAST_CHART_PT)
            frame = add_chart(self._slides.slide, chart, self._slides.take(height))
            about = frame._element.nvGraphicFramePr.cNvPr
            about.set("name", "Chart")
            about.set("descr", held(chart.alt) or "Chart")
        self._flow(words)

    def _table(self, table: Table) -> None:
        size = _WIDE_TABLE_PT if len(table.columns) > _MANY_COLUMNS else _TABLE_PT
        grid = Grid(
            heads=tuple(held(column.title) for column in table.columns),
            sides=tuple(column.align for column in table.columns),
            widths_pt=tuple(share * ROOM_PT for share in column_shares(table, size / ROOM_PT)),
            size_pt=size,
        )
        rows = [[held(cell.said) for cell in row] for row in table.rows]
        notes = [Line(held(note), _SMALL_PT, SOFT) for note in table.notes]
        caption = Line(held(table.caption), _CAPTION_PT, bold=True)
        needed = grid.height_of(rows) + sum(line.height(ROOM_PT) for line in [caption, *notes])
        if not self._waiting and not self._after_picture and needed + 40 < self._slides.left_pt:
            self._flow([caption])
        else:
            self._begin_picture(caption.text)
        self._slides.put_table(_readable(grid, rows, self._slides.left_pt), rows)
        self._flow(notes)
        self._after_picture = self._slides.left_pt < _ROOM_FOR_MORE_PT


def _readable(grid: Grid, rows: Sequence[Sequence[str]], room_pt: float) -> Grid:
    """Return the grid in a size in which its highest row fits on a slide under the heads."""
    while grid.size_pt > _SMALLEST_TABLE_PT and any(
        grid.height(row) + grid.height(grid.heads) > room_pt for row in rows
    ):
        grid = replace(grid, size_pt=grid.size_pt - 1)
    return grid


def _texts(tree: ElementTree.Element) -> Iterator[str]:
    for shape in tree:
        name = next((about.get("name", "") for about in shape.iter(f"{_P}cNvPr")), "")
        again = name.endswith(AGAIN) or _is_title_again(shape)
        if shape.tag == f"{_P}sp" and not again:
            for line in shape.iterfind(f"{_P}txBody/{_A}p"):
                yield from _said(line).split("\t")
        elif shape.tag == f"{_P}graphicFrame":
            for row in list(shape.iter(f"{_A}tr"))[again:]:
                for cell in row.iter(f"{_A}tc"):
                    yield " ".join(map(_said, cell.iter(f"{_A}p")))
        elif shape.tag == f"{_P}grpSp":
            yield from _texts(shape)


def _is_title_again(shape: ElementTree.Element) -> bool:
    """Tell a title that stands again where its name is gone: LibreOffice gives titles its own."""
    place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    lines = [_said(line) for line in shape.iterfind(f"{_P}txBody/{_A}p")]
    return (
        place is not None
        and place.get("type") == "title"
        and lines[-1:] != []
        and (lines[-1].endswith(CONTINUED))
    )


def _said(line: ElementTree.Element) -> str:
    return "".join(
        " " if part.tag == f"{_A}br" else part.text or ""
        for part in line.iter()
        if part.tag in {f"{_A}t", f"{_A}br"}
    )
