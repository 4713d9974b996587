"""Every text and value of a paper in order: what all its forms hold, and what a proof compares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

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
