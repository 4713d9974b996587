"""The eleven questions of a leader, each answered within two clicks of Overview, counted here.

What a page must say is taken from the measure's own answer, never written down in a test.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from portfolio.domain.filters import Filters
from portfolio.domain.result import Cell
from portfolio.measures.share_movers import programme_movers
from portfolio.service import PortfolioService
from portfolio.views import formats
from portfolio.views.words import since_words
from portfolio.views.words.terms import BARRIER

pytestmark = pytest.mark.browser

MOST_CLICKS = 2
ASKED_ON_OVERVIEW = 3
Record = Mapping[str, Cell]


class Answers:
    """What the measures say of the system that the app shows."""

    def __init__(self, service: PortfolioService) -> None:
        self.service = service
        self.filters = Filters(max(one.period for one in service.submissions()))
        self.labels = service.labels(self.filters)

    def records(self, measure: str, table: str) -> list[Record]:
        return list(self.service.result(measure, self.filters).tables[table].records())


@pytest.fixture(scope="module")
def answers(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    home = Path(shutil.copytree(loaded, tmp_path_factory.mktemp("answers") / "home"))
    service = PortfolioService(home)
    yield Answers(service)
    service.close()


@dataclass
class Reader:
    """Somebody who stands on Overview and clicks; each click counts."""

    watched: object
    clicks: int = 0

    def __post_init__(self) -> None:
        self.page = self.watched.open()

    def click(self, what: Locator, *, opens: str = "") -> None:
        """Click once; `opens` is the path of the page that the click leads to."""
        what.click()
        self.clicks += 1
        if opens:
            self.page.wait_for_url(f"**/{opens}*")
            self.watched.settle()

    def menu(self, name: str) -> None:
        link = self.page.get_by_test_id("stSidebarNavLink").filter(has_text=name)
        self.click(link, opens=name.lower())

    def search(self, name: str, *, opens: str) -> None:
        """Click into the box of every page, type, and click on what is found by this name."""
        self.click(self.page.get_by_placeholder("Search names, lessons and words"))
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        found = self.page.locator(".pf-found").get_by_role("link", name=name, exact=True)
        self.click(found.first, opens=opens)

    def block(self, name: str) -> Locator:
        return self.page.locator(f".st-key-block_{name}")

    def finds(self, said: str, within: Locator) -> None:
        """The answer stands before the reader, no more than two clicks from Overview."""
        within.get_by_text(said, exact=False).first.wait_for()
        assert self.clicks <= MOST_CLICKS


@pytest.fixture
def reader(demo: str, watch: Callable[..., object]) -> Reader:
    return Reader(watch(demo))


@pytest.mark.parametrize("place", range(ASKED_ON_OVERVIEW))
def test_what_needs_a_decision_leads_to_the_page_that_answers_it(
    place: int, reader: Reader, answers: Answers
) -> None:
    asked = answers.records("questions", "questions")[place]
    shown = reader.page.locator(".pf-question").nth(place)
    assert str(asked["question"]) in shown.inner_text()

    reader.click(shown.get_by_role("link", name=re.compile("^See it on")), opens="programmes")

    assert answers.labels.programme(str(asked["programme_id"])) in reader.page.content()
    said = {
        "ratings_differ": asked.get("quote"),
        "payer_not_gainer": f"{formats.money(asked['gbp'])} of",
        "behind_plan": formats.money(asked["gbp"]),
    }[str(asked["rule"])]
    reader.finds(str(said), reader.page.locator(".stMain"))


def test_what_does_the_reviewer_say(reader: Reader, answers: Answers) -> None:
    asked = next(
        row for row in answers.records("questions", "questions") if row["rule"] == "ratings_differ"
    )
    of_it = (p for p in answers.service.programmes(answers.filters))
    said = {p.programme_id: p.independent_comment for p in of_it}[str(asked["programme_id"])]
    name = answers.labels.programme(str(asked["programme_id"]))

    named = reader.page.locator(".pf-question").get_by_role("link", name=name)
    reader.click(named.first, opens="programmes")

    assert said
    reader.finds(said, reader.block("confidence"))


def test_which_programmes_went_down(reader: Reader, answers: Answers) -> None:
    changes = answers.service.result("changes", answers.filters)
    down = next(line for line in since_words.lines(changes) if line.label == "Confidence down")

    fold = reader.block("changes").locator("details").filter(has_text=down.label)
    reader.click(fold.locator("summary"))

    assert len(down.rows) == int(down.figure)
    for row in down.rows:
        reader.finds(str(row["name"]), fold.locator("li"))


def test_why_did_the_number_move(reader: Reader, answers: Answers) -> None:
    now = answers.service.result("beyond_lead_share", answers.filters)
    board = answers.service.result("changes", answers.filters).provenance.filters.since
    then = replace(answers.filters, period=board.period, known_on=board.known_on)
    saw = answers.service.result("beyond_lead_share", then)
    most = programme_movers(saw, now, since_words.spoken_of(now))[0]

    why = reader.page.locator(".pf-beside")
    reader.finds(answers.labels.programme(most.code), why)
    reader.finds(f"(+{most.share * 100:.1f}p)", why)


def test_what_did_it_cost(reader: Reader, answers: Answers) -> None:
    (cost,) = answers.records("beyond_it", "cost")

    approved = formats.money(float(str(cost["approved_cost_gbp"])))
    reader.finds(approved, reader.page.locator(".pf-counts"))


def test_what_is_worth_spreading_next(reader: Reader, answers: Answers) -> None:
    judged = [row for row in answers.records("white_space", "pairs") if row["status"] == "ok"]
    first = min(judged, key=lambda row: (row["benefit_type"], -float(str(row["low_gbp"]))))

    reader.menu("Spread")

    line = reader.block("next").locator("tr").filter(has_text=str(first["org_name"])).first
    reader.finds(answers.labels.programme(str(first["programme_id"])), line)
    reader.finds(formats.money(float(str(first["low_gbp"]))), line)
    reader.finds(answers.labels.organisation(str(first["talk_to_org_code"])), line)


def test_what_could_we_take_up_next_and_whom_do_we_ask(reader: Reader, answers: Answers) -> None:
    ours = max(
        (row for row in answers.records("white_space", "pairs") if row["status"] == "ok"),
        key=lambda row: float(str(row["low_gbp"])),
    )
    name = answers.labels.organisation(str(ours["org_code"]))

    reader.search(name, opens="organisations")

    line = reader.block("next").locator("tr").nth(1)
    reader.finds(answers.labels.programme(str(ours["programme_id"])), line)
    reader.finds(answers.labels.organisation(str(ours["talk_to_org_code"])), line)


def test_which_are_stuck_and_why(reader: Reader, answers: Answers) -> None:
    stuck = answers.records("adoption", "stuck")
    most = max(stuck, key=lambda row: float(str(row["people_eligible"] or 0)))

    reader.menu("Spread")
    reader.click(reader.page.locator(".st-key-fold_stuck summary"))

    reader.finds(f"{len(stuck)} adoptions", reader.page.locator(".st-key-fold_stuck"))
    line = reader.block("stuck").locator("tr").filter(has_text=str(most["org_name"])).first
    why = str(most["barrier"] or "")
    reader.finds(BARRIER[why] if why else "Nobody has said", line)


def test_the_lesson_itself(reader: Reader, answers: Answers) -> None:
    every = answers.records("learning", "lessons")
    most = max(every, key=lambda row: int(str(row["organisations"])))

    reader.search(str(most["title"]), opens="learning")

    reader.finds(str(most["summary"]), reader.page.locator(".pf-purpose"))
    reader.finds(str(most["contact_role"]), reader.page.locator(".pf-about"))
