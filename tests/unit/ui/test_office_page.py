"""The page Portfolio office, and what any page is to somebody who is not signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.access import Person, Role
from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.domain.system import ReportingPeriod
from portfolio.exports.email_file import email_file
from portfolio.service import PortfolioService
from portfolio.service.sign_ins import Identity, SignIns
from portfolio.ui import app_state
from portfolio.views.words import reminder_words

PAGES = Path(__file__).parents[3] / "pages"
SEPTEMBER = ReportingPeriod(Period(2026, 9), date(2026, 10, 9))
BROOK = Organisation("BBB", "Brook Community", "community", is_partner=True)


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Iterator[PortfolioService]:
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTFOLIO_HOME", str(folder / "home"))
        opened = app_state.whole()
        opened.load(write_small_system(folder / "fenland"))
        yield opened
        app_state.sign_in_with(None)
        app_state.close()


def opened(name: str) -> AppTest:
    at = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=120)
    at.run()
    return at


def shown(at: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in at.get("html"))


def test_the_office_invites_somebody_and_ends_their_access(service: PortfolioService) -> None:
    at = opened("portfolio_office")
    assert "Nobody has been invited yet" in shown(at)

    at.text_input(key="invite_email").input("Ann@abbey.example")
    at.selectbox(key="invite_org").select("AAA")
    at.button(key="invite_now").click().run()
    assert "A person needs a role at least" in shown(at)
    service.people.invite(
        Person("ann@abbey.example", organisation="AAA", roles=frozenset({Role.READER})),
        service.today().date(),
    )
    at.run()
    assert "ann@abbey.example" in shown(at)
    at.button(key="end_now").click().run()

    assert not at.exception
    assert "ann@abbey.example is out." in shown(at)
    assert not service.people.everyone()[0].is_valid_on(service.today().date())


@pytest.mark.parametrize("page", sorted(path.stem for path in PAGES.glob("*.py")))
def test_every_page_says_so_to_who_is_not_signed_in_and_shows_nothing(
    service: PortfolioService, page: str
) -> None:
    app_state.sign_in_with(_sign_ins(service), "portfolio_session")
    try:
        at = opened(page)
    finally:
        app_state.sign_in_with(None)

    assert not at.exception
    assert "You are signed out" in shown(at)
    assert "Abbey" not in shown(at)
    assert "Fenland" not in shown(at)


def test_served_without_the_gate_where_people_sign_in_it_is_for_nobody(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_state._sign_in, "is_said", False)
    monkeypatch.setenv("PORTFOLIO_OIDC_PROVIDERS", "trust")
    for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.setenv(f"PORTFOLIO_OIDC_TRUST_{name}", "https://id.abbey.example")

    assert not app_state.service().may("result").is_allowed
    assert app_state.person().roles == frozenset()


def _sign_ins(service: PortfolioService) -> SignIns:
    hour = timedelta(hours=1)
    return SignIns(service.home, ["trust"], idle=hour, longest=hour)


@pytest.mark.parametrize(
    ("role", "page", "hidden"),
    [
        (Role.READER, "portfolio_office", "ann@abbey.example"),
        (Role.READER, "send_an_extract", "Abbey Hospitals"),
        (Role.OPERATOR, "overview", "Shared record"),
        (Role.OPERATOR, "submissions", "Abbey Hospitals"),
    ],
)
def test_a_page_opened_past_the_menu_shows_nothing_of_it(
    service: PortfolioService,
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    page: str,
    hidden: str,
) -> None:
    person = Person("r@abbey.example", organisation="AAA", roles=frozenset({role}), session="s")
    monkeypatch.setattr(app_state, "_who", lambda: lambda: person)

    at = opened(page)

    # What the service refuses is told in its own words by the app that serves the page.
    assert hidden not in shown(at)
    assert [one.label for one in at.button if "Send" in one.label] == []


def test_an_identity_without_a_subject_is_nobody(service: PortfolioService) -> None:
    sign_ins = _sign_ins(service)

    assert sign_ins._people.bound_to("https://id.abbey.example", "", date(2026, 10, 1)) is None
    assert Identity("trust", "https://id.abbey.example", "").email == ""


def test_a_reminder_says_what_is_missing_since_when_and_how_to_send_it() -> None:
    text = reminder_words.text(BROOK, SEPTEMBER, date(2026, 10, 12), was_refused=True)

    assert "Brook Community has not sent its return for September 2026 yet." in text
    assert "It was due on 9 October 2026, 3 days ago." in text
    assert "was not taken" in text
    assert "!" not in text


def test_a_reminder_is_a_draft_that_no_name_can_bend() -> None:
    subject = reminder_words.subject(SEPTEMBER, "Fenland\r\nBcc: all@evil.example")
    made = email_file(subject, "Hello,\n\nüber £5\n", ["a@brook.example", "b@brook.example"])
    message = message_from_bytes(made, policy=default)

    assert message["To"] == "a@brook.example, b@brook.example"
    assert message["Bcc"] is None
    assert message["X-Unsent"] == "1"
    assert "über £5" in message.get_body().get_content()
