"""A word that a spreadsheet made of a known one leads back to it."""

from __future__ import annotations

import pytest

from portfolio.contract.id_spellings import how, meant

KNOWN = ("007", "0120", "1E05", "12.50", "MAR-001", "SEPT2", "DEC-25", "FEN-001", "040", "0040")
ZEROS, NUMBER, DATE = (
    "its leading zeros lost in a spreadsheet",
    "taken for a number by a spreadsheet",
    "taken for a date by a spreadsheet",
)


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("7", "007", ZEROS),
        ("120", "0120", ZEROS),
        ("100000", "1E05", NUMBER),
        ("1E5", "1E05", NUMBER),
        ("1.00E+05", "1E05", NUMBER),
        ("12.5", "12.50", NUMBER),
        ("01-Mar", "MAR-001", DATE),
        ("2-Sep", "SEPT2", DATE),
        ("Dec-25", "DEC-25", DATE),
    ],
)
def test_what_a_spreadsheet_made_of_an_id_leads_back_to_it(
    word: str, known: str, said: str
) -> None:
    assert meant(word, KNOWN) == known
    assert how(word, known) == said


@pytest.mark.parametrize("word", ["8", "FEN-1", "fen-001", "3-Xyz", "1E999", "", "MAR-1", "07a"])
def test_any_other_word_is_left_alone(word: str) -> None:
    assert meant(word, KNOWN) is None


def test_nothing_is_suggested_where_two_ids_may_be_meant() -> None:
    assert meant("40", KNOWN) is None


def test_a_word_is_never_told_to_be_itself() -> None:
    assert meant("007", ["007"]) is None
