#!/usr/bin/env bash
# A workbook that xlsxwriter (or polars, which writes by it) fills with formulas holds 0 as the result
# of each, as a number, also where the formula gives a text, and asks for a full calculation on
# loading. A reader that takes stored results reads nought pounds where 14,500 are meant, and no cell
# says so: only the workbook's own fullCalcOnLoad does.
# Seen with: xlsxwriter 3.3.1, openpyxl 3.1.5, Python 3.11. Exits non-zero if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5
"$work/venv/bin/python" - "$work/formulas.xlsx" <<'PY'
import sys
import zipfile

import openpyxl
import xlsxwriter

path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("benefit_values")
    sheet.write_row("A1", ["hours", "planned_gbp", "value_note"])
    sheet.write_number("A2", 5)
    sheet.write_formula("B2", "=A2*2900")
    sheet.write_formula("C2", '="at "&A2')

stored = next(openpyxl.load_workbook(path, data_only=True).active.iter_rows(min_row=2, values_only=True))
asks = 'fullCalcOnLoad="1"' in zipfile.ZipFile(path).read("xl/workbook.xml").decode()
print("xlsxwriter", xlsxwriter.__version__, "stored results:", stored, "asks for a full calculation:", asks)
assert stored == (5, 0, 0), "the stored results are others now"
assert asks, "it no longer asks for a full calculation"
PY
