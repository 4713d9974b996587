"""A home folder that papers are made from, loaded once for all that only make and prove them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio.service import PortfolioService


@pytest.fixture(scope="session")
def of_papers(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Iterator[PortfolioService]:
    """The small system on 2 November 2026; the neighbour's name has 200 letters."""
    folder = tmp_path_factory.mktemp("papers")
    system = write_small_system(folder / "system")
    lists = system / "organisations.csv"
    lists.write_text(lists.read_text().replace("Brook Community", "Brook " * 33 + "BC"))
    opened = PortfolioService(
        folder / "home", clock=lambda: datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    )
    opened.load(system)
    yield opened
    opened.close()
