"""CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from portfolio.exports.delimited import csv_bytes, safe_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]
)
def test_text_that_starts_a_formula_is_held_back(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("number", [-2, -2.5, 0, 0.1, 1_000_000])
def test_numbers_stay_numbers(number: float) -> None:
    assert safe_cell(number) == number


def test_names_of_columns_are_held_back_too() -> None:
    assert csv_bytes(["=x"], []).decode("utf-8-sig").startswith("'=x")


def test_what_is_not_known_is_empty_and_never_zero() -> None:
    assert safe_cell(None) == ""


def test_source_stands_under_the_rows() -> None:
    text = csv_bytes(["a", "b"], [[1, date(2026, 9, 30)]], ["Made-up data.", "=evil"]).decode(
        "utf-8-sig"
    )

    rows = list(csv.reader(io.StringIO(text)))

    assert rows == [["a", "b"], ["1", "2026-09-30"], [], ["Made-up data."], ["'=evil"]]


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert csv_bytes(["a"], []).startswith(b"\xef\xbb\xbf")
