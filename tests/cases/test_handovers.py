"""Programmes that change hands: what was valid is taken, and no pound goes without a word."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import PortfolioService
from portfolio.service.load_system import Loaded

CASES = Path(__file__).parent
MAY, JUNE = Filters(Period(2026, 5)), Filters(Period(2026, 6))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PortfolioService]:
    service = PortfolioService(tmp_path / "home")
    yield service
    service.close()


def _refused(loaded: Loaded) -> list[str]:
    outcomes = (one.outcome for one in loaded.submissions)
    return [
        stop.sentence
        for outcome in outcomes
        if not isinstance(outcome, Receipt)
        for stop in outcome.verdict.stops
    ]


def test_handed_over_by_one_that_reports_through(service: PortfolioService) -> None:
    loaded = service.load(CASES / "handed-over-by-one-that-reports-through" / "system")

    assert _refused(loaded) == []
    assert len(loaded.submissions) == 3


ORDERS = {
    "the partner before the new lead": ("2026-07-01", "2026-07-15"),
    "the partner after the new lead": ("2026-07-20", "2026-07-15"),
    "both on one day": ("2026-07-15", "2026-07-15"),
}


def _confirmed_in(order: str, folder: Path) -> Path:
    """The case's system with its June returns received on other days."""
    system = folder / "system"
    shutil.copytree(CASES / "handed-over-and-still-confirmed" / "system", system)
    partner, lead = ORDERS[order]
    sent = system / "extracts"
    (sent / "LOC-ICB/2026-06@2026-07-01").rename(sent / f"LOC-ICB/2026-06@{partner}")
    (sent / "RXB/2026-06@2026-07-15").rename(sent / f"RXB/2026-06@{lead}")
    return system


@pytest.mark.parametrize("order", ORDERS)
def test_handed_over_and_still_confirmed(
    order: str, service: PortfolioService, tmp_path: Path
) -> None:
    loaded = service.load(_confirmed_in(order, tmp_path))

    assert _refused(loaded) == []
    assert service.result("counted_benefit", JUNE).value == pytest.approx(107)
    assert _sent_as(service, JUNE) == {("B1", "LOC-P1", "confirmed"), ("B2", "RXB", "own")}
    assert service.result("counted_benefit", MAY).value == pytest.approx(100)
    assert _sent_as(service, MAY) == {("B1", "LOC-P1", "claimed")}


def _sent_as(service: PortfolioService, filters: Filters) -> set[tuple[object, ...]]:
    rows = service.rows_behind(filters, ("benefit_values", "benefits")).table.records()
    return {(row["id"], row["org_code"], row["sent_as"]) for row in rows}
