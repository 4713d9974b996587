"""Reads a result's tables without surprises: a table that is not there has no rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from portfolio.domain.result import Cell, Result

Record = Mapping[str, Cell]


def records(result: Result | None, table: str) -> Sequence[Record]:
    """Return the rows of a table as mappings; none where the result does not carry it."""
    if result is None or table not in result.tables:
        return ()
    return result.tables[table].kept_records


def count(result: Result | None, table: str) -> int:
    """Return how many rows a table has."""
    return len(result.tables[table].rows) if result and table in result.tables else 0


def number(record: Record, column: str) -> float | None:
    """Return a number, or None where it is blank, missing or not finite."""
    cell = record.get(column)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return float(cell)


def amount(record: Record, column: str) -> float:
    """Return a number to add up: what is blank adds nothing."""
    return number(record, column) or 0.0


def whole(record: Record, column: str) -> int:
    return round(amount(record, column))


def text(record: Record, column: str) -> str:
    cell = record.get(column)
    return "" if cell is None else str(cell)


def is_true(record: Record, column: str) -> bool:
    return record.get(column) is True


def summed(rows: Iterable[Record], key: str, column: str) -> dict[str, float]:
    """Return the sum of a column for each value of the key, in order of first appearance."""
    totals: dict[str, float] = {}
    for row in rows:
        totals[text(row, key)] = totals.get(text(row, key), 0.0) + amount(row, column)
    return totals


def only(rows: Iterable[Record], keep: Callable[[Record], bool]) -> list[Record]:
    return [row for row in rows if keep(row)]


def having(rows: Iterable[Record], column: str, value: str) -> list[Record]:
    return [row for row in rows if row.get(column) == value]


def gross(rows: Iterable[Record]) -> list[Record]:
    """Return rows of benefit, not of disbenefit; tables without an `effect` are taken whole."""
    return only(rows, lambda row: row.get("effect", "benefit") == "benefit")
