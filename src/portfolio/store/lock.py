"""One holder at a time for a file, among processes and within this one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from portfolio.store.errors import CLOSED, StoreBusy

if sys.platform != "win32":
    import fcntl


class FileLock:
    """Held from making it until `release`. Raises StoreBusy when somebody else holds it.

    The engine locks its file itself, but by a lock that the system drops as soon as this process
    opens and closes that file for any other reason (a copy, a hash); hence a file of our own.
    Where the system has no such locks, or the file cannot be made, the engine's alone must do.
    """

    def __init__(self, path: Path) -> None:
        self._file = _opened(path)
        if sys.platform != "win32" and self._file is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                os.close(self._file)
                raise StoreBusy(str(path)) from error

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _opened(path: Path) -> int | None:
    """Return the file to hold; one that cannot be written to can be held as well. None where
    there is none and none can be made, as on a disk that can only be read."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in CLOSED:
            raise
    with suppress(FileNotFoundError):
        return os.open(path, os.O_RDONLY)
    return None
