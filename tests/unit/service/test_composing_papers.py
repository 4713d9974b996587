"""A paper of a small system: known answers, each number by its address, and empty places."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Fields,
    Number,
    Paragraph,
    Run,
    Table,
    TableCell,
)
from portfolio.domain.document_texts import numbers_of, texts
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.service import NotUnderstood, PortfolioService
from portfolio.service.papers.composing import Wanted, composed, composed_again
from portfolio.views.paper.layout import layouts
from portfolio.views.paper.material import Given
from portfolio.views.words import confidence_words

LONG = "Brook " * 33 + "BC"
SEPTEMBER = Filters(Period(2026, 9))
ONE = Filters(Period(2026, 9), programme="P1")
EVERYTHING = Given(
    meeting="Board, 4 November 2026",
    author="B. Secretary",
    annexes=("benefit_card", "data_tables", "methods"),
)


def november() -> datetime:
    return datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path, small_system: Path) -> Iterator[PortfolioService]:
    """The lists alone: nobody has sent anything."""
    for path in (small_system / "extracts").rglob("*.csv"):
        path.unlink()
    opened = PortfolioService(tmp_path / "home", clock=november)
    opened.load(small_system)
    yield opened
    opened.close()


def board(of_papers: PortfolioService, given: Given = EVERYTHING) -> Document:
    return composed(of_papers, Wanted("board", SEPTEMBER, given))


def table(document: Document, caption: str) -> Table:
    return next(b for b in document.blocks if isinstance(b, Table) and caption in b.caption)


def runs_of(block: Block) -> Iterator[Run | TableCell]:
    match block:
        case Paragraph(runs):
            yield from runs
        case Bullets(items) | Callout(_, _, items):
            yield from (run for item in items for run in item)
        case Fields(fields):
            yield from (run for field in fields for run in field.runs)
        case Table():
            yield from (cell for row in block.rows for cell in row if cell.source)


def numbers(document: Document) -> list[Number | TableCell]:
    every = (run for block in document.blocks for run in runs_of(block))
    return [one for one in every if isinstance(one, Number | TableCell)]


class Addresses:
    """The plain oracle: an address looked up in what `portfolio measure --json` prints."""

    def __init__(self, of_papers: PortfolioService, filters: Filters) -> None:
        self._asked: Callable[[str], Any] = lambda measure: of_papers.result(
            measure, filters
        ).to_json()

    def look_up(self, source: str) -> float | None:
        if " ÷ " in source:
            part, whole = map(self.look_up, source.split(" ÷ "))
            return part / whole if part is not None and whole else None
        measure, *rest = source.split("/")
        said = self._asked(measure)
        if len(rest) == 1:
            return said[rest[0]]  # type: ignore[no-any-return]
        name, key, column = rest
        rows = [row for row in said["tables"][name] if self._is_meant(row, key)]
        if column == "rows":
            return len(rows)
        cells = [row[column] for row in rows if row[column] is not None]
        if any(isinstance(cell, str) for cell in cells):
            return len(set(cells))
        return sum(cells) if cells else None

    def _is_meant(self, row: dict[str, Any], key: str) -> bool:
        for at, part in enumerate(key.split("+")):
            if part == "*":
                continue
            for sign, holds in (("!=", operator.ne), ("<=", operator.le), (">", operator.gt)):
                if sign in part:
                    name, wanted = part.split(sign)
                    other = row[wanted[1:]] if wanted[0] == "@" else unquote(wanted)
                    cell = row[name] if sign != ">" else float(row[name] or 0)
                    if not holds(cell, float(other) if sign == ">" else other):
                        return False
                    break
            else:
                name, _, wanted = part.rpartition("=")
                cell = row[name or list(row)[at]]
                said = "" if cell is None else str(cell)
                if said not in {unquote(one) for one in wanted.split("|")}:
                    return False
        return True


def test_the_paper_says_what_lands_beyond_the_lead(of_papers: PortfolioService) -> None:
    row = table(board(of_papers), "beyond the lead, by type").rows[0]

    assert [cell.text for cell in row] == [
        *("Cash-releasing", "£80", "£180", "44p", "none", "£180", "none", "1"),
    ]
    assert row[3].value == pytest.approx(80 / 180)
    assert row[3].source == "beyond_lead_share/by_type/cash_releasing/share"


def test_its_first_page_says_the_headline_of_the_overview(of_papers: PortfolioService) -> None:
    said = [text for _, text in texts(board(of_papers))]

    assert "Digital benefits across Fenland" in said
    assert (
        "Of every £1 of cash-releasing benefit realised, 44p lands outside the organisation that "
        "led the work."
    ) in said
    assert "30 September 2026, known on 2 November 2026" in said
    assert {"Board, 4 November 2026", "B. Secretary"} <= set(said)


def test_decisions_are_said_not_to_be_kept(of_papers: PortfolioService) -> None:
    assert any("None is recorded here" in text for _, text in texts(board(of_papers)))


def test_every_number_is_what_the_measure_gives(of_papers: PortfolioService) -> None:
    document = board(of_papers)
    known = Filters(Period(2026, 9), known_on=november().date())
    addresses = Addresses(of_papers, known)

    found = numbers(document)

    assert len(found) > 30
    wrong = [
        (one.source, one.value, addresses.look_up(one.source))
        for one in found
        if one.value != pytest.approx(addresses.look_up(one.source))
    ]
    assert wrong == []


def test_a_paper_made_again_from_its_fingerprint_is_the_same(of_papers: PortfolioService) -> None:
    document = board(of_papers)

    again = composed_again(of_papers, document.fingerprint, known_on=document.fingerprint.known_on)

    assert again == document
    assert document.fingerprint.numbers == numbers_of(document.title, document.blocks)
    assert document.fingerprint.submissions == ("0001", "0002")


def test_what_was_received_later_changes_the_paper_as_known_now_alone(
    of_papers: PortfolioService,
) -> None:
    early = Filters(Period(2026, 9), known_on=datetime(2026, 10, 1, tzinfo=UTC).date())

    then = composed(of_papers, Wanted("board", early, EVERYTHING))
    now = composed_again(of_papers, then.fingerprint, known_on=None)

    assert then.fingerprint.submissions == ("0002",)
    assert now.fingerprint.submissions == ("0001", "0002")
    assert then.fingerprint.numbers != now.fingerprint.numbers


@pytest.mark.parametrize("layout", ["board", "assurance"])
def test_a_paper_of_an_empty_store_says_what_is_not_known(
    empty: PortfolioService, layout: str
) -> None:
    document = composed(
        empty, Wanted(layout, SEPTEMBER, EVERYTHING if layout == "board" else Given())
    )

    said = " ".join(text for _, text in texts(document))
    assert "No realised benefit in pounds is reported yet" in said
    assert "None of 2 partners has reported" in said
    assert "nan" not in said.lower().split()


def test_what_is_not_known_assures_nobody_and_is_said_in_whole_sentences(
    of_papers: PortfolioService,
) -> None:
    """Of the small system no board, no steady rating and nothing live for half a year is known."""
    said = [text for _, text in texts(board(of_papers))]
    assure = said[said.index("Assure") + 1]

    assert "Nothing is known to have been live" not in assure
    assert "None is recorded here." in said
    assert confidence_words.NO_QUESTIONS in said
    assert not any("Ratings that stand still" in one for one in said)
    assert not any("as it was known on" in one for one in said)


def test_a_theme_without_programmes_makes_a_note_that_says_so(of_papers: PortfolioService) -> None:
    one = Filters(Period(2026, 9), theme="local:access", lead="BBB")

    document = composed(of_papers, Wanted("theme_note", one))

    assert document.title == "Access to care: what our digital work gives"
    said = " ".join(text for _, text in texts(document))
    assert "No partner has said yet who has adopted what" in said


def test_an_adopters_pack_says_what_people_notice_and_what_nobody_knows(
    of_papers: PortfolioService,
) -> None:
    document = composed(of_papers, Wanted("adopter", ONE, Given(for_organisation="BBB")))

    said = [text for _, text in texts(document)]
    assert document.title == "Shared record: should we take it up?"
    assert "One record for all who care" in said
    assert any("Time saved, at Abbey Hospitals" in text and "£100" in text for text in said)
    assert any("No adopter can be compared with its lead yet" in text for text in said)
    assert any("is not among those that could still take it up" in text for text in said)
    assert any("What Abbey Hospitals has spent on it is not known" in text for text in said)


def test_a_paper_for_the_public_hides_small_numbers_of_people_and_a_board_sees_them(
    of_papers: PortfolioService,
) -> None:
    said = {}
    for audience in ("board", "public"):
        given = Given(audience=audience, annexes=("data_tables",))
        adoption = table(board(of_papers, given), "Adoption, by programme")
        said[audience] = [(cell.text, cell.value) for cell in adoption.rows[0][-2:]]

    assert said["board"] == [("113", 113), ("67", 67)]
    assert said["public"] == [("115", 115), ("65", 65)]


@pytest.mark.parametrize("layout", ["board", "assurance"])
def test_a_risk_that_is_kept_to_an_organisation_is_in_no_paper(
    of_papers: PortfolioService, layout: str
) -> None:
    for audience in ("board", "public"):
        given = Given(audience=audience, annexes=layouts()[layout].offers)
        document = composed(of_papers, Wanted(layout, SEPTEMBER, given))

        said = " ".join(text for _, text in texts(document))
        assert "Kept to ourselves" not in said
        assert audience == "board" or "isks that became issues" not in said


def test_a_name_of_200_letters_stands_whole(of_papers: PortfolioService) -> None:
    assert LONG in [text for _, text in texts(board(of_papers))]


@pytest.mark.parametrize(
    ("wanted", "needed"),
    [
        (Wanted("papyrus", SEPTEMBER), "`board`, `adopter`, `assurance`"),
        (Wanted("theme_note", SEPTEMBER), "one theme"),
        (Wanted("adopter", SEPTEMBER), "one programme"),
        (Wanted("adopter", ONE, Given(for_organisation="ZZZ")), "`ZZZ`"),
        (Wanted("board", SEPTEMBER, Given(audience="press")), "`public`"),
        (Wanted("board", SEPTEMBER, Given(annexes=("maps",))), "`methods`"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_can(
    of_papers: PortfolioService, wanted: Wanted, needed: str
) -> None:
    with pytest.raises(NotUnderstood, match=needed):
        composed(of_papers, wanted)


def test_each_layout_names_parts_and_annexes_that_are_there() -> None:
    assert list(layouts())[:1] == ["board"]
    for layout in layouts().values():
        assert set(layout.annexes) <= set(layout.offers)


def test_a_chart_has_its_words(of_papers: PortfolioService) -> None:
    charts = [block for block in board(of_papers).blocks if isinstance(block, Chart)]

    assert all(chart.alt and chart.subtitle and chart.source for chart in charts)
