"""Which extract a header belongs to, and which of its cells is which column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.rules import finding, nearest
from portfolio.domain.finding import Finding
from portfolio.intake.structure.heading import Heading, fold

# So many unknown columns are each named; the last of them counts the rest.
_UNKNOWN_NAMED = 20
KNOWN_NAMES = frozenset(fold(column) for kind in KINDS.values() for column in kind.columns)


@dataclass(frozen=True)
class Columns:
    """Where each column of the contract stands in the file, with what the header does wrong.

    `unnamed` are positions without a name: harmless while every cell below them is blank.
    """

    positions: tuple[tuple[str, int], ...]
    unnamed: tuple[int, ...]
    findings: tuple[Finding, ...]


def kind_of(file_name: str, cells: Sequence[str]) -> Kind | None:
    """The kind a file is named after, else the one kind whose columns these are."""
    by_name = {fold(name): kind for name, kind in KINDS.items()}
    named = by_name.get(fold(PurePath(file_name).stem))
    if named is not None:
        return named
    fitting = [kind for kind in KINDS.values() if _fits(kind, cells)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(kind: Kind, cells: Sequence[str]) -> bool:
    sent = {fold(cell) for cell in cells if cell.strip()}
    return {fold(c) for c in kind.required} <= sent <= {fold(c) for c in kind.columns}


def match_columns(file_name: str, kind: Kind, heading: Heading) -> Columns:
    """Finds each column by its name, never by its place."""
    by_folded = {fold(column): column for column in kind.columns}
    positions: dict[str, int] = {}
    for position, cell in enumerate(heading.cells):
        column = by_folded.get(fold(cell))
        if column is not None:
            positions.setdefault(column, position)
    unnamed = tuple(i for i, cell in enumerate(heading.cells) if not fold(cell))
    findings = (
        *_unknown(file_name, kind, heading),
        *_repeated(file_name, kind, heading),
        *_missing(file_name, kind, heading, positions),
    )
    return Columns(tuple(positions.items()), unnamed, findings)


def _unknown(file_name: str, kind: Kind, heading: Heading) -> list[Finding]:
    columns = {fold(column) for column in kind.columns}
    unknown = [*dict.fromkeys(c.strip() for c in heading.cells if fold(c) not in {"", *columns})]
    more = max(len(unknown) - _UNKNOWN_NAMED, 0)
    sent = {fold(cell) for cell in heading.cells}
    missing = [column for column in kind.columns if fold(column) not in sent]
    return [
        finding(
            "unknown_column",
            file=file_name,
            kind=kind.name,
            rows=(heading.row,),
            found=cell,
            nearest=nearest(cell, missing),
            others=more if place == _UNKNOWN_NAMED else 0,
        )
        for place, cell in enumerate(unknown[:_UNKNOWN_NAMED], start=1)
    ]


def _repeated(file_name: str, kind: Kind, heading: Heading) -> list[Finding]:
    times = Counter(fold(cell) for cell in heading.cells)
    return [
        finding(
            "repeated_column",
            file=file_name,
            kind=kind.name,
            rows=(heading.row,),
            column=column,
            times=times[fold(column)],
        )
        for column in kind.columns
        if times[fold(column)] > 1
    ]


def _missing(
    file_name: str, kind: Kind, heading: Heading, positions: dict[str, int]
) -> list[Finding]:
    return [
        finding(
            "missing_column", file=file_name, kind=kind.name, rows=(heading.row,), column=column
        )
        for column in kind.required
        if column not in positions
    ]
