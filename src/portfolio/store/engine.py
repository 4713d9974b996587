"""The one place that reads and writes tables: a cursor per call, one write at a time."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from portfolio.store.connection import FATAL, Instance, fault_of
from portfolio.store.errors import StoreBusy, StoreDamaged, StoreFault, StoreTooNew
from portfolio.store.migrations import migrate, pending
from portfolio.store.parsed import forget, statement
from portfolio.store.queries import Instead, parameter_names, tabled
from portfolio.store.step_tables import StepTables
from portfolio.store.touched import EVERY_POINT, AsAt, Changes, Touch

__all__ = [
    "AsAt",
    "Snapshot",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreFault",
    "StoreTooNew",
    "Transaction",
]


_ROW_GROUP = 122_880
_FEW = 10_000
_MOST_LOG_BYTES = 64 * 2**20
# The copy it speaks of is of small frames, or a hundredth of what the query took.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)


class Snapshot:
    """Queries that all see the store as it was at one moment."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
        """Return the rows of a query. Parameters the query does not name are left out."""
        named = parameter_names(sql)
        bound = {key: value for key, value in (parameters or {}).items() if key in named}
        # Not as a relation: that is parsed and planned twice, which small queries mostly are.
        self._cursor.execute(statement(self._cursor, sql), bound)
        frame = pl.from_arrow(self._cursor.to_arrow_table(), rechunk=False)
        assert isinstance(frame, pl.DataFrame)
        return frame


