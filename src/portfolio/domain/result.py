"""The answer of a measure: one value that a figure, a table and an export all show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from portfolio.domain.filters import Filters

Cell = str | int | float | bool | date | None
Status = Literal[
    "ok",
    "trial",
    "no_variation",
    "not_defined",
    "not_applicable",
    "insufficient_data",
    "suppressed",
]


@dataclass(frozen=True)
class ResultTable:
    """One table of a result: named columns, rows in a stated order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @cached_property
    def kept_records(self) -> Sequence[Mapping[str, Cell]]:
        """The same made once, for those who read a long table several times and change nothing."""
        return self.records()

    def column(self, name: str) -> list[Cell]:
        index = self.columns.index(name)
        return [row[index] for row in self.rows]


class LateTables(Mapping[str, ResultTable]):
    """Tables by name, each worked out when somebody first asks for it.

    A page reads a few of a result's tables. Two who ask at once may both work one out, and agree.
    """

    def __init__(self, makers: Mapping[str, Callable[[], ResultTable]]) -> None:
        self._names = tuple(makers)
        self._makers = dict(makers)
        self._made: dict[str, ResultTable] = {}

    def __getitem__(self, name: str) -> ResultTable:
        make = self._makers.get(name)
        if make is not None:
            self._made[name] = make()
            self._makers.pop(name, None)  # and with it the rows it was made from
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class Provenance:
    """Where a number came from; `kinds` are the extracts it was counted from."""

    measure: str
    version: str
    filters: Filters
    submissions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A value with its status, what it was divided from, and where it came from.

    An undefined value is None with a status that says why; never 0, NaN or infinity.
    """

    provenance: Provenance
    status: Status
    value: float | None
    unit: str
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    tables: Mapping[str, ResultTable] = field(default_factory=dict)

    def to_json(self) -> Mapping[str, object]:
        """Return the shape promised to scripts: numbers unrounded, dates ISO, undefined is None."""
        source = self.provenance
        return {
            "measure": source.measure,
            "version": source.version,
            "period": str(source.filters.period),
            "known_on": source.filters.known_on.isoformat() if source.filters.known_on else None,
            "filters": source.filters.to_json(),
            "status": self.status,
            "value": self.value,
            "unit": self.unit,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "n": self.n,
            "caveats": list(source.caveats),
            "submissions": list(source.submissions),
            "tables": {name: _records(table) for name, table in self.tables.items()},
        }


def _records(table: ResultTable) -> list[dict[str, object]]:
    return [
        {key: cell.isoformat() if isinstance(cell, date) else cell for key, cell in row.items()}
        for row in table.records()
    ]
