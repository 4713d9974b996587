"""Everything found in a return as a table to work through: a line for each row and fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portfolio.domain.finding import Finding
from portfolio.exports.delimited import csv_bytes

COLUMNS = (
    "to do",
    "file",
    "row",
    "column",
    "found",
    "what we found and need",
    "what to do",
    "rule",
)
_TO_DO = {"stop": "put right", "note": "please look"}


def findings_csv(found: Iterable[Finding]) -> bytes:
    """Return every finding, row by row; where more rows have a fault than are listed, a last
    line says how many."""
    return csv_bytes(COLUMNS, (line for one in found for line in _lines(one)))


def _lines(one: Finding) -> Iterator[tuple[str | int | None, ...]]:
    to_do = _TO_DO[one.severity]
    if not one.rows:
        yield (to_do, one.file, None, one.column, one.found, one.says, one.do, one.rule)
    for case in one.cases():
        column = case.column or one.column
        yield (to_do, one.file, case.row, column, case.found, case.says, one.do, one.rule)
    more = one.row_count - len(one.rows)
    if one.rows and more > 0:
        rows = "1 more row has" if more == 1 else f"{more:,} more rows have"
        yield (to_do, one.file, None, one.column, None, f"{rows} this fault.", one.do, one.rule)
