"""Ratings that do not move, decisions that were taken, questions to ask, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.domain.document import Block, Bullets, Field, Fields, Heading, Paragraph, Run
from portfolio.views import formats
from portfolio.views.paper.addressed import in_sentence
from portfolio.views.paper.head import gap_numbers, gaps
from portfolio.views.paper.material import Material
from portfolio.views.paper.three_lists import asked, raised
from portfolio.views.read_result import text, whole
from portfolio.views.words import confidence_words, empty_words, since_words
from portfolio.views.words.rating_question_words import rating_questions

RATINGS = "Ratings that never move"
DECISIONS = "Decisions since the last board, and whether they held"
MISSING = "What is missing"
_RATINGS_SAID = 2
_QUESTIONS = 5
NO_DECISIONS = "None is recorded here"
_MINUTES = "{none}: the minutes of {board} have them, and whether they held."


def still_ratings(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """Which ratings have not moved for three returns, as questions; `most` of these."""
    confidence = material.ask("delivery_confidence")
    yield Heading(2, RATINGS)
    found = rating_questions(confidence)
    said = _how_many_stand_still(material)
    yield Paragraph((*said, " A steady rating can be right.") if found else said)
    most = int(str(options.get("most", _RATINGS_SAID)))
    if found:
        yield Bullets(tuple((f"{one.question} {one.number}",) for one in found[:most]))


def _how_many_stand_still(material: Material) -> tuple[Run, ...]:
    names = ("unchanged", "three_returns", "always_green")
    sources = (f"delivery_confidence/summary/*/{name}" for name in names)
    confidence = material.ask("delivery_confidence")
    if not whole(confidence_words.summary(confidence), "unchanged"):
        return (confidence_words.NO_QUESTIONS,)
    title = confidence_words.questions_title(confidence)
    numbers = map(material.figures.number, sources)
    return (*in_sentence(title, numbers), ".")


def decisions(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What was decided since the last meeting; said honestly where nothing is recorded."""
    yield Heading(2, DECISIONS)
    yield Paragraph((_decided(material),))


def _decided(material: Material) -> str:
    board = since_words.board_before(material.ask("changes"))
    return _MINUTES.format(none=NO_DECISIONS, board=board) if board else f"{NO_DECISIONS}."


def five_questions(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """The questions that the rules raise, those with most at stake first; `after` leaves out as
    many, which another part of the paper has, and `short` the numbers that raise them."""
    most, after = (
        int(str(options.get(name, at))) for name, at in (("most", _QUESTIONS), ("after", 0))
    )
    found = raised(material)[after : after + most]
    more, further = ("more ", "further question") if after else ("", "question")
    yield Heading(2, f"{formats.sentence_case(formats.number_word(most))} {more}questions to ask")
    if found:
        is_short = bool(options.get("short"))
        yield Bullets(
            tuple((text(row, "question"),) if is_short else asked(material, row) for row in found)
        )
    else:
        yield Paragraph((f"No rule raises a {further} about what is shown.",))


def what_is_missing(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What is missing from the picture, and what would bring it."""
    yield Heading(2, MISSING)
    found = gaps(material)
    if not found:
        yield Paragraph((empty_words.NO_GAPS,))
        return
    numbers = gap_numbers(material)
    said: Iterator[tuple[Run, ...]] = (
        in_sentence(f"{gap.what}. {gap.do}", numbers) for gap in found
    )
    yield Bullets(tuple(said))


def in_short(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """Ratings, decisions and gaps in a line each, for a page that has no room for more."""
    found = gaps(material)
    joined = ". ".join(gap.what for gap in found)
    missing = f"{joined}." if found else empty_words.NO_GAPS
    yield Fields(
        (
            Field(RATINGS, _how_many_stand_still(material)),
            Field("Decisions since", (_decided(material),)),
            Field(MISSING, in_sentence(missing, gap_numbers(material))),
        )
    )
