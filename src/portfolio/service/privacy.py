"""Keeps a home folder for its owner alone, also one that somebody made beforehand."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from portfolio.service.requests import NotAllowed
from portfolio.store.home_paths import HomePaths

_FOLDER, _FILE = 0o700, 0o600
_READ_OR_WRITTEN_BY_OTHERS = 0o066
_OTHERS = 0o077


def make_home(home: Path) -> None:
    """Make a home folder where it is not there, and close to others one that is: what partners
    send is in it.

    That others may pass through the home folder and its inbox, without reading either, is left:
    a client that drops files as somebody else needs it. Raises NotAllowed where it stays open.
    """
    home.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return
    for folder in (home, home / "inbox"):
        _close(folder, _FOLDER, _READ_OR_WRITTEN_BY_OTHERS)
    places = HomePaths(home)
    few = (places.journal, places.references, places.papers, home / "log")
    for folder in few:
        _close(folder, _FOLDER, _OTHERS)
    # The archive may hold many thousands: its files are looked at only where others got so far.
    many = (places.archive,) if _close(places.archive, _FOLDER, _OTHERS) else ()
    files = (path for folder in (*few, *many) for path in folder.glob("*"))
    for path in (*home.glob("portfolio.duckdb*"), *files):
        _close(path, _FILE, _OTHERS)


def _close(path: Path, mode: int, not_to_have: int) -> bool:
    """Return whether a place had to be closed to others."""
    try:
        if path.is_symlink() or not path.stat().st_mode & not_to_have:
            return False
        path.chmod(mode)
        if not stat.S_IMODE(path.stat().st_mode) & not_to_have:
            return True
    except FileNotFoundError:
        return False
    except PermissionError as error:
        if error.errno != errno.EPERM or not os.access(path, os.W_OK):
            raise
    raise NotAllowed(
        f"Others can read {path}, and that cannot be changed from here: it belongs to somebody "
        "else, or lies on a disk without permissions. Everything that partners send would be "
        "there. Make it yours alone (`chmod 700`), or name another home folder with --home."
    )
