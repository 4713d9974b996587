"""What holds for a paper in whichever form: its words come back, and the same gives the same."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Literal

import pytest

from portfolio.domain.document import (
    NO_ROWS,
    Chart,
    Document,
    Mark,
    Paragraph,
    Series,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.exports.papers.paper_forms import (
    MEDIA_TYPES,
    Form,
    NotAPaper,
    read_back,
    texts_held,
    written,
)

FORMS = tuple(MEDIA_TYPES)
EVERY_FORM = pytest.mark.parametrize("form", FORMS)

TROUBLE = {
    "markup of the web": "<b>bold</b> &amp; <script>alert(1)</script> --> ]]>",
    "markup of a typesetter": '#let x = 1 $x^2$ *bold* _it_ = Head `code` \\ "quoted" @ref <label>',
    "formulas": "=1+1 +2 -3 @SUM(A1) =cmd|' /C calc'!A0",
    "from right to left": "שירות 12 אבג and مرحبا بالعالم",
    "a name of 200 letters": "Llanfairpwllgwyngyll" * 10,
    "letters no font here has": "日本語 🏥 emoji",
    "characters no file can hold": "a\x00b\x07c\ud800d\ufffee",
    "lines and tabs": "one\ntwo\r\nthree\tfour  five\u00a0six",
    "letters that are not seen": "zero\u200bwidth soft\u00adhyphen \ufeffmark",
    "letters of two signs": "e\u0301 and office ffi fl",
    "blanks only": "  \n ",
    "a colon and a slash": "a/b: c\\d?e*f[g]h",
    "underscore escapes": "_x0041_ and _x000D_",
    "an apostrophe first": "'quoted",
    "digits": "007",
}


@pytest.fixture(scope="session")
def sample(paper_builder: ModuleType) -> Document:
    paper: Document = paper_builder.sample_paper()
    return paper


def assert_says_the_same(document: Document, form: Form) -> None:
    back = read_back(written(document, form), form)

    assert list(back.texts) == [text for _, text in texts_held(document, form)]
    assert back.fingerprint == document.fingerprint.as_json


@EVERY_FORM
def test_a_paper_says_the_same_in_each_form(
    sample: Document, sample_as: Callable[[Form], bytes], form: Form
) -> None:
    back = read_back(sample_as(form), form)

    assert list(back.texts) == [text for _, text in texts_held(sample, form)]
    assert back.fingerprint == sample.fingerprint.as_json


@EVERY_FORM
def test_the_same_paper_is_the_same_bytes(
    sample: Document, sample_as: Callable[[Form], bytes], form: Form
) -> None:
    assert written(sample, form) == sample_as(form)


@EVERY_FORM
def test_text_that_means_trouble_is_said_as_it_is(paper_builder: ModuleType, form: Form) -> None:
    """In one paper, because writing and reading one costs more than what stands in it."""
    every = [block for text in TROUBLE.values() for block in paper_builder.blocks_of(text)]

    assert_says_the_same(paper_builder.document(*every, title=TROUBLE["formulas"]), form)


@EVERY_FORM
def test_a_table_without_rows_says_so(paper_builder: ModuleType, form: Form) -> None:
    paper = paper_builder.document(Table("Decisions", (TableColumn("Decision"),), ()))

    assert read_back(written(paper, form), form).texts[-1] == NO_ROWS
    assert_says_the_same(paper, form)


@EVERY_FORM
def test_a_table_of_650_organisations_is_whole(paper_builder: ModuleType, form: Form) -> None:
    rows = tuple(
        (TableCell(f"Organisation {n}", None), TableCell(f"£{n * 1000:,}", n * 1000.0))
        for n in range(650)
    )
    table = Table("Everybody", (TableColumn("Name"), TableColumn("Gained (£)", "right")), rows)

    assert_says_the_same(paper_builder.document(table, Paragraph(("After it.",))), form)


@EVERY_FORM
def test_a_paper_without_blocks_is_its_title(paper_builder: ModuleType, form: Form) -> None:
    assert read_back(written(paper_builder.document(), form), form).texts == ("Digital portfolio",)


@EVERY_FORM
def test_a_chart_of_nothing_known_is_written(paper_builder: ModuleType, form: Form) -> None:
    marks = (Mark("a", None), Mark("b", None))
    kinds: tuple[Literal["line", "bars"], ...] = ("line", "bars")
    charts = [
        Chart(kind, "Nothing", "of nobody", "No value.", "£", series)
        for kind in kinds
        for series in ((), (Series("s", ()),), (Series("s", marks),))
    ]

    assert_says_the_same(paper_builder.document(*charts), form)


@EVERY_FORM
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff" * 999, b"<p>hello"])
def test_a_file_that_is_no_paper_is_told(form: Form, data: bytes) -> None:
    with pytest.raises(NotAPaper):
        read_back(data, form)
