"""The one office of this process, opened when it is first asked for."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from portfolio.access import LOCAL, NOBODY, Person
from portfolio.inbox import DropRules, InboxWatcher
from portfolio.intake.one_file.worker import WorkerPool
from portfolio.logbook import LOGGER, FaultNoted
from portfolio.service import PortfolioService
from portfolio.service.repair import repair
from portfolio.service.sign_ins import SignIns
from portfolio.settings import Settings, read_settings
from portfolio.store.errors import StoreDamaged, StoreInRepair

UNNAMED = "Digital portfolio"


@dataclass
class _SignIn:
    """How people are known, once whoever serves the pages has said it."""

    known_by: tuple[SignIns, str] | None = None
    is_said: bool = False


_sign_in = _SignIn()
_lock = threading.Lock()
_open: dict[Path, tuple[PortfolioService, InboxWatcher]] = {}
_mending: set[Path] = set()
# What partners send is read here, where no file can take the app down.
worker_pool = WorkerPool(note=partial(LOGGER.error, "reading a file: %s"))


def sign_in_with(sign_ins: SignIns | None, cookie: str = "") -> None:
    """Say once how people are known here: by the session in a cookie; None: nobody signs in, and
    whoever is at this machine may do everything."""
    _sign_in.is_said = True
    _sign_in.known_by = None if sign_ins is None else (sign_ins, cookie)


def service() -> PortfolioService:
    """Return the service for whoever has this page open.

    Where providers are set up and nothing stands in front that knows people by their session, it
    is for nobody: pages that are served in another way must not be open to everybody.
    """
    opened, who = whole(), _who()
    return opened if who is None else opened.acting_for(who)


def person() -> Person:
    """Return who has this page open, without opening the home folder."""
    who = _who()
    return LOCAL if who is None else who()


def _who() -> Callable[[], Person] | None:
    """Return what tells, whenever it is asked, who has this page open; None where nobody signs
    in."""
    if _sign_in.known_by is None:
        is_open = _sign_in.is_said or not _settings().providers
        return None if is_open else lambda: NOBODY
    sign_ins, cookie = _sign_in.known_by
    secret = st.context.cookies.get(cookie)
    return partial(sign_ins.person, secret if isinstance(secret, str) else None)


def providers() -> dict[str, str]:
    """Return who may sign people in, with what the sign-in page calls them."""
    return {one.name: one.label for one in _settings().providers}


def system_name() -> str:
    """Return the system's name, for pages before anybody is in; a plain one where it is not known
    at this moment."""
    with suppress(Exception):
        return whole().references.settings.name or UNNAMED
    return UNNAMED


def whole() -> PortfolioService:
    """Return the service of the home folder that the settings name, for this process itself; its
    inbox is watched from now on.

    A damaged database is made again beside, which takes a while: StoreInRepair is raised
    meanwhile, and by itself the office is there again afterwards.
    """
    settings = _settings()
    home = settings.home.resolve()
    with _lock:
        if home in _mending:
            raise StoreInRepair("The database is being made again.")
        if home not in _open:
            try:
                _open[home] = _opened(settings)
            except StoreDamaged as error:
                _begin_mending(settings)
                raise StoreInRepair("The database is being made again.") from error
        return _open[home][0]


def opened() -> PortfolioService | None:
    """Return the office of the home folder that the settings name where it is open. Nothing is
    opened, mended or waited for."""
    found = _open.get(_settings().home.resolve())
    return found[0] if found else None


def mend() -> None:
    """Have the database made again that was found to be damaged while it was open."""
    settings = _settings()
    with _lock:
        if settings.home.resolve() not in _mending:
            _begin_mending(settings)


def _settings() -> Settings:
    return read_settings(os.environ, Path(".env"))


def _opened(settings: Settings) -> tuple[PortfolioService, InboxWatcher]:
    opened = PortfolioService(
        settings.home.resolve(), validate_file=worker_pool, unpack=worker_pool.unpack
    )
    rules = DropRules(
        settings.inbox_settle_seconds, settings.max_upload_mb, settings.inbox_wait_for
    )
    watcher = InboxWatcher(opened, drop_rules=rules, on_damage=mend)
    watcher.start()
    return opened, watcher


def _begin_mending(settings: Settings) -> None:
    home = settings.home.resolve()
    LOGGER.error("The database is damaged. It is made again from the archive and the journal.")
    _mending.add(home)
    before = _open.pop(home, None)
    work = partial(_mend, settings, before)
    threading.Thread(target=work, name="making the database again", daemon=True).start()


def _mend(settings: Settings, before: tuple[PortfolioService, InboxWatcher] | None) -> None:
    home = settings.home.resolve()
    try:
        with FaultNoted("making the database again"):
            if before is not None:
                before[1].stop()
                before[0].close()
            for left in repair(home).left_out:
                LOGGER.error("Submission %s could not be read again.", left.submission.number)
            opened = _opened(settings)
            with _lock:
                _open[home] = opened
    finally:
        with _lock:
            _mending.discard(home)


def close() -> None:
    """Close what was opened, for the end of the process and for tests."""
    with _lock:
        for opened, watcher in _open.values():
            watcher.stop()
            opened.close()
        _open.clear()
    worker_pool.close()
