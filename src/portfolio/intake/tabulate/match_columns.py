"""Which extract a header belongs to, and which of its cells is which column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePath
from typing import Any

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.folded_names import fold
from portfolio.contract.near_columns import near_column
from portfolio.contract.rules import cut, finding, listed
from portfolio.domain.finding import Finding
from portfolio.intake.tabulate.header import Heading

# Up to so many unknown columns each get a finding of their own; more are named in one.
_TOLD_APART = 5
_NAMED_TOGETHER = 20
# How near a name has to be for its cells to be read as the column's; and how many are looked at.
_ALL_BUT = 0.8
_LOOKED_AT = 100
COLUMN_NAMES = frozenset(column for kind in KINDS.values() for column in kind.columns)
_FEW_NAMES = 3
KNOWN_NAMES = frozenset(map(fold, COLUMN_NAMES))


@dataclass(frozen=True)
class Columns:
    """Where each column of the contract stands in the file, with what the header does wrong.

    `unnamed` are positions without a name: harmless while every cell below them is blank.
    """

    positions: tuple[tuple[str, int], ...]
    unnamed: tuple[int, ...]
    findings: tuple[Finding, ...]


def kind_of(file_name: str, cells: Sequence[str]) -> Kind | None:
    """Return the kind a file is named after, else the one kind whose columns these are."""
    by_name = {fold(name): kind for name, kind in KINDS.items()}
    named = by_name.get(fold(PurePath(file_name).stem))
    if named is not None:
        return named
    fitting = [kind for kind in KINDS.values() if fits(kind, cells)]
    return fitting[0] if len(fitting) == 1 else None


def fits(kind: Kind, cells: Sequence[str]) -> bool:
    """Return whether a header has what the kind needs, and nothing that it does not know."""
    sent = {fold(cell) for cell in cells if cell.strip()}
    return {fold(c) for c in kind.required} <= sent <= {fold(c) for c in kind.columns}


def leaning_kind(names: Sequence[str], first_rows: Sequence[Sequence[str]]) -> Kind | None:
    """Return the kind that a sheet of a workbook is: by its name, by a header that fits, or else
    by a row near its top that has mostly columns of that kind, so that a misspelt one is told
    and the sheet not taken for something else."""
    for name in names:
        kind = kind_of(name, first_rows[0])
        if kind is not None:
            return kind
    likeness = {
        kind.name: max(_likeness(kind, cells) for cells in first_rows) for kind in KINDS.values()
    }
    likest = max(likeness, key=lambda name: likeness[name])
    return KINDS[likest] if likeness[likest] else None


def _likeness(kind: Kind, cells: Sequence[str]) -> int:
    """Return how many columns of the kind a row names; none where they are few, or fewer than
    others."""
    columns = {fold(column) for column in kind.columns}
    sent = {fold(cell) for cell in cells if cell.strip()}
    known = len(sent & columns)
    return known if known >= _FEW_NAMES and 2 * known > len(sent) else 0


def match_columns(file_name: str, kind: Kind, heading: Heading) -> Columns:
    """Find each column by its name, never by its place."""
    by_folded = {fold(column): column for column in kind.columns}
    beside = _table_beside(kind, heading)
    cells = heading.cells if beside is None else heading.cells[:beside]
    positions: dict[str, int] = {}
    for position, cell in enumerate(cells):
        column = by_folded.get(fold(cell))
        if column is not None:
            positions.setdefault(column, position)
    header = _Header(file_name, kind, heading.row, cells)
    unknown = _unknown(header)
    for position, column in _misspelt(header):
        positions.setdefault(column, position)
    findings = (
        *_said_beside(header, beside),
        *unknown,
        *_repeated(header),
        *_missing(header, positions),
    )
    unnamed = tuple(i for i, cell in enumerate(cells) if not fold(cell))
    return Columns(tuple(positions.items()), unnamed, findings)


@dataclass(frozen=True)
class _Header:
    """The header of one table, and where it stands."""

    file: str
    kind: Kind
    row: int
    cells: Sequence[str]

    def finding(self, rule: str, **words: Any) -> Finding:
        return finding(rule, file=self.file, kind=self.kind.name, rows=(self.row,), **words)

    @property
    def unknown(self) -> list[str]:
        columns = {fold(column) for column in self.kind.columns}
        return [*dict.fromkeys(c.strip() for c in self.cells if fold(c) not in {"", *columns})]

    @cached_property
    def near(self) -> Mapping[str, str | None]:
        """By each unknown name the column that it may mean, if any."""
        return {cell: near_column(cell, self.not_sent) for cell in self.unknown[:_LOOKED_AT]}

    @property
    def not_sent(self) -> list[str]:
        sent = {fold(cell) for cell in self.cells}
        return [column for column in self.kind.columns if fold(column) not in sent]


def _table_beside(kind: Kind, heading: Heading) -> int | None:
    """Return the position where a second table begins, an empty column between; None without
    one."""
    own = {fold(column) for column in kind.columns}
    for gap in (i for i, cell in enumerate(heading.cells) if not fold(cell)):
        before = {fold(cell) for cell in heading.cells[:gap]}
        after = [fold(cell) for cell in heading.cells[gap:] if fold(cell)]
        strange = sum(n in KNOWN_NAMES and (n not in own or n in before) for n in after)
        if len(before & own) > 1 and strange > 1 and strange * 2 > len(after):
            return gap
    return None


def _said_beside(header: _Header, beside: int | None) -> list[Finding]:
    return [] if beside is None else [header.finding("table_beside", position=beside + 1)]


def _unknown(header: _Header) -> list[Finding]:
    """A name near a column's is told with it; the others together, where there are many."""
    near = header.near
    far = [cell for cell in header.unknown if near.get(cell) is None]
    together = dict.fromkeys(far if len(far) > _TOLD_APART else [])
    alone = [cell for cell in header.unknown if cell not in together]
    found = [
        header.finding("unknown_column", found=cell, nearest=near.get(cell))
        for cell in alone[:_LOOKED_AT]
    ]
    if together:
        names = listed([cut(cell) or "" for cell in far], _NAMED_TOGETHER)
        found.append(header.finding("unknown_columns", count=f"{len(far):,}", names=names))
    return found


def _misspelt(header: _Header) -> Iterator[tuple[int, str]]:
    """Yield positions whose name is so near a column's that their cells are read as that
    column's: the name stops the file, and what is wrong below it is said at once."""
    not_sent = {fold(column): column for column in header.not_sent}
    own = {fold(column) for column in header.kind.columns}
    for position, cell in enumerate(header.cells[:_LOOKED_AT]):
        near = [] if fold(cell) in own else get_close_matches(fold(cell), not_sent, 1, _ALL_BUT)
        if near:
            yield position, not_sent[near[0]]


def _repeated(header: _Header) -> list[Finding]:
    times = Counter(fold(cell) for cell in header.cells)
    return [
        header.finding("repeated_column", column=column, times=times[fold(column)])
        for column in header.kind.columns
        if times[fold(column)] > 1
    ]


def _missing(header: _Header, positions: Mapping[str, int]) -> list[Finding]:
    """Return columns that every row needs and the header lacks, under any name."""
    meant = {*positions, *header.near.values()}
    return [
        header.finding("missing_column", column=column)
        for column in header.kind.required
        if column not in meant
    ]
