"""Rows that are none of the table: its names once more, totals, headings and notes, another table.

Told for what they are, they do not drown in findings on each of their cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from portfolio.contract.folded_names import fold
from portfolio.domain.delimiters import DELIMITER_WORDS, DELIMITERS
from portfolio.intake.tabulate.header import Heading, known_count
from portfolio.intake.tabulate.help_rows import Telling, explaining_rows
from portfolio.intake.tabulate.rows import Rows

# More rows than these without what every row needs are a column not filled in, not strays.
_LOOKED_AT = 1_000
# Rows that explain stand right under the header; one more is looked at, which must be a row.
_MAY_EXPLAIN = 3
# As query tools draw a line: under the names, and above what they say of the rows.
_DASHES = re.compile(r"^[|+:]*([-=_–—]{2,}[|+:\s]*)+$")
_MAY_BE_LINES = 2
_TOTAL = re.compile(r"(?i)^\W*((grand|sub|overall|column|year)\W?)*totals?\b(.*)$")
# As spreadsheets name the sums that they put between the rows.
_SUM_OF_ROWS = re.compile(r"(?i)^.{1,100}\s(total|sum|count|average)$")
# As formulas that find nothing give it, whatever the format of their column; and on a checkbox.
_NOUGHT = (
    r"(?i)^(-?£?\s?0*(\.0*)?\s?%?|£?\s*-\s*"
    r"|00?/01/1900|1900-01(-0[01])?|1899-12-3[01]|jan-00|false)$"
)
_NOUGHT_IDS = ("0", "0.0", "0.00", "£0.00", "-", "£ -", "00/01/1900", "FALSE", "False", "false")
_FIGURE = re.compile(r"^[-+(]?\s*£?\s*[\d.,]*\d[\d.,]*\s*[%)]?$")


@dataclass(frozen=True)
class Stray:
    """One row out of place: the rule that names it, and the cell to quote, if one is telling."""

    row: int
    rule: str
    found: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Expected:
    """What tells a stray from a row: the names a header may have, the positions of the columns
    that every row fills in, and those that tell an explanation from a row."""

    names: Set[str]
    required: Sequence[int]
    telling: Telling = field(default_factory=dict)

    @cached_property
    def folded(self) -> Set[str]:
        return {fold(name) for name in self.names}


@dataclass(frozen=True)
class _Candidate:
    row: int
    cells: tuple[str, ...]
    is_even: bool


def without_strays(
    rows: Rows, heading: Heading, expected: Expected
) -> tuple[Rows, tuple[Stray, ...]]:
    """Return the rows that belong to the table, and those that do not, in order."""
    strays = list(_strays(rows, heading, expected))
    if not strays:
        return rows, ()
    second = min((s.row for s in strays if s.rule == "second_table"), default=None)
    strays = [s for s in strays if second is None or s.row <= second]
    found = {s.row for s in strays}

    def belongs(row: int) -> bool:
        return row not in found and (second is None or row < second)

    table = rows.table.filter(~pl.col("row_number").is_in(list(found)))
    if second is not None:
        table = table.filter(pl.col("row_number") < second)
    uneven = tuple(one for one in rows.uneven if belongs(one.row))
    blank = tuple(row for row in rows.blank if belongs(row))
    return replace(rows, table=table, uneven=uneven, blank=blank), tuple(strays)


def _strays(rows: Rows, heading: Heading, expected: Expected) -> Iterator[Stray]:
    explaining = list(_explaining(rows, heading, expected))
    yield from explaining
    noughts = list(_of_nought(rows, expected))
    yield from noughts
    explaining += noughts
    candidates = sorted(_candidates(rows, heading, expected), key=lambda one: one.row)
    for one in candidates:
        stray = _judged(one, heading, expected)
        if stray and stray.row not in {each.row for each in explaining}:
            yield stray


def _explaining(rows: Rows, heading: Heading, expected: Expected) -> Iterator[Stray]:
    first = [
        (row, tuple(cell or "" for cell in cells))
        for *cells, row in rows.table.head(_MAY_EXPLAIN).rows()
    ]
    for row, place in explaining_rows(first, expected.telling):
        found = next(cells[place].strip() for number, cells in first if number == row)
        under = heading.cells[place].strip()
        yield Stray(row, "row_of_explanations", found, (("under", under),))


def _of_nought(rows: Rows, expected: Expected) -> Iterator[Stray]:
    """Yield rows in which nothing but nought is filled in, ids and codes included if they are;
    however many, since a formula may be filled down to the end of a sheet."""
    if not expected.required:
        return
    first = pl.col(str(expected.required[0]))
    unnamed = rows.table.filter(first.is_null() | first.is_in(_NOUGHT_IDS))
    if unnamed.is_empty():
        return
    places = [pl.col(c).fill_null("").str.strip_chars() for c in unnamed.columns[:-1]]
    only = pl.all_horizontal((c == "") | c.str.contains(_NOUGHT) for c in places)
    has_digit = pl.any_horizontal(c.str.contains("0") for c in places)
    found = pl.coalesce(pl.when(c.str.contains("0")).then(c) for c in places)
    for row, said in unnamed.filter(only & has_digit).select("row_number", found).rows():
        yield Stray(row, "rows_of_nought", said)


def _candidates(rows: Rows, heading: Heading, expected: Expected) -> Iterator[_Candidate]:
    numbers = {
        *_without_required(rows, expected),
        *_like_a_header(rows, heading, expected),
        *_like_a_line(rows),
    }
    if numbers:
        for *cells, row in rows.table.filter(pl.col("row_number").is_in(list(numbers))).rows():
            yield _Candidate(row, tuple(cell or "" for cell in cells), is_even=True)
    for uneven in rows.uneven:
        if uneven.cells:
            yield _Candidate(uneven.row, uneven.cells, is_even=False)


def _without_required(rows: Rows, expected: Expected) -> Iterable[int]:
    """Return rows in which a cell that every row fills in is blank, if they are few."""
    if not any(rows.table[str(place)].null_count() for place in expected.required):
        return ()
    blank = pl.any_horizontal(pl.col(str(place)).is_null() for place in expected.required)
    numbers = rows.table.filter(blank)["row_number"]
    return numbers if numbers.len() <= _LOOKED_AT else ()


def _like_a_header(rows: Rows, heading: Heading, expected: Expected) -> Iterable[int]:
    """Return rows whose first needed cell is a column's name, written as usual or as in the
    header."""
    if not expected.required:
        return ()
    place = expected.required[0]
    names = {*expected.names, *heading.cells, f"\ufeff{heading.cells[place]}"} - {""}
    like_one = rows.table[str(place)].is_in(list(names))
    return rows.table["row_number"].filter(like_one).head(_LOOKED_AT) if like_one.any() else ()


def _like_a_line(rows: Rows) -> Iterable[int]:
    """Return rows at either end whose first cell is a line of dashes."""
    ends = pl.concat([rows.table.head(_MAY_BE_LINES), rows.table.tail(_MAY_BE_LINES)])
    first = (str(cell or "").strip() for cell in ends["0"])
    return [row for row, cell in zip(ends["row_number"], first, strict=True) if _DASHES.match(cell)]


def _judged(one: _Candidate, heading: Heading, expected: Expected) -> Stray | None:
    filled = [cell.strip() for cell in one.cells if cell.strip()]
    names = known_count(filled, expected.folded)
    if names > 1 and names * 2 > len(filled):
        same = [fold(cell) for cell in one.cells] == [fold(cell) for cell in heading.cells]
        return Stray(one.row, "second_header" if same else "second_table")
    if filled and all(_DASHES.match(cell) for cell in filled):
        return Stray(one.row, "row_of_dashes")
    if _is_total(one, filled, expected) or _is_figures_only(one, expected):
        return Stray(one.row, "totals_row")
    if not one.is_even and _other_delimiter(one, heading):
        return _separated_otherwise(one, heading)
    if len(filled) == 1 and len(expected.required) > 1:
        return Stray(one.row, "row_of_one_cell", filled[0])
    return None


def _is_total(one: _Candidate, filled: Sequence[str], expected: Expected) -> bool:
    """Return a cell that says no more than total; or one that begins so, in a row without a
    name."""
    said = [match[3] for cell in filled if (match := _TOTAL.match(cell))]
    if said and not one.is_even:
        return True
    unnamed = sum(not one.cells[place].strip() for place in expected.required if one.is_even)
    has_no_name = len(expected.required) > 1 and unnamed >= len(expected.required) - 1
    if not said:
        return has_no_name and any(_SUM_OF_ROWS.match(cell) for cell in filled)
    return not any(words.strip(" :.£") for words in said) or has_no_name


def _is_figures_only(one: _Candidate, expected: Expected) -> bool:
    if not one.is_even or any(one.cells[place].strip() for place in expected.required):
        return False
    return all(_FIGURE.match(cell.strip()) for cell in one.cells if cell.strip())


def _other_delimiter(one: _Candidate, heading: Heading) -> str | None:
    if len(one.cells) != 1:
        return None
    others = (d for d in DELIMITERS if d != heading.delimiter)
    return next((d for d in others if one.cells[0].count(d) == len(heading.cells) - 1), None)


def _separated_otherwise(one: _Candidate, heading: Heading) -> Stray:
    other = _other_delimiter(one, heading) or ","
    words = {"by": DELIMITER_WORDS[other], "usual": DELIMITER_WORDS[heading.delimiter]}
    return Stray(one.row, "delimiter_differs", words=tuple(words.items()))
