"""The part of the system a reader chose: programmes by theme, lead and id; one beneficiary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from portfolio.domain.filters import NARROWING, Filters, Point
from portfolio.domain.scope import EVERYTHING, Scope
from portfolio.measures.query_cache import Rows
from portfolio.measures.system_frames import System

_ALL_PROGRAMMES: Mapping[str, Any] = {name: None for name in NARROWING if name != "beneficiary"}


@dataclass(frozen=True)
class Selection:
    """The chosen programmes of a system, and where their benefit lands. `chosen_at` is the point
    whose leads and themes chose them, where that is not the system's own; `scope` says whose own
    rows the reader sees."""

    system: System
    programmes: pl.DataFrame
    filters: Filters
    chosen_at: Point | None = None
    scope: Scope = EVERYTHING

    @property
    def beneficiary(self) -> str | None:
        return self.filters.beneficiary

    @property
    def is_narrowed(self) -> bool:
        """Whether programmes were chosen by theme, lead or id."""
        return any(replace(self.filters, beneficiary=None).narrowed_by)

    def at(self, point: Point) -> Selection:
        """Return the same programmes in the system as it stood at another point. Who leads them
        and what their themes are is as now: a programme handed over has neither ended nor begun."""
        earlier = choose(self.system.at(point), self.whole().filters, self.scope)
        if not self.is_narrowed:
            return earlier
        chosen_at = Point(self.system.period, self.system.known_on)
        return replace(
            self,
            system=earlier.system,
            programmes=self._of_chosen(earlier.programmes),
            chosen_at=chosen_at,
        )

    def whole(self) -> Selection:
        """Return all programmes, with where their benefit lands still as chosen."""
        chosen = replace(self.filters, **_ALL_PROGRAMMES)
        return replace(self, programmes=self.system.programmes, filters=chosen, chosen_at=None)

    def everywhere(self) -> Selection:
        """Return the same programmes, wherever their benefit lands."""
        return replace(self, filters=replace(self.filters, beneficiary=None))

    def seen(self, risks: pl.DataFrame) -> pl.DataFrame:
        """Return the risks that the reader sees: those for all, and the own ones of those
        organisations that are in the reader's scope."""
        return risks if self.scope.is_everything else risks.filter(self._is_seen())

    def kept_back(self, risks: pl.DataFrame) -> pl.DataFrame:
        """Return the others: those that their organisations keep from this reader."""
        return risks.clear() if self.scope.is_everything else risks.filter(~self._is_seen())

    def _is_seen(self) -> pl.Expr:
        is_for_all = (pl.col("visibility") == "system").fill_null(value=False)
        return is_for_all | pl.col("org_code").is_in(list(self.scope.organisations))

    def ledger(self) -> pl.DataFrame:
        """Return the ledger's rows of the chosen programmes, with name and lead of each."""
        return self.cached("ledger", lambda: self._chosen(self.system.named_ledger))

    def realised(self) -> pl.DataFrame:
        """Return those with a realised figure."""
        known = pl.col("counted_gbp").is_not_null()
        return self.cached("realised", lambda: self.ledger().filter(known))

    def gross(self) -> pl.DataFrame:
        """Return the same of benefit alone, without disbenefit."""
        is_benefit = pl.col("effect") == "benefit"
        return self.cached("gross", lambda: self.realised().filter(is_benefit))

    def register(self) -> pl.DataFrame:
        return self.cached("register", lambda: self._chosen(self.system.named_register))

    def said(self) -> pl.DataFrame:
        """Return the register by the codes it was reported under, also as now."""
        return self.cached("said", lambda: self.landing(self.of_programmes(self.system.said)))

    def adoption(self) -> pl.DataFrame:
        """Return adoption rows of the chosen programmes, closed organisations too."""
        return self.cached("adoption", self._adoption)

    def _adoption(self) -> pl.DataFrame:
        rows = self.system.adoption.join(
            self.programmes.select("programme_id", "programme_name"), on="programme_id"
        )
        return self.landing(rows, "org_code")

    def cached(self, name: str, make: Callable[[], Rows]) -> Rows:
        """Return rows that several measures, or several tables of one, fold under these choices."""
        return self.system.narrowed.rows((name, *self.filters.narrowed_by, self.chosen_at), make)

    def cached_by_programme(
        self, name: str, make: Callable[[Selection], pl.DataFrame]
    ) -> pl.DataFrame:
        """Return a frame that says the same of a programme whichever others are chosen with it:
        made once of all programmes, and the rows of those chosen taken out of it."""
        whole = self.whole()
        made = whole.cached(name, lambda: make(whole))
        return self.cached(name, lambda: self._of_chosen(made)) if self.is_narrowed else made

    def whole_or_of_programmes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of the chosen programmes; all of them, those of no programme too,
        where no programme was chosen."""
        if not self.is_narrowed:
            return rows
        return rows.join(self.programmes, on="programme_id", how="semi", maintain_order="left")

    def _chosen(self, named: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a frame with names that are of the chosen programmes and land where
        asked."""
        return self.landing(self._of_chosen(named) if self.is_narrowed else named)

    def _of_chosen(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(pl.col("programme_id").is_in(self.ids))

    @cached_property
    def ids(self) -> list[str]:
        """The chosen programmes."""
        return self.programmes["programme_id"].to_list()

    def of_programmes(self, rows: pl.DataFrame) -> pl.DataFrame:
        named = self.programmes.select("programme_id", "programme_name", "lead_org_code")
        return rows.join(named, on="programme_id", how="inner", maintain_order="left")

    def landing(self, rows: pl.DataFrame, column: str = "beneficiary_org_code") -> pl.DataFrame:
        """Return the rows that land at the chosen beneficiary; all where none is chosen."""
        return rows if self.beneficiary is None else rows.filter(pl.col(column) == self.beneficiary)


def choose(system: System, filters: Filters, scope: Scope = EVERYTHING) -> Selection:
    """Return the selection that filters ask for, as a reader of this scope sees it; a theme
    counts as primary or other."""
    named = replace(filters, beneficiary=None)
    asked = ("programmes", *named.narrowed_by)
    return Selection(
        system, system.narrowed.rows(asked, lambda: _of(system, named)), filters, scope=scope
    )


def _of(system: System, filters: Filters) -> pl.DataFrame:
    programmes = system.programmes
    if filters.theme is not None:
        tag = f";{filters.theme};"
        programmes = programmes.filter(theme_tags().str.contains(tag, literal=True))
    if filters.lead is not None:
        programmes = programmes.filter(pl.col("lead_org_code") == filters.lead)
    if filters.programme is not None:
        programmes = programmes.filter(pl.col("programme_id") == filters.programme)
    return programmes


def theme_tags() -> pl.Expr:
    """Return all tags of a programme as `;set:code;set:code;`, its primary theme first."""
    return pl.format(";local:{};{};", pl.col("primary_theme"), pl.col("other_themes").fill_null(""))
