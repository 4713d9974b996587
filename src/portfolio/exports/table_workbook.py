"""One table as an Excel workbook: where it is from first, then the table, nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from portfolio.domain.result import Cell

_ABOUT, _TABLE = "About", "Table"
_WIDEST, _NARROWEST = 60, 8
_ABOUT_WIDTH = 110
_ROWS_MEASURED = 200


def table_workbook(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], source: Iterable[str], made_on: date
) -> bytes:
    """Return a workbook whose first sheet says where the numbers came from, a line each, and whose
    second has them unrounded, as a table with a header row. The same gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
    about = book.add_worksheet(_ABOUT)
    about.set_column(0, 0, _ABOUT_WIDTH, book.add_format({"text_wrap": True, "valign": "top"}))
    for at, line in enumerate(source):
        about.write_string(at, 0, line)
    _write(book, columns, [tuple(row) for row in rows])
    book.close()
    return out.getvalue()


def _write(
    book: xlsxwriter.Workbook, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> None:
    sheet = book.add_worksheet(_TABLE)
    sheet.freeze_panes(1, 0)
    if columns:
        # Excel wants a row below the header of every table; an empty one has a blank row.
        sheet.add_table(
            0,
            0,
            max(len(rows), 1),
            len(columns) - 1,
            {"columns": [{"header": name} for name in columns], "style": "Table Style Light 1"},
        )
    for down, row in enumerate(rows, 1):
        for across, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_string(down, across, "yes" if cell else "no")
            elif isinstance(cell, str):
                sheet.write_string(down, across, cell)
            elif cell is not None:
                sheet.write(down, across, cell)
    for across, name in enumerate(columns):
        longest = max((len(str(row[across])) for row in rows[:_ROWS_MEASURED]), default=0)
        width = min(max(longest, len(name), _NARROWEST) + 2, _WIDEST)
        sheet.set_column(across, across, width)
