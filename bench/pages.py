"""Each page under filters nobody asked for before: its time at the server against Streamlit alone
with one empty title, what that time goes into, and how much it sends.

The server's time is measured from outside, over the websocket, in blocks of runs that follow each
other at once: a block's time over its runs is what a run costs the server, with the garbage
collection that Streamlit does after each. Both servers are up all the time, and their blocks
alternate. The parts are measured inside one process, on pages run without a browser.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from bench.big_home import big_home
from bench.page_parts import parts
from bench.servers import demo_home, streamlit_alone, the_app
from bench.visitor import Visitor
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.service import PortfolioService

PAGES = (
    "",
    "themes",
    "spread",
    "benefits",
    "organisations",
    "programmes",
    "learning",
    "risk_and_confidence",
    "send_an_extract",
    "submissions",
    "portfolio_office",
    "board_pack",
    "how_numbers_are_made",
)
BLOCKS = 5
RUNS = 8
WARM_SECONDS = 12.0  # long enough for a few rounds of the garbage collector over everything
MOST_BYTES = 400_000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("Demo system (wanted: at most 1.0 times)", flush=True)
        _report(demo_home(folder), folder, wanted=1.0)
        print("A history of a million rows (wanted: at most 2.0 times)", flush=True)
        _report(big_home(folder), folder, wanted=2.0)


def _report(home: Path, folder: Path, *, wanted: float) -> None:
    """One line a page: time and bytes from outside, then queries, arithmetic and figures; at the
    end which pages met the goal."""
    filters = unseen(home)
    with the_app(home) as ours, streamlit_alone(folder) as stock:
        _warm(ours, stock)
        measured = dict(_measured(ours, stock, filters))
    inside = parts(home, PAGES, filters)
    for page, one in measured.items():
        print(f"{_name(page)}: {one.words(wanted)}; {inside[page]}", flush=True)
    met = [_name(page) for page, one in measured.items() if one.times <= wanted]
    missed = [_name(page) for page, one in measured.items() if one.times > wanted]
    print(f"Met: {', '.join(met) or 'none'}. Missed: {', '.join(missed) or 'none'}.", flush=True)


def _name(page: str) -> str:
    return page or "overview"


@dataclass(frozen=True)
class Measured:
    """A page: the milliseconds of a run, those of Streamlit alone, and the most bytes sent."""

    own: float
    alone: float
    sent: int

    @property
    def times(self) -> float:
        return self.own / self.alone

    def words(self, wanted: float) -> str:
        within = "within" if self.times <= wanted else "OVER"
        small = "within" if self.sent <= MOST_BYTES else "OVER"
        return (
            f"{self.own:.0f} ms, Streamlit alone {self.alone:.0f} ms, {self.times:.2f} times "
            f"({within}); {self.sent / 1e3:.0f} kB sent ({small} {MOST_BYTES / 1e3:.0f})"
        )


def unseen(home: Path) -> list[str]:
    """Addresses that narrow a page in as many ways as the system has, each a new filter that
    chooses some programme."""
    service = PortfolioService(home, read_only=True)
    period = service.latest_period()
    assert period is not None
    every = service.programmes(Filters(period))
    leads = sorted({one.lead_org_code for one in every})
    themes = [theme.key for theme in service.references.themes]
    one_by_one: list[dict[str, str]] = [
        *({"theme": theme} for theme in themes),
        *({"lead": lead} for lead in leads),
        *({"programme": one.programme_id} for one in every),
        *({"theme": theme, "lead": lead} for theme in themes for lead in leads),
        *({"lead": one.lead_org_code, "programme": one.programme_id} for one in every),
        *({"theme": f"local:{one.primary_theme}", "programme": one.programme_id} for one in every),
    ]
    kept = [one for one in one_by_one if service.programmes(_filters(period, one))]
    service.close()
    return [urlencode(one) for one in kept]


def _filters(period: Period, chosen: Mapping[str, str]) -> Filters:
    theme, lead, programme = (chosen.get(name) for name in ("theme", "lead", "programme"))
    return Filters(period, theme=theme, lead=lead, programme=programme)


def _warm(ours: str, stock: str) -> None:
    with Visitor(ours) as visitor, Visitor(stock) as other:
        until = time.monotonic() + WARM_SECONDS
        while time.monotonic() < until:
            for page in PAGES:
                if visitor.open(page).is_error:
                    raise AssertionError(f"The page {_name(page)} ends in an error.")
            other.open()


def _measured(ours: str, stock: str, filters: list[str]) -> Iterator[tuple[str, Measured]]:
    new = cycle(filters)  # goes on from page to page: what one page asked is kept for the next
    for page in PAGES:
        with Visitor(ours) as visitor, Visitor(stock) as other:
            visitor.open(page)
            blocks = [
                (_block(visitor, page, new), _block(other, "", cycle([""]))) for _ in range(BLOCKS)
            ]
            sent = max(visitor.open(page, next(new)).sent_bytes for _ in range(RUNS))
        own, alone = (statistics.median(seconds) * 1e3 for seconds in zip(*blocks, strict=True))
        yield page, Measured(own, alone, sent)


def _block(visitor: Visitor, page: str, filters: Iterator[str]) -> float:
    """What one run costs in a block of runs, each under a filter of its own."""
    start = time.perf_counter()
    for _ in range(RUNS):
        visitor.open(page, next(filters))
    return (time.perf_counter() - start) / RUNS


if __name__ == "__main__":
    main()
