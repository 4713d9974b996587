"""Writes an Excel workbook of plain tables, with the standard library alone.

Each column has one look, also where nothing is written yet, so that a spreadsheet leaves what is
typed there as it was typed: an id in a column of text keeps its zeros (ECMA-376, part 1).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Look = Literal["number", "text", "day"]

_STYLE = {"number": 0, "text": 1, "day": 2}
_HEADER_STYLE = 3
_LAST_ROW = 1_048_576
_MOST_PROMPT, _MOST_CHOICES = 255, 255
_MADE = (1980, 1, 1, 0, 0, 0)  # the same bytes each time
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _looks(*each: tuple[int, int, int]) -> str:
    """Number format, font and fill of each style that a cell may have."""
    return "".join(
        f'<xf numFmtId="{shown}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1"/>'
        for shown, font, fill in each
    )


_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDEE"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="4">{_looks((0, 0, 0), (49, 0, 0), (164, 0, 0), (49, 1, 2))}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class SheetColumn:
    """One column: its name, how what is typed there is taken, what is said beside a cell that is
    chosen, and the words to choose from, where there are such."""

    name: str
    look: Look = "text"
    width: int = 18
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One sheet: its tab, its columns, and rows of text."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[str]] = ()


def workbook_bytes(tables: Sequence[Table]) -> bytes:
    """An .xlsx file with a sheet for each table, its header in bold above the rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in _parts(tables):
            part = zipfile.ZipInfo(name, _MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            container.writestr(part, text)
    return out.getvalue()


def _parts(tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(tables) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _related([("officeDocument", "xl/workbook.xml")])
    tabs = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, one in zip(numbers, tables, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{tabs}</sheets></workbook>',
    )
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _related([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    for n, one in zip(numbers, tables, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(one)


def _related(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{what}" Target="{target}"/>'
        for n, (what, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _sheet(table: Table) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{one.width}" style="{_STYLE[one.look]}" customWidth="1"/>'
        for n, one in enumerate(table.columns, start=1)
    )
    header = _row(1, [one.name for one in table.columns], [_HEADER_STYLE] * len(table.columns))
    styles = [_STYLE[one.look] for one in table.columns]
    rows = "".join(_row(number, cells, styles) for number, cells in enumerate(table.rows, start=2))
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{header}{rows}</sheetData>"
        f"{_hints(table.columns)}</worksheet>"
    )


def _row(number: int, cells: Sequence[str], styles: Sequence[int]) -> str:
    written = "".join(
        f'<c r="{_letters(place)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(cell)}</t></is></c>'
        for place, (cell, style) in enumerate(zip(cells, styles, strict=True), start=1)
        if cell
    )
    return f'<row r="{number}">{written}</row>'


def _hints(columns: Sequence[SheetColumn]) -> str:
    """What a spreadsheet says beside a cell, and its list to choose from, column by column. Another
    word than those listed is asked about and not kept out: the door says what is wrong with it."""
    hints = [
        _hint(one, _letters(place))
        for place, one in enumerate(columns, start=1)
        if one.hint or one.choices
    ]
    if not hints:
        return ""
    return f'<dataValidations count="{len(hints)}">{"".join(hints)}</dataValidations>'


def _hint(column: SheetColumn, letters: str) -> str:
    words = ",".join(column.choices)
    has_list = 0 < len(words) <= _MOST_CHOICES
    is_list = 'type="list" errorStyle="warning" showErrorMessage="1" ' if has_list else ""
    chosen = f'<formula1>"{escape(words)}"</formula1>' if has_list else ""
    return (
        f'<dataValidation {is_list}allowBlank="1" showInputMessage="1" '
        f"promptTitle={quoteattr(column.name[:32])} prompt={quoteattr(column.hint[:_MOST_PROMPT])} "
        f'sqref="{letters}2:{letters}{_LAST_ROW}">{chosen}</dataValidation>'
    )


def _letters(place: int) -> str:
    """The name of a column by its place: A, B, … Z, AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
