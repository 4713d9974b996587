"""Ratings that do not move, decisions that were taken, questions to ask, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.domain.document import Block, Bullets, Heading, Paragraph, Run
from portfolio.views import formats
from portfolio.views.paper.addressed import in_sentence
from portfolio.views.paper.head import gap_numbers, gaps
from portfolio.views.paper.material import Material
from portfolio.views.paper.three_lists import asked, raised
from portfolio.views.read_result import records
from portfolio.views.words import confidence_words, empty_words, since_words
from portfolio.views.words.rating_question_words import rating_questions

_RATINGS_SAID = 3
_QUESTIONS = 5
NO_DECISIONS = (
    "None is recorded here: this portfolio does not keep decisions yet. The minutes of {since} "
    "have them, and whether they held is for the meeting to say."
)


def still_ratings(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """Which ratings have not moved for three returns, as questions."""
    confidence = material.ask("delivery_confidence")
    yield Heading(2, "Ratings that never move")
    numbers = (
        material.figures.number("delivery_confidence/summary/*/unchanged"),
        material.figures.number("delivery_confidence/summary/*/three_returns"),
        material.figures.number("delivery_confidence/summary/*/always_green"),
    )
    title = confidence_words.questions_title(confidence)
    yield Paragraph((*in_sentence(title, numbers), ". A steady rating can be right."))
    found = rating_questions(confidence)
    few = confidence_words.NO_QUESTIONS if records(confidence, "programmes") else ""
    if found:
        yield Bullets(tuple((f"{one.question} {one.number}",) for one in found[:_RATINGS_SAID]))
    elif few:
        yield Paragraph((few,))


def decisions(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What was decided since the last meeting; said honestly where nothing is recorded."""
    yield Heading(2, "Decisions since the last board, and whether they held")
    since = since_words.earlier(material.ask("changes"))
    yield Paragraph((NO_DECISIONS.format(since=since),))


def five_questions(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """The questions that the rules raise, those with most at stake first."""
    most = int(str(options.get("most", _QUESTIONS)))
    found = raised(material, most)
    yield Heading(2, f"{formats.sentence_case(formats.number_word(most))} questions to ask")
    if found:
        yield Bullets(tuple(asked(material, row) for row in found))
    else:
        yield Paragraph(("No rule raises a question about what is shown.",))


def what_is_missing(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What is missing from the picture, and what would bring it."""
    yield Heading(2, "What is missing")
    found = gaps(material)
    if not found:
        yield Paragraph((empty_words.NO_GAPS,))
        return
    numbers = gap_numbers(material)
    said: Iterator[tuple[Run, ...]] = (
        in_sentence(f"{gap.what}. {gap.do}", numbers) for gap in found
    )
    yield Bullets(tuple(said))
