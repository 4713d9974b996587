"""Organisations over time: who exists, who sends for whom, who follows whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portfolio.domain.period import Period

ORG_TYPES = (
    "acute",
    "community",
    "mental_health",
    "ambulance",
    "primary_care",
    "local_authority",
    "vcse",
    "icb",
    "other",
)


@dataclass(frozen=True)
class Organisation:
    """One row of the organisations list: a code, valid between two dates (None: open ended)."""

    org_code: str
    org_name: str
    org_type: str
    place: str | None = None
    population: int | None = None
    is_partner: bool = False
    reports_through: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_codes: tuple[str, ...] = ()

    def is_open_on(self, day: date) -> bool:
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Followed:
    """One that has closed and is followed by another; `is_split` where it is by several."""

    code: str
    closed_on: date
    is_split: bool


@dataclass(frozen=True)
class Organisations:
    """The organisations list. A code may have several rows whose validity does not overlap."""

    rows: tuple[Organisation, ...]
    _by_code: dict[str, tuple[Organisation, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code: dict[str, tuple[Organisation, ...]] = {}
        for row in self.rows:
            by_code[row.org_code] = (*by_code.get(row.org_code, ()), row)
        object.__setattr__(self, "_by_code", by_code)

    @property
    def codes(self) -> Iterable[str]:
        return self._by_code.keys()

    def knows(self, code: str) -> bool:
        return code in self._by_code

    def is_open(self, code: str, period: Period) -> bool:
        """Open in a period means open on its last day."""
        return any(row.is_open_on(period.end) for row in self._by_code.get(code, ()))

    def at(self, code: str, period: Period) -> Organisation | None:
        """Return the row for the period; where the organisation is closed then, the latest
        before it, else its first. None for an unknown code."""
        rows = sorted(self._by_code.get(code, ()), key=lambda row: row.valid_from or date.min)
        if not rows:
            return None
        begun = [row for row in rows if (row.valid_from or date.min) <= period.end]
        return begun[-1] if begun else rows[0]

    def closed_on(self, code: str) -> date | None:
        """Return the last day of the last row, or None while it is open ended."""
        rows = self._by_code.get(code, ())
        ends = [row.valid_to for row in rows]
        return max((e for e in ends if e is not None), default=None) if None not in ends else None

    def name_of(self, code: str) -> str:
        """Return the name in the latest row; an unknown code speaks for itself."""
        rows = sorted(self._by_code.get(code, ()), key=lambda row: row.valid_from or date.min)
        return rows[-1].org_name if rows else code

    def opened_on(self, code: str) -> date | None:
        """Return the first day of the first row, or None where it has always been open."""
        begins = [row.valid_from for row in self._by_code.get(code, ())]
        return (
            min((b for b in begins if b is not None), default=None) if None not in begins else None
        )

    def successors(self, code: str) -> tuple[str, ...]:
        return tuple(c for row in self._by_code.get(code, ()) for c in row.successor_codes)

    def followed(self, code: str, period: Period) -> tuple[Followed, ...]:
        """Return the organisations, closed by the period's end, that one follows, directly or by
        way of others that have closed since; the last to close first."""
        found: dict[str, Followed] = {}
        ways = [(code, date.max, False)]
        for follower, followed_on, was_split in ways:
            until = min(followed_on, self.closed_on(follower) or date.max)
            for before in self._names_as_successor.get(follower, ()):
                closed_on = self.closed_on(before)
                if closed_on is None or closed_on >= min(until, period.end):
                    continue
                is_split = was_split or len(set(self.successors(before))) > 1
                known = found.get(before)
                if known is None or (is_split and not known.is_split):
                    found[before] = Followed(before, closed_on, is_split)
                    ways.append((before, closed_on, is_split))
        return tuple(sorted(found.values(), key=lambda one: (-one.closed_on.toordinal(), one.code)))

    def followers(self, code: str, period: Period) -> tuple[str, ...]:
        """Return those that follow one that has closed, and those that follow these in turn."""
        found: list[str] = []
        ways = [code]
        for one in ways:
            if not self.is_open(one, period):
                after = [c for c in self.successors(one) if c not in (code, *found)]
                found += after
                ways += after
        return tuple(found)

    @cached_property
    def _names_as_successor(self) -> Mapping[str, Sequence[str]]:
        """Per organisation those whose rows name it as one that follows them."""
        named: dict[str, list[str]] = {}
        for row in self.rows:
            for code in row.successor_codes:
                named.setdefault(code, []).append(row.org_code)
        return named

    def sender_for(self, code: str, period: Period) -> str | None:
        """Return the partner that sends for an organisation: itself, or the one it reports
        through."""
        row = self.at(code, period)
        if row is None:
            return None
        return row.org_code if row.is_partner else row.reports_through

    def sends_for(self, partner_code: str, code: str, period: Period) -> bool:
        return self.sender_for(code, period) == partner_code

    def partners(self, period: Period) -> tuple[Organisation, ...]:
        """Return the partners open in a period, by name."""
        open_rows = (r for r in self.rows if r.is_partner and r.is_open_on(period.end))
        return tuple(sorted(open_rows, key=lambda row: row.org_name))
