"""A fault in a file's form that keeps its rows from being read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class FileFault(Exception):
    """The file, or the rest of it, cannot be read as the table it should be.

    Carries the rule broken, the row where it shows and the words of its sentence; the message
    never holds what the file contains.
    """

    def __init__(self, rule: str, *, row: int | None = None, **words: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.row = row
        self.words: Mapping[str, Any] = words
