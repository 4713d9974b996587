"""One home folder opened: loading, answers kept, and what the inbox and the pages rely on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Receipt, Refusal
from portfolio.service import EmptyHome, NotUnderstood, PortfolioService
from portfolio.store.engine import StoreBusy

SEPTEMBER = Filters(Period(2026, 9))


def october_morning() -> datetime:
    return datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PortfolioService]:
    opened = PortfolioService(tmp_path / "home", clock=october_morning)
    yield opened
    opened.close()


def ends(loaded: object) -> list[type]:
    return [type(one.outcome) for one in loaded.submissions]  # type: ignore[attr-defined]


def test_a_return_that_names_what_another_brings_is_taken_after_it(
    service: PortfolioService, small_system: Path
) -> None:
    loaded = service.load(small_system)

    assert [one.partner_code for one in loaded.submissions] == ["AAA", "BBB"]
    assert ends(loaded) == [Receipt, Receipt]
    assert service.refusals() == ()


def test_a_return_tried_again_keeps_the_day_it_was_received(
    service: PortfolioService, small_system: Path
) -> None:
    service.load(small_system)

    days = {one.partner_code: one.received_on for one in service.submissions()}
    assert days == {"AAA": date(2026, 10, 2), "BBB": date(2026, 10, 1)}


def test_loading_a_folder_again_changes_nothing(
    service: PortfolioService, small_system: Path
) -> None:
    service.load(small_system)
    before = service.revision

    again = service.load(small_system)

    assert ends(again) == [AlreadyReceived, AlreadyReceived]
    assert service.revision == before


def test_two_returns_that_wait_for_each_other_are_both_refused_and_end(
    service: PortfolioService, small_system: Path
) -> None:
    programmes = small_system / "extracts/AAA/2026-09@2026-10-02/programmes.csv"
    programmes.unlink()

    loaded = service.load(small_system)

    assert ends(loaded) == [Refusal, Refusal]
    assert service.submissions() == ()


def test_what_is_refused_in_the_end_is_kept_once_however_often_it_is_loaded(
    service: PortfolioService, small_system: Path
) -> None:
    (small_system / "extracts/AAA/2026-09@2026-10-02/programmes.csv").unlink()
    service.load(small_system)
    before = service.revision

    service.load(small_system)

    days = {one.partner_code: one.received_on for one in service.refusals()}
    assert days == {"AAA": date(2026, 10, 2), "BBB": date(2026, 10, 1)}
    assert len(service.refusals()) == 2
    assert service.revision == before


def test_without_a_day_a_return_counts_as_received_on_the_last_day_of_its_period(
    service: PortfolioService, small_system: Path
) -> None:
    folder = small_system / "extracts/AAA/2026-09@2026-10-02"
    folder.rename(folder.with_name("2026-09"))

    service.load(small_system)

    assert service.submissions()[0].received_on == date(2026, 9, 30)


def test_a_folder_that_is_no_period_is_named_before_anything_is_taken(
    service: PortfolioService, small_system: Path
) -> None:
    folder = small_system / "extracts/AAA/2026-09@2026-10-02"
    folder.rename(folder.with_name("September"))

    with pytest.raises(NotUnderstood, match="AAA/September is not named for a period"):
        service.load(small_system)

    assert service.references.settings.name == ""


def test_progress_says_how_many_of_how_many(service: PortfolioService, small_system: Path) -> None:
    seen: list[tuple[int, int]] = []

    service.load(small_system, lambda done, count: seen.append((done, count)))

    assert seen[0] == (0, 2)
    assert seen[-1] == (2, 2)


def test_a_result_is_worked_out_once_until_something_changes(
    service: PortfolioService, small_system: Path
) -> None:
    service.load(small_system)
    first = service.result("beyond_lead_share", SEPTEMBER)

    again = service.result("beyond_lead_share", SEPTEMBER)
    service.returns.withdraw(2, "sent too early")
    after = service.result("beyond_lead_share", SEPTEMBER)

    assert again is first
    assert first.value == pytest.approx(80 / 180)
    assert after.value != first.value


def test_the_latest_period_is_the_latest_anything_stands_for(
    service: PortfolioService, small_system: Path
) -> None:
    assert service.latest_period() is None

    service.load(small_system)

    assert service.latest_period() == Period(2026, 9)


def test_a_home_folder_is_opened_by_one_at_a_time(service: PortfolioService) -> None:
    with pytest.raises(StoreBusy):
        PortfolioService(service.home)


def test_reading_does_not_make_a_home_folder(tmp_path: Path) -> None:
    with pytest.raises(EmptyHome, match="Load a system first"):
        PortfolioService(tmp_path / "nowhere", read_only=True)

    assert not (tmp_path / "nowhere").exists()


def test_an_office_on_trial_knows_the_lists_and_has_received_nothing(small_system: Path) -> None:
    service = PortfolioService.on_trial(small_system)

    assert service.references.settings.name == "Fenland"
    assert service.submissions() == ()
    service.close()


def test_an_extract_is_loaded_however_its_ending_is_written(
    service: PortfolioService, small_system: Path
) -> None:
    for path in small_system.glob("extracts/*/*/*.csv"):
        path.rename(path.with_suffix(".CSV"))

    assert ends(service.load(small_system)) == [Receipt, Receipt]


def test_questions_come_with_their_words_their_number_and_a_link(
    service: PortfolioService, small_system: Path
) -> None:
    service.load(small_system)
    with_effort = (
        "programme_id,programme_name,purpose,lead_org_code,primary_theme,stage,culture_pct,"
        "process_pct,operating_model_pct,technology_pct\n"
        "P1,Shared record,One record,AAA,access,live,5,5,0,90\n"
    )
    file = ReceivedFile("programmes.csv", with_effort.encode())
    service.returns.receive([file], partner_code="AAA", period=Period(2026, 9))

    asked = service.result("questions", SEPTEMBER).tables["questions"]

    assert {"rule", "question", "measure", "number", "link"} <= set(asked.columns)
    assert asked.rows
    for row in asked.records():
        assert str(row["question"]).endswith("?")
        assert row["measure"]
        assert str(row["link"]).startswith(("./", "/", "?"))
