"""The system as at a period and a day: the counted frames that measures fold, each read once.

A filter never changes what counts, so these frames are of the whole system; measures filter them
afterwards. They are kept per store until a change touches their point.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

import polars as pl

from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.measures.organisations_as_now import as_now, followers
from portfolio.measures.query_cache import Narrowed
from portfolio.store.engine import AsAt, Store
from portfolio.store.queries import Instead, needs

SQL_FOLDER = Path(__file__).parent / "sql"
_BENEFIT = ("benefit_id", "beneficiary_org_code")
_KEPT = 24  # as-at points: a reader's own, and those that forecasts are held against


class System:
    """One as-at point of one store. Frames are read when first asked for."""

    def __init__(
        self, store: Store, period: Period, known_on: date | None, *, is_as_now: bool = False
    ) -> None:
        self.is_as_now = is_as_now
        self._store = store
        self._kept: dict[tuple[str, ...], pl.DataFrame] = {}
        self._submissions: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.narrowed = Narrowed()
        self.period = period
        self.known_on = known_on

    def at(self, point: Point) -> System:
        """Return the same store as it stood at another point."""
        return system_as_at(self._store, point.period, point.known_on, is_as_now=self.is_as_now)

    def read(self, name: str) -> pl.DataFrame:
        """Return the rows of a named query at this point, codes as reported or as they are now."""
        return self._shown(name, self._as_reported(name))

    def _shown(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        return as_now(name, rows, self._follows, self.organisations) if self._moves(name) else rows

    def _as_reported(self, name: str) -> pl.DataFrame:
        instead = self._instead if needs(SQL_FOLDER, name, "told_again") else ()
        return self._store.read_at(self._as_at, SQL_FOLDER, name, instead=instead)

    @property
    def _as_at(self) -> AsAt:
        return AsAt(str(self.period), self.known_on)

    @cached_property
    def _instead(self) -> Instead:
        """To look for what successors tell again costs as much as the ledger: not where nobody has
        followed another, or no month is given by both."""
        for step in ("predecessor", "shared_month"):
            if self._store.read_at(self._as_at, SQL_FOLDER, step).is_empty():
                return (("told_again", "nothing_told_again"),)
        return ()

    def _moves(self, name: str) -> bool:
        return self.is_as_now and name != "current_organisation"

    @cached_property
    def _follows(self) -> dict[str, str]:
        return followers(self._as_reported("succession"))

    def kept(self, name: str, *order: str) -> pl.DataFrame:
        """Return the rows of a named query, sorted, read once: for frames that one measure alone
        needs."""
        asked = (name, *order)
        if asked not in self._kept:
            rows = self.read(name)
            self._kept[asked] = rows.sort(order) if order else rows
        return self._kept[asked]

    @cached_property
    def programmes(self) -> pl.DataFrame:
        """Every programme ever known, `is_current` or not, with its lead and themes."""
        return self.read("known_programme").sort("programme_id")

    @cached_property
    def organisations(self) -> pl.DataFrame:
        """Every organisation with its row for the period, and whether it is open."""
        return self.read("current_organisation").sort("org_code")

    @cached_property
    def themes(self) -> pl.DataFrame:
        """The theme sets, in the order in which they are shown."""
        return self.read("theme")

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """One row per benefit, beneficiary and month with a figure in pounds. As now there may be
        two of a month: each says in `reported_org_code` under which code it was counted."""
        rows = _with_reported_code(self._as_reported("ledger"))
        return self._shown("ledger", rows).sort(*_BENEFIT, "period", "reported_org_code")

    @cached_property
    def named_ledger(self) -> pl.DataFrame:
        """The ledger with name and lead of each programme."""
        return self._named(self.ledger)

    @cached_property
    def named_register(self) -> pl.DataFrame:
        """The register with name and lead of each programme."""
        return self._named(self.register)

    def _named(self, rows: pl.DataFrame) -> pl.DataFrame:
        named = self.programmes.select("programme_id", "programme_name", "lead_org_code")
        return rows.join(named, on="programme_id", how="inner", maintain_order="left")

    @cached_property
    def register(self) -> pl.DataFrame:
        """One row per benefit and beneficiary, with the share of it that counts."""
        return self.read("register").sort(*_BENEFIT)

    @cached_property
    def said(self) -> pl.DataFrame:
        """The register by `reported_org_code`: also as now a row for each that sent one, so that
        what is said of a benefit is said of its own pounds."""
        if not self.is_as_now:
            return _with_reported_code(self.register)
        return self._shown("said", _with_reported_code(self._as_reported("register")))

    @cached_property
    def unpriced(self) -> pl.DataFrame:
        """Benefits without any figure in pounds, and whether they are realised where."""
        return self.read("unpriced_benefit").sort("benefit_id", "beneficiary_org_code")

    @cached_property
    def adoption(self) -> pl.DataFrame:
        """One row per programme and organisation that could take it up, also closed ones."""
        return self.read("adoption").sort("programme_id", "org_code")

    @cached_property
    def benefit_flags(self) -> pl.DataFrame:
        """When each benefit was last sent, and whether it was always in the future."""
        return self.read("benefit_flag").sort("benefit_id", "beneficiary_org_code")

    @cached_property
    def extracts(self) -> pl.DataFrame:
        """The current extract of each partner and kind."""
        return self.read("current_extract").sort("partner_code", "kind")

    @cached_property
    def breakpoints(self) -> tuple[Period, ...]:
        """The months from which the system stood differently, in order."""
        return tuple(Period.parse(text) for text in self.read("breakpoint")["period"])

    def submissions(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return the numbers of the submissions whose extracts of these kinds are current."""
        if kinds not in self._submissions:
            used = self.extracts.filter(pl.col("kind").is_in(kinds))["submission_id"]
            numbers = used.unique().sort()
            self._submissions[kinds] = tuple(f"{number:04d}" for number in numbers)
        return self._submissions[kinds]

    def open_codes(self) -> pl.Series:
        """Return the organisations that are open, under the codes that they are shown by."""
        codes = self.organisations.filter("is_open")["org_code"]
        return codes.replace(self._follows).unique() if self.is_as_now else codes

    def names(self) -> pl.DataFrame:
        """org_code and org_name, for tables that a reader takes away."""
        return self.organisations.select("org_code", "org_name")


def _with_reported_code(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(reported_org_code=pl.col("beneficiary_org_code"))


_Point = tuple[Period, date | None, bool]
_Until = tuple[int, date]
_systems: WeakKeyDictionary[Store, dict[_Point, tuple[_Until, System]]] = WeakKeyDictionary()
_lock = threading.Lock()


def system_as_at(
    store: Store, period: Period, known_on: date | None, *, is_as_now: bool = False
) -> System:
    """Return the system at a point; the same object while no change of the store touched it, for a
    day. `is_as_now` shows closed organisations as those that followed them by today."""
    point = (period, known_on, is_as_now)
    until = (store.touched_at(AsAt(str(period), known_on)), date.today())
    with _lock:
        kept = _systems.setdefault(store, {})
        if point not in kept or kept[point][0] != until:
            kept.pop(point, None)
            while len(kept) >= _KEPT:
                del kept[next(iter(kept))]
            kept[point] = (until, System(store, period, known_on, is_as_now=is_as_now))
        return kept[point][1]


SystemAt = Callable[[Period], System]
