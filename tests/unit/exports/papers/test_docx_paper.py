"""The Word file of a paper: Word's own styles, heads of tables, words for pictures, kept apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from types import ModuleType
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from portfolio.domain.document import Bullets, Heading, PageBreak, Paragraph
from portfolio.exports.papers.office_package import sealed
from portfolio.exports.papers.paper_forms import Form, read_back, written


@pytest.fixture(scope="module")
def data(sample_as: Callable[[Form], bytes]) -> bytes:
    return sample_as("docx")


@pytest.fixture(scope="module")
def word(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_its_lines_are_in_the_styles_that_word_has(word: Any) -> None:
    used = {line.style.name for line in word.paragraphs}

    assert used == {
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Normal",
        "List Bullet",
        "Caption",
    }


def test_the_first_row_of_every_table_is_marked_as_its_head(word: Any) -> None:
    assert len(word.tables) == 3
    for table in word.tables:
        heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert heads == [table.rows[0]] or [r._tr for r in heads] == [table.rows[0]._tr]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_no_cells_are_merged(word: Any) -> None:
    assert not list(word.element.body.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_every_picture_says_what_it_shows(word: Any) -> None:
    said = [about.get("descr") for about in word.element.body.iter(qn("wp:docPr"))]

    assert [words[:20] for words in said] == ["From January to Octo", "Wenmarsh Hospitals b"]


def test_its_properties_say_title_author_and_the_day_of_the_paper(word: Any) -> None:
    about = word.core_properties

    assert about.title == "Digital portfolio: where the benefit lands"
    assert about.author == "Portfolio office"
    assert about.created.isoformat()[:10] == about.modified.isoformat()[:10] == "2026-08-04"
    assert about.language == "en-GB"


def test_a_page_break_is_a_property_of_what_follows(paper_builder: ModuleType) -> None:
    paper = paper_builder.document(PageBreak(), Heading(1, "Second page"), Paragraph(("x",)))

    lines = docx.Document(io.BytesIO(written(paper, "docx"))).paragraphs

    breaks = [line._p.pPr.find(qn("w:pageBreakBefore")) is not None for line in lines]
    assert breaks == [False, True, False]


def test_a_sentence_that_a_secretary_edits_is_read_as_edited(paper_builder: ModuleType) -> None:
    paper = paper_builder.document(Paragraph(("We saved £4.",)), Bullets((("One",),)))
    word = docx.Document(io.BytesIO(written(paper, "docx")))
    word.paragraphs[1].add_run(" Or so.")
    word.add_paragraph("A line of her own.")
    out = io.BytesIO()
    word.save(out)

    back = read_back(out.getvalue(), "docx")

    assert back.texts[1:] == ("We saved £4. Or so.", "One", "A line of her own.")
    assert back.fingerprint == paper.fingerprint.as_json


def test_a_sealed_file_tells_nothing_of_when_it_was_made(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        assert package.testzip() is None


def test_the_fingerprint_is_kept_in_pieces_that_word_can_hold() -> None:
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as package:
        package.writestr("[Content_Types].xml", "<Types></Types>")
        package.writestr("_rels/.rels", "<Relationships></Relationships>")

    kept = zipfile.ZipFile(io.BytesIO(sealed(bare.getvalue(), "x" * 1000))).read(
        "docProps/custom.xml"
    )

    assert kept.count(b"<property ") == 5
    assert max(len(piece.split(b"<")[0]) for piece in kept.split(b"<vt:lpwstr>")[1:]) <= 255
