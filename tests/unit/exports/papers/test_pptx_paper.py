"""The slides of a paper: a title each, charts that can be edited, nothing outside the slide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pptx
import pytest

from portfolio.domain.document import (
    Bullets,
    Callout,
    Chart,
    Heading,
    Mark,
    Paragraph,
    Series,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.exports.papers.paper_forms import Form, read_back, written


def slides_of(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


@pytest.fixture(scope="module")
def data(sample_as: Callable[[Form], bytes]) -> bytes:
    return sample_as("pptx")


@pytest.fixture(scope="module")
def show(data: bytes) -> Any:
    return slides_of(data)


def assert_inside(show: Any) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= show.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= show.slide_height, shape.name


def test_every_slide_has_a_title_in_its_place_and_none_twice(show: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]

    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert titles[0] == "Digital portfolio: where the benefit lands"


def test_charts_are_native_and_say_what_they_show(show: Any) -> None:
    charts = [shape for slide in show.slides for shape in slide.shapes if shape.has_chart]

    said = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts]
    assert [words[:20] for words in said] == ["From January to Octo", "Wenmarsh Hospitals b"]
    assert list(charts[1].chart.plots[0].series[0].values) == [617e3, 351e3, 129e3, 74e3, 5e3]
    assert list(charts[1].chart.plots[0].series[1].values)[2] is None


def test_tables_are_native_with_heads_and_without_merged_cells(show: Any) -> None:
    tables = [s.table for slide in show.slides for s in slide.shapes if s.has_table]

    assert [table.first_row for table in tables] == [True] * 3
    assert not [c for t in tables for c in t.iter_cells() if c.is_merge_origin or c.is_spanned]


def test_nothing_stands_outside_a_slide(show: Any) -> None:
    assert_inside(show)


def test_long_texts_stay_inside_the_slides(paper_builder: ModuleType) -> None:
    text = "Many words make a text long. " * 70
    columns = (TableColumn("Name"), TableColumn(text[:200]))
    rows = tuple((TableCell(text[:300], None), TableCell("x", None)) for _ in range(40))
    blocks = (
        Heading(1, text[:200]),
        Heading(2, text[:200]),
        Paragraph((text,)),
        Bullets(((text,),) * 12),
        Callout("alert", text[:200], ((text,),) * 9),
        Table(text[:200], columns, rows, text),
        Chart("bars", text[:200], text[:200], text, "£", (Series("s", (Mark("a", 1.0),)),)),
    )

    show = slides_of(written(paper_builder.document(*blocks), "pptx"))

    assert len(show.slides) > 10
    assert_inside(show)


def test_no_label_of_a_chart_is_a_formula_in_its_workbook(paper_builder: ModuleType) -> None:
    marks = (Mark("=1+1", 1.0), Mark("http://example.org", 2.0))
    chart = Chart("bars", "t", "s", "a", "£", (Series("=cmd|' /C calc'!A0", marks),))

    with zipfile.ZipFile(io.BytesIO(written(paper_builder.document(chart), "pptx"))) as package:
        book = next(name for name in package.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(package.read(book))) as workbook:
            sheet = workbook.read("xl/worksheets/sheet1.xml")

    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_heads_of_a_table_stand_on_each_of_its_slides_and_are_read_once(
    paper_builder: ModuleType,
) -> None:
    rows = tuple((TableCell(f"Organisation {n}", None),) for n in range(60))
    data = written(paper_builder.document(Table("All", (TableColumn("Who"),), rows)), "pptx")

    tables = [s.table for slide in slides_of(data).slides for s in slide.shapes if s.has_table]

    assert len(tables) > 2
    assert {table.cell(0, 0).text for table in tables} == {"Who"}
    assert read_back(data, "pptx").texts.count("Who") == 1


def test_its_properties_say_title_author_and_the_day_of_the_paper(show: Any) -> None:
    about = show.core_properties

    assert about.title == "Digital portfolio: where the benefit lands"
    assert about.author == "Portfolio office"
    assert about.created.isoformat()[:10] == "2026-08-04"
