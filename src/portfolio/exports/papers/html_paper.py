"""A document as one HTML file: read by ear, on a phone and on paper, without a script.

Each element that holds a text of the document has the attribute `data-text`; around them stands
what is not of the document (the foot, shapes, pictures).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from importlib.resources import files
from itertools import count

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Fields,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Run,
    Table,
    TableCell,
)
from portfolio.exports.papers.chart_svg import chart_svg
from portfolio.exports.papers.furniture import FINGERPRINT_NAME, day_in_words, foot, with_depths
from portfolio.exports.papers.inks import TONES
from portfolio.exports.papers.paper_forms import NotAPaper
from portfolio.exports.papers.plain_text import clean, is_right_to_left

_SHAPES = {
    "square": '<path d="M2 2h12v12H2z"/>',
    "triangle-up": '<path d="M8 1l7 13H1z"/>',
    "circle": '<circle cx="8" cy="8" r="7"/>',
    "diamond": '<path d="M8 0l8 8-8 8-8-8z"/>',
    "ring": '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="3"/>',
}
_DEEPEST = 6


def held(text: str) -> str:
    """Return the text as this form can hold it."""
    return clean(text)


def write(document: Document) -> bytes:
    """Return the file, UTF-8."""
    styles = files("portfolio.exports.papers").joinpath("paper.css").read_text(encoding="utf-8")
    ids = (f"part-{number}" for number in count(1))
    body = "\n".join(
        part for block, depth in with_depths(document) for part in _block(block, depth, ids)
    )
    return f"""<!doctype html>
<html lang="{_attribute(document.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_escaped(document.title) or "Paper"}</title>
<meta name="author" content="{_attribute(document.author)}">
<meta name="description" content="{_attribute(document.subject)}">
<meta name="date" content="{document.made_on.isoformat()}">
<meta name="{FINGERPRINT_NAME}" content="{_attribute(document.fingerprint.as_json)}">
<style>
{styles}@page {{ @bottom-left {{ content: "{_in_styles(foot(document))}"; }} }}
</style>
</head>
<body>
<header>
{_said("h1", document.title)}
</header>
<main>
{body}
</main>
<footer>
<p>Made on {day_in_words(document)}. Paper {document.fingerprint.id}.</p>
</footer>
</body>
</html>
""".encode()


def read(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", errors="replace"))
    reader.close()
    if not reader.texts:
        raise NotAPaper("No text of a paper is marked in this page.")
    return reader.texts, reader.fingerprint


def _block(block: Block, depth: int, ids: Iterator[str]) -> Iterator[str]:
    match block:
        case Heading(_, text):
            yield _said(f"h{depth + 1}", text)
        case Paragraph(runs):
            yield _said("p", runs)
        case Bullets(items):
            yield _points(items)
        case Callout():
            yield from _callout(block, depth, next(ids))
        case Fields():
            yield from _fields(block, depth)
        case Table():
            yield from _table(block, next(ids))
        case Chart():
            yield from _chart(block)
        case PageBreak():
            yield '<div class="page-break"></div>'


def _points(items: Sequence[Sequence[Run]]) -> str:
    return "<ul>" + "".join(_said("li", item) for item in items) + "</ul>" if items else ""


def _callout(block: Callout, depth: int, name: str) -> Iterator[str]:
    shape = _SHAPES.get(TONES[block.tone][1], "")
    drawn = f'<svg viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">{shape}</svg>'
    title = _said(f"h{min(depth + 2, _DEEPEST)}", block.title, f' id="{name}"')
    yield f'<section class="box {block.tone}" aria-labelledby="{name}">'
    yield f'<div class="box-title">{drawn if shape else ""}{title}</div>'
    yield _points(block.items)
    yield "</section>"


def _fields(block: Fields, depth: int) -> Iterator[str]:
    yield f'<div class="{"card" if block.title else "fields"}">'
    if block.title:
        yield _said(f"h{min(depth + 2, _DEEPEST)}", block.title)
    if block.fields:
        yield "<dl>"
        for field in block.fields:
            yield f"<div>{_said('dt', field.label)}{_said('dd', field.runs)}</div>"
        yield "</dl>"
    yield "</div>"


def _table(table: Table, name: str) -> Iterator[str]:
    heads = "".join(
        _said("th", column.title, f' scope="col"{_side(column.align)}') for column in table.columns
    )
    # A wide table is moved sideways on a phone, also by keys: a place for them, with a name.
    yield f'<div class="table" role="region" tabindex="0" aria-labelledby="{name}">'
    yield f"<table>{_said('caption', table.caption, f' id={chr(34)}{name}{chr(34)}')}"
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield "<tr>" + "".join(_cells(table, row)) + "</tr>"
    yield "</tbody></table></div>"
    for note in table.notes:
        yield _said("p", note, ' class="note"')


def _cells(table: Table, row: Sequence[TableCell]) -> Iterator[str]:
    for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        if place == 0:
            yield _said("th", cell.said, f' scope="row"{_side(column.align)}')
        else:
            source = f' data-source="{_attribute(cell.source)}"' if cell.source else ""
            known = "" if cell.value is None else f' data-value="{_attribute(str(cell.value))}"'
            yield _said("td", cell.said, _side(column.align) + source + known)


def _side(align: str) -> str:
    return ' class="number"' if align == "right" else ""


def _chart(chart: Chart) -> Iterator[str]:
    yield "<figure>"
    yield _said("p", chart.title, ' class="chart-title"')
    yield _said("p", chart.subtitle, ' class="chart-subtitle"')
    # On a phone the picture keeps its size and is moved sideways, also by keys.
    name = f"Picture: {clean(chart.title)}"
    yield f'<div class="drawing" role="group" tabindex="0" aria-label="{escape(name)}">'
    yield f"{chart_svg(chart)}</div>"
    yield "<figcaption>"
    yield _said("p", chart.alt)
    if chart.source:
        yield _said("p", chart.source, ' class="note"')
    yield "</figcaption></figure>"


def _said(tag: str, text: str | Sequence[Run], attributes: str = "") -> str:
    """Return an element that holds one text of the document."""
    runs = (text,) if isinstance(text, str) else text
    shown = "".join(_run(run) for run in runs)
    side = ' dir="auto"' if is_right_to_left(shown) else ""
    return f"<{tag} data-text{attributes}{side}>{shown}</{tag}>"


def _run(run: Run) -> str:
    if isinstance(run, str):
        return _escaped(run)
    if run.value is None:
        return f'<span data-source="{_attribute(run.source)}">{_escaped(run.text)}</span>'
    return _number(run)


def _number(number: Number) -> str:
    return (
        f'<data value="{number.value}" data-source="{_attribute(number.source)}">'
        f"{_escaped(number.text)}</data>"
    )


def _escaped(text: str) -> str:
    return escape(clean(text), quote=False)


def _attribute(text: str) -> str:
    return escape(clean(text))


def _in_styles(text: str) -> str:
    """Return the text for a string in styles: all but letters, digits and spaces as numbers."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", clean(text))


class _Reader(HTMLParser):
    """Collects what stands in the elements marked as texts of the document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.fingerprint = ""
        self._inside = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == FINGERPRINT_NAME:
            self.fingerprint = given.get("content") or ""
        if self._inside:
            self._depth += tag == self._inside
        elif "data-text" in given:
            self._inside, self._depth = tag, 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._depth -= 1
            self._inside = self._inside if self._depth else ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data
