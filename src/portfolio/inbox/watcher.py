"""The app's side of the inbox: answers requests, and takes in what scheduled drops bring."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from portfolio.inbox.drop_intake import DropRules, Taking
from portfolio.inbox.folder import InboxFolder
from portfolio.inbox.request_files import read_request, write_answer
from portfolio.logbook import LOGGER, FaultNoted
from portfolio.service import (
    IN_REPAIR,
    Answer,
    Code,
    NotAllowed,
    NotUnderstood,
    PortfolioService,
    fault_words,
    perform,
)
from portfolio.store.errors import StoreBusy, StoreDamaged
from portfolio.store.lock import FileLock

POLL_SECONDS = 0.2
_TRIES = 20


class InboxWatcher:
    """Two threads, while this process has the store: one carries out what the command line asks,
    one looks through the drop folders, so that a large drop keeps nobody at a terminal waiting."""

    def __init__(
        self,
        service: PortfolioService,
        poll_seconds: float = POLL_SECONDS,
        drop_rules: DropRules | None = None,
        *,
        on_damage: Callable[[], None] = lambda: None,
    ) -> None:
        self._service = service
        self._inbox = InboxFolder(service.home)
        self._poll_seconds = poll_seconds
        self._on_damage = on_damage
        self._stopping = threading.Event()
        self._held: FileLock | None = None
        self._unsaid: dict[str, Answer] = {}
        self._taking = Taking(service, service.home / "inbox", drop_rules or DropRules())
        self._threads = (
            threading.Thread(target=self._answer, name="inbox", daemon=True),
            threading.Thread(target=self._take, name="inbox drops", daemon=True),
        )

    def start(self) -> None:
        """Watch from now on. Where another process watches already, it is left to that one."""
        self._inbox.prepare()
        lock = self._lock()
        if lock is None:
            LOGGER.warning("The inbox is watched by another process.")
            return
        self._held = lock
        self._inbox.clear_left_over()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the request under way. Stopping twice is harmless."""
        self._stopping.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        if self._held is not None:
            self._held.release()
            self._held = None

    def _lock(self) -> FileLock | None:
        for _ in range(_TRIES):  # somebody may be looking at this moment whether it is held
            try:
                return self._inbox.watch()
            except StoreBusy:
                time.sleep(_POLL_AGAIN_SECONDS)
        return None

    def _answer(self) -> None:
        while not self._stopping.is_set():
            with FaultNoted("watching the inbox") as watched:
                self._empty()
            self._stopping.wait(_AFTER_A_FAULT_SECONDS if watched.happened else self._poll_seconds)

    def _take(self) -> None:
        while not self._stopping.is_set():
            with FaultNoted("looking through the drop folders"):
                self._taking.look()
            self._stopping.wait(self._poll_seconds * _LOOKS_LESS_OFTEN)

    def _empty(self) -> None:
        self._say()
        while not self._stopping.is_set() and (claimed := self._inbox.claim()):
            name, letter = claimed
            self._unsaid[name] = self._carry_out(letter)
            self._say()

    def _say(self) -> None:
        """Put answers in their places. On a full disk they are kept, and said when there is
        room: whoever waits for one learns what became of the request."""
        for name, answer in list(self._unsaid.items()):
            write_answer(answer, self._inbox.answer_path(name))
            del self._unsaid[name]
            self._inbox.clear_claimed(name)

    def _carry_out(self, letter: Path) -> Answer:
        with FaultNoted("answering a request of the inbox") as watched:
            try:
                return perform(self._service, read_request(letter))
            except NotUnderstood as error:
                return Answer(Code.NOT_UNDERSTOOD, str(error))
            except NotAllowed as error:
                return Answer(Code.NOT_ALLOWED, str(error))
            except StoreDamaged:
                self._on_damage()
                return Answer(Code.BUSY, IN_REPAIR)
        return Answer(Code.OUR_FAULT, fault_words(watched.error, is_noted=watched.is_noted))


_POLL_AGAIN_SECONDS = 0.05
_AFTER_A_FAULT_SECONDS = 1.0
_LOOKS_LESS_OFTEN = 5
