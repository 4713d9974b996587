"""The workbook of a paper: notes first, a sheet a table, numbers that stay numbers, no formulas."""

from __future__ import annotations

import io
import zipfile
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from portfolio.domain.document import Document, Table, TableCell, TableColumn
from portfolio.exports.papers.number_formats import format_for, shown_by
from portfolio.exports.papers.paper_forms import read_back, written


def workbook(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(document, "xlsx")))


@pytest.fixture(scope="module")
def book(paper_builder: ModuleType) -> Any:
    return workbook(paper_builder.sample_paper())


def test_notes_come_first_then_a_sheet_for_each_table_and_chart_then_every_number(
    book: Any,
) -> None:
    assert [name[:20] for name in book.sheetnames] == [
        "Notes",
        "1 Realised benefit b",
        "Chart 2 Nursing hour",
        "3 Initiatives by how",
        "Chart 4 Wenmarsh Hos",
        "5 Decisions",
        "Numbers",
    ]


def test_every_sheet_with_rows_is_a_table_with_heads_and_nothing_is_merged(book: Any) -> None:
    assert [len(sheet.tables) for sheet in book] == [1, 1, 1, 1, 1, 0, 1]  # no decision, no table
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert all(cell.value for cell in sheet[1])


def test_a_number_stays_a_number_and_is_shown_as_printed(book: Any) -> None:
    sheet = book["1 Realised benefit by kind, Janu"[:31]]

    assert [cell.value for cell in sheet[2]] == [
        "Cash-releasing",
        2_318_400,
        6_199_000,
        0.374,
        "2 strong, 5 fair",
    ]
    assert [cell.number_format for cell in sheet[2]][1:4] == [
        "£#,##0;−£#,##0",
        "£#,##0;−£#,##0",
        "#,##0%;−#,##0%",
    ]


def test_every_number_is_listed_unrounded_with_where_it_is_from(book: Any) -> None:
    rows = list(book["Numbers"].iter_rows(min_row=2, values_only=True))

    assert rows[0] == ("37p", 37.4, "beyond_lead_share/by_type/cash_releasing/share_pct")
    assert ("£412,500", 412_500, "beyond_lead_share/by_type/Societal") in rows


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-x", "@SUM(A1)", "＝1+1", "'quoted", "=cmd|x!A0"]
)
def test_no_text_is_or_becomes_a_formula(paper_builder: ModuleType, text: str) -> None:
    table = Table(text, (TableColumn(text),), ((TableCell(text, text),),), text)
    data = written(paper_builder.document(table, title=text), "xlsx")

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f>" in package.read(name)]
        assert b'quotePrefix="1"' in package.read("xl/styles.xml")
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_234_567.8, "£1,234,568"),
        (1_234_567.8, "£1.2m"),
        (240_400.0, "£240k"),
        (2.35e9, "£2.4bn"),
        (-240_400.0, "−£240k"),
        (0.374, "37%"),
        (0.374, "37.4%"),
        (37.4, "37%"),
        (37.4, "37p"),
        (2026.0, "2026"),
        (1490.0, "1,490"),
        (2.5, "3"),
        (-0.2, "0"),
    ],
)
def test_a_format_shows_the_value_as_it_is_printed(value: float, text: str) -> None:
    found = format_for(value, text)

    assert found is not None
    assert found.shown(value) == text
    assert shown_by(found.code, value) == text


@pytest.mark.parametrize(("value", "text"), [(11.0, "6 of 11"), (None, "–"), (5.0, "fewer than 7")])
def test_what_no_format_shows_is_text(
    paper_builder: ModuleType, value: float | None, text: str
) -> None:
    table = Table("t", (TableColumn("n"),), ((TableCell(text, value),),))

    assert workbook(paper_builder.document(table)).worksheets[1]["A2"].value == text


@pytest.mark.parametrize("code", ["[$£-809]#,##0;−[$£-809]#,##0", '"£"#,##0;\\−"£"#,##0'])
def test_a_format_is_known_again_as_other_programs_write_it(code: str) -> None:
    assert shown_by(code, 1_234.5) == "£1,235"


def test_a_figure_that_somebody_changes_is_read_as_changed(paper_builder: ModuleType) -> None:
    book = workbook(paper_builder.sample_paper())
    book.worksheets[1]["B2"].value = 2_318_500
    out = io.BytesIO()
    book.save(out)

    back = read_back(out.getvalue(), "xlsx")

    assert "£2,318,500" in back.texts
    assert "£2,318,400" not in back.texts
    assert back.fingerprint == paper_builder.sample_paper().fingerprint.as_json


def test_heads_that_say_the_same_are_kept_apart_and_read_the_same(
    paper_builder: ModuleType,
) -> None:
    columns = (TableColumn("Share"), TableColumn("share"), TableColumn(""))
    cells = tuple(TableCell(str(n), n) for n in range(3))
    paper = paper_builder.document(Table("t", columns, (cells,)))

    sheet = workbook(paper).worksheets[1]

    assert len({cell.value.lower() for cell in sheet[1]}) == 3
    assert read_back(written(paper, "xlsx"), "xlsx").texts[2:4] == ("Share", "share")


def test_a_level_with_steps_is_one_column_of_the_charts_sheet(book: Any) -> None:
    heads, first, *_, last = book[book.sheetnames[2]].iter_rows(values_only=True)

    assert heads == ("Chart", "Hours", "Upper limit", "Mean", "Lower limit")
    assert first == ("Jan 2025", 212, 240, 211.7, 183)
    assert last == ("Jun 2026", 272, 309, 276, 243)
