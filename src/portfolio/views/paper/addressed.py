"""Looks a number of a paper up by its address in the answers of the measures.

An address is `measure/value` (or `numerator`, `denominator`, `n`), or `measure/table/key/column`.
The key has a part for each leading column of the table, joined by `+`: a value, values joined by
`|`, or `*` for any. A part may also name its column: `state=live`, `period<=2026-09`, `gbp>0`,
`lead_org_code!=@beneficiary_org_code`. Of several rows the column is added up; a column of text
counts its different values, and `rows` the rows. Two addresses with ` ÷ ` between them are a
share. Whoever has `portfolio measure --json` can look
it up again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from portfolio.domain.document import Number, TableCell
from portfolio.domain.result import Cell, Result
from portfolio.views import formats
from portfolio.views.read_result import Record, number, records

Ask = Callable[[str], Result]
Say = Callable[[float | None], str]

_NAMED = re.compile(r"(\w+)(<=|!=|>|=)(.*)")
_OF_THE_WHOLE = frozenset({"value", "numerator", "denominator", "n"})
ROWS = "rows"
SHARE = " ÷ "


def address(measure: str, table: str, *key: str, column: str) -> str:
    """Return the address of a number in a table, whose key parts are as the module says."""
    return "/".join((measure, table, "+".join(key) or "*", column))


def key(*values: Cell) -> tuple[str, ...]:
    """Return values of leading columns as parts of an address, whatever letters they have."""
    return tuple("*" if value is None else quote(str(value), safe=" ") for value in values)


@dataclass(frozen=True)
class Figures:
    """The numbers that a paper may print, each by its address."""

    ask: Ask

    def value(self, source: str) -> float | None:
        """Return a number unrounded; None where it is not known. Raises KeyError for an address
        of nothing."""
        part, divided, whole = source.partition(SHARE)
        if divided:
            above, below = self.value(part), self.value(whole)
            return above / below if above is not None and below else None
        measure, _, within = source.partition("/")
        result = self.ask(measure)
        if within in _OF_THE_WHOLE:
            found = getattr(result, within)
            return None if found is None else float(found)
        table, parts, column = within.split("/")
        rows = self.rows(measure, table, *parts.split("+"))
        if column == ROWS:
            return float(len(rows))
        if rows and column not in rows[0]:
            raise KeyError(source)
        if any(isinstance(row[column], str) for row in rows):
            return float(len({row[column] for row in rows if row[column] is not None}))
        known = [found for row in rows if (found := number(row, column)) is not None]
        return sum(known) if known else None

    def rows(self, measure: str, table: str, *parts: str) -> list[Record]:
        """Return the rows of a table that a key names."""
        every = records(self.ask(measure), table)
        names = self.ask(measure).tables[table].columns if every else ()
        tests = [_test(part, names[at] if at < len(names) else "") for at, part in enumerate(parts)]
        return [row for row in every if all(holds(row) for holds in tests)]

    def number(self, source: str, say: Say = formats.count) -> Number:
        """Return a number of a sentence: as it is said, unrounded, and where it is from."""
        found = self.value(source)
        return Number(say(found), found, source)

    def cell(self, source: str, say: Say = formats.count) -> TableCell:
        """Return a number of a table."""
        found = self.value(source)
        return TableCell(say(found), found, source)


def _test(part: str, column: str) -> Callable[[Record], bool]:
    named = _NAMED.fullmatch(part)
    if named is None:
        wanted = {unquote(one) for one in part.split("|")}
        return (lambda _: True) if part == "*" else lambda row: _said(row[column]) in wanted
    name, how, said = named.groups()
    return lambda row: _compares(row[name], how, row[said[1:]] if said[:1] == "@" else said)


def _compares(cell: Cell, how: str, other: Cell) -> bool:
    wanted = unquote(other) if isinstance(other, str) else other
    if how == ">":
        return isinstance(cell, int | float) and cell > float(str(wanted))
    if how == "<=":
        return _said(cell) <= _said(wanted)
    is_one = _said(cell) in ({unquote(one) for one in str(other).split("|")} | {_said(wanted)})
    return is_one if how == "=" else not is_one


def _said(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def words(*said: str) -> tuple[TableCell, ...]:
    """Return cells that hold words alone."""
    return tuple(TableCell(one, one) for one in said)


def in_sentence(sentence: str, numbers: Iterable[Number]) -> tuple[str | Number, ...]:
    """Return a sentence that a page says too, cut at the numbers that are looked up for it.

    A number that the sentence does not say in its own words is left out; each is found once, in
    whichever order they are given.
    """
    parts: list[str | Number] = [sentence]
    for one in numbers:
        parts = _cut(parts, one)
    return tuple(part for part in parts if part)


def _cut(parts: Sequence[str | Number], one: Number) -> list[str | Number]:
    for at, part in enumerate(parts):
        if isinstance(part, Number):
            continue
        found = re.search(rf"(?<![\w.,£]){re.escape(one.text)}(?![\w%]|[.,]\d)", part)
        if found:
            halves = (part[: found.start()], one, part[found.end() :])
            return [*parts[:at], *halves, *parts[at + 1 :]]
    return list(parts)
