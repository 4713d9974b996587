"""The engine's instance: opened with its settings, and opened anew after a fatal fault."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from portfolio.store.checkpoint_backup import Spare, put_back
from portfolio.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreFault,
    StoreTooNew,
    fault_in,
    fault_of_files,
)
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
# In memory beside the database, of the same instance: what is worked out of it for a while.
STEP_TABLES = "step_tables"


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
        self._spare: Spare | None = None
        self.times_opened = 0
        """What was in memory is gone once this has changed."""
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

    def checkpoint(self) -> None:
        """Move what was committed from the log into the file.

        Raises OSError where there is no room to keep a spare of what is written over.
        """
        with self.cursor() as cursor:
            self._checkpoint(cursor)

    def log_bytes(self) -> int:
        """Return how much was committed since the last checkpoint, in bytes of the log."""
        log = self._path.with_name(f"{self._path.name}.wal") if self._path else None
        return log.stat().st_size if log is not None and log.exists() else 0

    def close(self) -> None:
        """Wait for work under way, then let go of the file. Closing twice is harmless."""
        with self._turn:
            is_quiet = self._turn.wait_for(lambda: self._cursors == 0, _LONGEST_WAIT_SECONDS)
            if is_quiet and self._connection is not None and not self._is_broken:
                with suppress(duckdb.Error, OSError):
                    self._checkpoint(self._connection)
            self._let_go()
            self._release()

    def _checkpoint(self, cursor: duckdb.DuckDBPyConnection) -> None:
        if self._spare is not None and self._spare.is_needed:
            listed = cursor.execute("SELECT block_id FROM pragma_metadata_info()").fetchall()
            self._spare.keep(block for (block,) in listed)
            cursor.execute("CHECKPOINT")

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
            self._let_go()
            self._connection = self._open()
        except (duckdb.Error, StoreBusy, StoreFault, OSError) as error:
            words = "The store could not be opened anew yet. What was accepted is safe."
            raise fault_of_files(error, words) from error
        self._is_broken = False

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            if self._path:
                put_back(self._path)
                if not (self._read_only or self._path.exists()):
                    _make(self._path)
            name = str(self._path) if self._path else ":memory:"
            connection = duckdb.connect(name, read_only=self._read_only)
        except duckdb.Error as error:
            if isinstance(error, duckdb.IOException) and "lock" in str(error).lower():
                raise StoreBusy(str(self._path)) from error
            raise fault_of(error) from error
        connection.execute(f"ATTACH ':memory:' AS {STEP_TABLES} (READ_WRITE)")
        for setting in _settings():
            connection.execute(setting)
        self.times_opened += 1
        if self._path and not self._read_only:
            self._spare = Spare(self._path)
        return connection

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _make(path: Path) -> None:
    """Make an empty database, which is there whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    duckdb.connect(str(fresh)).close()
    fresh.chmod(0o600)
    fresh.replace(path)


def fault_of(error: duckdb.Error) -> StoreFault:
    """Return what an error of the engine means: the file is damaged, too new, or it could not be
    done."""
    said = str(error)
    if (sort := fault_in(said)) is not StoreFault:
        return sort("The store could not be written. Nothing changed.")
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
        # Nor does closing: only `checkpoint` keeps a spare of what is written over.
        "PRAGMA disable_checkpoint_on_shutdown",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    )
