"""The last step of the ladder in words and as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell, Result
from portfolio.views.spread.shown_steps import shown_steps
from portfolio.views.words import shown_words

Make = Callable[..., Result]
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    ("adopted", "shown", "is_one", "said"),
    [
        (5, 2, True, "Of 5 that have it in routine use, 2 show a measured benefit"),
        (5, 1, True, "Of 5 that have it in routine use, 1 shows a measured benefit"),
        (5, 0, True, "Of 5 that have it in routine use, none shows a measured benefit yet"),
        (1, 1, True, "The one that has it in routine use shows a measured benefit"),
        (1, 0, True, "The one that has it in routine use shows no measured benefit yet"),
        (0, 0, True, "Nobody beyond the lead has it in routine use yet"),
        (126, 41, False, "Of 126 adoptions in routine use beyond the lead, 41 show a measured "
         "benefit"),
        (1, 0, False, "The one adoption in routine use beyond the lead shows no measured benefit "
         "yet"),
        (0, 0, False, "Nobody beyond the lead has any in routine use yet"),
    ],
)  # fmt: skip
def test_the_word_used_is_always_printed(adopted: int, shown: int, is_one: bool, said: str) -> None:
    assert shown_words.title(adopted, shown, is_one=is_one) == said


@pytest.mark.parametrize(
    ("organisations", "said"),
    [
        (0, ""),
        (1, "not known at 1, which gives no number"),
        (4, "not known at 4, which give no number"),
    ],
)
def test_use_that_is_not_known_is_counted_apart(organisations: int, said: str) -> None:
    assert shown_words.not_known(organisations) == said


def programme(code: str, *counts: int) -> Mapping[str, Cell]:
    names = ("agreed", "adopted", "used", "use_not_known", "shown")
    said: dict[str, Cell] = dict(zip(names, counts, strict=True))
    return {"programme_id": code, "programme_name": HOSTILE, **said}


def at(org: str, *, is_shown: bool) -> Mapping[str, Cell]:
    return {
        **{"programme_id": "P1", "org_code": org, "state": "live", "people_using": None},
        **{"is_shown": is_shown, "benefits_shown": int(is_shown)},
        "evidence": "measured" if is_shown else None,
    }


def test_one_programme_names_who_shows_a_benefit(make: Make, labels: Labels) -> None:
    shown = make(
        "benefit_shown",
        by_programme=[programme("P1", 6, 5, 1, 4, 2)],
        by_organisation=[at("RWH", is_shown=True), at(HOSTILE, is_shown=False)],
    )

    picture = shown_steps(shown, labels)

    assert picture.title == "Of 5 that have it in routine use, 2 show a measured benefit"
    assert "not known at 4" in picture.html
    assert "./organisations?organisation=RWH" in picture.html
    assert picture.table.values[0][0] == "RWH"
    assert picture.table.text[0][2] == "not known"


def test_several_programmes_are_added_up_and_listed(make: Make, labels: Labels) -> None:
    rows = [programme("P1", 6, 5, 1, 4, 2), programme("P2", 3, 2, 2, 0, 1), programme("P3", 0, 0, 0,
            0, 0)]  # fmt: skip

    picture = shown_steps(make("benefit_shown", by_programme=rows, by_organisation=[]), labels)

    assert picture.title.startswith("Of 7 adoptions in routine use beyond the lead, 3 show")
    assert [row[0] for row in picture.table.values] == ["P1", "P2"]
    assert "<img" not in picture.html


def test_nobody_agreed_says_what_to_send(make: Make, labels: Labels) -> None:
    shown = make("benefit_shown", by_programme=[programme("P1", 0, 0, 0, 0, 0)], by_organisation=[])

    assert "extract adoptions" in shown_steps(shown, labels).empty
