"""Reads the demo system with the standard library only, and counts it the slow, obvious way."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
LAST = "2026-09"
NEVER = "9999-12-31"
Row = dict[str, str]
Key = tuple[str, str]
Sent = list[tuple[str, Row]]


@cache
def table(path: Path) -> tuple[Row, ...]:
    """The rows of one CSV."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@dataclass(frozen=True)
class Submission:
    """One folder of extracts."""

    partner: str
    period: str
    received: str
    folder: Path

    def rows(self, kind: str) -> tuple[Row, ...]:
        """Rows of a kind; none where it was not sent."""
        path = self.folder / f"{kind}.csv"
        return table(path) if path.exists() else ()

    def kinds(self) -> set[str]:
        """The kinds sent."""
        return {path.stem for path in self.folder.glob("*.csv")}


@dataclass
class Ledger:
    """What was reported, what counts and what was taken out, in realised pounds."""

    lead: dict[str, str]
    register: dict[Key, Row]
    reported: Fraction = Fraction(0)
    counted: dict[tuple[str, str, str], Fraction] = field(default_factory=dict)
    removed: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))

    def total(self, effect: str) -> Fraction:
        """All counted pounds of benefit or disbenefit."""
        return sum(self.by_benefit(effect).values(), Fraction(0))

    def by_benefit(self, effect: str = "benefit") -> dict[Key, Fraction]:
        """Counted pounds by benefit and beneficiary."""
        totals: dict[Key, Fraction] = defaultdict(Fraction)
        for (benefit, org, _month), amount in self.counted.items():
            if self.register[benefit, org]["effect"] == effect:
                totals[benefit, org] += amount
        return totals

    def add(self, key: Key, month: str, said: list[tuple[int, Fraction]], scale: Fraction) -> None:
        """One month: the organisation's own figure before the lead's, then shares."""
        figure = min(said, key=lambda each: each[0])[1]
        share = Fraction(self.register[key]["attribution_pct"] or 100) / 100
        self.reported += sum(amount for _, amount in said)
        self.removed["also_confirmed"] += sum(amount for _, amount in said) - figure
        self.removed["not_attributed"] += figure * (1 - share)
        self.removed["over_100_percent"] += figure * share * (1 - scale)
        self.counted[*key, month] = figure * share * scale


