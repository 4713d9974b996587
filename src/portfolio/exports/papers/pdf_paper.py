"""A document as a PDF: tagged for readers by ear (PDF/UA-1) and kept for years (PDF/A-2a)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

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
from portfolio.exports.papers.font_coverage import printable, words_pattern
from portfolio.exports.papers.furniture import FINGERPRINT_NAME, foot, with_depths
from portfolio.exports.papers.inks import BEYOND, INK, RULE, SOFT, TONES
from portfolio.exports.papers.pdf_texts import in_any_order, texts_of_pdf
from portfolio.exports.papers.plain_text import clean, folded, is_mark
from portfolio.exports.papers.text_widths import column_shares, width_of
from portfolio.exports.papers.typesetting import pages_of_pdf

_WIDTH_PT = 493
"""Between the margins of A4: 174 mm."""
_LABEL_PT = 115
_SIZE_PT, _SIZE_OF_WIDE_PT, _MANY_COLUMNS = 9.5, 8.0, 7
_EDGES: Mapping[str, tuple[float, str]] = {
    "alert": (1.8, "solid"),
    "advise": (1.2, "densely-dashed"),
    "assure": (0.8, "solid"),
}
"""Thickness in mm and dash of a box's edge, so that boxes differ in grey too."""
_OTHER_EDGE = (0.8, "dotted")
_LINE, _KEPT_TOGETHER = 90, 2_400
"""Characters of a line, and of a box that is kept on one page: some twenty-five lines."""
_BREAK_HERE = "\u200b"
Json = dict[str, object]


def held(text: str) -> str:
    """Return the text as it is read from this form: with a box for a letter that no font has."""
    return in_any_order(printable(folded(text)))


def write(document: Document) -> bytes:
    """Return the file; the texts go to the typesetter as data, so none is read as markup."""
    return pages_of_pdf(json.dumps(_paper(document)), document.made_on)


def read(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint."""
    return texts_of_pdf(data)


def _paper(document: Document) -> Json:
    language, _, region = document.language.partition("-")
    day = document.made_on
    return {
        "title": _words(document.title) or "Paper",
        "author": printable(folded(document.author)),
        "subject": printable(folded(document.subject)),
        "keywords": [f"{FINGERPRINT_NAME} {document.fingerprint.as_json}"],
        "made_on": [day.year, day.month, day.day],
        "lang": language,
        "region": region or None,
        "foot": _words(foot(document), _WIDTH_PT * 0.8),
        "covered": words_pattern(),
        "inks": {"ink": INK, "soft": SOFT, "rule": RULE, "beyond": BEYOND},
        "blocks": [_block(block, depth) for block, depth in with_depths(document)],
    }


def _block(block: Block, depth: int) -> Json:
    match block:
        case Heading(_, text):
            found: Json = {"kind": "heading", "level": depth + 1, "text": _words(text)}
        case Paragraph():
            found = {"kind": "paragraph", "text": _words(block.text)}
        case Bullets(items):
            found = {"kind": "bullets", "items": [_words(plain(item)) for item in items]}
        case Callout():
            found = _callout(block, depth)
        case Fields():
            found = _fields(block, depth)
        case Table():
            found = _table(block)
        case Chart():
            found = _chart(block)
        case PageBreak():
            found = {"kind": "page"}
    return found


def _fields(block: Fields, depth: int) -> Json:
    said = [[_words(f.label, _LABEL_PT), _words(plain(f.runs))] for f in block.fields]
    return {
        "kind": "fields",
        "level": depth + 2,
        "title": _words(block.title),
        "fields": said,
        "long": _is_long(text for pair in said for text in pair),
    }


def _callout(block: Callout, depth: int) -> Json:
    colour, shape = TONES[block.tone]
    thickness, dash = _EDGES.get(block.tone, _OTHER_EDGE)
    return {
        "kind": "callout",
        "level": depth + 2,
        "title": _words(block.title),
        "items": [_words(plain(item)) for item in block.items],
        "long": _is_long(plain(item) for item in block.items),
        "colour": colour,
        "shape": shape,
        "thickness": thickness,
        "dash": dash,
    }


def _is_long(said: Iterable[str]) -> bool:
    """Tell whether a box may be too long to be kept on one page."""
    return sum(len(text) + _LINE for text in said) > _KEPT_TOGETHER


def _table(table: Table) -> Json:
    size = _SIZE_OF_WIDE_PT if len(table.columns) > _MANY_COLUMNS else _SIZE_PT
    widths = column_shares(table, size / _WIDTH_PT)
    rooms = [width * _WIDTH_PT - 8 for width in widths]
    return {
        "kind": "table",
        "caption": _words(table.caption),
        "size": size,
        "widths": widths,
        "columns": [
            [_words(column.title, room, size), column.align]
            for column, room in zip(table.columns, rooms, strict=True)
        ],
        "rows": [
            [_words(cell.said, room, size) for cell, room in zip(row, rooms, strict=True)]
            for row in table.rows
        ],
        "notes": [_words(note) for note in table.notes],
    }


def _chart(chart: Chart) -> Json:
    return {
        "kind": "chart",
        "title": _words(chart.title),
        "subtitle": _words(chart.subtitle),
        "alt": _words(chart.alt),
        "named": printable(folded(chart.alt)) or "Chart",
        "source": _words(chart.source),
        "svg": printable(chart_svg(chart)),
    }


def _words(text: str, room: float = _WIDTH_PT, size: float = 10.5) -> str:
    """Return the text, with places to break a word that is wider than its room in points."""
    words = printable(folded(clean(text))).split(" ")
    return " ".join(_BREAK_HERE.join(_parts(word, room, size)) for word in words)


def _parts(word: str, room: float, size: float) -> Sequence[str]:
    """Return the word as it may be broken: before any letter, but not between it and its marks."""
    if width_of(word, size) <= room:
        return (word,)
    parts: list[str] = []
    for letter in word:
        if parts and is_mark(letter):
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts
