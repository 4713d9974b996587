"""One look at all texts together says no less than a look at each column."""

from __future__ import annotations

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import TEXT_TYPES
from portfolio.intake.cells import text_columns
from portfolio.intake.cells.cell_issues import CellIssues
from portfolio.intake.cells.text_columns import signs_in, texts_read

ODD = (
    *("#REF!", " #n/a", "####", "N/A", " none ", "No", "No.", "0", "0,00", "tbc", "[x]", "-"),
    *("1E+05", "a\tb", "two\nlines", "bell\x07", "caf\ufffd", "it don?t do", "&amp;", "+AKM-5"),
    *("'quoted'", "«quoted»", "Amber/Green", " amber - RED", " padded", "padded\u00a0", "UPPER"),
    *("", " ", "local:a;;LOCAL:a; local:b", "exempt", "a plain word"),
)


def read(kind: str, cell: str):
    columns = {
        field.name: [None, cell, "plain"] if field.type in TEXT_TYPES else [None] * 3
        for field in KINDS[kind].fields
    }
    as_text = dict.fromkeys(columns, pl.String)
    sent = pl.DataFrame({**columns, "row_number": [2, 3, 4]}, schema_overrides=as_text)
    remarks = CellIssues("a.csv", KINDS[kind], sent)
    table = texts_read(remarks)
    return table, remarks.findings, {name: rows.to_list() for name, rows in remarks.unread.items()}


@pytest.mark.parametrize("cell", ODD)
def test_a_short_return_is_read_as_a_long_one(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = [read(kind, cell) for kind in ("programmes", "benefits")]

    monkeypatch.setattr(text_columns, "_SHORT", -1)
    careful = [read(kind, cell) for kind in ("programmes", "benefits")]

    for (table, *told), (as_table, *as_told) in zip(short, careful, strict=True):
        assert table.equals(as_table)
        assert table.schema == as_table.schema
        assert told == as_told


def test_plain_texts_have_no_sign() -> None:
    assert signs_in(pl.DataFrame({"a": ["a plain word", None], "b": ["P-01", "live"]})) == set()
