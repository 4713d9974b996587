"""A paper made and proved: what was changed in its file, and in the data, is found by its place."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec

import pytest

from portfolio.domain.document import (
    Block,
    Document,
    Field,
    Fields,
    Paragraph,
    Table,
    TableCell,
    plain,
)
from portfolio.domain.filters import Filters
from portfolio.domain.fingerprint import fingerprint_from
from portfolio.domain.period import Period
from portfolio.exports.papers.paper_forms import Form, written
from portfolio.service import NotUnderstood, PortfolioService, Request, perform
from portfolio.service.papers.composing import Wanted
from portfolio.service.papers.making import FORMS, as_file, document_from, document_kept, made
from portfolio.service.papers.verifying import verified
from portfolio.views.paper.material import Given

WRITTEN = [form for form in FORMS if find_spec(f"portfolio.exports.papers.{form}_paper")]
SEPTEMBER = Filters(Period(2026, 9), known_on=datetime(2026, 11, 2, tzinfo=UTC).date())
BOARD = Wanted("board", SEPTEMBER, Given(meeting="Board, 4 November 2026", author="B. Secretary"))


@pytest.fixture(scope="module")
def paper(of_papers: PortfolioService) -> Document:
    return made(of_papers, BOARD).document


def first(paper: Document, kind: type[Block], holds: str) -> int:
    """Where the first block of a kind with these letters in it stands."""
    return next(
        at for at, one in enumerate(paper.blocks) if isinstance(one, kind) and holds in repr(one)
    )


def changed(paper: Document, at: int, block: Block) -> Document:
    return replace(paper, blocks=(*paper.blocks[:at], block, *paper.blocks[at + 1 :]))


def digit(paper: Document) -> Document:
    at = first(paper, Fields, "44p")
    return changed(paper, at, _said_otherwise(paper.blocks[at], "44p", "47p"))


def day(paper: Document) -> Document:
    at = first(paper, Fields, "30 September 2026")
    return changed(paper, at, _said_otherwise(paper.blocks[at], "30 September", "31 August"))


def name(paper: Document) -> Document:
    at = first(paper, Table, "Abbey Hospitals")
    table = paper.blocks[at]
    assert isinstance(table, Table)
    rows = tuple(
        tuple(
            TableCell("Abbot Hospitals", "Abbot Hospitals") if "Abbey" in one.text else one
            for one in row
        )
        for row in table.rows
    )
    return changed(paper, at, replace(table, rows=rows))


def row(paper: Document) -> Document:
    at = first(paper, Table, "Abbey Hospitals")
    table = paper.blocks[at]
    assert isinstance(table, Table)
    return changed(paper, at, replace(table, rows=table.rows[1:]))


def _said_otherwise(block: Block, was: str, says: str) -> Fields:
    assert isinstance(block, Fields)
    return replace(
        block,
        fields=tuple(
            Field(one.label, (plain(one.runs).replace(was, says),)) for one in block.fields
        ),
    )


@pytest.mark.parametrize("form", WRITTEN)
def test_a_paper_as_it_was_made_is_proved(
    of_papers: PortfolioService, paper: Document, form: Form
) -> None:
    proof = verified(of_papers, f"paper.{form}", as_file(paper, form))

    assert (proof.is_proved, proof.is_kept) == (True, True)
    assert (proof.altered, proof.then, proof.since) == ((), (), ())


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (digit, "In three sentences: What it means", "47p"),
        (day, "As at", "31 August 2026"),
        (name, "Who paid, and who gained: table", "Abbot Hospitals"),
        (row, "Who paid, and who gained: table", ""),
    ],
)
def test_what_was_changed_in_its_file_is_found_by_its_place(  # noqa: PLR0917
    of_papers: PortfolioService,
    paper: Document,
    form: Form,
    change: Callable[[Document], Document],
    place: str,
    says: str,
) -> None:
    proof = verified(of_papers, f"paper.{form}", written(change(paper), form))

    assert not proof.is_proved
    assert any(place in one.place and says in one.says for one in proof.altered)
    assert proof.then == ()


def test_a_paper_of_another_home_is_proved_from_its_fingerprint(
    of_papers: PortfolioService, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_papers.papers, "document", lambda _: None)

    whole = verified(of_papers, "paper.html", as_file(paper, "html"))
    other = verified(of_papers, "paper.html", as_file(digit(paper), "html"))

    assert (whole.is_proved, whole.is_kept) == (True, False)
    assert [one.says[-70:] for one in other.altered] != []


def test_a_fingerprint_that_is_not_of_these_numbers_is_told(
    of_papers: PortfolioService, paper: Document
) -> None:
    other = replace(paper, fingerprint=replace(paper.fingerprint, numbers="0" * 64))

    proof = verified(of_papers, "paper.html", as_file(other, "html"))

    assert not proof.is_proved
    assert [one.place for one in proof.then] == ["All numbers together"]


def test_what_came_in_later_is_told_as_changed_since(of_papers: PortfolioService) -> None:
    early = replace(BOARD, filters=replace(SEPTEMBER, known_on=datetime(2026, 10, 1).date()))
    one = made(of_papers, early)

    proof = verified(of_papers, "paper.html", as_file(one.document, "html"))

    assert proof.is_proved
    assert any("44p" in change.says for change in proof.since)


@pytest.mark.parametrize(
    ("file", "content", "needed"),
    [
        ("paper.txt", b"A paper", "html, docx"),
        ("paper.html", b"<html><body><p>Nothing</p></body></html>", "not a paper"),
    ],
)
def test_what_is_no_paper_is_refused(
    of_papers: PortfolioService, file: str, content: bytes, needed: str
) -> None:
    with pytest.raises(NotUnderstood, match=needed):
        verified(of_papers, file, content)


def test_a_fingerprint_that_asks_for_what_is_not_there_is_refused(
    of_papers: PortfolioService, paper: Document
) -> None:
    other = fingerprint_from(paper.fingerprint.as_json)
    strange = replace(paper, fingerprint=replace(other, given=(("colour", "red"),), as_at="x"))

    with pytest.raises(NotUnderstood, match="made from"):
        verified(of_papers, "paper.html", as_file(strange, "html"))


def test_the_verb_makes_the_paper_that_the_page_makes_and_keeps_it(
    of_papers: PortfolioService,
) -> None:
    options = {
        "period": "2026-09",
        "known_on": "2026-11-02",
        "meeting": "Board, 4 November 2026",
        "author": "B. Secretary",
    }

    answer = perform(of_papers, Request("export", options))

    assert isinstance(answer.document, dict)
    document = document_from(answer.document)
    assert document == made(of_papers, BOARD).document
    assert document_kept(of_papers, document.fingerprint.id) == document
    assert [one.meeting for one in of_papers.papers.every()].count("Board, 4 November 2026") >= 1


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx"])
def test_made_again_it_is_the_same_to_the_byte(of_papers: PortfolioService, form: str) -> None:
    assert as_file(made(of_papers, BOARD).document, form) == as_file(
        made(of_papers, BOARD).document, form
    )


def test_its_numbers_alone_are_a_csv_file(paper: Document) -> None:
    lines = as_file(paper, "csv").decode("utf-8-sig").splitlines()

    assert lines[0] == "section,where,as_printed,value,source"
    assert any(line.startswith("In three sentences,What it means,44p,0.444") for line in lines)


CHANGES = 200


@pytest.mark.long
@pytest.mark.parametrize("form", WRITTEN)
def test_each_of_many_changes_is_found(
    of_papers: PortfolioService, paper: Document, form: Form, goal: Callable[..., None]
) -> None:
    chance = random.Random(18)
    found = 0
    for _ in range(CHANGES):
        other = _changed_anywhere(paper, chance)
        found += bool(verified(of_papers, f"paper.{form}", written(other, form)).altered)

    goal(f"verify: changes found in {form}", found=found, of=CHANGES)
    assert found == CHANGES


def _changed_anywhere(paper: Document, chance: random.Random) -> Document:
    """One letter or digit of one paragraph or cell, or one row of a table, is another."""
    places = [at for at, one in enumerate(paper.blocks) if isinstance(one, Paragraph | Table)]
    at = chance.choice(places)
    block = paper.blocks[at]
    if isinstance(block, Paragraph):
        return changed(paper, at, Paragraph((_other_letter(block.text, chance),)))
    assert isinstance(block, Table)
    line = chance.randrange(len(block.rows))
    rows = list(block.rows)
    if chance.random() < 0.25:
        del rows[line]
    else:
        cells = list(rows[line])
        column = chance.choice([at for at, one in enumerate(cells) if one.text.strip()])
        cells[column] = replace(cells[column], text=_other_letter(cells[column].text, chance))
        rows[line] = tuple(cells)
    return changed(paper, at, replace(block, rows=tuple(rows)))


def _other_letter(text: str, chance: random.Random) -> str:
    at = chance.choice([at for at, one in enumerate(text) if one.isalnum()])
    return f"{text[:at]}{'7' if text[at] != '7' else '3'}{text[at + 1 :]}"
