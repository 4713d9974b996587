"""One workbook to fill in: a sheet of every kind with its header, and the dictionary beside."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import NEED_WORDS, TYPE_WORDS, Field, FieldType, Kind
from portfolio.contract.templates import DICTIONARY_COLUMNS, DICTIONARY_SHEET

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FILE_NAME = "portfolio-template.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBERS: frozenset[FieldType] = frozenset({"money", "number", "whole", "percent"})
_WIDTHS = (16, 30, 12, 34, 80, 60, 30)
"""How wide the columns of the dictionary's sheet are."""
_MADE = datetime(2026, 1, 1)  # the same bytes each time
_LAST_ROW = 1_048_575
_MOST_TITLE, _MOST_PROMPT, _MOST_CHOICES = 32, 255, 255
Looks = Mapping[str, "Format"]


@cache
def template_workbook() -> bytes:
    """Return the workbook; it holds no row, so that no example is ever sent for a figure.

    Each column has its look also where nothing is written yet, so that a spreadsheet leaves what
    is typed there as it was typed: an id in a column of text keeps its zeros.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - few commands ask for it, and all would wait

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        looks = {
            "number": book.add_format(),
            "text": book.add_format({"num_format": "@"}),
            "day": book.add_format({"num_format": r"yyyy\-mm\-dd"}),
            "header": book.add_format({"num_format": "@", "bold": True, "bg_color": "#E8EDEE"}),
        }
        for kind in KINDS.values():
            _fill(book.add_worksheet(kind.name), kind, looks)
        _explain(book.add_worksheet(DICTIONARY_SHEET), looks)
    return out.getvalue()


def _fill(sheet: Worksheet, kind: Kind, looks: Looks) -> None:
    sheet.freeze_panes(1, 0)
    for place, field in enumerate(kind.fields):
        sheet.set_column(place, place, max(14, len(field.name) + 3), looks[_look(field)])
        sheet.write_string(0, place, field.name, looks["header"])
        sheet.data_validation(1, place, _LAST_ROW, place, _hint(field))


def _look(field: Field) -> str:
    """Months and yes or no are text too: a spreadsheet would make dates and words of its own."""
    if field.type == "date":
        return "day"
    return "number" if field.type in _NUMBERS else "text"


def _hint(field: Field) -> dict[str, object]:
    """Return what a spreadsheet says beside a cell, and its list to choose from. Another word
    than those listed is asked about and not kept out: the checks say what is wrong with it."""
    need = NEED_WORDS[field.need].capitalize()
    said = f"{need}. {field.description} {field.rule}".strip()
    prompt = f"{said} For example {field.example.rstrip('.')}."
    has_list = 0 < len(",".join(field.codes)) <= _MOST_CHOICES
    return {
        **({"validate": "list", "source": list(field.codes)} if has_list else {"validate": "any"}),
        "error_type": "warning",
        "input_title": field.name[:_MOST_TITLE],
        "input_message": prompt[:_MOST_PROMPT],
    }


def _explain(sheet: Worksheet, looks: Looks) -> None:
    sheet.freeze_panes(1, 0)
    for place, (name, width) in enumerate(zip(DICTIONARY_COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width, looks["text"])
        sheet.write_string(0, place, name, looks["header"])
    for row, cells in enumerate(_explained(), start=1):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, looks["text"])


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
