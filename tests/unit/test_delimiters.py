"""A delimiter stands once: reading, sentences and the look for patients take it from there."""

from __future__ import annotations

import re

from portfolio.contract.dictionary import dictionary_markdown
from portfolio.contract.rules import RULES
from portfolio.domain.delimiters import (
    DELIMITER_ONE,
    DELIMITER_WORDS,
    DELIMITERS,
    OTHER_DELIMITERS,
    any_delimiter,
    cell_marks,
    listed,
)


def test_what_is_said_names_every_delimiter_that_is_read() -> None:
    assert listed(DELIMITER_ONE) in dictionary_markdown()
    assert listed(DELIMITER_WORDS) in RULES["other_delimiter"].do


def test_no_mark_is_both_read_and_refused() -> None:
    assert not set(DELIMITERS) & set(OTHER_DELIMITERS)


def test_a_pattern_of_them_takes_each_and_nothing_else() -> None:
    pattern = re.compile(any_delimiter())

    assert all(pattern.fullmatch(mark) for mark in DELIMITERS)
    assert not pattern.fullmatch("a")
    assert not pattern.fullmatch("|")


def test_a_file_that_cannot_be_read_is_cut_at_all_of_them_and_at_the_pipe() -> None:
    assert set(cell_marks()) >= {*DELIMITERS, "|"}
