"""Where files are judged apart: a few processes that read, one file each at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from portfolio.contract.rules import finding
from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.domain.limits import MEGABYTE
from portfolio.domain.period import Period
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.worker.client import Answer, NotRead, WorkerClient
from portfolio.intake.one_file.worker.process_limits import LIMITS, Limits

# After a file as large as this a fresh process is had: this one keeps what memory it was given.
_LARGE = 8 * MEGABYTE


def _unnoted(_what: str) -> None:
    """A fault that nobody notes."""


class WorkerPool:
    """Judges files in processes of its own; what a file does to one of them is its finding.

    A process is started when it is first needed, or by `warm`, kept for the next file, and
    replaced after it has ended. `note` is told of each end, without a word of the file.
    """

    def __init__(
        self, limits: Limits = LIMITS, *, seats: int = 2, note: Callable[[str], None] = _unnoted
    ) -> None:
        self._limits = limits
        self._note = note
        self._seats = threading.BoundedSemaphore(seats)
        self._waiting: deque[WorkerClient] = deque()

    def __call__(self, file: ReceivedFile, period: Period) -> tuple[FileResult, ...]:
        """Return what a file gives to say by itself; one finding where it could not be read at
        all."""
        try:
            return self._asked(
                file, lambda reader: reader.validate_file(file, period, self._limits)
            )
        except NotRead as why:
            return (_not_read(file, why.rule, self._limits),)

    def unpack(self, file: ReceivedFile) -> tuple[ReceivedFile, ...] | None:
        """Return the files in a zip; None where it is none to be taken: judging it says why."""
        try:
            return self._asked(file, lambda reader: reader.unpack(file, self._limits))
        except NotRead:
            return None

    def _asked(self, file: ReceivedFile, ask: Callable[[WorkerClient], Answer]) -> Answer:
        with self._seats:
            reader = self._take()
            try:
                answer = ask(reader)
            except NotRead as why:
                self._note(why.noted)
                self._replace(reader)
                raise
            except BaseException:
                reader.end()  # its answer may still come, and would be taken for the next one's
                raise
            if len(file.content) > _LARGE:
                self._replace(reader)
            else:
                self._waiting.append(reader)
            return answer

    def warm(self) -> None:
        """Have a process get itself ready, without waiting for it."""
        if not self._waiting:
            self._waiting.append(WorkerClient())

    def close(self) -> None:
        """End the processes that wait. Whoever asks again is served again."""
        while self._waiting:
            self._waiting.pop().end()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The processes that wait for a file."""
        return tuple(reader.process_id for reader in self._waiting)

    def _take(self) -> WorkerClient:
        try:
            return self._waiting.pop()
        except IndexError:
            return WorkerClient()

    def _replace(self, reader: WorkerClient) -> None:
        reader.end()
        self._waiting.append(WorkerClient())


def _not_read(file: ReceivedFile, rule: str, limits: Limits) -> FileResult:
    size = len(file.content)
    said = finding(
        rule,
        file=file.name,
        size=f"{max(size / MEGABYTE, 0.1):,.1f} MB",
        seconds=f"{limits.time_seconds(size):,.0f} seconds",
    )
    return FileResult(Detected(file.name, None, None, None, 0), (said,))
