"""Two points compared: once for all programmes, and what filters choose is taken out of that.

A change belongs to one programme, so it is the same whichever others are chosen with it. Where a
chosen programme has a benefit in common with another (one was handed over, say), the chosen rows
themselves are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import polars as pl

from portfolio.measures.changing.adoption_changes import adoption_changes
from portfolio.measures.changing.benefit_changes import KEY, benefit_changes
from portfolio.measures.changing.bridge import moved_months
from portfolio.measures.changing.change import Change, Pair
from portfolio.measures.changing.figures import figure_changes
from portfolio.measures.changing.programme_changes import programme_changes
from portfolio.measures.changing.risk_changes import risk_changes
from portfolio.measures.query_cache import Rows

_READERS = (
    programme_changes,
    adoption_changes,
    benefit_changes,
    figure_changes,
    risk_changes,
)


@dataclass(frozen=True)
class Compared:
    """The changes in their order, and the months in which what is counted has moved."""

    changes: tuple[Change, ...]
    months: pl.DataFrame

    def __len__(self) -> int:
        return len(self.changes) + self.months.height

    def of(self, programmes: frozenset[str]) -> Compared:
        """Return what is of these programmes; what names none belongs to the whole only."""
        return Compared(
            tuple(one for one in self.changes if one.programme_id in programmes),
            self.months.filter(pl.col("programme_id").is_in(programmes)),
        )


def compared(pair: Pair) -> Compared:
    """Return what changed in the chosen programmes between the two points."""
    whole = Pair(pair.before.whole(), pair.after.whole())
    if not pair.after.is_narrowed:
        return _of_whole(whole)
    chosen = frozenset(pair.after.programmes["programme_id"])
    if chosen.isdisjoint(_sharing(whole)["programme_id"]):
        return _of_whole(whole).of(chosen)
    return compare(pair)


def compare(pair: Pair) -> Compared:
    """Return the same, row by row, of the chosen rows of each point."""
    found = (change for reader in _READERS for change in reader(pair))
    return Compared(tuple(sorted(found, key=lambda one: one.place)), moved_months(pair))


def _of_whole(whole: Pair) -> Compared:
    return _once("compared", whole, lambda: compare(whole))


def _sharing(whole: Pair) -> pl.DataFrame:
    """Return programmes that have a benefit in common, at one of the points or from one to the
    other."""
    return _once("sharing", whole, lambda: _find_sharing(whole))


def _find_sharing(whole: Pair) -> pl.DataFrame:
    held = pl.concat(
        rows.select(*KEY, "programme_id")
        for point in (whole.before, whole.after)
        for rows in (point.register(), point.ledger())
    ).unique()
    return held.filter(pl.len().over(KEY) > 1).select("programme_id").unique()


def _once(name: str, whole: Pair, make: Callable[[], Rows]) -> Rows:
    then = whole.before.system
    asked: Hashable = (name, then.period, then.known_on, whole.after.beneficiary)
    return whole.after.system.narrowed.rows(asked, make)
