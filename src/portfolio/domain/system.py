"""The system itself: its settings and the reference lists the portfolio office keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portfolio.domain.organisation import Organisations
from portfolio.domain.period import Period


@dataclass(frozen=True)
class Theme:
    """One code of one theme set; `local` is the system's own set."""

    theme_set: str
    theme_code: str
    theme_name: str
    description: str = ""
    display_order: int = 0

    @property
    def key(self) -> str:
        """The theme as filters and links write it: `set:code`."""
        return f"{self.theme_set}:{self.theme_code}"


@dataclass(frozen=True)
class ReportingPeriod:
    period: Period
    due_date: date | None = None


@dataclass(frozen=True)
class SystemSettings:
    """What `system.toml` says."""

    name: str
    about: str = ""
    financial_year_start_month: int = 4
    board_meetings: tuple[date, ...] = ()
    reporting_periods: tuple[ReportingPeriod, ...] = ()


@dataclass(frozen=True)
class References:
    """The three reference lists of a system, as the portfolio office keeps them."""

    settings: SystemSettings
    organisations: Organisations
    themes: tuple[Theme, ...]

    def theme(self, key: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.key == key), None)
