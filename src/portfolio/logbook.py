"""Keeps what went wrong with us in the home folder's log, never what a partner wrote."""

from __future__ import annotations

import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("portfolio")
_MEGABYTE = 1_000_000


def open_logbook(home: Path, level: str = "info") -> None:
    """Sends the log to `home/log/portfolio.log`, where the folder can be written to."""
    LOGGER.setLevel(level.upper())
    LOGGER.propagate = False
    if not home.is_dir() or not os.access(home, os.W_OK):
        LOGGER.addHandler(logging.NullHandler())
        return
    folder = home / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    book = RotatingFileHandler(
        folder / "portfolio.log", maxBytes=_MEGABYTE, backupCount=3, encoding="utf-8", delay=True
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
