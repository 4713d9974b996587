"""The PDF of a paper: for readers by ear (PDF/UA-1), for the record (PDF/A-2a), page by page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import page as page_validation
import pytest
from pypdf import PdfReader

from portfolio.domain.document import Table, TableCell, TableColumn
from portfolio.exports.papers.font_coverage import NO_GLYPH, printable
from portfolio.exports.papers.paper_forms import Form, written
from portfolio.exports.papers.pdf_texts import in_any_order
from portfolio.exports.papers.text_widths import column_shares


@pytest.fixture(scope="module")
def pdf(sample_as: Callable[[Form], bytes]) -> bytes:
    return sample_as("pdf")


def elements(element: Any) -> Iterator[Any]:
    yield element
    listed = element.get("/K", [])
    children = [one.get_object() for one in (listed if isinstance(listed, list) else [listed])]
    for child in children:
        if isinstance(child, dict) and "/S" in child:
            yield from elements(child)


def kinds(data: bytes) -> list[str]:
    root = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
    return [str(one["/S"]) for one in elements(root) if "/S" in one]


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_it_keeps_the_standard(pdf: bytes, standard: str) -> None:
    report = page_validation.validate_pdf_bytes(pdf, profile=standard)

    assert [(found.rule_id, found.message) for found in report.failures] == []
    assert report.rules.passed > 50


def test_the_first_row_of_every_table_is_of_heads(pdf: bytes) -> None:
    root = PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]
    tables = [one for one in elements(root) if one.get("/S") == "/Table"]

    first = [next(one for one in elements(table) if one["/S"] == "/TR") for table in tables]

    assert [[str(cell["/S"]) for cell in elements(row)][1:] for row in first] == [
        ["/TH"] * heads for heads in (5, 7, 2)
    ]


def test_every_picture_has_words(pdf: bytes) -> None:
    root = PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]
    pictures = [one for one in elements(root) if one.get("/S") == "/Figure"]

    assert [str(one["/Alt"])[:20] for one in pictures] == [
        "From January to Octo",
        "Wenmarsh Hospitals b",
    ]


def test_it_has_bookmarks_a_language_and_a_title_to_show(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None

    assert reader.metadata.title == "Digital portfolio: where the benefit lands"
    assert reader.metadata.author == "Portfolio office"
    assert reader.root_object["/Lang"] == "en-GB"
    assert len(list(reader.outline)) >= 1


def test_each_page_says_title_day_and_number_at_its_foot(pdf: bytes) -> None:
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        said = " ".join(page.extract_text().split())

        assert "Digital portfolio: where the benefit lands · 4 August 2026" in said
        assert f"{number} of 3" in said


def test_the_heads_of_a_long_table_stand_on_every_page_and_are_read_once(
    paper_builder: ModuleType,
) -> None:
    rows = tuple((TableCell(f"Organisation {n}", None),) for n in range(120))
    table = Table("All", (TableColumn("Who they are"),), rows)

    data = written(paper_builder.document(table), "pdf")

    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) > 2
    assert all("Who they are" in page.extract_text() for page in pages)
    assert kinds(data).count("/TH") == 1


def test_a_letter_that_no_font_has_is_a_box_and_no_other_is() -> None:
    assert printable("£ 12 – “é” ≥ שלום مرحبا Ж →") == "£ 12 – “é” ≥ שלום مرحبا Ж →"
    assert printable("a日b") == f"a{NO_GLYPH}b"


def test_words_from_right_to_left_are_compared_by_letters_and_others_by_words() -> None:
    assert in_any_order("אב 12") == in_any_order("12 בא")
    assert in_any_order("אב 12") != in_any_order("אב 21")
    assert in_any_order("b a 12") == "b a 12"


def test_a_column_gets_room_for_its_longest_word() -> None:
    columns = (TableColumn("n"), TableColumn("Name"))
    row = (TableCell("1", 1), TableCell("a long sentence that says much more", ""))

    shares = column_shares(Table("t", columns, (row,)), 0.02)

    assert sum(shares) == pytest.approx(1, abs=0.001)
    assert shares[1] > 3 * shares[0]
