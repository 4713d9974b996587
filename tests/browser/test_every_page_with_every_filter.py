"""Every page stands under every filter, at a desk, on a tablet and on a phone; from any number
there is a way to the partner's file and row."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDTHS = (1440, 1024, 390)
ALWAYS = ("nothing", "period", "known", "organisations")
READ = (*ALWAYS, "theme", "lead", "programme")
OFFERED: Mapping[str, tuple[str, ...]] = {
    "": (*READ, "since"),
    "themes": (*ALWAYS, "theme", "lead"),
    "spread": READ,
    "benefits": (*READ, "beneficiary"),
    "organisations": READ,
    "programmes": READ,
    "learning": (*READ, "beneficiary"),
    "risk_and_confidence": READ,
    "board_pack": READ,
    "send_an_extract": ("nothing",),
    "submissions": ("nothing",),
    "portfolio_office": ("nothing",),
    "how_numbers_are_made": ("nothing",),
}
"""What each page can be narrowed by; the last four have no filter."""
Filters = Mapping[str, tuple[str, str]]
"""For each filter what stands in the address, and what the page then says of itself."""
DEMO: Filters = {
    "nothing": ("", ""),
    "period": ("period=2026-06", "30 June 2026"),
    "known": ("known=2026-08-19", "as it was known on 19 August 2026"),
    "organisations": ("organisations=now", "as they are now"),
    "theme": ("theme=wgll:improve_care", "Improve care"),
    "lead": ("lead=LOC-SAL", "led by Saltreach District Hospital"),
    "programme": ("programme=LCH-SCR", "Levels shared care record"),
    "beneficiary": ("beneficiary=LOC-AMB", "at Eastmarch Ambulance Service"),
    "since": ("since=2025-09", ""),
}
REAL: Mapping[str, Filters] = {
    "east-of-england": {
        "nothing": ("", ""),
        "period": ("period=2024-03", "31 March 2024"),
        "theme": ("theme=local:home", "Care closer to home"),
        "lead": ("lead=QH8", "led by NHS Mid and South Essex Integrated Care Board"),
        "programme": ("programme=QH8-OC", "Online consultation in general practice"),
        "since": ("since=2024-03", ""),
    },
    "uk-major-projects": {
        "nothing": ("", ""),
        "period": ("period=2022-03", "31 March 2022"),
        "known": ("known=2022-07-20", "as it was known on 20 July 2022"),
        "theme": ("theme=local:ict", "ICT"),
        "lead": ("lead=LOC-DHSC", "led by Department of Health and Social Care"),
        "programme": ("programme=DHSC_0066_2021-Q2", "New Hospital Programme"),
        "since": ("since=2022-03", ""),
    },
}
EVERY = [(path, name) for path, offered in OFFERED.items() for name in offered]
SAMPLE = [
    ("", "since"),
    ("themes", "lead"),
    ("spread", "known"),
    ("benefits", "theme"),
    ("organisations", "organisations"),
    ("programmes", "period"),
    ("learning", "beneficiary"),
    ("risk_and_confidence", "programme"),
]
"""Each page once and each filter once; the long form has all of them together."""
STANDS = """() => {
  const main = document.querySelector('.stMain');
  return document.documentElement.scrollWidth <= window.innerWidth
      && main.scrollWidth <= main.clientWidth;
}"""


def holds(watched: Any, path: str, filters: Filters, name: str) -> None:
    """The page says what it is narrowed by, shows no error, and fits every width."""
    query, said = filters[name]
    page = watched.open(f"{path}?{query}")

    assert said in page.locator(".pf-asat").first.inner_text()
    assert page.locator(".stException, [data-testid=stAlert]").count() == 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_function(STANDS, timeout=5_000)
    assert watched.strangers == []
    assert watched.console == []


@pytest.mark.parametrize(("path", "name"), SAMPLE)
def test_a_page_stands_under_a_filter_at_every_width(
    path: str, name: str, demo: str, watch: Callable[..., object]
) -> None:
    holds(watch(demo), path, DEMO, name)


@pytest.mark.long
@pytest.mark.parametrize(("path", "name"), sorted(set(EVERY) - set(SAMPLE)))
def test_every_page_stands_under_every_filter_at_every_width(
    path: str, name: str, demo: str, watch: Callable[..., object]
) -> None:
    holds(watch(demo), path, DEMO, name)


@pytest.mark.long
@pytest.mark.real
@pytest.mark.parametrize("path", OFFERED)
@pytest.mark.parametrize("system", REAL)
def test_every_page_of_a_published_system_stands_under_every_filter(
    system: str, path: str, published: Callable[[str], str], watch: Callable[..., object]
) -> None:
    watched = watch(published(system))
    filters = REAL[system]

    for name in OFFERED[path]:
        if name in filters:
            holds(watched, path, filters, name)


COUNTED = ("", "themes", "spread", "benefits", "organisations", "programmes", "learning")
"""Pages with numbers that have rows behind them."""


def test_from_three_numbers_one_gets_to_the_file_and_row_they_were_counted_from(
    demo: str, watch: Callable[..., object], checkout: Path
) -> None:
    seed = int(os.environ.get("PORTFOLIO_SEED", random.SystemRandom().randrange(10_000)))
    print(f"Three numbers chosen with PORTFOLIO_SEED={seed}.")
    chance = random.Random(seed)
    with (checkout / "data/demo/organisations.csv").open(encoding="utf-8", newline="") as listed:
        codes = {row["org_name"]: row["org_code"] for row in csv.DictReader(listed)}
    watched = watch(demo)

    for path in chance.sample(COUNTED, 3):
        submission, partner, file, row, about = _a_row_behind(watched, path, chance)
        page = watched.open(f"submissions?submission={submission}")

        facts = page.locator(".pf-facts").first.inner_text()
        assert submission in facts, (seed, path)
        assert partner in facts, (seed, path)
        named = {*about, *(codes.get(name, name) for name in about)}
        assert named & set(_as_sent(watched, file)[row - 1]), (seed, path)
    assert watched.console == []


def test_the_rows_behind_one_benefits_chart_are_its_own_until_others_are_asked_for(
    demo: str, watch: Callable[..., object]
) -> None:
    page = watch(demo).open("benefits")
    page.locator(".pf-benefits a").first.click()  # the first of those to look at
    page.locator(".st-key-data_of_over_time button").click()

    page.locator("[class*=st-key-button_rows_over_time] button").click()

    named = page.locator(".st-key-rows_over_time .pf-rows tbody td:nth-child(3)")
    named.first.wait_for()
    (programme,) = {cell.splitlines()[0] for cell in named.all_inner_texts()}
    chosen = page.locator(".st-key-choose_rows_over_time input")
    assert programme in chosen.first.input_value()
    assert "All organisations" not in chosen.last.input_value()


def _a_row_behind(
    watched: Any, path: str, chance: random.Random
) -> tuple[str, str, str, int, list[str]]:
    """Submission, partner, file and row of one of the rows behind one of the numbers, and what the
    row is said to be about: the name of its programme, its own id."""
    page = watched.open(path)
    offers = page.locator("[class*=st-key-data_of_] button")
    offers.first.wait_for()
    offers.nth(chance.randrange(offers.count())).click()
    page.locator("[class*=st-key-button_rows_] button").click()
    page.wait_for_selector(".pf-rows tbody tr")
    rows = page.locator(".pf-rows tbody tr")
    cells = rows.nth(chance.randrange(rows.count())).locator("td").all_inner_texts()
    (submission, partner), (file, at), about = (cell.splitlines() for cell in cells[:3])
    named = [about[0], *about[-1].split(" · ")]
    return submission, partner, file, int(at.removeprefix("row ").replace(",", "")), named


def _as_sent(watched: Any, file: str) -> list[list[str]]:
    """The rows of the file as the partner sent it, the first of them its header."""
    page: Page = watched.page
    page.get_by_role("button", name="Files as sent").click()
    watched.settle()  # a download offered anew while the page runs is not the one clicked
    with page.expect_download() as download:
        page.get_by_role("button", name=file, exact=False).click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as sent:
        return list(csv.reader(sent))
