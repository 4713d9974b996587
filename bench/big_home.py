"""A home folder whose one partner has sent a history of a million months."""

from __future__ import annotations

import os
from pathlib import Path

from bench.million_rows import PARTNER, PERIOD, programmes, register, values, write_system
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import PortfolioService

ROWS = 1_000_000


def big_home(folder: Path, rows: int = ROWS) -> Path:
    """The home; BENCH_BIG_HOME names one that is loaded already."""
    if loaded := os.environ.get("BENCH_BIG_HOME"):
        return Path(loaded)
    home = folder / "big"
    service = PortfolioService(home)
    service.load(write_system(folder / "big-system"))
    files = [
        ReceivedFile("programmes.csv", programmes()),
        ReceivedFile("benefits.csv", register(rows)),
        ReceivedFile("benefit_values.csv", values(rows)),
    ]
    outcome = service.returns.receive(files, partner_code=PARTNER, period=Period.parse(PERIOD))
    assert isinstance(outcome, Receipt), outcome
    service.close()
    return home
