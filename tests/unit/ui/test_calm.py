"""A fault of ours is said calmly, wherever in a page it was; a damaged database mends itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.service import PortfolioService
from portfolio.store.engine import StoreFault
from portfolio.store.errors import StoreInRepair, StoreTooNew
from portfolio.store.home_paths import HomePaths
from portfolio.ui import app_state

PATIENCE_SECONDS = 120


@pytest.fixture
def home(
    tmp_path: Path,
    small_system: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    made = tmp_path / "home"
    service = PortfolioService(made)
    service.load(small_system)
    service.close()
    monkeypatch.setenv("PORTFOLIO_HOME", str(made))
    yield made
    app_state.close()


def wait_for(service: Callable[[], PortfolioService]) -> PortfolioService:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            return service()
        except StoreInRepair:
            time.sleep(0.1)
    raise AssertionError("the database was not made again in time")


def test_a_database_damaged_while_nobody_looked_mends_itself(home: Path) -> None:
    HomePaths(home).database.write_bytes(b"hello, this is no database\n" * 9_000)

    with pytest.raises(StoreInRepair):
        app_state.service()

    assert [one.number for one in wait_for(app_state.service).submissions()] == ["0001", "0002"]
    assert len(list(home.glob("portfolio.duckdb.damaged-*"))) == 1


def test_a_database_found_damaged_while_open_mends_itself(home: Path) -> None:
    before = app_state.service().submissions()

    app_state.mend()
    with pytest.raises(StoreInRepair):
        app_state.service()

    assert wait_for(app_state.service).submissions() == before


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (StoreFault("IO Error: 'Dr Abernathy'"), "What was stored before is safe"),
        (StoreInRepair("x"), "is being made again from the archive and the journal"),
        (StoreTooNew("x"), "written by a later version"),
        (ZeroDivisionError("cell 943 476 5919"), "Something went wrong on our side, not on yours"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_fault_is_said_without_a_word_of_what_caused_it(fault: Exception, said: str) -> None:
    def page(error: Exception) -> None:
        from portfolio.ui import error_messages  # noqa: PLC0415 - AppTest runs this text by itself

        error_messages.tell(error)

    at = AppTest.from_function(page, kwargs={"error": fault}).run()

    told = " ".join(str(element.proto.body) for element in at.get("html"))
    assert said in told
    assert "Abernathy" not in told
    assert "943" not in told
