"""Themes are matched by code; somebody who wrote a theme's name is shown its code."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from portfolio.intake.crossing import CrossContext, cross_check

Build = Callable[..., CrossContext]
Rows = Callable[..., pl.DataFrame]


def test_the_name_of_a_theme_is_answered_with_its_code(context: Build, rows: Rows) -> None:
    sent = {"programmes": rows("programmes", {"primary_theme": "one record"})}

    (told,) = cross_check(sent, context()).findings

    assert told.rule == "known_theme"
    assert "The nearest is `joined_up`." in told.sentence


def test_a_word_like_no_theme_is_answered_with_all_of_them(context: Build, rows: Rows) -> None:
    sent = {"programmes": rows("programmes", {"primary_theme": "money"})}

    (told,) = cross_check(sent, context()).findings

    assert "nearest" not in told.sentence
    assert told.do == "Use one of `joined_up`."
