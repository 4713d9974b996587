"""Slides with a title each, on which texts, tables and charts are put from top to bottom.

PowerPoint lays out text when it shows it, so heights are reckoned here, rather too high than too
low: what does not fit begins the next slide. What stands there again has a name that ends in
`AGAIN`, by which it is known when the file is read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from portfolio.domain.document import Document
from portfolio.exports.papers.furniture import foot
from portfolio.exports.papers.inks import BEYOND, INK, RULE, SOFT
from portfolio.exports.papers.plain_text import folded, is_right_to_left
from portfolio.exports.papers.text_widths import arial_width

AGAIN = ", again"
CONTINUED = " (continued)"
WIDE_PT, HIGH_PT = 960.0, 540.0
LEFT_PT, ROOM_PT = 44.0, 872.0
_TOP_PT, _BOTTOM_PT = 26.0, 500.0
EMU_OF_PT = 12_700
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NAMESPACES = f'xmlns:a="{_DRAWING}" xmlns:p="{_SLIDE}"'
FONT = "Arial"
_LINE = 1.2
_TITLE_ONLY = 5
_TITLE_SIZES_PT = (26, 22, 18, 14, 11)
_SMALLEST_PT = 8
_EYEBROW_PT = 14
_TOTAL_INSET_PT = 8
_CELL_PT = 6.0
_RAGGED = 1.06
"""Lines are not full, because words are not cut."""


@dataclass(frozen=True)
class Line:
    """One text on a slide, and how it looks."""

    text: str
    size_pt: float = 18
    colour: str = INK
    bold: bool = False
    bullet: bool = False
    tab_pt: float = 0
    after_pt: float = 6

    def height(self, room_pt: float) -> float:
        """Return how high it is, reckoned, where it is `room_pt` wide."""
        room = room_pt - (self.tab_pt or (20 if self.bullet else 0)) - _TOTAL_INSET_PT
        text = self.text.partition("\t")[2] if self.tab_pt else self.text
        wide = arial_width(text, self.size_pt, bold=self.bold) * _RAGGED
        lines = max(math.ceil(wide / max(room, 20)), 1)
        return lines * self.size_pt * _LINE + self.after_pt

    def fitted(self, room_pt: float, height_pt: float) -> Line:
        """Return the line in a size in which it is no higher than that."""
        line = self
        while line.height(room_pt) > height_pt and line.size_pt > _SMALLEST_PT:
            line = replace(line, size_pt=line.size_pt - 1)
        return line

    @property
    def xml(self) -> str:
        """Return it as a paragraph of DrawingML."""
        look = f'marL="{_emu(self.tab_pt)}" indent="-{_emu(self.tab_pt)}"' if self.tab_pt else ""
        inside = f'<a:spcAft><a:spcPts val="{round(self.after_pt * 100)}"/></a:spcAft>'
        if self.bullet:
            look = 'marL="228600" indent="-228600"'
            inside += '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        else:
            inside += "<a:buNone/>"
        if self.tab_pt:
            inside += f'<a:tabLst><a:tab pos="{_emu(self.tab_pt)}" algn="l"/></a:tabLst>'
        side = ' algn="r" rtl="1"' if is_right_to_left(self.text) else ' algn="l"'
        return f"<a:p><a:pPr {look}{side}>{inside}</a:pPr>{self._runs}</a:p>"

    @property
    def _runs(self) -> str:
        if not self.tab_pt:
            return run(self.text, self.size_pt, self.colour, bold=self.bold)
        label, _, said = self.text.partition("\t")
        return run(f"{label}\t", self.size_pt, SOFT) + run(said, self.size_pt, self.colour)


def run(text: str, size_pt: float, colour: str, *, bold: bool = False) -> str:
    """Return words of one look as DrawingML."""
    if not text:
        return ""
    return (
        f'<a:r><a:rPr lang="en-GB" sz="{round(size_pt * 100)}" b="{int(bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:rPr>'
        f"<a:t>{escape(text)}</a:t></a:r>"
    )


class Slides:
    """The slides of a paper; `title` is what a slide that is begun without one says again."""

    def __init__(self, document: Document) -> None:
        from pptx import Presentation  # noqa: PLC0415 - a third of a second, for this form only
        from pptx.util import Pt  # noqa: PLC0415

        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDE_PT), Pt(HIGH_PT)
        self._layout = self.file.slide_layouts[_TITLE_ONLY]
        self._lay_out(document)
        self.slide: Any = None
        self._title = ""
        self._at = 0.0

    @property
    def left_pt(self) -> float:
        """Return what is free below what stands on the slide."""
        return _BOTTOM_PT - self._at

    def begin(self, title: str, above: Sequence[str] = (), *, again: bool = False) -> None:
        """Begin a slide with a title, and above it the headings it stands under."""
        self.slide = self.file.slides.add_slide(self._layout)
        self._at = _TOP_PT
        self._title = title
        shape = self.slide.shapes.title
        if above:
            lines = [Line(text, _EYEBROW_PT, SOFT, bold=True, after_pt=0) for text in above]
            box = self.put(lines, name="Headings")
            shape._element.addprevious(box._element)  # read before the title, as it stands
        shown = f"{title}{CONTINUED}" if again else title
        line = _title(shown)
        self._place(shape, line.height(ROOM_PT) + _TOTAL_INSET_PT)
        self._write(shape, [line], anchor="b")
        if again:
            shape.name += AGAIN
        self._at += 8

    def begin_again(self, title: str = "") -> None:
        """Begin another slide under a title that stood before, that of the last one unless said."""
        self.begin(title or self._title, again=True)

    def make_room(self, height_pt: float) -> None:
        """Begin another slide where so much does not fit on this one, but for an empty one."""
        if self.slide is None or height_pt > self.left_pt:
            self.begin_again()

    def put_flowing(self, lines: Sequence[Line], name: str = "Text") -> None:
        """Put lines one below the other, on as many slides as they need."""
        waiting: list[Line] = []
        room = self.left_pt - _TOTAL_INSET_PT
        for line in lines:
            height = line.height(ROOM_PT)
            if height > room:
                # A title does not stay behind by itself.
                last = [waiting.pop()] if len(waiting) > 1 and waiting[-1].bold else []
                if waiting:
                    self.put(waiting, name)
                self.begin_again()
                waiting = last
                room = self.left_pt - _TOTAL_INSET_PT - sum(x.height(ROOM_PT) for x in last)
                line = line.fitted(ROOM_PT, room)  # noqa: PLW2901 - the same line, smaller
                height = line.height(ROOM_PT)
            waiting.append(line)
            room -= height
        if waiting:
            self.put(waiting, name)

    def put(self, lines: Sequence[Line], name: str, *, inset_pt: float = 0, edge: str = "") -> Any:
        """Put lines in one box of text, with a bar of the colour `edge` at its left."""
        from pptx.util import Pt  # noqa: PLC0415

        height = sum(line.height(ROOM_PT - inset_pt) for line in lines) + _TOTAL_INSET_PT
        box = self.slide.shapes.add_textbox(Pt(0), Pt(0), Pt(1), Pt(1))
        box.name = name
        top = self._at
        self._place(box, height, inset_pt)
        self._write(box, lines)
        if edge:
            self._bar(top, height, edge)
        return box

    def put_table(self, grid: Grid, rows: Sequence[Sequence[str]]) -> None:
        """Put a table, with its heads again on each slide that it needs."""
        part: list[Sequence[str]] = []
        name = "Table"
        room = self.left_pt - grid.height(grid.heads)
        for row in rows:
            if part and grid.height(row) > room:
                self._put_part(grid, part, name)
                self.begin_again()
                part, name, room = [], f"Table{AGAIN}", self.left_pt - grid.height(grid.heads)
            part.append(row)
            room -= grid.height(row)
        self._put_part(grid, part, name)

    def _put_part(self, grid: Grid, rows: Sequence[Sequence[str]], name: str) -> None:
        from pptx.oxml import parse_xml  # noqa: PLC0415

        height = grid.height_of(rows)
        frame = self.slide.shapes.add_table(1, 1, *self.take(height))
        frame.name = name
        old = frame._element.graphic.graphicData.tbl
        old.getparent().replace(old, parse_xml(grid.xml(rows)))
        self.take(_TOTAL_INSET_PT)

    def take(self, height_pt: float) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a place on this slide, and count it as used."""
        top = self._at
        self._at += height_pt
        return _emu(LEFT_PT), _emu(top), _emu(ROOM_PT), _emu(height_pt)

    def _place(self, shape: Any, height_pt: float, inset_pt: float = 0) -> None:
        left, top, wide, high = self.take(height_pt)
        shape.left, shape.top = left + _emu(inset_pt), top
        shape.width, shape.height = wide - _emu(inset_pt), high

    def _write(self, shape: Any, lines: Sequence[Line], anchor: str = "t") -> None:
        from pptx.oxml import parse_xml  # noqa: PLC0415

        body = shape._element.txBody
        said = "".join(line.xml for line in lines)
        inset = f'lIns="0" tIns="25400" rIns="0" bIns="25400" anchor="{anchor}" wrap="square"'
        written = parse_xml(
            f"<p:txBody {_NAMESPACES}><a:bodyPr {inset}><a:noAutofit/></a:bodyPr>"
            f"<a:lstStyle/>{said}</p:txBody>"
        )
        body.getparent().replace(body, written)

    def _bar(self, top_pt: float, height_pt: float, colour: str) -> None:
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415
        from pptx.util import Pt  # noqa: PLC0415

        bar = self.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Pt(LEFT_PT), Pt(top_pt), Pt(4), Pt(height_pt)
        )
        bar.name = f"Edge{AGAIN}"
        bar.fill.solid()
        bar.fill.fore_color.rgb = rgb(colour)
        bar.line.fill.background()
        bar.shadow.inherit = False
        _decorative(bar)

    def _lay_out(self, document: Document) -> None:
        """Put the foot, with its number, and a rule above it where every slide has them."""
        from pptx.oxml import parse_xml  # noqa: PLC0415
        from pptx.util import Pt  # noqa: PLC0415

        for placeholder in list(self._layout.placeholders):
            if placeholder.placeholder_format.idx == 0:
                placeholder.left, placeholder.top = Pt(LEFT_PT), Pt(_TOP_PT)
                placeholder.width, placeholder.height = Pt(ROOM_PT), Pt(60)
            else:
                placeholder._element.getparent().remove(placeholder._element)
        number = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="en-GB" sz="1000"><a:solidFill><a:srgbClr val="{SOFT[1:]}"/>'
            f'</a:solidFill><a:latin typeface="{FONT}"/></a:rPr><a:t>‹#›</a:t></a:fld>'
        )
        tree = self._layout.shapes._spTree
        said = run(folded(foot(document)), 10, SOFT)
        tree.append(parse_xml(_on_every_slide(900, LEFT_PT, 780, said)))
        tree.append(parse_xml(_on_every_slide(901, LEFT_PT + 790, 82, number)))
        tree.append(parse_xml(_bar_on_every_slide(902)))


