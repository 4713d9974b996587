"""A paper kept as JSON is read again as it was, and a changed one has another id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Field,
    Fields,
    Heading,
    Mark,
    Number,
    PageBreak,
    Paragraph,
    Reference,
    Series,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.domain.document_json import document_from_json, document_to_json
from portfolio.domain.document_texts import numbers_of
from portfolio.domain.fingerprint import Fingerprint

SHARE = Number("44p", 80 / 180, "beyond_lead_share/value")
BLOCKS: tuple[Block, ...] = (
    Heading(2, "عنوان"),
    Paragraph(("Of every £1, ", SHARE, " lands elsewhere.")),
    Bullets((("one",), (Number("not known", None, "adoption/value"),))),
    Callout("alert", "Alert", (("=cmd",),)),
    Fields((Field("Meeting", ("Board",)),), "Head"),
    Table(
        "Days",
        (TableColumn("Day"), TableColumn("Is it", "right")),
        ((TableCell("1 May 2026", date(2026, 5, 1)), TableCell("yes", True, "a/b/c/d")),),
        "A note.",
    ),
    PageBreak(),
    Chart(
        *("line", "Title", "Subtitle", "In words", "£"),
        (Series("Beds", (Mark("May 2026", 3.25, "improving"), Mark("June 2026", None))),),
        (Reference("Mean", 3.0, "May 2026", "June 2026", True),),
    ),
)
PAPER = Document(
    title="A paper",
    subject="A subject",
    author="An author",
    made_on=date(2026, 11, 2),
    blocks=BLOCKS,
    fingerprint=Fingerprint(
        layout="board",
        layout_version="1",
        contract_version="1.0",
        filters=(("theme", "local:access"),),
        given=(("meeting", "Board"),),
        as_at="2026-09",
        known_on=date(2026, 11, 2),
        audience="board",
        measures=(("adoption", "1"),),
        submissions=("0001",),
        numbers=numbers_of("A paper", BLOCKS),
    ),
)


def test_a_paper_is_read_again_as_it_was() -> None:
    again = document_from_json(document_to_json(PAPER))

    assert again == PAPER
    assert again.fingerprint.id == PAPER.fingerprint.id


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"part": "Heading", "level": 1, "text": "x"}'])
def test_what_is_no_paper_is_not_taken_for_one(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        document_from_json(text)


def test_the_sum_of_the_numbers_changes_with_any_text_and_any_value_behind_it() -> None:
    text, value = (
        numbers_of("A paper", (*BLOCKS[:1], Paragraph((one,)), *BLOCKS[2:]))
        for one in (replace(SHARE, text="45p"), replace(SHARE, value=0.445))
    )

    assert len({text, value, PAPER.fingerprint.numbers}) == 3
