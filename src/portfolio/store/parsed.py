"""Statements parsed once, however often they are asked."""

from __future__ import annotations

import duckdb

# More texts than there are queries; beyond, they are parsed anew.
_MOST_KEPT = 4_096
_parsed: dict[str, duckdb.Statement] = {}


def statement(cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """Return the one statement of a text, to be run on any cursor: an eighth of a small query is
    the parsing of it. Two who ask at once may both parse it."""
    found = _parsed.get(sql)
    if found is None:
        (found,) = cursor.extract_statements(sql)
        if len(_parsed) >= _MOST_KEPT:
            _parsed.clear()
        _parsed[sql] = found
    return found


def forget() -> None:
    """Let go of them all: the engine complains of those that outlive it."""
    _parsed.clear()
