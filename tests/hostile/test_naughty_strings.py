"""The published list of texts that break software, in every column of text: exact or refused."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pytest

from portfolio.contract.not_known import NO_TEXT
from portfolio.domain.receipt import Refusal
from portfolio.exports.delimited import csv_bytes
from portfolio.views import escape

pytestmark = pytest.mark.real


def kept_as(text: str) -> str | None:
    """A text as the contract keeps it: one line, without blanks around it; blank where there is
    nothing in it that can be seen, or a word for nothing."""
    if not re.sub("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text).strip():
        return None
    if re.search(NO_TEXT, text.strip()):
        return None
    return re.sub("[\t\n\r\x85\u2028\u2029]", " ", text.strip()) or None


def send(
    columns: Iterable[tuple[str, str]], texts: list[str], naughty: ModuleType, stored: Any
) -> tuple[int, int]:
    """How many texts were kept exactly, and how many refused, each at its row."""
    kept_count = refused_count = 0
    for kind, column in columns:
        refused = rows_refused(stored.receive(naughty.files(kind, column, texts)), column)
        taken = [text for row, text in enumerate(texts, start=2) if row not in refused]

        kept = stored.read_back(kind, *naughty.files(kind, column, taken))[: len(taken)]

        assert [row[column] for row in kept] == [kept_as(text) for text in taken]
        kept_count, refused_count = kept_count + len(kept), refused_count + len(refused)
    return kept_count, refused_count


def rows_refused(outcome: object, column: str) -> set[int]:
    if not isinstance(outcome, Refusal):
        return set()
    stops = outcome.verdict.stops
    assert {(stop.rule, stop.column) for stop in stops if stop.column != column} == set()
    return {row for stop in stops for row in stop.rows}


def test_every_naughty_string_is_kept_in_a_lesson_exactly_or_refused_at_its_row(
    naughty: ModuleType, stored: Any, naughty_strings: list[str]
) -> None:
    columns = [(kind, column) for kind, column in naughty.text_columns() if kind == "lessons"]

    kept, refused = send(columns, naughty_strings, naughty, stored)

    assert kept > 10 * refused


@pytest.mark.long
def test_every_naughty_string_is_kept_in_any_column_exactly_or_refused_at_its_row(
    naughty: ModuleType, stored: Any, naughty_strings: list[str], *, goal: Callable[..., None]
) -> None:
    kept, refused = send(naughty.text_columns(), naughty_strings, naughty, stored)

    goal("Naughty strings: exact or refused", kept_exactly=kept, refused_at_their_row=refused)
    assert kept > 10 * refused


def test_every_naughty_string_is_shown_literally(naughty_strings: list[str]) -> None:
    for text in naughty_strings:
        shown = escape.plain(text)

        assert html.unescape(escape.html(text)) == shown
        assert not re.search(r"[<>\"']", escape.html(text))
        assert html.unescape(escape.plotly(text).replace("%&#123;", "%{")) == shown
        unescaped = re.sub(r"\\([\\`*_{}\[\]()<>#+\-.!|~$^=&:\"'@/])", r"\1", escape.markdown(text))
        assert unescaped.replace("\u2060", "") == shown.replace("\u2060", "")


def test_every_naughty_string_comes_out_of_a_download_as_text(naughty_strings: list[str]) -> None:
    content = csv_bytes(["text"], [[text] for text in naughty_strings]).decode("utf-8-sig")

    _, *rows = csv.reader(io.StringIO(content, newline=""), strict=True)

    told = [row[0] if row else "" for row in rows]
    assert [cell.removeprefix("'") for cell in told] == [
        text.removeprefix("'") for text in naughty_strings
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋")) for cell in told)
