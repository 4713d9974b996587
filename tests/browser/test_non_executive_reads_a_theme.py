"""A non-executive opens a link to a theme, changes it, and the numbers hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

pytestmark = pytest.mark.browser


def test_theme_in_the_link_and_on_the_page_agree_with_the_command_line(
    demo: str,
    read_home: Path,
    watch: Callable[..., object],
    command: Callable[..., str],
) -> None:
    watched = watch(demo)

    def said(theme: str) -> str:
        """The share of cash beyond the lead as the headline puts it, from the command line."""
        words = command(
            "measure", "beyond_lead_share", "--theme", theme, "--json", "--home", str(read_home)
        )
        cash = json.loads(words)["tables"]["by_type"][0]
        pence = round(cash["share"] * 100)
        return f"{pence}p of each £1 of cash-releasing benefit lands beyond the lead"

    page = watched.open("themes?theme=local:joined_up")
    assert said("local:joined_up") in watched.headline

    page.get_by_role("radio", name="Time for staff").click()
    page.wait_for_function(
        "() => !document.querySelector('.pf-headline').innerText.startsWith('Joined')"
    )
    watched.settle()

    assert parse_qs(urlparse(page.url).query)["theme"] == ["local:time_for_staff"]
    assert watched.headline.startswith("Time for staff")
    assert said("local:time_for_staff") in watched.headline


def test_copied_link_shows_the_same_view(demo: str, watch: Callable[..., object]) -> None:
    first = watch(demo)
    first.open("themes?theme=wgll:well_led&period=2026-06")

    second = watch(demo)
    second.open(first.page.url.removeprefix(f"{demo}/"))

    assert second.headline == first.headline
    assert "30 June 2026" in second.page.locator(".pf-asat").inner_text()
    assert "Well led" in second.headline


def test_link_with_a_code_that_is_not_there_says_so_and_shows_nothing_else(
    demo: str, watch: Callable[..., object]
) -> None:
    watched = watch(demo)

    page = watched.open("?theme=local:no_such&lead=NOBODY")

    assert "names something that is not here" in page.locator(".pf-headline").inner_text()
    assert page.get_by_text("There is no theme").count() == 1
    assert page.get_by_text("leads no programme").count() == 1
    assert page.locator(".pf-asat, .pf-counts").count() == 0
    page.get_by_role("link", name="Show this page without it").click()
    page.locator(".pf-asat").get_by_text("All themes").wait_for()
