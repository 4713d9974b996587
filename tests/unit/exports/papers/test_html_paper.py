"""The HTML of a paper: one file, read by ear, with nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import ModuleType

import pytest

from portfolio.domain.document import Heading, Paragraph
from portfolio.exports.papers.paper_forms import written


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.starts if tag in tags]


@pytest.fixture(scope="module")
def page(paper_builder: ModuleType) -> str:
    return written(paper_builder.sample_paper(), "html").decode()


@pytest.fixture(scope="module")
def elements(page: str) -> Elements:
    return Elements(page)


def test_nothing_runs_and_nothing_is_fetched(page: str, elements: Elements) -> None:
    assert elements.named("script", "iframe", "object", "link", "img") == []
    assert "url(" not in page
    assert "@import" not in page
    assert not [a for _, a in elements.starts if any(name.startswith("on") for name in a)]


def test_it_has_a_language_a_title_and_landmarks(elements: Elements) -> None:
    assert elements.named("html") == [{"lang": "en-GB"}]
    assert [len(elements.named(tag)) for tag in ("title", "header", "main", "footer", "h1")] == [
        1
    ] * 5


def test_every_table_has_a_caption_and_heads_of_columns_and_rows(elements: Elements) -> None:
    tables = len(elements.named("table"))

    assert tables == 3
    assert len(elements.named("caption")) == len(elements.named("thead")) == tables
    assert {head["scope"] for head in elements.named("th")} == {"col", "row"}


def test_every_picture_has_a_name(elements: Elements) -> None:
    pictures = [a for a in elements.named("svg") if a.get("aria-hidden") != "true"]

    assert [(a["role"], bool(a["aria-label"])) for a in pictures] == [("img", True)] * 2


def test_no_level_of_headings_is_left_out(paper_builder: ModuleType) -> None:
    blocks = (Heading(3, "Three"), Heading(1, "One"), Heading(3, "Three"), Heading(2, "Two"))
    page = written(paper_builder.document(*blocks), "html").decode()

    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "3", "3"]


def test_a_number_keeps_its_value_and_where_it_is_from(elements: Elements) -> None:
    first = elements.named("data")[0]

    assert first["value"] == "37.4"
    assert first["data-source"] == "beyond_lead_share/by_type/cash_releasing/share_pct"


def test_a_title_cannot_close_the_styles_that_print_it(paper_builder: ModuleType) -> None:
    paper = paper_builder.document(Paragraph(("x",)), title='a"; } </style><script>b</script>')

    elements = Elements(written(paper, "html").decode())

    assert elements.named("script") == []
    assert len(elements.named("style")) == 1
