"""What a reader chose to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portfolio.domain.period import Period


@dataclass(frozen=True)
class Filters:
    """As at which period, as known on which day, and which part of the portfolio.

    `theme` is written `set:code`; blank fields do not filter.
    """

    period: Period
    known_on: date | None = None
    theme: str | None = None
    lead: str | None = None
    beneficiary: str | None = None
    programme: str | None = None

    def to_json(self) -> Mapping[str, str | None]:
        return {
            "theme": self.theme,
            "lead": self.lead,
            "beneficiary": self.beneficiary,
            "programme": self.programme,
        }