class Transaction(Snapshot):
    """Statements that become visible together or not at all."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        super().__init__(cursor)
        self.filled: set[str] = set()
        """The tables that rows were added to."""

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        self._cursor.execute(sql, dict(parameters or {}))

    def append(self, table: str, frame: pl.DataFrame, **same: object) -> None:
        """Add a frame's rows to a table by column name. `same` are further columns, which say
        the same in every row: to have them in the frame would copy all of it."""
        columns = [f'"{name}"' for name in frame.columns]
        into = ", ".join((*columns, *(f'"{name}"' for name in same)))
        values = ", ".join((*columns, *(f"${name}" for name in same)))
        self.filled.add(table)
        self._cursor.register("incoming", _handed_over(frame))
        try:
            self._cursor.execute(
                f'INSERT INTO "{table}" ({into}) SELECT {values} FROM incoming', same
            )
        finally:
            with suppress(duckdb.Error):  # nothing to take back on a broken instance
                self._cursor.unregister("incoming")


def _handed_over(frame: pl.DataFrame) -> pa.Table | pa.RecordBatchReader:
    """Return the rows by as many as the engine keeps together: of any other number it would put
    together anew what it has laid out already, which takes a third longer. A few are a table, of
    which the engine asks less."""
    # The newest layout of texts is the one that both engines have.
    newest = pl.CompatLevel.newest()
    if frame.height < _FEW:
        return frame.to_arrow(compat_level=newest)
    schema = frame.clear().to_arrow(compat_level=newest).schema
    parts = (frame.slice(start, _ROW_GROUP) for start in range(0, frame.height, _ROW_GROUP))
    batches = (
        batch
        for part in parts
        for batch in part.rechunk().to_arrow(compat_level=newest).to_batches()
    )
    return pa.RecordBatchReader.from_batches(schema, batches)


class Store:
    """A DuckDB database with the portfolio's tables, opened once per process."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open or make the database at `path` (None: in memory) and migrate it.

        One that is only to be read is migrated as well, once, when it is older than the code.
        Raises StoreBusy when it is open already, in another process or in this one.
        """
        self._write_lock = threading.RLock()
        self._filled: dict[str, int] = {}
        self._loadings = 0
        self._instance = Instance(path, read_only=read_only)
        try:
            if self._is_behind():
                if read_only:
                    self._instance.close()
                    Store(path).close()
                    self._instance = Instance(path, read_only=True)
                else:
                    with self._instance.cursor() as cursor:
                        migrate(cursor)
            self._revision = self._recorded_revision()
            self._changes = Changes(self._revision)
            self._steps = StepTables(self._instance, self._changes)
        except BaseException:
            self.close()
            raise

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
        """Return the rows of a query. Parameters the query does not name are left out.

        A query met by a broken instance is asked once more of the one opened anew.
        Raises StoreFault when it cannot be answered.
        """
        try:
            try:
                return self._ask(sql, parameters)
            except FATAL:
                return self._ask(sql, parameters)
        except duckdb.Error as error:
            raise fault_of(error) from error

    def read_at(
        self,
        as_at: AsAt,
        folder: Path,
        name: str,
        parameters: Mapping[str, object] | None = None,
        *,
        instead: Instead = (),
    ) -> pl.DataFrame:
        """Return the rows of a named query at a point in time, as `read` of its `compose`: steps
        that several queries need there are worked out once, until something changes.

        Raises StoreFault when it cannot be answered.
        """
        query = tabled(folder, name, instead)
        asked = {**as_at._asdict(), **(parameters or {})}

        def ask() -> pl.DataFrame:
            with self._steps.reading(query, as_at) as (cursor, sql):
                return Snapshot(cursor).read(sql, asked)

        try:
            try:
                return ask()
            except FATAL:
                return ask()
        except duckdb.Error as error:
            raise fault_of(error) from error

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Several queries on the same moment, whatever is written meanwhile.

        Raises StoreFault when one of them cannot be answered.
        """
        try:
            with self._instance.cursor() as cursor:
                cursor.execute("BEGIN TRANSACTION READ ONLY")
                try:
                    yield Snapshot(cursor)
                finally:
                    with suppress(duckdb.Error):
                        cursor.execute("ROLLBACK")
        except duckdb.Error as error:
            raise fault_of(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out while one reads, decides and writes. Readers go on."""
        with self._write_lock:
            yield

    @contextmanager
    def transaction(self, touch: Touch = EVERY_POINT) -> Iterator[Transaction]:
        """One write at a time; rolled back whole if anything in it fails. `touch` says of which
        points anything may change: what is kept of all others stays.

        Raises StoreFault when the engine fails; nothing of the transaction is kept then.
        """
        with self._write_lock:
            following = self._revision + 1
            self._changes.note(following, touch)
            try:
                with self._instance.cursor() as cursor:
                    transaction = Transaction(cursor)
                    yield from self._begun(cursor, transaction)
            except BaseException as error:
                if not (isinstance(error, FATAL) and self._was_committed_after_all()):
                    self._changes.take_back(following)
                    if isinstance(error, duckdb.Error):
                        raise fault_of(error) from error
                    raise
            self._revision = following
            self._filled |= dict.fromkeys(transaction.filled, self._revision)

    def _begun(
        self, cursor: duckdb.DuckDBPyConnection, transaction: Transaction
    ) -> Iterator[Transaction]:
        cursor.execute("BEGIN TRANSACTION")
        try:
            yield transaction
            cursor.execute("UPDATE store_revision SET revision = revision + 1")
            cursor.execute("COMMIT")
        except BaseException:
            with suppress(duckdb.Error):  # a broken instance has rolled back by itself
                cursor.execute("ROLLBACK")
            raise

    def checkpoint(self) -> None:
        """Move what was committed from the log into the file.

        What was committed is safe without it: where the disk is full or readers are in the way,
        it is left to the next one.
        """
        with self._write_lock, suppress(duckdb.Error, OSError):
            if not (self._loadings and self._instance.log_bytes() < _MOST_LOG_BYTES):
                self._instance.checkpoint()

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Leave many changes one after the other in the log, where they are as safe as in the file,
        up to a size that opening again reads in a moment; at the end they are moved. Other writers
        go on."""
        with self._write_lock:
            self._loadings += 1
        try:
            yield
        finally:
            with self._write_lock:
                self._loadings -= 1
            self.checkpoint()

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._revision

    def touched_at(self, as_at: AsAt) -> int:
        """Return the last revision that touched a point: what answers at it are kept under."""
        return self._changes.last(as_at, self._revision)

    def filled_at(self, table: str) -> int:
        """Return the revision at which rows were last added to a table; 0 where they were there
        when the store was opened."""
        return self._filled.get(table, 0)

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless."""
        self._instance.close()
        forget()

    def _is_behind(self) -> bool:
        with self._instance.cursor() as cursor:
            return bool(pending(cursor))

    def _ask(self, sql: str, parameters: Mapping[str, object] | None) -> pl.DataFrame:
        with self._instance.cursor() as cursor:
            return Snapshot(cursor).read(sql, parameters)

    def _recorded_revision(self) -> int:
        return int(self.read("SELECT revision FROM store_revision")["revision"][0])

    def _was_committed_after_all(self) -> bool:
        """Return whether a commit that broke the instance is there once it is opened anew."""
        return self._recorded_revision() == self._revision + 1
