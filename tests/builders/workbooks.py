"""Workbooks to be sent: written by a library as people's are, or by hand where none would."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from portfolio.contract.templates import template_csv

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def template_rows(kind: str) -> list[list[str | None]]:
    """The template's header and example row; a cell without anything is None."""
    rows = csv.reader(io.StringIO(template_csv(kind)))
    return [[cell or None for cell in row] for row in rows]


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    change: Callable[[Mapping[str, Worksheet]], None] = lambda _: None,
) -> bytes:
    """A workbook of sheets given by their rows, with changes made by the library that writes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change({sheet.title: sheet for sheet in book.worksheets})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_hand(
    sheet_xml: str,
    *,
    name: str = "lessons",
    texts: str = "",
    book: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook of one sheet, whose XML is given."""
    out = io.BytesIO()
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(f'Id="rId1" Type="{_OFFICE}/officeDocument" '
                                  'Target="xl/workbook.xml"'),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}<sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(f'Id="rId1" Type="{_OFFICE}/worksheet" '
                                                 'Target="worksheets/sheet1.xml"'),
        "xl/worksheets/sheet1.xml": sheet_xml,
        **({"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>'} if texts else {}),
        **(more or {}),
    }  # fmt: skip
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for path, content in parts.items():
            container.writestr(path, content)
    return out.getvalue()


def sheet_xml(*rows: str, after: str = "") -> str:
    """A sheet of rows, each given as its cells' XML."""
    numbered = (f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, start=1))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(numbered)}</sheetData>{after}</worksheet>'
    )


def text_cells(*texts: str | None) -> str:
    """Cells with their text in them, one after another."""
    return "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        if text is not None
        else "<c/>"
        for text in texts
    )


def _relations(attributes: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}"><Relationship {attributes}/></Relationships>'
