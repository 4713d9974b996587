"""A leader opens every page, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "themes",
    "spread",
    "benefits",
    "organisations",
    "programmes",
    "programmes?programme=LCH-SCR",
    "learning",
    "risk_and_confidence",
    "send_an_extract",
    "submissions",
    "portfolio_office",
    "board_pack",
    "how_numbers_are_made",
)
SIDEWAYS = """() => {
  const main = document.querySelector('.stMain');
  return Math.max(document.documentElement.scrollWidth - window.innerWidth,
                  main.scrollWidth - main.clientWidth);
}"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_whole(
    path: str, width: int, demo: str, watch: Callable[..., object]
) -> None:
    watched = watch(demo, width=width)

    page = watched.open(path)

    assert page.locator(".stException, [data-testid=stAlert]").count() == 0
    assert watched.headline
    assert "synthetic" in page.locator(".pf-asat").first.inner_text()
    assert page.evaluate(SIDEWAYS) <= 0
    assert watched.strangers == []
    assert watched.console == []


def test_sidebar_leads_to_every_page(demo: str, watch: Callable[..., object]) -> None:
    watched = watch(demo)
    page = watched.open()

    names = page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()

    assert names == [
        "Overview",
        "Themes",
        "Spread",
        "Benefits",
        "Organisations",
        "Programmes",
        "Learning",
        "Risk and confidence",
        "Send an extract",
        "Submissions",
        "Portfolio office",
        "Board pack",
        "How numbers are made",
    ]


def test_choices_go_along_to_the_next_page(demo: str, watch: Callable[..., object]) -> None:
    watched = watch(demo)
    page = watched.open("?period=2026-06")

    page.get_by_role("link", name="Spread").click()
    page.wait_for_url("**/spread?period=2026-06")
    watched.settle()

    assert "30 June 2026" in page.locator(".pf-asat").inner_text()


def test_every_picture_has_its_table_and_download(demo: str, watch: Callable[..., object]) -> None:
    watched = watch(demo)
    page = watched.open("organisations")
    data = page.locator(".st-key-data_of_who_gives_whom button").first
    title = page.locator(".st-key-block_who_gives_whom .pf-title").inner_text()

    data.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {title}").click()
    assert "Download" in page.evaluate("document.activeElement.textContent")
    page.get_by_role("button", name=f"Table {title}").click()
    page.wait_for_selector("table.pf-table")

    text = download.value.path().read_text(encoding="utf-8-sig")
    header, first, *_ = text.splitlines()
    assert header.startswith("lead")
    assert first.count(",") == header.count(",")
    assert "Benefit beyond the lead, version 1" in text
