"""Every name leads to its page and takes the reader's choices along; a link to what is not here
says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.service import PortfolioService
from portfolio.ui import app_state
from portfolio.views.links import CARRIES

PAGES = sorted((Path(__file__).parents[3] / "pages").glob("*.py"))
LEAST_SHARE = 0.95


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Iterator[PortfolioService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTFOLIO_HOME", str(tmp_path_factory.mktemp("home")))
        opened = app_state.service()
        opened.load(write_small_system(tmp_path_factory.mktemp("lists") / "fenland"))
        yield opened
        app_state.close()


def opened(page: Path, **address: str) -> AppTest:
    at = AppTest.from_file(str(page), default_timeout=120)
    for key, code in address.items():
        at.query_params[key] = code
    at.run()
    assert not at.exception, page.name
    return at


def markup_of(at: AppTest) -> list[str]:
    return [str(element.proto.body) for element in at.get("html")]


def markup(at: AppTest) -> str:
    return " ".join(markup_of(at))


def page_of(name: str) -> Path:
    return next(path for path in PAGES if path.stem == name)


def test_nearly_all_names_of_all_pages_are_links(
    service: PortfolioService, names_shown: ModuleType
) -> None:
    known = names_shown.known_names(service)
    counted = [names_shown.names_shown(opened(page), known) for page in PAGES]

    plain = [text for one in counted for text in one.plain]
    assert sum(one.names for one in counted) > 20
    assert sum(one.linked for one in counted) >= LEAST_SHARE * sum(one.names for one in counted), (
        plain
    )


def test_links_take_the_readers_period_and_filters_along(service: PortfolioService) -> None:
    said = markup(opened(page_of("overview"), period="2026-09", known="2026-10-02", lead="AAA"))

    carried = "&amp;period=2026-09&amp;known=2026-10-02&amp;lead=AAA"
    assert f'href="./organisations?organisation=BBB{carried}"' in said
    assert CARRIES not in said


def test_a_link_from_a_programmes_page_leaves_the_programme(service: PortfolioService) -> None:
    said = markup(opened(page_of("programmes"), programme="P1", period="2026-09"))

    assert 'href="./organisations?organisation=AAA&amp;period=2026-09"' in said


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("benefits", {"programme": "NOPE"}, "No programme “NOPE” is reported"),
        ("benefits", {"benefit": "B9"}, "No benefit “B9” is among those"),
        ("benefits", {"benefit": "B1", "at": "ZZZ"}, "does not land at “ZZZ”"),
        ("overview", {"period": "2099-01"}, "There is no period “2099-01”"),
        ("overview", {"known": "1999-01-01"}, "“1999-01-01” is not a day"),
        ("overview", {"lead": "BBB"}, "Brook Community leads no programme"),
        ("themes", {"theme": "zzz"}, "There is no theme “zzz”"),
        ("organisations", {"organisation": "ZZZ"}, "“ZZZ” neither gives"),
        ("spread", {"curve": "NOPE"}, "How “NOPE” spread cannot be drawn"),
        ("submissions", {"submission": "9999"}, "There is no submission “9999”"),
        ("programmes", {"programme": "<b>"}, "No programme “&lt;b&gt;”"),
    ],
)
def test_a_link_to_what_is_not_here_says_so_and_shows_nothing_else(
    service: PortfolioService, page: str, address: dict[str, str], said: str
) -> None:
    at = opened(page_of(page), **address)

    shown = markup(at)
    assert said in shown
    assert "£" not in shown.split("</style>")[-1]
    assert not at.get("plotly_chart")
    assert "Show this page without it" in shown


def test_a_reader_who_changes_a_filter_is_not_told_that_a_link_is_wrong(
    service: PortfolioService,
) -> None:
    at = opened(page_of("benefits"), benefit="B1", at="BBB")

    at.selectbox(key="choose_theme").select("local:access").run()
    at.query_params["benefit"] = "B9"
    at.run()

    assert "not here" not in markup(at)


def test_the_exact_link_keeps_period_day_and_choices(service: PortfolioService) -> None:
    at = opened(page_of("organisations"), organisation="BBB")

    (link,) = at.code
    assert link.value.endswith("?organisation=BBB&period=2026-09&known=2026-10-02")


def test_a_picture_that_nothing_came_after_is_the_latest(service: PortfolioService) -> None:
    assert "not the latest" not in markup(opened(page_of("overview"), known="2026-10-02"))
    assert "not the latest" in markup(opened(page_of("overview"), known="2026-10-01"))


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("shraed RECORD", "./programmes?programme=P1"),
        ("brook", "./organisations?organisation=BBB"),
        ("time saved", "./benefits?benefit=B1&amp;at=AAA"),
        ("cash-releasing", "./how_numbers_are_made?part=glossary"),
    ],
)
def test_search_finds_on_every_page_what_has_a_page(
    service: PortfolioService, asked: str, leads_to: str
) -> None:
    at = opened(page_of("send_an_extract"))

    at.text_input(key="search").set_value(asked).run()

    assert not at.exception
    (listed,) = [one for one in markup_of(at) if 'class="pf-found"' in one]
    assert leads_to in listed


def test_what_is_found_keeps_the_readers_filters(service: PortfolioService) -> None:
    at = opened(page_of("learning"), period="2026-09", known="2026-10-02")

    at.text_input(key="search").set_value("brook").run()

    assert "organisation=BBB&amp;period=2026-09&amp;known=2026-10-02" in markup(at)


def test_an_organisation_chosen_comes_first_and_pounds_of_all_are_folded(
    service: PortfolioService,
) -> None:
    at = opened(page_of("organisations"), organisation="BBB")

    headings = [one.split("</h2>")[0].split(">")[-1] for one in markup_of(at) if "<h2" in one]
    assert headings[0].startswith("What it could take up next")
    labels = {one.label for one in at.expander}
    assert {"Brook Community in pounds", "All organisations in pounds"} <= labels
