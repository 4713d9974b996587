"""Steps of queries made tables once for each point in time, for all who ask at that point.

A point is a period and a known-on day, from one change that touched it to the next. Its
tables lie in memory in the engine, in a schema of their own, and are made when a query first needs
them, in a transaction that sees just that moment: no reader can mix two. They are let go once the
point has been touched again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import duckdb

from portfolio.store.connection import STEP_TABLES, Instance
from portfolio.store.parsed import statement
from portfolio.store.queries import Tabled, parameter_names
from portfolio.store.touched import AsAt, Changes

# Points at once: a reader's own, and those that it and its forecasts are held against.
_MOST_KEPT = 24
# Of a history of a million months two points are kept, of a small system all.
_MOST_ROWS = 4_000_000


@dataclass
class _Point:
    """Where the tables of a point are, the rows of those that are there, and how many read them
    now."""

    schema: str
    tables: dict[str, int] = field(default_factory=dict)
    readers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


_Key = tuple[int, int, AsAt]


class StepTables:
    """The tables of one instance's points."""

    def __init__(self, instance: Instance, changes: Changes) -> None:
        self._instance = instance
        self._changes = changes
        self._points: dict[_Key, _Point] = {}
        self._free: list[str] = []
        self._named = 0
        self._times_opened = 0
        self._lock = threading.Lock()

    @contextmanager
    def reading(
        self, query: Tabled, as_at: AsAt
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A cursor in a transaction of its own, and the SQL to ask in it: the tables it reads from
        are there, and of the same moment as all else that the transaction sees."""
        with self._instance.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                with (
                    self._point(cursor, as_at) as point,
                    self._made(cursor, point, query, as_at),
                ):
                    yield cursor, query.reading(point.schema)
            except BaseException:
                with suppress(duckdb.Error):  # a broken instance has rolled back by itself
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _made(
        self, cursor: duckdb.DuckDBPyConnection, point: _Point, query: Tabled, as_at: AsAt
    ) -> Iterator[None]:
        """Make the tables that are not there. Whoever else needs tables of the point waits until
        they are committed: before that nobody sees them, and twice they cannot be made."""
        with point.lock:
            missing = [table for table in query.tables if table.name not in point.tables]
            if missing:
                if not point.tables:
                    cursor.execute(f"CREATE SCHEMA {point.schema}")
                made = {
                    table.name: _made_rows(cursor, table.made_in(point.schema), as_at)
                    for table in missing
                }
                yield
                cursor.execute("COMMIT")
                point.tables |= made
                return
        yield
        cursor.execute("COMMIT")

    @contextmanager
    def _point(self, cursor: duckdb.DuckDBPyConnection, as_at: AsAt) -> Iterator[_Point]:
        """The point as the cursor's transaction sees it, not let go meanwhile."""
        ((revision,),) = cursor.execute("SELECT revision FROM store_revision").fetchall()
        point = self._taken(int(revision), as_at)
        try:
            yield point
        finally:
            with self._lock:
                point.readers -= 1

    def _taken(self, revision: int, as_at: AsAt) -> _Point:
        with self._lock:
            opened = self._instance.times_opened
            key = (opened, self._touched(as_at, revision), as_at)
            if key not in self._points:
                self._let_go(opened, revision)
                self._points[key] = _Point(self._schema(opened))
            point = self._points[key] = self._points.pop(key)  # the last asked for goes last
            point.readers += 1
            return point

    def _let_go(self, opened: int, revision: int) -> None:
        """Drops points that were touched since and that nobody reads, and beyond so many points or
        rows those least asked for."""
        for key, point in [*self._points.items()]:
            if point.readers:
                continue
            is_past = key[0] < opened or key[1] < self._touched(key[2], revision)
            if is_past or self._are_many():
                del self._points[key]
                if key[0] == opened and self._is_dropped(point):
                    self._free.append(point.schema)

    def _touched(self, as_at: AsAt, revision: int) -> int:
        return self._changes.last(as_at, revision, of_rows=True)

    def _are_many(self) -> bool:
        rows = sum(sum(point.tables.values()) for point in self._points.values())
        return len(self._points) >= _MOST_KEPT or rows > _MOST_ROWS

    def _is_dropped(self, point: _Point) -> bool:
        """Return whether its tables are gone. A name that could not be freed is not used again."""
        try:
            with self._instance.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {point.schema} CASCADE")
        except duckdb.Error:
            return False
        return True

    def _schema(self, opened: int) -> str:
        """Return a name without tables. Names are used again, so that a query is the same text
        again."""
        if opened != self._times_opened:
            self._times_opened, self._free = opened, []
        if self._free:
            return self._free.pop()
        self._named += 1
        return f"{STEP_TABLES}.point_{self._named}"


def _made_rows(cursor: duckdb.DuckDBPyConnection, sql: str, as_at: AsAt) -> int:
    """Return how many rows the table has that is made now."""
    asked: Mapping[str, object] = as_at._asdict()
    named = {name: asked[name] for name in parameter_names(sql)}
    ((rows,),) = cursor.execute(statement(cursor, sql), named).fetchall()
    return int(rows)
