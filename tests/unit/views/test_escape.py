"""What partners wrote is shown letter by letter, wherever it is shown."""

from __future__ import annotations

import re

import pytest

from portfolio.domain.labels import Labels
from portfolio.views import escape, snippets
from portfolio.views.picture import Column, table_of

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "someone@evil.example",
    ":red[urgent] :material/home: :smile:",
    "costs $1 and $2",
    "**bold** _it_ ~~gone~~ `code`",
    "# heading",
    "- list",
    "<https://evil.example>",
    "&lt;b&gt;",
    "a\nb\r\n# c",
    "%{customdata} %{x}",
    "\u202eevil\u202c",
    "\x00\x1b[31m",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_element_and_no_open_quote(text: str) -> None:
    safe = escape.html(text)

    assert not re.search("[<>\"']", safe)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_special_sign_without_a_backslash(text: str) -> None:
    safe = escape.markdown(text)

    assert not re.search(r"(?<!\\)[\[\]()<>`*_$#~!|:]", safe)
    assert "\n" not in safe


@pytest.mark.parametrize("address", ["https://evil.example", "www.evil.example", "a@evil.example"])
def test_a_bare_address_is_parted_so_that_no_link_is_made_of_it(address: str) -> None:
    shown = re.sub(r"\\(?=[^\w\s])", "", escape.markdown(address))

    assert address not in shown
    assert shown.replace("\u2060", "") == address


@pytest.mark.parametrize("code", [":smile:", ":material/home:", ":+1:"])
def test_a_shortcode_is_parted_so_that_no_emoji_is_made_of_it(code: str) -> None:
    shown = re.sub(r"\\(?=[^\w\s])", "", escape.markdown(code))

    assert code not in shown
    assert shown.replace("\u2060", "") == code


@pytest.mark.parametrize("text", HOSTILE)
def test_plotly_text_has_no_tag_no_formula_and_no_template(text: str) -> None:
    safe = escape.plotly(text)

    assert not re.search("[<>$]", safe)
    assert "%{" not in safe


def test_signs_that_turn_the_reading_order_are_dropped() -> None:
    assert escape.plain("abc\u202edef\x00") == "abcdef"


def test_ordinary_names_are_left_readable() -> None:
    assert escape.html("St Brannoc\u2019s Hospice") == "St Brannoc\u2019s Hospice"
    assert escape.plotly("Health & care") == "Health &amp; care"


@pytest.mark.parametrize("text", HOSTILE)
def test_every_snippet_escapes_what_it_is_given(text: str) -> None:
    table = table_of((Column("name", text),), [text], lambda row: ((row,), (row,)))
    drawn = "".join(
        (
            snippets.headline(text),
            snippets.as_at([(text, True), (text, False)], text, text),
            snippets.count(snippets.Count(text, text, text, text)),
            snippets.question(snippets.Question(text, text, text), Labels(programmes={"P": text})),
            snippets.verdict("stop", text, text),
            snippets.picture_title(text, text),
            snippets.table(table, text),
            snippets.empty(text),
            snippets.foot(text),
        )
    )

    assert "<script" not in drawn
    assert "onerror=" not in re.sub(r"onerror=&quot;", "", drawn)
    assert "<img src=x" not in drawn
    assert "<https" not in drawn
