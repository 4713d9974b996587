"""A CSV per kind to start from: the header, and one example row that passes the check."""

from __future__ import annotations

import csv
import io

from portfolio.contract.catalogue import KINDS

DICTIONARY_SHEET = "dictionary"
"""The sheet of the template workbook that explains the others and is never an extract."""
DICTIONARY_COLUMNS = (
    "Extract",
    "Column",
    "Needed",
    "What it is",
    "What it says",
    "Words to choose from",
    "Example",
)
"""Its columns, by which it is known under any name."""


def template_csv(kind: str) -> str:
    """Return the kind's columns in the contract's order and its example row, comma separated."""
    described = KINDS[kind]
    sheet = io.StringIO()
    rows = csv.DictWriter(sheet, fieldnames=described.columns, lineterminator="\r\n")
    rows.writeheader()
    rows.writerow(described.example_row)
    return sheet.getvalue()
