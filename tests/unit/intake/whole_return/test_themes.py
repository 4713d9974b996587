"""Themes are matched by code; somebody who wrote a theme's name is shown its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from portfolio.domain.system import Theme
from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]


def test_the_name_of_a_theme_is_answered_with_its_code(context: Build, rows: Rows) -> None:
    sent = {"programmes": rows("programmes", {"primary_theme": "one record"})}

    (told,) = check_whole_return(sent, context()).findings

    assert told.rule == "known_theme"
    assert "The nearest is `joined_up`." in told.sentence


def test_a_word_like_no_theme_is_answered_with_all_of_them(context: Build, rows: Rows) -> None:
    sent = {"programmes": rows("programmes", {"primary_theme": "money"})}

    (told,) = check_whole_return(sent, context()).findings

    assert "nearest" not in told.sentence
    assert told.do == "Use one of `joined_up`."


LISTED = (
    Theme("local", "joined_up", "Joined-up care"),
    Theme("local", "close", "Close to home"),
    Theme("wgll", "improve_care", "Improve care"),
    Theme("shift", "analogue_to_digital", "Analogue to digital"),
)


@pytest.mark.parametrize(
    ("column", "sent", "said"),
    [
        ("primary_theme", "closer to home", "The nearest is `close`."),
        ("primary_theme", "local:close", "The nearest is `close`."),
        ("primary_theme", "improve_care", "own themes: `improve_care` is one of the set `wgll`."),
        ("primary_theme", "wgll:improve_care", "own themes: `improve_care` is one of the set"),
        ("other_themes", "improve_care", "The nearest is `wgll:improve_care`."),
        ("other_themes", "improve care", "The nearest is `wgll:improve_care`."),
        ("other_themes", "shift:improve_care", "`improve_care` is one of the set `wgll`."),
        ("other_themes", "shift:analogue", "The nearest is `shift:analogue_to_digital`."),
        ("other_themes", "wgll:analogue to digitl", "The nearest is `shift:analogue_to_digital`."),
    ],
)
def test_a_theme_is_found_by_its_name_without_its_set_or_under_another(
    column: str, sent: str, said: str, *, context: Build, rows: Rows
) -> None:
    knows = context()
    lists = replace(knows.references, themes=LISTED)
    row = {"primary_theme": "close", column: sent}

    (told,) = check_whole_return(
        {"programmes": rows("programmes", row)}, replace(knows, references=lists)
    ).findings

    assert said in told.sentence
