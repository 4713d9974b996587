"""One process that reads, as the app sees it: asked, waited for, ended when it takes too long."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, BinaryIO, TypeVar

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.worker.process_limits import Limits
from portfolio.intake.one_file.worker.protocol import (
    Ended,
    read,
    read_document,
    read_files,
    read_judged,
    write,
)
from portfolio.intake.one_file.worker.protocol import write_document as write_request

Answer = TypeVar("Answer")

_START_SECONDS = 120
_OUT_OF_MEMORY = (12, -signal.SIGABRT)  # as the child says it, and as engines do


class NotRead(Exception):
    """The process did not come to the end of a file: the rule that says why, and a word for
    our own log."""

    def __init__(self, rule: str, *, noted: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.noted = noted


class WorkerClient:
    """Starts at once, and gets itself ready while nobody waits for it yet."""

    def __init__(self) -> None:
        # A fresh interpreter, never a copy of this process: the engine's threads do not survive
        # being copied. What it says of errors may quote cells, and is not kept.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "portfolio.intake.one_file.worker.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._is_ready = False
        self._is_late = False

    @property
    def process_id(self) -> int:
        return self._process.pid

    def validate_file(
        self, file: ReceivedFile, period: Period, limits: Limits
    ) -> tuple[FileResult, ...]:
        """Return what the process says of a file. Raises NotRead; then it is of no more use."""

        def judged(answers: BinaryIO, answer: Mapping[str, Any]) -> tuple[FileResult, ...]:
            return read_judged(answers, answer["judged"])

        return self._asked(file, str(period), limits, judged)

    def unpack(self, file: ReceivedFile, limits: Limits) -> tuple[ReceivedFile, ...] | None:
        """Return the files in a zip; None where it is none to be taken. Raises NotRead, as
        above."""

        def files(answers: BinaryIO, answer: Mapping[str, Any]) -> tuple[ReceivedFile, ...] | None:
            return read_files(answers, answer["files"])

        return self._asked(file, None, limits, files)

    def _asked(
        self,
        file: ReceivedFile,
        period: str | None,
        limits: Limits,
        read_answer: Callable[[BinaryIO, Mapping[str, Any]], Answer],
    ) -> Answer:
        """Return the answer on a file: with a period it is judged, without it is unpacked."""
        requests, answers = self._ends()
        size = len(file.content)
        seconds = limits.time_seconds(size)
        asked = {"name": file.name, "period": period, "seconds": seconds}
        try:
            self._be_ready(answers)
            with self._ended_after(seconds):
                write_request(requests, {**asked, "memory_bytes": limits.memory_bytes(size)})
                write(requests, file.content)
                answer = read_document(answers)
                if "fault" not in answer:
                    return read_answer(answers, answer)
        except Ended:
            raise self._not_read() from None
        raise NotRead("file_not_read_to_end", noted=answer["fault"])

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for end in self._ends():
            with suppress(OSError):  # what was still to be sent has nobody to read it
                end.close()

    def _ends(self) -> tuple[BinaryIO, BinaryIO]:
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None
        assert answers is not None
        return requests, answers  # type: ignore[return-value]

    def _be_ready(self, answers: BinaryIO) -> None:
        if not self._is_ready:
            with self._ended_after(_START_SECONDS):
                read(answers)
            self._is_ready = True

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """Raise Ended where it took longer, whether or not the timer had its turn in time: what
        a partner is told depends on the limit, never on which thread was quicker."""
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        started = monotonic()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        if monotonic() - started > seconds:
            self._end_late()
            raise Ended

    def _end_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _not_read(self) -> NotRead:
        code = self._process.wait()
        if self._is_late:
            return NotRead("file_took_too_long", noted="took too long")
        if code in _OUT_OF_MEMORY:
            return NotRead("file_too_much_for_us", noted="took too much memory")
        return NotRead("file_not_read_to_end", noted=f"ended with {code}")
