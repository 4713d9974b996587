"""Every page of a home folder with nothing in it says what would be here and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

# One worker for all of the browser: two would wait for the same demo system to load.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = ("", "themes", "spread", "organisations", "learning", "send_an_extract", "submissions")


@pytest.fixture(scope="session")
def empty(serving: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serving(tmp_path_factory.mktemp("empty"))


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
