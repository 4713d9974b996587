"""What a reader chose to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from portfolio.domain.period import Period


@dataclass(frozen=True)
class Point:
    """A point that the portfolio can be seen from: as at a period, as known on a day (None: with
    everything received)."""

    period: Period
    known_on: date | None = None


def _narrows() -> Any:  # what `field` gives is typed by what stands beside it
    """Declare a field that keeps a part of the portfolio: part of every key of what is kept."""
    return field(default=None, metadata={"narrows": True})


@dataclass(frozen=True)
class Filters:
    """As at which period, as known on which day, and which part of the portfolio.

    `theme` is written `set:code`; blank fields do not filter. `since` is the earlier point for
    what compares two; blank: the last board meeting before the period's end. `is_as_now` shows a
    closed organisation as the one that followed it.
    """

    period: Period
    known_on: date | None = None
    theme: str | None = _narrows()
    lead: str | None = _narrows()
    beneficiary: str | None = _narrows()
    programme: str | None = _narrows()
    since: Point | None = None
    is_as_now: bool = False

    @property
    def narrowed_by(self) -> tuple[str | None, ...]:
        """Return the value of each field of `NARROWING`, in their order."""
        return tuple(getattr(self, name) for name in NARROWING)

    def to_query(self) -> Mapping[str, str]:
        """Return the choices as the parameters of a page's address, defaults left out.

        `since` is left out: it belongs to one page and does not go along to another.
        """
        values = {
            **{name: getattr(self, name) for name in NARROWING},
            "period": str(self.period),
            "known_on": self.known_on and self.known_on.isoformat(),
            "is_as_now": "now" if self.is_as_now else None,
        }
        return {IN_ADDRESS[name]: values[name] for name in IN_ADDRESS if values[name]}

    def to_json(self) -> Mapping[str, str | None]:
        """Return the choices, with those of the earlier point only where two are compared."""
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


NARROWING = tuple(one.name for one in fields(Filters) if one.metadata.get("narrows"))
"""The fields that keep a part of the portfolio."""
IN_ADDRESS: Mapping[str, str] = MappingProxyType(
    {
        "period": "period",
        "known_on": "known",
        **{name: name for name in NARROWING},
        "is_as_now": "organisations",
    }
)
"""By field, its name in the address of a page; these go along from page to page."""
