"""Every page of a home folder with nothing in it says what would be here and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "themes",
    "spread",
    "organisations",
    "learning",
    "send_an_extract",
    "submissions",
    "portfolio_office",
    "board_pack",
)


@pytest.fixture(scope="session")
def empty(served_to_all: Callable[[Path], str], of_this_run: Path) -> str:
    home = of_this_run / "empty"
    home.mkdir(exist_ok=True)
    return served_to_all(home)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_an_empty_home_says_what_to_do(
    path: str, empty: str, watch: Callable[..., object]
) -> None:
    watched = watch(empty)

    page = watched.open(path)

    assert watched.headline == "No system has been loaded yet"
    assert "portfolio load data/demo" in page.inner_text(".stMain")
    assert page.locator(".stException, [data-testid=stAlert]").count() == 0
    assert watched.console == []
