"""A sheet as the text that a spreadsheet would save it as, row by row, none left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from portfolio.intake.decode.workbook.sheet import Sheet

# Beyond so many, columns that are blank all the way down are left out.
_WIDE = 100


def columns_of(sheet: Sheet) -> Sequence[int]:
    """Return the sheet's columns up to the last that shows something."""
    used = {column for cells in sheet.rows.values() for column in cells}
    last = max(used, default=1)
    return range(1, last + 1) if last <= _WIDE else sorted(used)


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8, comma separated: a record's number is its row's, so blank rows are written too."""
    columns = columns_of(sheet)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    blank = [""] * len(columns)
    row = 0
    for number, cells in sorted(sheet.rows.items()):
        writer.writerows(blank for _ in range(row + 1, number))
        writer.writerow([cells.get(column, "") for column in columns])
        row = number
    return out.getvalue().encode("utf-8", errors="replace")
