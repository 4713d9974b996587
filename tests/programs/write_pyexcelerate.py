"""Writes a return as PyExcelerate does: python write_pyexcelerate.py TABLES.json FOLDER"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pyexcelerate import Format, Style, Workbook  # type: ignore[import-not-found, unused-ignore]


def write(path: Path, sheets: Mapping[str, Mapping[str, Any]]) -> None:
    book = Workbook()
    for title, table in sheets.items():
        rows = [
            [
                datetime.fromisoformat(cell) if cell is not None and type_ == "date" else cell
                for cell, type_ in zip(row, table["types"], strict=True)
            ]
            for row in table["rows"]
        ]
        sheet = book.new_sheet(title, data=[table["columns"], *rows])
        # Of itself it writes a day as the number behind it, which is what a cell then shows.
        for n, type_ in enumerate(table["types"], start=1):
            if type_ == "date":
                sheet.set_col_style(n, Style(format=Format("dd/mm/yyyy")))
    book.save(str(path))


if __name__ == "__main__":
    given, folder = sys.argv[1], Path(sys.argv[2])
    tables = json.loads(Path(given).read_text(encoding="utf-8"))
    write(folder / "return.xlsx", tables)
    for kind, table in tables.items():
        write(folder / f"{kind}.xlsx", {"Sheet1": table})
