"""A document for Word, in the styles that Word has by name, so that it can be edited and pasted."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from typing import TYPE_CHECKING
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
from portfolio.exports.papers.chart_svg import chart_svg
from portfolio.exports.papers.docx_styles import MAIN, WIDTH_MM, edge, set_up
from portfolio.exports.papers.furniture import with_depths
from portfolio.exports.papers.inks import RULE, SOFT, TONES
from portfolio.exports.papers.office_package import Package, sealed
from portfolio.exports.papers.paper_forms import NotAPaper
from portfolio.exports.papers.plain_text import folded, is_right_to_left
from portfolio.exports.papers.text_widths import column_shares, label_width
from portfolio.exports.papers.typesetting import png_of

if TYPE_CHECKING:
    from docx.document import Document as Word

_W = f"{{{MAIN}}}"
_NAMESPACES = (
    f'xmlns:w="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_TWIPS_OF_MM, _EMU_OF_MM = 56.6929, 36_000
_TWIPS_OF_PT = 20
_LABEL_PT, _LABELS_PT = 10.0, (110.0, 200.0)
_NO_MARGINS = 'distT="0" distB="0" distL="0" distR="0"'
_TABLE_PT, _WIDE_TABLE_PT, _MANY_COLUMNS = 9.0, 8.0, 7
_POINTS_OF_MM = 2.8346
_EDGES = {"alert": ("single", 36), "advise": ("double", 12), "assure": ("single", 12)}
"""Line at the edge of a box and its thickness in eighths of a point: boxes differ in grey too."""
_OTHER_EDGE = ("dashed", 12)
_SMALL = f'<w:color w:val="{SOFT[1:]}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
_SOFT = f'<w:color w:val="{SOFT[1:]}"/>'
_MINOR = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_DEEPEST = 5
_KEPT = "Normal, kept with what follows"


def held(text: str) -> str:
    """Return the text as this form can hold it: tabs part a label from what it says."""
    return folded(text)


def write(document: Document) -> bytes:
    """Return the file."""
    from docx import Document as new  # noqa: PLC0415 - a fifth of a second, for this form only
    from docx.oxml import parse_xml  # noqa: PLC0415

    word = new()
    set_up(word, document)
    body = word.element.body
    paper = "".join(_Writer(word, document).parts())
    for element in parse_xml(f"<w:body {_NAMESPACES}>{paper}</w:body>"):
        body.sectPr.addprevious(element)
    out = io.BytesIO()
    word.save(out)
    return sealed(out.getvalue(), document.fingerprint.as_json)


def read(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint."""
    package = Package(data)
    body = package.xml("word/document.xml").find(f"{_W}body")
    if body is None:
        raise NotAPaper("This file has no text.")
    return list(_texts(body)), package.fingerprint


