"""The engine's instance: opened with its settings, and opened anew after a fatal fault."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from portfolio.store.faults import StoreBusy, StoreDamaged, StoreFault, StoreTooNew
from portfolio.store.lock import FileLock

FATAL = (duckdb.FatalException, duckdb.InternalException)
_MOST_THREADS = 8
_OF_A_LATER_ENGINE = ("database file with version number", "newer version of DuckDB")
_OF_A_DAMAGED_FILE = (
    "Corrupt database file",
    "Corrupt WAL file",
    "Failure while replaying WAL",
    "is not a valid DuckDB database file",
    "Could not read enough bytes",
    "Cannot open database",
    "Failed to deserialize",
)
_LONGEST_WAIT_SECONDS = 30.0


class Instance:
    """Gives out cursors. After a fatal fault the engine refuses everything until every cursor
    and connection on it is closed: this counts them, closes, opens anew, and lets work go on."""

    def __init__(self, path: Path | None, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._lock = FileLock(path.with_name(f"{path.name}.lock")) if path else None
        self._turn = threading.Condition()
        self._cursors = 0
        self._is_broken = False
        try:
            self._connection: duckdb.DuckDBPyConnection | None = self._open()
        except BaseException:
            self._release()
            raise

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one piece of work. A fatal fault in it marks the instance as
        broken; whoever comes next finds it opened anew."""
        cursor = self._take()
        try:
            yield cursor
        except FATAL:
            self._is_broken = True
            raise
        finally:
            cursor.close()
            with self._turn:
                self._cursors -= 1
                self._turn.notify_all()

    def close(self) -> None:
        """Waits for work under way, then lets go of the file. Closing twice is harmless."""
        with self._turn:
            self._turn.wait_for(lambda: self._cursors == 0, _LONGEST_WAIT_SECONDS)
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._release()

    def _take(self) -> duckdb.DuckDBPyConnection:
        with self._turn:
            if self._is_broken:
                self._open_anew()
            if self._connection is None:
                raise StoreFault("The store is closed.")
            cursor = self._connection.cursor()
            self._cursors += 1
            return cursor

    def _open_anew(self) -> None:
        if not self._turn.wait_for(lambda: self._cursors == 0, _LONGEST_WAIT_SECONDS):
            raise StoreFault("The store is being opened anew. Try again in a minute.")
        if not self._is_broken:
            return  # another thread has done it while this one waited
        try:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._connection = self._open()
        except (duckdb.Error, StoreBusy) as error:
            raise StoreFault(
                "The store could not be opened anew yet. What was accepted is safe."
            ) from error
        self._is_broken = False

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            name = str(self._path) if self._path else ":memory:"
            connection = duckdb.connect(name, read_only=self._read_only)
        except duckdb.Error as error:
            if isinstance(error, duckdb.IOException) and "lock" in str(error).lower():
                raise StoreBusy(str(self._path)) from error
            raise fault_of(error) from error
        for setting in _settings():
            connection.execute(setting)
        return connection

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def fault_of(error: duckdb.Error) -> StoreFault:
    """What an error of the engine means: the file is damaged, too new, or it could not be done."""
    said = str(error)
    if any(words in said for words in _OF_A_LATER_ENGINE):
        return StoreTooNew("The database was written by a later version.")
    if any(words in said for words in _OF_A_DAMAGED_FILE):
        return StoreDamaged("The database file is damaged.")
    return StoreFault("The store could not do this. Nothing changed.")


def _settings() -> tuple[str, ...]:
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    return (
        "SET memory_limit = '50%'",
        f"SET threads = {threads}",
        # A commit never checkpoints by itself, so that a full disk cannot strike between the two.
        "SET checkpoint_threshold = '1TB'",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    )