def _title(text: str) -> Line:
    """Return a title in the largest size in which it has two lines at most."""
    lines = [Line(text, size, bold=True, after_pt=0) for size in _TITLE_SIZES_PT]
    fits = (line for line in lines if line.height(ROOM_PT) <= line.size_pt * _LINE * 2)
    return next(fits, lines[-1])


def _on_every_slide(number: int, left_pt: float, wide_pt: float, runs: str) -> str:
    side = "l" if left_pt == LEFT_PT else "r"
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Foot {number}"/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{_emu(left_pt)}" y="{_emu(510)}"/><a:ext cx="{_emu(wide_pt)}" cy="{_emu(20)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="square"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle/><a:p><a:pPr algn="{side}"/>{runs}</a:p></p:txBody></p:sp>'
    )


def _bar_on_every_slide(number: int) -> str:
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Bar"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{_emu(WIDE_PT)}" cy="{_emu(8)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:solidFill><a:srgbClr val="{BEYOND[1:]}"/></a:solidFill></p:spPr></p:sp>'
    )


def _decorative(shape: Any) -> None:
    """Mark a shape as one that says nothing, so that it is not read out."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    shape._element.nvSpPr.cNvPr.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/'
            'decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def rgb(colour: str) -> Any:
    """Return a colour as python-pptx takes it."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - for those who ask for this form

    colour_of: Any = RGBColor
    return colour_of(*bytes.fromhex(colour[1:]))


