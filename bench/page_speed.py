"""The server's time for each page, warm, against Streamlit alone with one empty title.

Measured from outside, over the websocket, in blocks of runs that follow each other at once: a
block's time over its runs is what a run costs the server, with the garbage collection that
Streamlit does after each. What a visitor waits for (until all of the page is here) is printed too.
Both servers are up all the time, and their blocks alternate.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.servers import demo_home, streamlit_alone, the_app
from bench.visitor import Visitor

PAGES = (
    "",
    "themes",
    "spread",
    "organisations",
    "send_an_extract",
    "submissions",
    "how_numbers_are_made",
)
BLOCKS = 5
RUNS = 10
WARM_SECONDS = 12.0  # the app freezes its garbage ten seconds after its first visitor
WANTED = 1.5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = demo_home(folder)
        with the_app(home) as ours, streamlit_alone(folder) as stock:
            _warm(ours, stock)
            for line in _measured(ours, stock):
                print(line, flush=True)


def _warm(ours: str, stock: str) -> None:
    with Visitor(ours) as visitor, Visitor(stock) as other:
        until = time.monotonic() + WARM_SECONDS
        while time.monotonic() < until:
            for page in PAGES:
                if visitor.open(page).is_error:
                    raise AssertionError(f"The page {page or 'overview'} ends in an error.")
            other.open()


def _measured(ours: str, stock: str) -> Iterator[str]:
    for page in PAGES:
        with Visitor(ours) as visitor, Visitor(stock) as other:
            blocks = [(_block(visitor, page), _block(other, "")) for _ in range(BLOCKS)]
        cost, wait, cost_alone, wait_alone = (
            statistics.median(seconds) * 1e3
            for seconds in zip(*((*own, *alone) for own, alone in blocks), strict=True)
        )
        within = "within" if cost <= WANTED * cost_alone else "over"
        yield (
            f"{page or 'overview'}: {cost:.0f} ms, Streamlit alone {cost_alone:.0f} ms, "
            f"{cost / cost_alone:.2f} times ({within} {WANTED}); "
            f"waited {wait:.0f} ms and {wait_alone:.0f} ms"
        )


def _block(visitor: Visitor, page: str) -> tuple[float, float]:
    """What one run costs and what one visitor waits, in the middle of a block of runs."""
    visitor.open(page)
    start = time.perf_counter()
    waits = [visitor.open(page).seconds for _ in range(RUNS)]
    return (time.perf_counter() - start) / RUNS, statistics.median(waits)


if __name__ == "__main__":
    main()
