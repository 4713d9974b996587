"""One workbook to fill in: a sheet of every kind with its header, and the dictionary beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import NEED_WORDS, TYPE_WORDS, Field, FieldType, Kind
from portfolio.contract.templates import DICTIONARY_SHEET
from portfolio.exports.workbook import Look, SheetColumn, Table, workbook_bytes

FILE_NAME = "portfolio-template.xlsx"
_NUMBERS: frozenset[FieldType] = frozenset({"money", "number", "whole", "percent"})
_DICTIONARY = (
    SheetColumn("Extract", width=16),
    SheetColumn("Column", width=30),
    SheetColumn("Needed", width=12),
    SheetColumn("What it is", width=34),
    SheetColumn("What it says", width=80),
    SheetColumn("Words to choose from", width=60),
    SheetColumn("Example", width=30),
)


@cache
def template_workbook() -> bytes:
    """The workbook; it holds no row, so that no example is ever sent for a figure."""
    dictionary = Table(DICTIONARY_SHEET, _DICTIONARY, [*_explained()])
    return workbook_bytes([*(_sheet(kind) for kind in KINDS.values()), dictionary])


def _sheet(kind: Kind) -> Table:
    return Table(kind.name, tuple(_column(field) for field in kind.fields))


def _column(field: Field) -> SheetColumn:
    return SheetColumn(
        field.name, _look(field), max(14, len(field.name) + 3), _hint(field), field.codes
    )


def _look(field: Field) -> Look:
    """Months and yes or no are text too: a spreadsheet would make dates and words of its own."""
    if field.type == "date":
        return "day"
    return "number" if field.type in _NUMBERS else "text"


def _hint(field: Field) -> str:
    need = NEED_WORDS[field.need].capitalize()
    said = f"{need}. {field.description} {field.rule}".strip()
    return f"{said} For example {field.example.rstrip('.')}."


def _explained() -> Iterator[tuple[str, ...]]:
    for kind in KINDS.values():
        for field in kind.fields:
            yield (
                kind.name,
                field.name,
                NEED_WORDS[field.need],
                TYPE_WORDS[field.type].replace("`", ""),
                f"{field.description} {field.rule}".strip().replace("`", ""),
                "; ".join(f"{code}: {meaning}" for code, meaning in field.values),
                field.example,
            )
