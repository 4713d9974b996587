"""A home folder that papers are made from, loaded once for all that only make and prove them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio.service import PortfolioService

ADOPTIONS = """programme_id,org_code,state,live_date,live_date_is,people_eligible,people_using
P1,AAA,live,2026-01-12,exact,90,61
P1,BBB,live,2026-05-12,exact,23,6
"""
RISKS = (
    "risk_id,org_code,title,category,likelihood,consequence,status,raised_date,raised_by,"
    "visibility,programme_id,issue_date\n"
    "R1,AAA,Kept to ourselves,people,3,4,became_issue,2026-08-10,clinical,own,P1,2026-09-10\n"
)


@pytest.fixture(scope="session")
def of_papers(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Iterator[PortfolioService]:
    """The small system on 2 November 2026: the neighbour's name has 200 letters, a handful of
    people use what it took up, and the lead keeps a risk to itself."""
    folder = tmp_path_factory.mktemp("papers")
    system = write_small_system(folder / "system")
    lists = system / "organisations.csv"
    lists.write_text(lists.read_text().replace("Brook Community", "Brook " * 33 + "BC"))
    lead = system / "extracts" / "AAA" / "2026-09@2026-10-02"
    (lead / "adoptions.csv").write_text(ADOPTIONS, encoding="utf-8")
    (lead / "risks.csv").write_text(RISKS, encoding="utf-8")
    opened = PortfolioService(
        folder / "home", clock=lambda: datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    )
    opened.load(system)
    yield opened
    opened.close()
