"""The inbox's places in the home folder, and the lock that tells whether anyone watches it."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from pathlib import Path

from portfolio.inbox.request_files import write_request
from portfolio.service import Request
from portfolio.store.errors import StoreBusy
from portfolio.store.lock import FileLock

_HOUR = 3600


class InboxFolder:
    """`home/inbox`: letters in `requests`, those being worked on in `claimed`, `answers` back."""

    def __init__(self, home: Path) -> None:
        self._inbox = home / "inbox"
        self._requests = self._inbox / "requests"
        self._claimed = self._inbox / "claimed"
        self._answers = self._inbox / "answers"
        self._watch = self._inbox / "watched.lock"

    def prepare(self) -> None:
        """Make the folders, open to their owner only."""
        for folder in (self._inbox, self._requests, self._claimed, self._answers):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def watch(self) -> FileLock:
        """Return the lock that only a watcher holds. Raises StoreBusy where another one watches."""
        return FileLock(self._watch)

    @property
    def is_watched(self) -> bool:
        """Whether a living process watches; the system drops the lock of one that died."""
        if not self._watch.exists():
            return False
        try:
            self.watch().release()
        except StoreBusy:
            return True
        return False

    def put(self, request: Request) -> str:
        """Return the name of the letter that now lies in the inbox, whole."""
        name = f"{time.time_ns():020d}-{secrets.token_hex(8)}"
        being_written = self._inbox / f".{name}.part"
        try:
            write_request(request, being_written)
            being_written.rename(self._requests / name)
        except BaseException:
            shutil.rmtree(being_written, ignore_errors=True)
            raise
        return name

    def take_back(self, name: str) -> bool:
        """Return whether the letter could be taken back, because nobody had begun with it."""
        aside = self._inbox / f".{name}.back"
        try:
            (self._requests / name).rename(aside)
        except FileNotFoundError:
            return False
        shutil.rmtree(aside, ignore_errors=True)
        return True

    def claim(self) -> tuple[str, Path] | None:
        """Return the oldest letter, moved aside so that nobody else begins with it; None without
        one."""
        for name in sorted(os.listdir(self._requests)):
            try:
                (self._requests / name).rename(self._claimed / name)
            except FileNotFoundError:
                continue  # taken back at this moment
            return name, self._claimed / name
        return None

    def answer_path(self, name: str) -> Path:
        return self._answers / f"{name}.json"

    def clear_claimed(self, name: str) -> None:
        shutil.rmtree(self._claimed / name, ignore_errors=True)

    def clear_left_over(self) -> None:
        """Remove what a process that ended in the middle left: nobody waits for it any more."""
        for left in (*self._claimed.iterdir(), *self._inbox.glob(".*")):
            shutil.rmtree(left, ignore_errors=True)
        for old in (*self._requests.iterdir(), *self._answers.iterdir()):
            if time.time() - old.stat().st_mtime > _HOUR:
                shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink()
