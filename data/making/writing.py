"""Rows to bytes: UTF-8 without BOM, comma, line feeds, columns in the contract's order."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from .cast import CARDS

# Optional columns that most senders have no use for: a file has them where a row gives them.
_WHERE_GIVEN = ("recalculate_from", "recalculate_reason")


@cache
def columns() -> dict[str, list[str]]:
    """The columns of each kind of file, in order."""
    return tomllib.loads((CARDS / "columns.toml").read_text("utf-8"))


def table_bytes(kind: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The CSV of one kind; a key that is not a column is an error of ours and raises."""
    text, sent = io.StringIO(), list(rows)
    names = [
        name
        for name in columns()[kind]
        if name not in _WHERE_GIVEN or any(row.get(name) for row in sent)
    ]
    table = csv.DictWriter(text, names, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(sent)
    return text.getvalue().encode()


def write_table(path: Path, kind: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes one CSV, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(table_bytes(kind, rows))
