"""The one office of this process, opened when it is first asked for."""

from __future__ import annotations

import os
import threading
from functools import partial
from pathlib import Path

from portfolio.inbox import DropRules, InboxWatcher
from portfolio.intake.apart import ReadingRoom
from portfolio.logbook import LOGGER
from portfolio.office import Office
from portfolio.settings import read_settings

_lock = threading.Lock()
_open: dict[Path, tuple[Office, InboxWatcher]] = {}
# What partners send is read here, where no file can take the app down.
reading_room = ReadingRoom(note=partial(LOGGER.error, "reading a file: %s"))


def office() -> Office:
    """The office of the home folder that the settings name; its inbox is watched from now on."""
    settings = read_settings(os.environ, Path(".env"))
    home = settings.home.resolve()
    with _lock:
        if home not in _open:
            opened = Office(home, judge=reading_room)
            rules = DropRules(settings.inbox_settle_seconds, settings.max_upload_mb)
            watcher = InboxWatcher(opened, drop_rules=rules)
            watcher.start()
            _open[home] = (opened, watcher)
        return _open[home][0]


def close() -> None:
    """Closes what was opened, for the end of the process and for tests."""
    with _lock:
        for opened, watcher in _open.values():
            watcher.stop()
            opened.close()
        _open.clear()
    reading_room.close()
