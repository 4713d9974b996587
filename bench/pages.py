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
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from bench.big_home import big_home
from bench.page_parts import parts
from bench.servers import demo_home, streamlit_alone, the_app
from bench.visitor import Visitor
from portfolio.domain.filters import Filters
from portfolio.office import Office

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
    """One line a page: time and bytes from outside, then queries, arithmetic and figures."""
    filters = unseen(home)
    with the_app(home) as ours, streamlit_alone(folder) as stock:
        _warm(ours, stock)
        measured = dict(_measured(ours, stock, filters, wanted))
    inside = parts(home, PAGES, filters)
    for page, line in measured.items():
        print(f"{page or 'overview'}: {line}; {inside[page]}", flush=True)


def unseen(home: Path) -> list[str]:
    """Addresses that narrow a page in as many ways as the system has, each a new filter."""
    office = Office(home, read_only=True)
    period = office.latest_period()
    assert period is not None
    labels = office.labels(Filters(period))
    programmes = [f"programme={key}" for key in labels.programmes]
    themes = [f"theme={theme.key}" for theme in office.references.themes]
    leads = [f"lead={code}" for code in labels.organisations]
    both = [f"{theme}&{lead}" for theme in themes for lead in leads]
    office.close()
    return [*themes, *leads, *programmes, *both]


def _warm(ours: str, stock: str) -> None:
    with Visitor(ours) as visitor, Visitor(stock) as other:
        until = time.monotonic() + WARM_SECONDS
        while time.monotonic() < until:
            for page in PAGES:
                if visitor.open(page).is_error:
                    raise AssertionError(f"The page {page or 'overview'} ends in an error.")
            other.open()


def _measured(
    ours: str, stock: str, filters: list[str], wanted: float
) -> Iterator[tuple[str, str]]:
    new = cycle(filters)  # goes on from page to page: what one page asked is kept for the next
    for page in PAGES:
        with Visitor(ours) as visitor, Visitor(stock) as other:
            visitor.open(page)
            blocks = [
                (_block(visitor, page, new), _block(other, "", cycle([""]))) for _ in range(BLOCKS)
            ]
            sent = max(visitor.open(page, next(new)).sent_bytes for _ in range(RUNS))
        own, alone = (statistics.median(seconds) * 1e3 for seconds in zip(*blocks, strict=True))
        within = "within" if own <= wanted * alone else "OVER"
        small = "within" if sent <= MOST_BYTES else "OVER"
        yield (
            page,
            f"{own:.0f} ms, Streamlit alone {alone:.0f} ms, {own / alone:.2f} times ({within}); "
            f"{sent / 1e3:.0f} kB sent ({small} {MOST_BYTES / 1e3:.0f})",
        )


def _block(visitor: Visitor, page: str, filters: Iterator[str]) -> float:
    """What one run costs in a block of runs, each under a filter of its own."""
    start = time.perf_counter()
    for _ in range(RUNS):
        visitor.open(page, next(filters))
    return (time.perf_counter() - start) / RUNS


if __name__ == "__main__":
    main()
