"""Makes the first visit quick and every later one cheap: imports ahead of time, garbage frozen."""

from __future__ import annotations

import asyncio
import gc
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from types import ModuleType

from starlette.types import ASGIApp, Receive, Scope, Send

from portfolio import intake, ui, views
from portfolio.domain.filters import Filters
from portfolio.logbook import FaultNoted
from portfolio.measures.catalogue import CARDS
from portfolio.office import Office
from portfolio.ui import house

FIRST_VISIT_SECONDS = 10.0


class FreezeAfterFirstVisit:
    """Takes what the first visit left in memory out of the garbage collector's rounds, once.

    Streamlit collects after each rerun; going through every imported module each time costs
    some 40 ms, more than a page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_first = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and self._is_first:
            self._is_first = False
            asyncio.get_running_loop().call_later(FIRST_VISIT_SECONDS, freeze)
        await self._app(scope, receive, send)


@asynccontextmanager
async def house_open(_app: object) -> AsyncIterator[None]:
    """Opens the office (and its inbox) before the first visitor is let in, closes it at the end.

    Everything is imported before, not beside: plotly looks at whatever pandas is there, and one
    that another thread is half way through importing breaks the page.
    """
    await asyncio.get_running_loop().run_in_executor(None, _open_house)
    try:
        yield
    finally:
        house.close()


def freeze() -> None:
    """Collects once, and leaves what is still there alone from then on."""
    gc.collect()
    gc.freeze()


def _open_house() -> None:
    with FaultNoted("opening the home folder"):  # whatever it is, each page says it in its place
        house.reading_room.warm()
        for room in (ui, views, intake):
            _import_all(room)
        _ask_everything(house.office())
    freeze()


def _ask_everything(office: Office) -> None:
    """Asks what the first visitor will ask, so that the answers are there."""
    period = office.latest_period()
    if period is None:
        return
    for measure_id in CARDS:
        office.result(measure_id, Filters(period))


def _import_all(room: ModuleType) -> None:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        import_module(module.name)
