"""Rows whose cells stand one column off, though there are as many as there should be.

A comma in a text without quotes moves what follows to the right, a cell left out to the left; where
another one makes up for it, only what the cells say shows it. Told for that, such a row does not
drown in findings on each of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import finding
from portfolio.domain.extract import Extract
from portfolio.domain.finding import Finding
from portfolio.intake.cells.field_fit import fits_field

# A row with fewer columns wrong is told by them.
_FEWEST = 2
# Rows beyond are many faults of their own.
_LOOKED_AT = 200
# What is put right by moving the cells back leaves at most this share of what was wrong.
_LEFT_OVER = 0.25
_SURE = 3


@dataclass(frozen=True)
class _Moved:
    """A row moved by `by` columns, and of one cell the place where it stands and is out of it."""

    row: int
    by: int
    place: int


def moved_cells(
    extract: Extract[pl.DataFrame], kind: Kind, told: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return one finding for each side to which rows have moved, of those with several cells
    wrong."""
    suspects = _suspects(told)
    rows = extract.table.filter(pl.col("row_number").is_in(suspects)) if suspects else None
    if rows is None or rows.is_empty():
        return ()
    columns = [column for column in rows.columns if kind.has(column)]
    fits = {by: _fits(rows, columns, kind, by) for by in (-1, 0, 1)}
    filled = rows.select(
        (pl.col(c).str.strip_chars() != "").fill_null(value=False) for c in columns
    )
    moved = [
        found
        for at, row in enumerate(rows["row_number"])
        if (found := _moved(row, {by: fit[at] for by, fit in fits.items()}, filled.row(at)))
    ]
    by_way: dict[int, list[_Moved]] = {}
    for one in moved:
        by_way.setdefault(one.by, []).append(one)
    return tuple(
        _told(like, rows.select(*columns, "row_number"), extract, kind) for like in by_way.values()
    )


def without_rows(extract: Extract[pl.DataFrame], rows: Sequence[int]) -> Extract[pl.DataFrame]:
    """Return the extract but for some rows, by number."""
    if not rows:
        return extract
    return replace(extract, table=extract.table.filter(~pl.col("row_number").is_in(rows)))


def _suspects(told: Iterable[Finding]) -> list[int]:
    wrong: dict[int, set[str | None]] = {}
    for found in told:
        if found.severity == "stop":
            for case in found.cases():
                wrong.setdefault(case.row, set()).add(case.column or found.column)
    rows = [row for row, columns in wrong.items() if len(columns) >= _FEWEST]
    return rows if len(rows) <= _LOOKED_AT else []


def _fits(
    rows: pl.DataFrame, columns: Sequence[str], kind: Kind, by: int
) -> Sequence[Sequence[bool]]:
    """For each row, whether each cell fits the column so many places before its own; a place
    outside the table fits nothing."""
    answers: list[pl.Series] = []
    for place, column in enumerate(columns):
        target = place - by
        if 0 <= target < len(columns):
            answers.append(fits_field(rows[column], kind.field(columns[target])))
        else:
            answers.append(pl.repeat(False, rows.height, eager=True))
    return [*zip(*(answer.to_list() for answer in answers), strict=True)]


def _moved(row: int, fits: Mapping[int, Sequence[bool]], filled: Sequence[bool]) -> _Moved | None:
    """Return the stretch of cells that fit best one column off, if hardly any is wrong then."""
    wrong = [not fit for fit in fits[0]]
    before = sum(wrong)
    if before < _FEWEST:
        return None
    best: tuple[int, int, int, int] | None = None
    for by in (1, -1):
        for start, end in _stretches(len(wrong)):
            apart = [*wrong[:start], *(not fit for fit in fits[by][start:end]), *wrong[end:]]
            # The cell over which the stretch moves is gone, or part of the one before it.
            lost = start - 1 if by > 0 else end
            left = sum(apart) - (apart[lost] if 0 <= lost < len(apart) else 0)
            if best is None or (left, end - start) < best[:2]:
                best = (left, end - start, by, start)
    if best is None or best[0] > (before * _LEFT_OVER if before >= _SURE else 0):
        return None
    _, length, by, start = best
    moved = range(start, start + length)
    shown = next((p for p in moved if wrong[p] and fits[by][p] and filled[p]), None)
    return None if shown is None else _Moved(row, by, shown)


def _stretches(width: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(width) for end in range(start + 2, width + 1))


def _told(
    like: Sequence[_Moved], rows: pl.DataFrame, extract: Extract[pl.DataFrame], kind: Kind
) -> Finding:
    first = like[0]
    column = rows.columns[first.place]
    return finding(
        "cells_moved",
        file=extract.detected.file,
        kind=kind.name,
        rows=[one.row for one in like],
        column=column,
        found=rows.filter(row_number=first.row)[column][0].strip(),
        belongs=rows.columns[first.place - first.by],
        of_rows="of this row" if len(like) == 1 else "of these rows",
        side="right" if first.by > 0 else "left",
        why=_WHY[first.by],
    )


_WHY = {
    1: "A comma in a text that is not in quotes does this, or a cell put in by mistake.",
    -1: "A cell that was deleted does this, or a comma that is missing.",
}
