"""Rows right under the header that say what each column takes: units, formats, words of help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import takewhile

from portfolio.contract.folded_names import fold

# Labels and units may take a row each; more than these are rows with the same fault.
_MOST = 2
_FEWEST_CELLS = 2
_HAS_DIGIT = re.compile(r"\d")
# `1 to 5`, `0-100`: digits that say a range, not a value.
_RANGE = re.compile(r"(?i)^\D{0,9}\d+\s*(to|or|-|–)\s*\d+\D*$")
# What people write for a value that is not known tells nothing of a column.
_NOT_KNOWN = re.compile(r"(?i)^(\W*|n/?a|tb[acd]|unknown|none|null|nan)$")

Telling = Mapping[int, Set[str] | None]
"""The positions whose cells tell a row from an explanation: the (folded) codes that may stand
there, or None for dates and figures."""


def explaining_rows(
    first_rows: Sequence[tuple[int, Sequence[str]]], telling: Telling
) -> Iterator[tuple[int, int]]:
    """Yield number and telling position of the leading rows in which no date, figure or code is
    one."""
    found = list(takewhile(lambda one: _place(one[1], telling) is not None, first_rows))
    if len(found) < len(first_rows) and len(found) <= _MOST:
        for row, cells in found:
            place = _place(cells, telling)
            assert place is not None
            yield row, place


def _place(cells: Sequence[str], telling: Telling) -> int | None:
    """Return the first cell that explains, where all that tell do."""
    filled = {place: cells[place].strip() for place in telling if cells[place].strip()}
    if len(filled) < _FEWEST_CELLS:
        return None
    if all(_explains(cell, telling[place]) for place, cell in filled.items()):
        return min(filled)
    return None


def _explains(cell: str, codes: Set[str] | None) -> bool:
    if _NOT_KNOWN.match(cell) and cell not in {"£", "%"}:
        return False
    if codes is not None:
        return fold(cell) not in codes
    return not _HAS_DIGIT.search(cell) or _RANGE.match(cell) is not None
