"""What is said of a fault of ours: what it comes down to, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from portfolio.service.requests import Answer, Code
from portfolio.store.errors import CLOSED, DiskFull, JournalLost, NotWritable, StoreFault, trouble

DISK_FULL = (
    "The disk is full, so that nothing more can be kept. What was stored before is safe. Make room "
    "on it, then do this again."
)
CANNOT_WRITE = (
    "The home folder cannot be written. What was stored before is safe. Let the account that runs "
    "this write to the folder and the disk it lies on, then do this again."
)
JOURNAL_GONE = (
    "The journal is gone: without it the database cannot be made again, and nothing was touched. "
    "Restore a backup: `portfolio restore FILE --replace`."
)
OUR_FAULT = (
    "Something went wrong on our side, not on yours. What was stored before is safe, "
    "and the log in the home folder says where it happened."
)
NOT_NOTED = (
    "Something went wrong on our side, not on yours. What was stored before is safe. Where it "
    "happened could not be written to the log in the home folder: look whether the folder is there "
    "and can be written."
)
_WORDS: dict[type[StoreFault] | None, str] = {
    DiskFull: DISK_FULL,
    NotWritable: CANNOT_WRITE,
    JournalLost: JOURNAL_GONE,
}


def fault_words(error: BaseException | None, *, is_noted: bool) -> str:
    """Return one sentence or two on a fault of ours; the log is named only if it has the rest."""
    return _WORDS.get(trouble(error)) or (OUR_FAULT if is_noted else NOT_NOTED)


def fault_answer(error: BaseException | None, home: Path, *, is_noted: bool) -> Answer:
    """Return how a command ends by a fault: of ours, or because a file outside the home folder
    is closed to whoever typed it."""
    closed = _closed_elsewhere(error, home)
    if closed is not None:
        words = f"{closed.filename} cannot be opened: {closed.strerror}. Nothing was changed."
        return Answer(Code.NOT_ALLOWED, words)
    return Answer(Code.OUR_FAULT, fault_words(error, is_noted=is_noted))


def _closed_elsewhere(error: BaseException | None, home: Path) -> OSError | None:
    while error is not None:
        if isinstance(error, OSError) and error.errno in CLOSED and error.filename:
            named = Path(str(error.filename)).absolute()
            is_ours = named.is_relative_to(home.absolute()) or named in home.absolute().parents
            return None if is_ours else error
        error = error.__cause__ or error.__context__
    return None
