"""What a reader chose to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portfolio.domain.period import Period


@dataclass(frozen=True)
class Point:
    """A point that the portfolio can be seen from: as at a period, as known on a day (None: with
    everything received)."""

    period: Period
    known_on: date | None = None


@dataclass(frozen=True)
class Filters:
    """As at which period, as known on which day, and which part of the portfolio.

    `theme` is written `set:code`; blank fields do not filter. `since` is the earlier point for
    what compares two; blank: the last board meeting before the period's end. `is_as_now` shows a
    closed organisation as the one that followed it.
    """

    period: Period
    known_on: date | None = None
    theme: str | None = None
    lead: str | None = None
    beneficiary: str | None = None
    programme: str | None = None
    since: Point | None = None
    is_as_now: bool = False

    def to_json(self) -> Mapping[str, str | None]:
        """The choices, with those of the earlier point only where two are compared."""
        chosen = {
            "theme": self.theme,
            "lead": self.lead,
            "beneficiary": self.beneficiary,
            "programme": self.programme,
            "organisations": "as_now" if self.is_as_now else "as_reported",
        }
        if self.since is None:
            return chosen
        known_on = self.since.known_on.isoformat() if self.since.known_on else None
        return {**chosen, "since": str(self.since.period), "since_known_on": known_on}
