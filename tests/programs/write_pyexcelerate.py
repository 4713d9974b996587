"""Writes a return as PyExcelerate does: python write_pyexcelerate.py TABLES.json FOLDER"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pyexcelerate import Workbook  # type: ignore[import-not-found, unused-ignore]


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
        book.new_sheet(title, data=[table["columns"], *rows])
    book.save(str(path))


if __name__ == "__main__":
    given, folder = sys.argv[1], Path(sys.argv[2])
    tables = json.loads(Path(given).read_text(encoding="utf-8"))
    write(folder / "return.xlsx", tables)
    for kind, table in tables.items():
        write(folder / f"{kind}.xlsx", {"Sheet1": table})
