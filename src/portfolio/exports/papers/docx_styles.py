"""How a paper looks in Word: the page, and the styles that Word has by name."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from portfolio.domain.document import Document
from portfolio.exports.papers.furniture import foot
from portfolio.exports.papers.inks import BEYOND, INK, SOFT
from portfolio.exports.papers.plain_text import folded

if TYPE_CHECKING:
    from docx.document import Document as Word

WIDTH_MM = 174
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{MAIN}}}"
_A4_MM = (210, 297)
_MOST_ABOUT = 255
"""Characters of a title or an author among the properties of a file."""
_FONT = "Arial"
"""On every machine of the service, or a font of the same widths."""
_SIZES_PT = {
    "Normal": 10,
    "List Bullet": 10,
    "Caption": 10.5,
    "Title": 19,
    "Heading 1": 14,
    "Heading 2": 12,
    "Heading 3": 11,
    "Heading 4": 10,
    "Heading 5": 10,
    "Footer": 8.5,
}
_ABOVE_BELOW_PT = {
    "Normal": (0, 4),
    "List Bullet": (0, 2),
    "Caption": (7, 2),
    "Title": (0, 7),
    "Heading 1": (11, 3),
    "Heading 2": (9, 2),
}
_MINOR_ABOVE_BELOW_PT = (6, 2)
_LINE = 1.04
_NOT_BOLD = {"Normal", "List Bullet", "Footer"}
_NOT_KEPT_WITH_NEXT = _NOT_BOLD


def set_up(word: Word, document: Document) -> None:
    """Set page, styles, properties and foot of a new file."""
    _page(word)
    _about(word, document)
    for name in _SIZES_PT:
        _style(word.styles[name])
    title = word.styles["Title"].element.get_or_add_pPr()
    title.replace(title.find(f"{_W}pBdr"), _xml("pBdr", "", edge(BEYOND, "single", 48)))
    for language in word.styles.element.iter(f"{_W}lang"):
        language.set(f"{_W}val", document.language)
    _foot(word, document)


def edge(colour: str, line: str, eighths_pt: int) -> str:
    """Return the line at the left of a paragraph, thickness in eighths of a point."""
    return f'<w:left w:val="{line}" w:sz="{eighths_pt}" w:space="8" w:color="{colour[1:]}"/>'


def _xml(tag: str, attributes: str, inside: str = "") -> Any:
    """Return an element of Word's main language."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - for those who ask for this form

    return parse_xml(f'<w:{tag} xmlns:w="{MAIN}" {attributes}>{inside}</w:{tag}>')


def _page(word: Word) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    page = word.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4_MM)
    page.left_margin = page.right_margin = Mm((_A4_MM[0] - WIDTH_MM) / 2)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(15), Mm(16), Mm(8)


def _about(word: Word, document: Document) -> None:
    about = word.core_properties
    about.title, about.author, about.subject = (
        folded(text)[:_MOST_ABOUT] for text in (document.title, document.author, document.subject)
    )
    about.keywords, about.comments, about.last_modified_by = document.fingerprint.id, "", ""
    about.language, about.revision = document.language, 1
    about.created = about.modified = datetime.combine(document.made_on, datetime.min.time())


def _style(style: Any) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]  # the theme's fonts go before those named
    fonts.set(f"{_W}cs", _FONT)
    style.font.color.rgb = RGBColor.from_string(INK[1:].upper())
    style.font.size = Pt(_SIZES_PT[style.name])
    style.font.bold = style.name not in _NOT_BOLD
    look = style.paragraph_format
    above, below = _ABOVE_BELOW_PT.get(style.name, _MINOR_ABOVE_BELOW_PT)
    look.space_before, look.space_after, look.line_spacing = Pt(above), Pt(below), _LINE
    look.keep_with_next = style.name not in _NOT_KEPT_WITH_NEXT


def _foot(word: Word, document: Document) -> None:
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    style = word.styles["Footer"]
    style.font.color.rgb = RGBColor.from_string(SOFT[1:].upper())
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.tab_stops.clear_all()
    line = word.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), alignment=2)
    line.add_run(f"{folded(foot(document))}\t")
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        line._p.append(_xml("fldSimple", f'w:instr=" {field} "', "<w:r><w:t>1</w:t></w:r>"))
        line.add_run(after)
