"""The marks that may part the cells of a text file: read, said and looked for from here."""

from __future__ import annotations

import re
from typing import NamedTuple


class Delimiter(NamedTuple):
    """A mark, and its word for one and for several."""

    mark: str
    one: str
    several: str


_READ = (
    Delimiter(",", "comma", "commas"),
    Delimiter(";", "semicolon", "semicolons"),
    Delimiter("\t", "tab", "tabs"),
)
_TOLD = {"|": "`|`", ":": "colons", "^": "`^`", "~": "`~`", " ": "spaces"}

DELIMITERS = tuple(one.mark for one in _READ)
"""The marks that are read, the likeliest first."""
DELIMITER_ONE = {one.mark: one.one for one in _READ}
DELIMITER_WORDS = {one.mark: one.several for one in _READ}
OTHER_DELIMITERS = {mark: word for mark, word in _TOLD.items() if mark not in DELIMITERS}
"""Marks that some programs part cells by and that are not read, in words."""
_CELL_MARKS = (*DELIMITERS, "|")


def any_delimiter() -> str:
    """Return a pattern of one character: any mark that is read."""
    return f"[{''.join(map(re.escape, DELIMITERS))}]"


def cell_marks() -> tuple[str, ...]:
    """Return every mark at which cells may end in a file that cannot be read as a table."""
    return tuple(dict.fromkeys(_CELL_MARKS))


def listed(words: dict[str, str]) -> str:
    """Return words of marks as a sentence has them: `comma, semicolon or tab`."""
    *first, last = words.values()
    return f"{', '.join(first)} or {last}"
