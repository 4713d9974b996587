"""Every number of a paper as a line of a CSV file: where it stands, its value, where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Number,
    Paragraph,
    Run,
    Table,
    TableCell,
)
from portfolio.domain.result import Cell
from portfolio.exports.delimited import csv_bytes

_COLUMNS = ("section", "where", "as_printed", "value", "source")


def paper_numbers(document: Document) -> bytes:
    """Return the numbers of a document in their order, unrounded."""
    made_from = document.fingerprint
    source = (
        document.title,
        f"As at {made_from.as_at}, known on {made_from.known_on.isoformat()}",
        f"Paper {made_from.id}",
    )
    return csv_bytes(_COLUMNS, _lines(document), source)


def _lines(document: Document) -> Iterator[tuple[Cell, ...]]:
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        for where, one in _numbers(block):
            yield section, where, one.text, one.value, one.source


def _numbers(block: Block) -> Iterator[tuple[str, Number | TableCell]]:
    match block:
        case Paragraph(runs):
            yield from _of_runs("", runs)
        case Bullets(items):
            for item in items:
                yield from _of_runs("", item)
        case Callout(_, title, items):
            for item in items:
                yield from _of_runs(title, item)
        case Fields(every):
            for one in every:
                yield from _of_runs(one.label, one.runs)
        case Table():
            for row in block.rows:
                for column, cell in zip(block.columns, row, strict=True):
                    if cell.source:
                        yield f"{block.caption}: {row[0].text}, {column.title}", cell


def _of_runs(where: str, runs: tuple[Run, ...]) -> Iterator[tuple[str, Number]]:
    return ((where, run) for run in runs if isinstance(run, Number))
