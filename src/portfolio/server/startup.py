"""Makes the first visit quick and later ones cheap: imports ahead of time, garbage left alone,
answers worked out while pages are read."""

from __future__ import annotations

import asyncio
import gc
import pkgutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from types import ModuleType

from portfolio import intake, ui, views
from portfolio.logbook import FaultNoted
from portfolio.server.upload_limits import given_back
from portfolio.server.warming import Warming
from portfolio.ui import app_state

WHOLE_ROUND = 100
_OLDEST = 2


class GcFreezer:
    """Keeps what outlives a rerun out of the garbage collector's rounds, but for one in a hundred.

    Streamlit collects after each rerun; going each time through every imported module and every
    answer that is kept costs more than a page. The round that goes through everything finds the
    cycles that were dropped since the last such round.
    """

    def __init__(self) -> None:
        self._rounds = 0

    def __call__(self, phase: str, info: Mapping[str, int]) -> None:
        """What Python calls at either end of a round (`gc.callbacks`)."""
        if phase != "stop" or info["generation"] < _OLDEST:
            return
        self._rounds += 1
        if self._rounds % WHOLE_ROUND == 0:
            gc.unfreeze()
        else:
            gc.freeze()


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Open the home folder (and its inbox) before the first visitor is let in, and close it at the
    end. How long that takes does not depend on how much was ever sent: answers are worked out
    afterwards.

    Everything is imported before, not beside: plotly looks at whatever pandas is there, and one
    that another thread is half way through importing breaks the page.
    """
    freezer = GcFreezer()
    gc.callbacks.append(freezer)
    await asyncio.get_running_loop().run_in_executor(None, _open_home)
    warming = Warming(app_state.opened)
    warming.start()
    try:
        async with given_back():
            yield
    finally:
        gc.callbacks.remove(freezer)
        warming.stop()
        app_state.close()


def _open_home() -> None:
    with FaultNoted("opening the home folder"):  # whatever it is, each page says it in its place
        app_state.worker_pool.warm()
        for room in (ui, views, intake):
            _import_all(room)
        app_state.whole()
    gc.collect()  # and from here on what is there is left alone


def _import_all(room: ModuleType) -> None:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        import_module(module.name)
