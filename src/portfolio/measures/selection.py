"""The part of the system a reader chose: programmes by theme, lead and id; one beneficiary."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from portfolio.domain.filters import Filters, Point
from portfolio.measures.system import System


@dataclass(frozen=True)
class Selection:
    """The chosen programmes of a system, and where their benefit lands."""

    system: System
    programmes: pl.DataFrame
    filters: Filters

    @property
    def beneficiary(self) -> str | None:
        return self.filters.beneficiary

    @property
    def is_narrowed(self) -> bool:
        """Whether programmes were chosen by theme, lead or id."""
        chosen = self.filters
        return (chosen.theme, chosen.lead, chosen.programme) != (None, None, None)

    def at(self, point: Point) -> Selection:
        """What the same filters choose of the system as it stood at another point."""
        return choose(self.system.at(point), self.filters)

    def everywhere(self) -> Selection:
        """The same programmes, wherever their benefit lands."""
        return replace(self, filters=replace(self.filters, beneficiary=None))

    def ledger(self) -> pl.DataFrame:
        """The ledger's rows of the chosen programmes, with name and lead of each."""
        return self.landing(self.of_programmes(self.system.ledger))

    def realised(self) -> pl.DataFrame:
        """Those with a realised figure."""
        return self.ledger().filter(pl.col("counted_gbp").is_not_null())

    def register(self) -> pl.DataFrame:
        rows = self.of_programmes(self.system.register)
        return self.landing(rows)

    def adoption(self) -> pl.DataFrame:
        """Adoption rows of the chosen programmes, closed organisations too."""
        rows = self.system.adoption.join(
            self.programmes.select("programme_id", "programme_name"), on="programme_id"
        )
        return self.landing(rows, "org_code")

    def whole_or_of_programmes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of the chosen programmes; all of them, those of no programme too, where no
        programme was chosen."""
        if not self.is_narrowed:
            return rows
        return rows.join(self.programmes, on="programme_id", how="semi", maintain_order="left")

    def of_programmes(self, rows: pl.DataFrame) -> pl.DataFrame:
        named = self.programmes.select("programme_id", "programme_name", "lead_org_code")
        return rows.join(named, on="programme_id", how="inner", maintain_order="left")

    def landing(self, rows: pl.DataFrame, column: str = "beneficiary_org_code") -> pl.DataFrame:
        """The rows that land at the chosen beneficiary; all where none is chosen."""
        return rows if self.beneficiary is None else rows.filter(pl.col(column) == self.beneficiary)


def choose(system: System, filters: Filters) -> Selection:
    """The selection that filters ask for; a theme counts as primary or other."""
    programmes = system.programmes
    if filters.theme is not None:
        tag = f";{filters.theme};"
        programmes = programmes.filter(theme_tags().str.contains(tag, literal=True))
    if filters.lead is not None:
        programmes = programmes.filter(pl.col("lead_org_code") == filters.lead)
    if filters.programme is not None:
        programmes = programmes.filter(pl.col("programme_id") == filters.programme)
    return Selection(system, programmes, filters)


def theme_tags() -> pl.Expr:
    """All tags of a programme as `;set:code;set:code;`, its primary theme first."""
    return pl.format(";local:{};{};", pl.col("primary_theme"), pl.col("other_themes").fill_null(""))
