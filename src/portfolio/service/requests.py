"""What can be asked of the office from outside its process, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.identifiers import masked
from portfolio.domain.period import Period


class Code(IntEnum):
    """How a command ended, as its exit code; a promise to scripts."""

    DONE = 0
    FINDINGS = 1
    NOT_UNDERSTOOD = 2
    NOT_ALLOWED = 3
    OUR_FAULT = 4
    BUSY = 75


IN_REPAIR = (
    "The database was damaged and is being made again from the archive and the journal. "
    "What was accepted is safe. Try again in a minute."
)
TOO_NEW = (
    "The home folder was written by a later version of this product. Use that version; nothing "
    "was changed."
)


class NotUnderstood(Exception):
    """What was asked cannot be done as it was said; the message says what is needed, with
    whatever in it may name a patient masked."""

    def __init__(self, message: str) -> None:
        super().__init__(masked(message))


class NotAllowed(Exception):
    """What was asked is understood and is not done; the message says why, and what to do."""


@dataclass(frozen=True)
class Request:
    """One verb with its options (as typed on a command line) and the files that go with it."""

    verb: str
    options: Mapping[str, str | bool | None] = field(default_factory=dict)
    files: tuple[ReceivedFile, ...] = ()
    system: Path | None = None

    def text(self, option: str) -> str | None:
        """Return an option's text; None where it was not given or is blank."""
        value = self.options.get(option)
        return value.strip() or None if isinstance(value, str) else None

    def needed(self, option: str) -> str:
        """Return an option's text. Raises NotUnderstood where it is missing."""
        value = self.text(option)
        if value is None:
            raise NotUnderstood(f"`{option}` is needed.")
        return value

    def flag(self, option: str) -> bool:
        return self.options.get(option) is True

    def period(self, option: str = "period") -> Period | None:
        """Return the period asked for. Raises NotUnderstood for what is not a month."""
        text = self.text(option)
        if text is None:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            raise NotUnderstood(
                f"`{text}` is not a reporting period. Write it as `2026-09`."
            ) from error

    def day(self, option: str) -> date | None:
        """Return the day asked for. Raises NotUnderstood for what is not a date."""
        text = self.text(option)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise NotUnderstood(f"`{text}` is not a day. Write it as `2026-09-30`.") from error


@dataclass(frozen=True)
class Answer:
    """How it ended, as a document for scripts and as text for a person; and, where asked for, what
    was found as a table, a line for each row."""

    code: Code
    text: str
    document: object = None
    report: str | None = None