def _emu(points: float) -> int:
    return round(points * EMU_OF_PT)


@dataclass(frozen=True)
class Grid:
    """What the parts of a table on several slides have in common."""

    heads: tuple[str, ...]
    sides: tuple[str, ...]
    widths_pt: tuple[float, ...]
    size_pt: float

    def height_of(self, rows: Sequence[Sequence[str]]) -> float:
        """Return how high a table of these rows under the heads is, reckoned."""
        return self.height(self.heads) + sum(map(self.height, rows))

    def height(self, row: Sequence[str]) -> float:
        """Return how high a row is, reckoned."""
        rooms = [max(width - _CELL_PT, 10) for width in self.widths_pt]
        lines = (
            math.ceil(arial_width(text, self.size_pt, bold=row is self.heads) * _RAGGED / room)
            for text, room in zip(row, rooms, strict=True)
        )
        return max(1, *lines) * self.size_pt * _LINE + _CELL_PT

    def xml(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a table of these rows under the heads."""
        columns = "".join(f'<a:gridCol w="{_emu(width)}"/>' for width in self.widths_pt)
        said = "".join(
            self._row(row, head=not place) for place, row in enumerate([self.heads, *rows])
        )
        return (
            f'<a:tbl xmlns:a="{_DRAWING}"><a:tblPr firstRow="1" firstCol="1"/>'
            f"<a:tblGrid>{columns}</a:tblGrid>{said}</a:tbl>"
        )

    def _row(self, row: Sequence[str], *, head: bool) -> str:
        cells = zip(row, self.sides, strict=True)
        said = "".join(_cell(text, side, self.size_pt, head=head) for text, side in cells)
        return f'<a:tr h="{_emu(self.height(row))}">{said}</a:tr>'


def _cell(text: str, side: str, size_pt: float, *, head: bool) -> str:
    colour, wide = (SOFT, 12_700) if head else (RULE, 6_350)
    none = "".join(f'<a:ln{edge} w="0"><a:noFill/></a:ln{edge}>' for edge in ("L", "R", "T"))
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{"r" if side == "right" else "l"}"/>{run(text, size_pt, INK, bold=head)}'
        '</a:p></a:txBody><a:tcPr marL="0" marR="76200" marT="38100" marB="38100">'
        f'{none}<a:lnB w="{wide}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        "</a:lnB><a:noFill/></a:tcPr></a:tc>"
    )
