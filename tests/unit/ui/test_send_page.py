"""The button Send: what is refused at that moment is on record, what was only checked is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import PortfolioService
from portfolio.ui import app_state
from portfolio.ui.sending import owed

PAGE = Path(__file__).parents[3] / "pages" / "send_an_extract.py"
PROGRAMMES = (
    b"programme_id,programme_name,purpose,lead_org_code,primary_theme,stage\n"
    b"P9,Virtual ward,People are looked after at home,%s,access,live\n"
)


@pytest.fixture
def service(
    tmp_path: Path, small_system: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PortfolioService]:
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path / "home"))
    opened = app_state.service()
    opened.load(small_system)
    yield opened
    app_state.close()


def checked(lead: bytes) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    at.query_params["partner"] = "AAA"
    at.run()
    at.file_uploader[0].upload("programmes.csv", PROGRAMMES % lead, "text/csv").run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in at.get("html"))


def test_only_what_is_refused_when_send_is_pressed_is_on_record(service: PortfolioService) -> None:
    with_a_stop, without = checked(b"AAA9"), checked(b"AAA")
    meanwhile = service.returns.receive(
        [ReceivedFile("programmes.csv", PROGRAMMES % b"BBB")],
        partner_code="BBB",
        period=Period(2026, 9),
    )
    assert isinstance(meanwhile, Receipt)
    assert [button.key for button in with_a_stop.button if button.key == "send_now"] == []
    assert service.refusals() == ()

    without.button(key="send_now").click().run()

    assert not without.exception
    assert [one.rules for one in service.refusals()] == [("programme_of_another_partner",)]


def test_what_could_not_be_kept_is_still_there_to_be_sent_again(
    service: PortfolioService, tmp_path: Path
) -> None:
    at, before = checked(b"AAA"), service.submissions()
    archive = tmp_path / "home" / "archive"
    aside = archive.rename(tmp_path / "archive")
    archive.write_text("no folder: nothing can be kept in it")

    at.button(key="send_now").click().run()

    assert not at.exception
    assert "Not sent. Nothing was stored." in shown(at)
    assert service.submissions() == before

    archive.unlink()
    aside.rename(archive)
    at.button(key="send_now").click().run()

    assert not at.exception
    assert "Received. Submission" in shown(at)
    assert len(service.submissions()) == len(before) + 1


def test_a_link_to_a_submission_that_is_not_there_says_so(service: PortfolioService) -> None:
    at = AppTest.from_file(str(PAGE.with_name("submissions.py")), default_timeout=120)
    at.query_params["submission"] = "9999"

    at.run()

    assert not at.exception
    assert "There is no submission “9999”." in shown(at)
    assert "Every submission" not in shown(at)


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in address.items():
        at.query_params[name] = value
    return at.run()


def test_nobody_is_chosen_for_a_person_who_has_not_chosen(service: PortfolioService) -> None:
    at = opened()

    assert "Who are you sending for?" in shown(at)
    assert [box.label for box in at.selectbox] == ["Sending for"]
    assert len(at.file_uploader) == 0


def test_the_page_opens_with_the_return_that_is_owed(
    service: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(day: datetime) -> None:
        monkeypatch.setattr(PortfolioService, "today", lambda _: day)

    on(datetime(2026, 12, 1, tzinfo=UTC))
    assert owed(service, "AAA") == Period(2026, 9)  # nothing is owed: the last that has ended
    assert owed(service, "CCC") == Period(2026, 9)  # has never sent
    service.returns.withdraw(1, "Not ours")
    service.returns.withdraw(2, "Not ours")
    service.returns.receive(
        [ReceivedFile("programmes.csv", PROGRAMMES % b"AAA")],
        partner_code="AAA",
        period=Period(2026, 6),
    )
    assert owed(service, "AAA") == Period(2026, 9)
    on(datetime(2026, 9, 1, tzinfo=UTC))
    assert owed(service, "AAA") == Period(2026, 6)  # September has not ended


def test_a_return_of_a_later_period_can_be_checked_as_that_one(service: PortfolioService) -> None:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    at.query_params["partner"] = "AAA"
    at.query_params["for"] = "2026-06"
    at.run()
    adopted = b"programme_id,org_code,state,live_date\nP1,AAA,live,2026-09-14\n"
    at.file_uploader[0].upload("adoptions.csv", adopted, "text/csv").run()
    (button,) = [one for one in at.button if one.key == "check_as_later"]
    assert button.label == "Check as September 2026"

    button.click().run()

    assert "for" not in at.query_params  # the period that is owed
    assert "check_as_later" not in [one.key for one in at.button]


def test_another_thing_to_put_right_offers_no_other_period(service: PortfolioService) -> None:
    at = checked(b"AAA9")

    assert [one.key for one in at.button if one.key == "check_as_later"] == []


def test_the_dictionary_is_one_click_away(service: PortfolioService) -> None:
    at = AppTest.from_file(str(PAGE), default_timeout=120).run()

    assert "./how_numbers_are_made?part=contract" in shown(at)
