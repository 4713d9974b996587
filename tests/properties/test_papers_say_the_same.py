"""Whatever a paper says, its five files say the same, and its PDF keeps its standards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType

import page as page_validation
import pytest

from portfolio.domain.document import Document
from portfolio.exports.papers.paper_forms import (
    MEDIA_TYPES,
    Form,
    read_back,
    texts_held,
    written,
)

STANDARDS = ("ua1", "2a")
GOAL = "papers read back from their five forms: all texts the same, PDF/UA-1 and PDF/A-2a kept"
_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x52F), (0x5D0, 0x6FF), (0x900, 0x97F))
_RANGES += ((0x1E00, 0x20CF), (0x2190, 0x27BF), (0x3040, 0x30FF), (0x4E00, 0x4FFF))
_RANGES += ((0xFE00, 0xFFFF), (0x1F300, 0x1F6FF))
TAKEN_FOR_A_LINE_END = "a stream /Length does not match its raw content length"
"""page-validation 0.11 says so of a packed stream whose last byte happens to be a carriage return:
it counts it with the line feed before `endstream`. qpdf finds nothing wrong with such a file."""
STRINGS_OF_A_PAPER = 40


def random_text(chance: random.Random) -> str:
    """Words of letters of one script each, some of none that can be printed."""
    words = []
    for _ in range(chance.randrange(1, 12)):
        first, last = chance.choice(_RANGES)
        letters = (chr(chance.randrange(first, last)) for _ in range(chance.randrange(1, 14)))
        words.append("".join(letters))
    return chance.choice((" ", " ", "\n", "\t", "")).join(words)


def told(document: Document) -> Iterator[tuple[Form, str, str]]:
    """Yield form, text and what was read instead, where it is not the same."""
    for form in MEDIA_TYPES:
        data = written(document, form)
        back = read_back(data, form).texts
        expected = [text for _, text in texts_held(document, form)]
        if len(back) != len(expected):
            yield form, f"{len(expected)} texts", f"{len(back)} texts"
        yield from ((form, e, b) for e, b in zip(expected, back, strict=False) if e != b)
        if form == "pdf":
            for standard in STANDARDS:
                report = page_validation.validate_pdf_bytes(data, profile=standard)
                failed = [found.message for found in report.failures]
                if failed == [TAKEN_FOR_A_LINE_END] and b"\r\nendstream" in data:
                    continue
                yield from ((form, standard, message) for message in failed)


@pytest.mark.parametrize("papers", [1, pytest.param(60, marks=pytest.mark.long)])
def test_random_texts_come_back_from_every_form(
    papers: int, *, paper_builder: ModuleType, goal: Callable[..., None]
) -> None:
    chance = random.Random(2026)
    differences = 0

    for number in range(papers):
        texts = [random_text(chance) for _ in range(6)]
        blocks = [block for text in texts for block in paper_builder.blocks_of(text)]
        found = list(told(paper_builder.document(*blocks, title=f"Paper {number}")))
        differences += len(found)
        assert found == []

    goal(GOAL, random_papers=papers, differences=differences)


@pytest.mark.long
@pytest.mark.real
def test_strings_that_break_software_come_back_from_every_form(
    paper_builder: ModuleType, naughty_strings: Sequence[str], goal: Callable[..., None]
) -> None:
    strings = [text for text in naughty_strings if text.strip()]

    for first in range(0, len(strings), STRINGS_OF_A_PAPER):
        some = strings[first : first + STRINGS_OF_A_PAPER]
        blocks = [block for text in some for block in paper_builder.blocks_of(text)]
        assert list(told(paper_builder.document(*blocks))) == []

    goal(GOAL, naughty_strings=len(strings))
