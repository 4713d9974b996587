"""The plan of the adoption matrix: which programme and organisation stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.organisation import ORG_TYPES
from portfolio.domain.result import Result
from portfolio.views.read_result import Record, having, records, text
from portfolio.views.squares import in_use, others

_TYPE_GAP = 0.4


@dataclass(frozen=True)
class Side:
    """One row or column: its code and name, its place, and its count beyond the lead."""

    code: str
    name: str
    at: float
    in_use: int
    possible: int


@dataclass(frozen=True)
class Grid:
    """Programmes down (most adopters first), organisations across (by type, with a gap)."""

    programmes: tuple[Side, ...]
    organisations: tuple[Side, ...]
    cells: tuple[Record, ...]

    @property
    def row_at(self) -> Mapping[str, float]:
        return {side.code: side.at for side in self.programmes}

    @property
    def column_at(self) -> Mapping[str, float]:
        return {side.code: side.at for side in self.organisations}


def grid(adoption: Result, labels: Labels) -> Grid:
    """Read `matrix` (programme_id, org_code, state, sent_as, is_lead)."""
    cells = tuple(records(adoption, "matrix"))
    return Grid(_programmes(cells, labels), _organisations(cells, labels), cells)


def _programmes(cells: Sequence[Record], labels: Labels) -> tuple[Side, ...]:
    found = []
    for code, rows in _by(cells, "programme_id").items():
        beyond = others(rows)
        found.append((code, labels.programme(code), in_use(beyond), len(beyond)))
    found.sort(key=lambda side: (-side[2], -side[3], side[1]))
    return tuple(Side(code, name, at, n, m) for at, (code, name, n, m) in enumerate(found))


def _organisations(cells: Sequence[Record], labels: Labels) -> tuple[Side, ...]:
    rows_of = _by(cells, "org_code")
    order = sorted(rows_of, key=lambda code: (_type_rank(code, labels), labels.organisation(code)))
    sides: list[Side] = []
    at = 0.0
    for code in order:
        if sides and labels.org_type(sides[-1].code) != labels.org_type(code):
            at += _TYPE_GAP
        beyond = others(rows_of[code])
        sides.append(Side(code, labels.organisation(code), at, in_use(beyond), len(beyond)))
        at += 1
    return tuple(sides)


def _by(cells: Sequence[Record], column: str) -> dict[str, list[Record]]:
    grouped: dict[str, list[Record]] = {}
    for cell in cells:
        grouped.setdefault(text(cell, column), []).append(cell)
    return grouped


def _type_rank(code: str, labels: Labels) -> int:
    org_type = labels.org_type(code)
    return ORG_TYPES.index(org_type) if org_type in ORG_TYPES else len(ORG_TYPES)


def of_programme(cells: Sequence[Record], programme_id: str) -> list[Record]:
    return having(cells, "programme_id", programme_id)
