"""Search forgives capitals, accents, beginnings and small slips; the nearest comes first."""

from __future__ import annotations

import pytest

from portfolio.views.search import Entry, Index, slips, words_of

NAMES = (
    "Shared care record", "Staff passport", "Wenmarsh University Hospitals",
    "St Brannoc\u2019s Hospice", "Caf\u00e9 m\u00e9dical", "E-rostering across sites",
    "Virtual ward", "Ward rounds online",
)  # fmt: skip
INDEX = Index(Entry("Programme", name, "Levels Trust", f"./{name}") for name in NAMES)


def found(asked: str) -> list[str]:
    return [one.name for one in INDEX.found(asked)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("staff passport", "Staff passport"),
        ("PASSPORT", "Staff passport"),
        ("pass", "Staff passport"),
        ("brannocs", "St Brannoc\u2019s Hospice"),
        ("brannoc's", "St Brannoc\u2019s Hospice"),
        ("cafe medical", "Caf\u00e9 m\u00e9dical"),
        ("rostering", "E-rostering across sites"),
        ("wenmrash", "Wenmarsh University Hospitals"),
        ("univeristy hosptals", "Wenmarsh University Hospitals"),
        ("record shared", "Shared care record"),
    ],
)
def test_it_finds_what_was_meant(asked: str, first: str) -> None:
    assert found(asked)[0] == first


def test_every_word_has_to_be_there() -> None:
    assert found("staff zebra") == []
    assert found("") == found("  ?! ") == []


def test_what_begins_with_the_word_comes_before_what_holds_it() -> None:
    assert set(found("ward")) == {"Virtual ward", "Ward rounds online"}
    assert "Staff passport" not in found("ward")


def test_a_name_comes_before_what_stands_beside_it() -> None:
    index = Index(
        [Entry("Lesson", "Start small", "Levels Trust", ""), Entry("O", "Levels Trust", "", "")]
    )

    assert [one.name for one in index.found("levels")] == ["Levels Trust", "Start small"]


def test_short_words_are_not_bent() -> None:
    assert found("wars") == found("ward")
    assert found("wad") == []


@pytest.mark.parametrize(
    ("asked", "word", "most", "same"),
    [
        ("hospital", "hopsital", 1, True),
        ("hospital", "hospitals", 1, True),
        ("hospital", "hopsitals", 1, False),
        ("hospital", "hopsitals", 2, True),
        ("ab", "abcd", 1, False),
    ],
)
def test_slips_are_counted(asked: str, word: str, most: int, same: bool) -> None:
    assert slips(asked, word, most) is same
    assert slips(word, asked, most) is same


def test_words_are_without_capitals_and_accents() -> None:
    assert words_of("Na\u00efve  D\u2019Arcy, \ufb01ve_2") == ["naive", "darcy", "five", "2"]
