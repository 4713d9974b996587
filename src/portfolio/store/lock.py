"""One holder at a time for a file, among processes and within this one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from portfolio.store.faults import StoreBusy

if sys.platform != "win32":
    import fcntl


class FileLock:
    """Held from making it until `release`. Raises StoreBusy when somebody else holds it.

    The engine locks its file itself, but by a lock that the system drops as soon as this process
    opens and closes that file for any other reason (a copy, a hash); hence a file of our own.
    Where the system has no such locks, the engine's alone must do.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if sys.platform != "win32":
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                os.close(self._file)
                raise StoreBusy(str(path)) from error

    def release(self) -> None:
        os.close(self._file)
