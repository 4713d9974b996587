"""Forward-only changes to the store's tables: each `NNNN_name.sql` runs once, in order."""

from __future__ import annotations

from pathlib import Path

import duckdb

from portfolio.store.errors import StoreTooNew

FOLDER = Path(__file__).parent


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring a database to the newest schema, each step in a transaction of its own."""
    for path in pending(connection):
        connection.execute("BEGIN TRANSACTION")
        connection.execute("CREATE TABLE IF NOT EXISTS store_migration (name VARCHAR NOT NULL)")
        connection.execute(path.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO store_migration VALUES ($name)", {"name": path.stem})
        connection.execute("COMMIT")


def pending(connection: duckdb.DuckDBPyConnection) -> list[Path]:
    """Return the steps a database has not taken yet, in order. Raises StoreTooNew for one that
    has taken steps unknown here."""
    done = _done(connection)
    known = sorted(FOLDER.glob("[0-9]*.sql"))
    if done - {path.stem for path in known}:
        raise StoreTooNew("The database was written by a later version.")
    return [path for path in known if path.stem not in done]


def _done(connection: duckdb.DuckDBPyConnection) -> set[str]:
    named = "SELECT 1 FROM information_schema.tables WHERE table_name = 'store_migration'"
    if not connection.execute(named).fetchall():
        return set()
    return {row[0] for row in connection.execute("SELECT name FROM store_migration").fetchall()}
