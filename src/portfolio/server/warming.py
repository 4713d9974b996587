"""Asks ahead of the readers, after opening and after each change, what the next will ask."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress

from portfolio.domain.filters import Filters
from portfolio.logbook import FaultNoted
from portfolio.measures.card_catalogue import CARDS
from portfolio.service import PortfolioService

# As long as a reader may take to turn from the receipt to a page.
_LOOK_SECONDS = 0.5
# Readers go first: this much nicer than they are (19 is the most).
_NICENESS = 10
# Closing the store waits for what is read of it, too.
_LONGEST_WAIT_SECONDS = 5.0


class Warming:
    """A thread that works out every measure at the latest period, unfiltered, once for each change.

    A reader who asks the same meanwhile waits for the one answer that is being worked out, and for
    no other. What a newer change has overtaken is not worked out to the end.
    """

    def __init__(self, opened: Callable[[], PortfolioService | None]) -> None:
        self._opened = opened
        self._seen: tuple[int, int] | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="asking ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return once nothing is asked any more, or the last question takes long."""
        self._stopped.set()
        self._thread.join(_LONGEST_WAIT_SECONDS)

    def look(self) -> None:
        """Ask everything, where something has changed since it was last asked."""
        service = self._opened()
        if service is None:  # it is being made again, or each page says why it cannot be read
            return
        now = (id(service), service.revision)
        if now == self._seen:
            return
        self._seen = now
        period = service.latest_period()
        if period is None:
            return
        for measure_id in CARDS:
            if self._stopped.is_set() or service.revision != now[1]:
                return
            service.result(measure_id, Filters(period))

    def _run(self) -> None:
        with suppress(AttributeError, OSError):  # only Linux gives each thread its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        while True:
            with FaultNoted("working out answers ahead of the readers"):
                self.look()
            if self._stopped.wait(_LOOK_SECONDS):
                return
