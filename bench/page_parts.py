"""What a page's time goes into: queries of the store, arithmetic of the measures, figures drawn."""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from bench.servers import CHECKOUT
from portfolio.service import PortfolioService
from portfolio.store.engine import Snapshot, Store
from portfolio.ui import app_state, cache

_LONGEST_SECONDS = 60.0


class Clock:
    """Adds up the time spent in some calls, what they call among themselves taken off."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[float] = []

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def wrapped(*given: Any, **named: Any) -> Any:
            self._open.append(0.0)
            start = time.perf_counter()
            try:
                return call(*given, **named)
            finally:
                took = time.perf_counter() - start
                inside = self._open.pop()
                self.seconds[name] = self.seconds.get(name, 0.0) + took - inside
                if self._open:
                    self._open[-1] += took

        return wrapped


def parts(home: Path, pages: Sequence[str], filters: Sequence[str]) -> Mapping[str, str]:
    """By page: milliseconds of queries, arithmetic and figures, the middle of the filters."""
    os.environ["PORTFOLIO_HOME"] = str(home)
    # Or it warns at each run that no browser is there.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    before = Path.cwd()
    os.chdir(CHECKOUT)
    try:
        # Every page has filters of its own: what one page asked is kept for the next.
        each = max(1, len(filters) // len(pages))
        return {
            page: _of_page(page, filters[place :: len(pages)][:each])
            for place, page in enumerate(pages)
        }
    finally:
        os.chdir(before)
        app_state.close()


def _of_page(page: str, filters: Sequence[str]) -> str:
    script = str(CHECKOUT / "pages" / f"{page or 'overview'}.py")
    _run(script, "")
    clocks = []
    for query in filters:
        clock = Clock()
        with _watched(clock):
            _run(script, query)
        clocks.append(clock.seconds)
    said = [
        f"{name} {statistics.median(c.get(name, 0.0) for c in clocks) * 1e3:.1f}"
        for name in ("queries", "arithmetic", "figures")
    ]
    return f"of these in ms: {', '.join(said)}"


def _run(script: str, query: str) -> None:
    page = AppTest.from_file(script, default_timeout=_LONGEST_SECONDS)
    for name, value in parse_qsl(query):
        page.query_params[name] = value
    page.run()
    if page.exception:
        raise AssertionError(f"{script}?{query} ends in an error.")


@contextmanager
def _watched(clock: Clock) -> Iterator[None]:
    watched = (
        (Store, "read", "queries"),
        (Snapshot, "read", "queries"),
        (PortfolioService, "result", "arithmetic"),
        (cache, "picture", "figures"),
    )
    patches = [
        patch.object(where, name, clock.timed(part, getattr(where, name)))
        for where, name, part in watched
    ]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
