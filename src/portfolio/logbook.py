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

from portfolio.domain.limits import LOG_FILE
from portfolio.store.archive import open_for_its_owner

LOGGER = logging.getLogger("portfolio")


class _Book(RotatingFileHandler):
    """Makes its folder with the first line, so that a check leaves no trace.

    A line that cannot be written is lost without a word on the screen: whoever wrote it asks
    `has_failed`, and says so.
    """

    has_failed = False

    def emit(self, record: logging.LogRecord) -> None:
        self.has_failed = False
        super().emit(record)

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        self.has_failed = True

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, exist_ok=True)
        written = open_for_its_owner(Path(self.baseFilename), f"{self.mode}b")
        return TextIOWrapper(written, encoding=self.encoding, line_buffering=True)


def open_logbook(home: Path, level: str = "info") -> None:
    """Send the log to `home/log/portfolio.log`, where the folder can be written to."""
    LOGGER.setLevel(level.upper())
    LOGGER.propagate = False
    if not home.is_dir() or not os.access(home, os.W_OK):
        LOGGER.handlers[:] = [logging.NullHandler()]
        return
    book = _Book(
        home / "log" / "portfolio.log",
        maxBytes=LOG_FILE,
        backupCount=3,
        encoding="utf-8",
        delay=True,
    )
    book.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.handlers[:] = [book]


def write_fault(doing: str, error: BaseException) -> bool:
    """Return notes a fault of ours: what was being done, the kind of error, and where in the
    code. False where the log cannot be written.

    The error's own text is left out, because engines quote cells in it.
    """
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    LOGGER.error("%s: %s at %s", doing, type(error).__name__, places)
    return any(isinstance(book, _Book) and not book.has_failed for book in LOGGER.handlers)


class FaultNoted:
    """A block at the edge of the product: a fault of ours in it is noted and goes no further.

    `error` is afterwards what there was, and `is_noted` whether the log has it. Being told to stop
    is not a fault.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self.error: Exception | None = None
        self.is_noted = False

    @property
    def happened(self) -> bool:
        return self.error is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self.error = error
        self.is_noted = write_fault(self._doing, error.__cause__ or error)
        return True
