"""Ratings that look odd, as questions: always green, or the same return after return."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.views import formats, links
from portfolio.views.read_result import Record, is_true, number, only, records, text, whole
from portfolio.views.snippets import Question
from portfolio.views.words.terms import CONFIDENCE, word

_QUESTION_LETTERS = 60


def rating_questions(confidence: Result) -> list[Question]:
    """Return a question for each rating that is green in every return, then for each that stands
    still: the longest first."""
    rows = records(confidence, "programmes")
    green = only(rows, lambda row: is_true(row, "is_always_green"))
    still = only(
        rows, lambda row: is_true(row, "is_unchanged") and not is_true(row, "is_always_green")
    )
    return [
        *(_green_question(row) for row in _longest(green)),
        *(_still_question(row) for row in _longest(still)),
    ]


def _longest(rows: Sequence[Record]) -> list[Record]:
    return sorted(
        rows, key=lambda row: (-whole(row, "periods_unchanged"), text(row, "programme_id"))
    )


def _green_question(row: Record) -> Question:
    returns = formats.plural(whole(row, "returns_rated"), "return")
    return Question(
        f"What would have to happen for {_name(row)} not to be green?",
        f"Green from its owner in all {returns}{_other(row)}.",
        "Three returns or more, all green",
        _link(row),
        "Programmes",
    )


def _still_question(row: Record) -> Question:
    said = word(CONFIDENCE, text(row, "sro")).lower() if text(row, "sro") in CONFIDENCE else "same"
    returns = formats.plural(whole(row, "periods_unchanged"), "return")
    return Question(
        f"What has changed at {_name(row)} that the rating does not show?",
        f"{formats.sentence_case(said)} from its owner in the last {returns}{_other(row)}.",
        "The same in three returns or more",
        _link(row),
        "Programmes",
    )


def _link(row: Record) -> str:
    """Return the programme's own page."""
    return links.to_programme(text(row, "programme_id"))


def _other(row: Record) -> str:
    gap = number(row, "gap")
    if gap is None:
        return "; no reviewer has rated it"
    if gap == 0:
        return "; its reviewer agrees"
    return f"; its reviewer says {word(CONFIDENCE, text(row, 'independent')).lower()}"


def _name(row: Record) -> str:
    return formats.shortened(text(row, "programme_name"), _QUESTION_LETTERS)
