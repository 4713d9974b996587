"""What is said of each programme, kept as plain rows; a filter takes out those of its programmes.

Filters choose some tens of programmes, for which a page folds the same few tables. To take plain
rows out of a dictionary and add them up takes microseconds, where to filter, group and sort a frame
takes most of a millisecond. What has a row for each month stays a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import polars as pl

from portfolio.domain.result import Cell, ResultTable
from portfolio.measures.selection import Selection

Key = tuple[Cell, ...]
Rows = Sequence[tuple[Key, tuple[int | None, ...]]]
_OF = "programme_id"


class Table:
    """A table whose rows are each about one programme."""

    def __init__(self, whole: ResultTable) -> None:
        self.whole = whole
        self._places: dict[Cell, list[int]] = {}
        for place, programme in enumerate(whole.column(_OF)):
            self._places.setdefault(programme, []).append(place)

    def __len__(self) -> int:
        return len(self.whole.rows)

    def of(self, programmes: Iterable[str]) -> ResultTable:
        """Return the rows of these programmes, in their order."""
        places = sorted(chain.from_iterable(self._places.get(one, ()) for one in programmes))
        every = self.whole.rows
        return ResultTable(self.whole.columns, tuple(every[place] for place in places))


def table_of_each(
    selection: Selection, name: str, make: Callable[[Selection], ResultTable]
) -> ResultTable:
    """Return a table that says the same of a programme whichever others are chosen with it."""
    whole = selection.whole()
    kept = whole.cached(f"{name}, a table", lambda: Table(make(whole)))
    return kept.of(selection.ids) if selection.is_narrowed else kept.whole


class Amounts:
    """Sums kept for each programme: exact, as whole numbers of the smallest unit of each."""

    def __init__(self, rows: pl.DataFrame, amounts: Sequence[str]) -> None:
        self.amounts = tuple(amounts)
        self.grain = tuple(name for name in rows.columns if name not in amounts)
        self._units = {name: _unit(rows.schema[name]) for name in amounts}
        self._rows: dict[str, list[tuple[Key, tuple[int | None, ...]]]] = {}
        self._height = rows.height
        of, end = self.grain.index(_OF), len(self.grain)
        for row in rows.select(*self.grain, pl.col(amounts).to_physical()).iter_rows():
            self._rows.setdefault(row[of], []).append((row[:end], row[end:]))

    def __len__(self) -> int:
        return self._height

    def of(self, programmes: Sequence[str]) -> Rows:
        """Return what is kept of these programmes."""
        return list(chain.from_iterable(self._rows.get(one, ()) for one in programmes))

    def plain(self, name: str, amount: int | None) -> float | None:
        """Return an exact amount as a plain number."""
        unit = self._units[name]
        return amount if amount is None or unit is None else amount / unit


def _unit(kind: pl.DataType) -> int | None:
    """Return how many of the smallest unit make one; None for what is counted."""
    return 10**kind.scale if isinstance(kind, pl.Decimal) else None


class Sums:
    """The sums of the chosen programmes, by what they are of."""

    def __init__(self, kept: Amounts, programmes: Sequence[str], rows: Rows | None = None) -> None:
        self._kept = kept
        self._programmes = programmes
        self._rows = kept.of(programmes) if rows is None else rows

    def among(self, programmes: Sequence[str]) -> Sums:
        """Return those of some of the chosen programmes."""
        return Sums(self._kept, programmes)

    def where(self, **values: Cell) -> Sums:
        """Return those of which this holds."""
        asked = [(self._kept.grain.index(name), value) for name, value in values.items()]
        held = [one for one in self._rows if all(one[0][at] == value for at, value in asked)]
        return Sums(self._kept, self._programmes, held)

    def by(self, *grain: str) -> dict[Key, list[int | None]]:
        """Added up, exactly; blank where nothing is known, never 0."""
        places = [self._kept.grain.index(name) for name in grain]
        sums: dict[Key, list[int | None]] = {}
        for key, amounts in self._rows:
            asked = tuple([key[place] for place in places])
            if asked in sums:
                sums[asked] = list(map(_added, sums[asked], amounts))
            else:
                sums[asked] = list(amounts)
        return sums

    def count(self, name: str) -> int:
        """Return how many there are of what is counted."""
        return self._all(name) or 0

    def total(self, name: str) -> float | None:
        """Return all of one amount as a plain number; None where nothing is known."""
        return self._kept.plain(name, self._all(name))

    def _all(self, name: str) -> int | None:
        place = self._kept.amounts.index(name)
        known = [one for _, amounts in self._rows if (one := amounts[place]) is not None]
        return sum(known) if known else None

    def table(self, *grain: str) -> ResultTable:
        """Return all of them by what is named, and in its order, exact amounts as plain numbers."""
        names = self._kept.amounts
        sums = sorted(self.by(*grain).items(), key=lambda one: _in_order(one[0]))
        rows = ((*key, *map(self._kept.plain, names, amounts)) for key, amounts in sums)
        return ResultTable((*grain, *names), tuple(rows))


def _added(one: int | None, other: int | None) -> int | None:
    """Return the sum of what is known of two; None where neither is."""
    return other if one is None else one if other is None else one + other


def _in_order(key: Key) -> list[tuple[bool, object]]:
    """Sort by each part in turn, blanks last."""
    return [(part is None, part) for part in key]


def sums_of_each(
    selection: Selection, name: str, make: Callable[[Selection], pl.DataFrame], sums: Sequence[str]
) -> Sums:
    """Return the sums of the chosen programmes, out of a frame that is made once of all."""
    whole = selection.whole()
    kept = whole.cached(f"{name}, sums", lambda: Amounts(make(whole), sums))
    return Sums(kept, selection.ids)
