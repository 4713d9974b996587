"""The one place that talks to DuckDB: one connection, a cursor per call, one write lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from portfolio.store.migrations import migrate
from portfolio.store.queries import parameter_names


class StoreBusy(Exception):
    """Another process holds the store."""


class Transaction:
    """Statements that become visible together or not at all."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        self._cursor.execute(sql, dict(parameters or {}))

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Adds a frame's rows to a table by column name."""
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        self._cursor.register("incoming", frame.to_arrow())
        try:
            self._cursor.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM incoming'
            )
        finally:
            self._cursor.unregister("incoming")


class Store:
    """A DuckDB database with the portfolio's tables, opened once per process."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Opens or makes the database at `path` (None: in memory) and migrates it.

        Raises StoreBusy when another process has it open.
        """
        self._path = path
        self._write_lock = threading.Lock()
        self._connection = _connect(path, read_only=read_only)
        if not read_only:
            migrate(self._connection)

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
        """The rows of a query. Parameters the query does not name are left out."""
        named = parameter_names(sql)
        bound = {key: value for key, value in (parameters or {}).items() if key in named}
        cursor = self._connection.cursor()
        try:
            frame: pl.DataFrame = cursor.sql(sql, params=bound).pl()
            return frame
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One write at a time; rolled back whole if anything in it fails."""
        with self._write_lock:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield Transaction(cursor)
                cursor.execute("UPDATE store_revision SET revision = revision + 1")
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            finally:
                cursor.close()

    def checkpoint(self) -> None:
        self._connection.cursor().execute("CHECKPOINT")

    @property
    def revision(self) -> int:
        """A number that grows with every change: what caches are keyed on."""
        return int(self.read("SELECT revision FROM store_revision")["revision"][0])

    def close(self) -> None:
        self._connection.close()


def _connect(path: Path | None, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path) if path else ":memory:", read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise StoreBusy(str(path)) from error
        raise
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
