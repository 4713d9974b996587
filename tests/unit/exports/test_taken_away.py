"""What is taken away of one picture says by itself what it is of, and opens without running."""

from __future__ import annotations

import io
from datetime import date
from xml.etree import ElementTree

import openpyxl

from portfolio.domain.document import Chart, Mark, Reference, Series
from portfolio.exports.papers.taken_chart import chart_to_take
from portfolio.exports.table_workbook import table_workbook

CHART = Chart(
    kind="line",
    title="Beds & days freed: changed for the better, " * 4,
    subtitle="Bed days, each month; Abbey Hospitals, May 2026 to July 2026",
    alt="From 3 to 5 bed days.",
    unit="bed days",
    series=(Series("Beds", (Mark("May 2026", 3), Mark("Jun 2026", None), Mark("Jul 2026", 5))),),
    references=(Reference("Mean", 4, "May 2026", "Jul 2026"),),
    source="Benefit over time; table series, B1.",
)
SOURCE = ("Fenland.", "As at 30 September 2026", "=HYPERLINK()")
ROWS = (("Abbey <Hospitals>", 80.25, date(2026, 9, 1), True), ("=1+1", None, None, False))


def test_a_chart_has_its_title_source_and_as_at_within_the_picture() -> None:
    drawn = ElementTree.fromstring(chart_to_take(CHART, "svg", SOURCE))

    said = " ".join(one.text or "" for one in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert said.count("Beds & days freed") == 4
    for words in (CHART.subtitle, CHART.source, "As at 30 September 2026"):
        assert words in said


def test_a_chart_can_be_taken_as_a_picture_of_points() -> None:
    assert chart_to_take(CHART, "png", SOURCE).startswith(b"\x89PNG")


def test_a_workbook_says_first_where_it_is_from_and_runs_nothing() -> None:
    names = ("org_name", "gbp", "since_date", "is_known")
    first, again = (table_workbook(names, ROWS, SOURCE, date(2026, 9, 30)) for _ in range(2))

    book = openpyxl.load_workbook(io.BytesIO(first))
    assert first == again
    assert book.sheetnames == ["About", "Table"]
    assert [cell.value for (cell,) in book["About"].iter_rows()] == list(SOURCE)
    table = list(book["Table"].iter_rows(values_only=True))
    assert table[0] == names
    assert table[1][:2] == ("Abbey <Hospitals>", 80.25)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert list(book["Table"].tables.values())[0].headerRowCount != 0


def test_a_table_without_rows_is_a_workbook_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(("a", "b"), (), (), date(2026, 1, 1))))

    assert [cell.value for cell in next(book["Table"].iter_rows())] == ["a", "b"]
