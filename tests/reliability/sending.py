"""A process that sends returns through the door until it is killed.

Run as `python sending.py HOME`. After each receipt it prints the submission's number.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import PortfolioService

ROWS = 2_000
_PERIOD = Period(2026, 9)
HEADER = (
    "risk_id,org_code,title,category,likelihood,consequence,status,raised_date,raised_by,visibility"
)


def risks(number: int) -> bytes:
    """The same risks each time, whose title says in which return they came."""
    rows = [
        f"R-{n},AAA,Late for the {number}. time,schedule,2,3,open,2026-09-01,digital,system"
        for n in range(ROWS)
    ]
    return "\n".join([HEADER, *rows, ""]).encode()


def _return(number: int) -> list[ReceivedFile]:
    return [ReceivedFile("risks.csv", risks(number))]


def main(home: Path) -> None:
    service = PortfolioService(home)
    service.returns.check(_return(0), partner_code="AAA", period=_PERIOD)  # whatever loads but once
    print("ready", flush=True)
    for number in count(len(service.submissions()) + 1):
        outcome = service.returns.receive(_return(number), partner_code="AAA", period=_PERIOD)
        assert isinstance(outcome, Receipt), outcome
        print(int(outcome.submission.number), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
