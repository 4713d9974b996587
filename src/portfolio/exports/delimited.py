"""A table as CSV that a spreadsheet opens without running anything, with its source beneath."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from portfolio.domain.result import Cell

_STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
_BOM = "\ufeff"


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], source: Iterable[str] = ()
) -> bytes:
    """Return the header, the rows, a blank line, and one line for each word of where it came
    from.

    UTF-8 with a byte order mark, because Excel needs one to read it. Numbers stay numbers and
    unrounded; what is not known is empty; text that would start a formula gets a leading `'`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in columns])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    said = list(source)
    if said:
        writer.writerow([])
        writer.writerows([safe_cell(line)] for line in said)
    return (_BOM + out.getvalue()).encode("utf-8")


def safe_cell(cell: Cell) -> str | int | float:
    """Return a cell as it is written: no text of it is taken for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
