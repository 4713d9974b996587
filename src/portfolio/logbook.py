"""Keeps what went wrong with us in the home folder's log, never what a partner wrote."""

from __future__ import annotations

import logging
import os
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Self

LOGGER = logging.getLogger("portfolio")
_MEGABYTE = 1_000_000


class _Book(RotatingFileHandler):
    """Makes its folder with the first line, so that a check leaves no trace."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, exist_ok=True)
        return super()._open()


def open_logbook(home: Path, level: str = "info") -> None:
    """Sends the log to `home/log/portfolio.log`, where the folder can be written to."""
    LOGGER.setLevel(level.upper())
    LOGGER.propagate = False
    if not home.is_dir() or not os.access(home, os.W_OK):
        LOGGER.addHandler(logging.NullHandler())
        return
    book = _Book(
        home / "log" / "portfolio.log",
        maxBytes=_MEGABYTE,
        backupCount=3,
        encoding="utf-8",
        delay=True,
    )
    book.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.handlers[:] = [book]


def write_fault(doing: str, error: BaseException) -> None:
    """Notes a fault of ours: what was being done, the kind of error, and where in the code.

    The error's own text is left out, because engines quote cells in it.
    """
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    LOGGER.error("%s: %s at %s", doing, type(error).__name__, places)


class FaultNoted:
    """A block at the edge of the product: a fault of ours in it is noted and goes no further.

    `happened` says afterwards whether there was one. Being told to stop is not a fault.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self.happened = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self.happened = True
        write_fault(self._doing, error)
        return True