class _Writer:
    """Writes blocks as WordprocessingML; remembers that a new page is due, and numbers pictures."""

    def __init__(self, word: Word, document: Document) -> None:
        self._word = word
        self._document = document
        self._new_page = False
        self._numbers = count(1)

    def parts(self) -> Iterator[str]:
        yield self._line(self._document.title, "Title")
        for block, depth in with_depths(self._document):
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterator[str]:
        match block:
            case Heading(_, text):
                yield self._line(text, f"Heading{depth}")
            case Paragraph():
                yield self._line(block.text)
            case Bullets(items):
                for item in items:
                    yield self._line(plain(item), "ListBullet")
            case Callout():
                yield from self._callout(block, depth)
            case Fields():
                yield from self._fields(block, depth)
            case Table():
                yield from self._table(block)
            case Chart():
                yield from self._chart(block)
            case PageBreak():
                self._new_page = True

    def _callout(self, block: Callout, depth: int) -> Iterator[str]:
        line, thickness = _EDGES.get(block.tone, _OTHER_EDGE)
        border = f"<w:pBdr>{edge(TONES[block.tone][0], line, thickness)}</w:pBdr>"
        yield self._line(block.title, _minor(depth), border, _MINOR)
        for item in block.items:
            yield self._line(plain(item), "ListBullet", border)

    def _fields(self, block: Fields, depth: int) -> Iterator[str]:
        if block.title:
            yield self._line(block.title, _minor(depth), "", _MINOR)
        at = round(label_width(block, _LABEL_PT, *_LABELS_PT) * _TWIPS_OF_PT)
        look = (
            f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{RULE[1:]}"/>'
            f'<w:between w:val="single" w:sz="4" w:space="1" w:color="{RULE[1:]}"/></w:pBdr>'
            f'<w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs>'
            '<w:spacing w:before="20" w:after="20"/>'
            f'<w:ind w:left="{at}" w:hanging="{at}"/>'
        )
        for field in block.fields:
            label = _run(held(field.label), _SOFT) + "<w:r><w:tab/></w:r>"
            yield self._paragraph(label + _run(held(plain(field.runs))), "Normal", look)

    def _table(self, table: Table) -> Iterator[str]:
        yield self._line(table.caption, "Caption")
        wide = len(table.columns) > _MANY_COLUMNS
        size = _WIDE_TABLE_PT if wide else _TABLE_PT
        shares = column_shares(table, size / (WIDTH_MM * _POINTS_OF_MM))
        widths = [round(share * WIDTH_MM * _TWIPS_OF_MM) for share in shares]
        sides = [column.align for column in table.columns]
        look = f'<w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/>'
        heads = _row([c.title for c in table.columns], sides, widths, f"<w:b/>{look}", head=True)
        rows = (_row([c.said for c in row], sides, widths, look) for row in table.rows)
        yield (
            f"<w:tbl><w:tblPr>{_TABLE_LOOK}"
            f'<w:tblCaption w:val="{escape(held(table.caption))}"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + f"</w:tblGrid>{heads}{''.join(rows)}</w:tbl>"
        )
        for note in table.notes:
            yield self._line(note, "Normal", '<w:spacing w:before="60"/>', _SMALL)
        if not table.notes:
            yield _GAP

    def _chart(self, chart: Chart) -> Iterator[str]:
        yield self._line(chart.title, "Caption")
        yield self._line(chart.subtitle, _KEPT, "", _SMALL)
        yield self._paragraph(self._picture(chart), "Normal")
        yield self._line(chart.alt)
        if chart.source:
            yield self._line(chart.source, "Normal", "", _SMALL)

    def _picture(self, chart: Chart) -> str:
        png = io.BytesIO(png_of(chart_svg(chart)))
        relation, image = self._word.part.get_or_add_image(png)
        wide = WIDTH_MM * _EMU_OF_MM
        high = round(wide * image.px_height / image.px_width)
        number = next(self._numbers)
        named = f'id="{number}" name="Chart {number}" descr="{escape(held(chart.alt) or "Chart")}"'
        return (
            f"<w:r><w:drawing><wp:inline {_NO_MARGINS}>"
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
            f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
            f"<pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _line(self, text: str, style: str = "Normal", look: str = "", letters: str = "") -> str:
        said = held(text)
        return self._paragraph(_run(said, letters), style, look, is_right_to_left(said))

    def _paragraph(self, runs: str, style: str, look: str = "", right_to_left: bool = False) -> str:
        """Return a paragraph; what it looks like comes in the order of the schema (CT_PPr)."""
        kept = "<w:keepNext/>" if style == _KEPT else ""
        new_page = "<w:pageBreakBefore/>" if self._new_page else ""
        self._new_page = False
        if right_to_left:
            before = look.find("<w:spacing")
            at = len(look) if before < 0 else before
            look = f"{look[:at]}<w:bidi/>{look[at:]}"
        named = "Normal" if style == _KEPT else style
        return f'<w:p><w:pPr><w:pStyle w:val="{named}"/>{kept}{new_page}{look}</w:pPr>{runs}</w:p>'


_TABLE_LOOK = (
    '<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
    '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
    'w:noHBand="0" w:noVBand="1"/>'
)
_GAP = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>'
    "</w:p>"
)
_HEAD_EDGE = (
    f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{SOFT[1:]}"/>'
    "</w:tcBorders>"
)


def _row(
    texts: Sequence[str],
    sides: Sequence[str],
    widths: Sequence[int],
    letters: str,
    *,
    head: bool = False,
) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_HEAD_EDGE if head else ""}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{side}"/></w:pPr>'
        f"{_run(held(text), letters)}</w:p></w:tc>"
        for text, side, width in zip(texts, sides, widths, strict=True)
    )
    look = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{look}</w:trPr>{cells}</w:tr>"


def _run(text: str, letters: str = "") -> str:
    if not text:
        return ""
    look = f"<w:rPr>{letters}{'<w:rtl/>' if is_right_to_left(text) else ''}</w:rPr>"
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _minor(depth: int) -> str:
    """Return the style of a box's title: one below the heading it stands under."""
    return f"Heading{min(depth + 1, _DEEPEST)}"


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """Yield the texts of paragraphs and cells, also where an editor has wrapped them in others."""
    for child in element:
        if child.tag == f"{_W}p":
            yield from _said(child).split("\t")
        elif child.tag == f"{_W}tc":
            yield " ".join(_said(line) for line in child.iter(f"{_W}p"))
        elif child.tag != f"{_W}sectPr":
            yield from _texts(child)


def _said(line: ElementTree.Element) -> str:
    instead = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
    return "".join(
        (part.text or "") if part.tag == f"{_W}t" else instead.get(part.tag, "")
        for part in line.iter()
        if part.tag != f"{_W}tab" or not part.get(f"{_W}pos")
    )
