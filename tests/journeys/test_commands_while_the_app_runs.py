"""While the app holds the store, the command line still loads, sends, withdraws and reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portfolio.inbox import InboxWatcher
from portfolio.service import PortfolioService

Portfolio = Callable[..., object]


@pytest.fixture
def running_app(home: Path) -> Iterator[PortfolioService]:
    """What the app's process does with a home folder: opens it and watches its inbox."""
    service = PortfolioService(home)
    watcher = InboxWatcher(service)
    watcher.start()
    yield service
    watcher.stop()
    service.close()


def test_everything_works_from_another_process(
    portfolio_elsewhere: Portfolio,
    running_app: PortfolioService,
    small_system: Path,
    tmp_path: Path,
) -> None:
    loaded = portfolio_elsewhere("load", small_system)
    assert (loaded.code, loaded.err) == (0, "")
    assert "2 submissions stored" in loaded.out

    corrected = tmp_path / "benefit_values.csv"
    corrected.write_text(
        "benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,300\n"
    )
    sending = (corrected, "--partner", "BBB", "--period", "2026-09")
    assert portfolio_elsewhere("check", *sending).code == 0
    sent = portfolio_elsewhere("submit", *sending, "--accept", "--json")
    assert sent.document["stored"] is True
    assert len(running_app.submissions()) == 3

    asked = ("measure", "beyond_lead_share", "--json")
    assert portfolio_elsewhere(*asked).document["value"] == pytest.approx(300 / 400)
    assert portfolio_elsewhere("withdraw", "3", "--reason", "too early").code == 0
    assert portfolio_elsewhere(*asked).document["value"] == pytest.approx(80 / 180)
    assert "withdrawn" in portfolio_elsewhere("submissions").out


def test_findings_and_mistakes_come_back_with_their_codes(
    portfolio_elsewhere: Portfolio,
    running_app: PortfolioService,
    small_system: Path,
    tmp_path: Path,
) -> None:
    portfolio_elsewhere("load", small_system)
    faulty = tmp_path / "benefit_values.csv"
    faulty.write_text("benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,1.2m\n")

    refused = portfolio_elsewhere(
        "submit", faulty, "--partner", "BBB", "--period", "2026-09", "--accept"
    )

    assert refused.code == 1
    assert "Nothing was stored." in refused.out
    assert portfolio_elsewhere("withdraw", "99", "--reason", "none").code == 2


def test_the_app_is_not_served_twice_from_one_home(
    portfolio_elsewhere: Portfolio, running_app: PortfolioService
) -> None:
    ended = portfolio_elsewhere("serve", "--port", "0")

    assert ended.code == 75
    assert "running" in ended.err