@dataclass(frozen=True)
class System:
    """A system folder."""

    folder: Path

    @cache  # noqa: B019 - one system, for one test session
    def submissions(self) -> list[Submission]:
        """All submissions in order of the day received."""
        found = []
        for folder in (self.folder / "extracts").glob("*/*"):
            period, _, received = folder.name.partition("@")
            found.append(Submission(folder.parent.name, period, received, folder))
        return sorted(found, key=lambda each: (each.received, each.partner))

    def settings(self) -> dict[str, list[dict[str, str]]]:
        """`system.toml`."""
        return tomllib.loads((self.folder / "system.toml").read_text("utf-8"))

    @cache  # noqa: B019 - one system, for one test session
    def listed(self) -> tuple[Row, ...]:
        """The organisation list."""
        return table(self.folder / "organisations.csv")

    def is_open(self, code: str, month: str) -> bool:
        """Whether a row of the list covers the last day of the month."""
        return any(
            row["valid_from"][:7] <= month <= (row["valid_to"] or NEVER)[:7]
            for row in self.listed()
            if row["org_code"] == code
        )

    @cache  # noqa: B019 - one system, for one test session
    def through(self) -> dict[str, str]:
        """Who sends for each organisation."""
        return {row["org_code"]: row["reports_through"] or row["org_code"] for row in self.listed()}

    @cache  # noqa: B019 - one system, for one test session
    def current(self, kind: str, period: str = LAST) -> Sent:
        """Sender and row of each open partner's latest extract of a kind."""
        latest: dict[str, Submission] = {}
        for each in self.submissions():
            if each.period <= period and kind in each.kinds():
                before = latest.get(each.partner)
                if before is None or before.period <= each.period:
                    latest[each.partner] = each
        return [
            (partner, row)
            for partner, each in sorted(latest.items())
            if self.is_open(partner, period)
            for row in each.rows(kind)
        ]

    def programme(self, programme_id: str, period: str = LAST) -> Row:
        """The current row of one programme."""
        found = [
            r for _, r in self.current("programmes", period) if r["programme_id"] == programme_id
        ]
        assert len(found) == 1, programme_id
        return found[0]

    @cache  # noqa: B019 - one system, for one test session
    def adoptions(self, period: str = LAST) -> dict[Key, Row]:
        """One row for each programme and organisation: its own before the lead's."""
        lead = self.leads(period)
        ranked = [
            (self.rank(sender, row["org_code"], lead[row["programme_id"]]), row)
            for sender, row in self.current("adoptions", period)
        ]
        ranked.sort(key=lambda each: -each[0])
        return {(row["programme_id"], row["org_code"]): row for _, row in ranked}

    @cache  # noqa: B019 - one system, for one test session
    def leads(self, period: str = LAST) -> dict[str, str]:
        """The lead of each programme."""
        return {
            r["programme_id"]: r["lead_org_code"] for _, r in self.current("programmes", period)
        }

    def rank(self, sender: str, org: str, lead: str) -> int:
        """1 for a claim, 0 for what the organisation's own sender says."""
        if org in (lead, sender):
            return 0
        return int(sender in (lead, self.through()[lead]))

    @cache  # noqa: B019 - one system, for one test session
    def register(self, period: str = LAST) -> dict[Key, Row]:
        """One register row for each benefit and beneficiary: its own before the lead's."""
        lead = self.leads(period)
        ranked = [
            (self.rank(sender, row["beneficiary_org_code"], lead[row["programme_id"]]), row)
            for sender, row in self.current("benefits", period)
        ]
        ranked.sort(key=lambda each: -each[0])
        return {(row["benefit_id"], row["beneficiary_org_code"]): row for _, row in ranked}

    @cache  # noqa: B019 - one system, for one test session
    def ledger(self, period: str = LAST) -> Ledger:
        """Measure 1 by hand: one figure for each benefit, organisation and month."""
        book = Ledger(self.leads(period), self.register(period))
        scale = over_claimed(book.register)
        said: dict[tuple[str, str, str], list[tuple[int, Fraction]]] = defaultdict(list)
        for sender, row in self.current("benefit_values", period):
            if row["realised_gbp"]:
                key = (row["benefit_id"], row["beneficiary_org_code"])
                lead = book.lead[book.register[key]["programme_id"]]
                place = self.rank(sender, key[1], lead)
                said[*key, row["period"]].append((place, Fraction(row["realised_gbp"])))
        for (benefit, org, month), figures in said.items():
            key = (benefit, org)
            book.add(key, month, figures, scale.get(key, Fraction(1)))
        return book

    def beyond_lead_share(self, period: str = LAST) -> Fraction:
        """The headline: pooled over programmes in which the lead and another could benefit."""
        book = self.ledger(period)
        could = {key for key, r in self.adoptions(period).items() if r["state"] != "not_applicable"}
        could |= {
            (row["programme_id"], org)
            for (_, org), row in book.register.items()
            if row["effect"] == "benefit"
        }
        inside, everything = Fraction(0), Fraction(0)
        for key, amount in book.by_benefit().items():
            programme = book.register[key]["programme_id"]
            lead = book.lead[programme]
            others = any(each == programme and org != lead for each, org in could)
            if (programme, lead) in could and others:
                everything += amount
                inside += amount if key[1] == lead else 0
        return 1 - inside / everything


def over_claimed(register: dict[Key, Row]) -> dict[Key, Fraction]:
    """What to multiply a share by where an outcome's shares at one organisation pass 100."""
    groups: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key, row in register.items():
        if row["outcome_code"] and row["status"] != "cancelled":
            groups[key[1], row["effect"], row["outcome_code"]].append(key)
    scale: dict[Key, Fraction] = {}
    for keys in groups.values():
        largest: dict[str, Fraction] = defaultdict(Fraction)
        for key in keys:
            share = Fraction(register[key]["attribution_pct"] or 100)
            programme = register[key]["programme_id"]
            largest[programme] = max(largest[programme], share)
        total = sum(largest.values(), Fraction(0))
        if total > 100:
            scale |= dict.fromkeys(keys, 100 / total)
    return scale


@pytest.fixture(scope="session")
def demo() -> System:
    """The demo system as committed."""
    return System(DATA / "demo")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The faulty and the corrected set."""
    return DATA / "examples"
