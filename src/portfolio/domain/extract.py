"""A file as it came, and each extract in it once it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Table = TypeVar("Table")


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it came: its name and its bytes, nothing understood yet.

    `beside` is what else is said where it was carried in something: the name of that, folders,
    remarks. It is no data, but may name a patient.

    Its hash is that of its name: that of a long content takes as long as its fingerprint, and two
    files of one name are told apart by their contents all the same.
    """

    name: str
    content: bytes = field(hash=False)
    beside: str = field(default="", hash=False)


@dataclass(frozen=True)
class Detected:
    """What was made out of a file's form, said back to the partner.

    `place` is the file's among those sent, from 0: a workbook's sheets all have the same one.
    """

    file: str
    kind: str | None
    encoding: str | None
    delimiter: str | None
    rows: int
    place: int = 0


@dataclass(frozen=True)
class Extract(Generic[Table]):
    """A file read as text: one column of text per header, one row per record.

    `table` has the contract's column names and a column `row_number`, the number of the row as
    a spreadsheet shows it (the header is row 1).
    """

    detected: Detected
    table: Table
