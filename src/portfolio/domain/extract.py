"""One CSV file of one kind, before and after it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Table = TypeVar("Table")


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it came: its name and its bytes, nothing understood yet."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Detected:
    """What was made out of a file's form, said back to the partner."""

    file: str
    kind: str | None
    encoding: str | None
    delimiter: str | None
    rows: int


@dataclass(frozen=True)
class Extract(Generic[Table]):
    """A file read as text: one column of text per header, one row per record.

    `table` has the contract's column names and a column `row_number`, the number of the row as
    a spreadsheet shows it (the header is row 1).
    """

    detected: Detected
    table: Table
