"""Reads a system folder with the standard library only, and counts it the slow, obvious way."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "data" / "demo"
EXAMPLES = ROOT / "data" / "examples"
LAST = "2026-09"
Row = dict[str, str]
Key = tuple[str, str]


def rows_of(path: Path) -> list[Row]:
    """The rows of one CSV."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@dataclass(frozen=True)
class Submission:
    """One folder of extracts."""

    partner: str
    period: str
    received: str
    folder: Path

    def rows(self, kind: str) -> list[Row]:
        """Rows of a kind; none where it was not sent."""
        path = self.folder / f"{kind}.csv"
        return rows_of(path) if path.exists() else []

    def kinds(self) -> list[str]:
        """The kinds sent."""
        return sorted(path.stem for path in self.folder.glob("*.csv"))


def submissions(system: Path = DEMO) -> list[Submission]:
    """All submissions in order of the day received."""
    found = [
        Submission(folder.parent.name, *folder.name.split("@"), folder)
        for folder in (system / "extracts").glob("*/*")
    ]
    return sorted(found, key=lambda each: (each.received, each.partner))


def organisations(system: Path = DEMO) -> list[Row]:
    """The organisation list."""
    return rows_of(system / "organisations.csv")


def is_open(code: str, month: str, listed: list[Row]) -> bool:
    """Whether a row of the list covers the last day of the month."""
    return any(
        row["valid_from"][:7] <= month and (not row["valid_to"] or row["valid_to"] >= month + "-28")
        for row in listed
        if row["org_code"] == code
    )


def current(kind: str, period: str = LAST, system: Path = DEMO) -> list[tuple[str, Row]]:
    """Sender and row of the latest submission of each partner, closed partners left out."""
    latest: dict[str, Submission] = {}
    for each in submissions(system):
        if each.period <= period and kind in each.kinds():
            before = latest.get(each.partner)
            if before is None or before.period <= each.period:
                latest[each.partner] = each
    listed = organisations(system)
    return [
        (partner, row)
        for partner, each in sorted(latest.items())
        if is_open(partner, period, listed)
        for row in each.rows(kind)
    ]


@dataclass
class Ledger:
    """What was reported, what counts and what was taken out, in realised pounds."""

    reported: Fraction = Fraction(0)
    counted: dict[tuple[str, str, str, str], Fraction] = field(default_factory=dict)
    removed: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    lead: dict[str, str] = field(default_factory=dict)
    register: dict[Key, Row] = field(default_factory=dict)

    def gross(self) -> list[tuple[str, str, str, Fraction]]:
        """Programme, benefit, beneficiary and pounds of every counted benefit."""
        by_benefit: dict[Key, Fraction] = defaultdict(Fraction)
        for (benefit, org, _month, effect), amount in self.counted.items():
            if effect == "benefit":
                by_benefit[benefit, org] += amount
        return [
            (self.register[key]["programme_id"], *key, amount)
            for key, amount in sorted(by_benefit.items())
        ]


def rank(sender: str, org: str, lead: str, through: dict[str, str]) -> int:
    """0 where the sender speaks of itself or those who report through it, 1 for a claim."""
    if org == lead or sender == org:
        return 0
    if sender in (lead, through.get(lead)):
        return 1
    return 0


def ledger(period: str = LAST, system: Path = DEMO) -> Ledger:
    """Measure 1 by hand: one figure per benefit, organisation and month."""
    book = Ledger()
    through = {r["org_code"]: r["reports_through"] for r in organisations(system)}
    book.lead = {r["programme_id"]: r["lead_org_code"] for _, r in current("programmes", period, system)}
    ranked: dict[Key, list[tuple[int, Row]]] = defaultdict(list)
    for sender, row in current("benefits", period, system):
        if row["programme_id"] in book.lead:
            key = (row["benefit_id"], row["beneficiary_org_code"])
            place = rank(sender, key[1], book.lead[row["programme_id"]], through)
            ranked[key].append((place, row))
    book.register = {key: min(rows, key=lambda r: r[0])[1] for key, rows in ranked.items()}
    scale = contested(book.register)
    values: dict[tuple[str, str, str], list[tuple[int, Fraction]]] = defaultdict(list)
    for sender, row in current("benefit_values", period, system):
        key = (row["benefit_id"], row["beneficiary_org_code"])
        if row["realised_gbp"] and key in book.register:
            lead = book.lead[book.register[key]["programme_id"]]
            amount = Fraction(row["realised_gbp"])
            values[*key, row["period"]].append((rank(sender, key[1], lead, through), amount))
    for (benefit, org, month), said in values.items():
        said.sort(key=lambda each: each[0])
        entry = book.register[benefit, org]
        share = Fraction(entry["attribution_pct"] or 100) / 100
        figure = said[0][1]
        book.reported += sum(amount for _, amount in said)
        book.removed["also_confirmed"] += sum(amount for _, amount in said[1:])
        book.removed["not_attributed"] += figure * (1 - share)
        factor = scale.get((benefit, org), Fraction(1))
        book.removed["over_100_percent"] += figure * share * (1 - factor)
        book.counted[benefit, org, month, entry["effect"]] = figure * share * factor
    return book


def contested(register: dict[Key, Row]) -> dict[Key, Fraction]:
    """What each share is multiplied by where several claim more than the whole of an outcome."""
    groups: dict[tuple[str, str, str], dict[str, Fraction]] = defaultdict(dict)
    members: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key, row in register.items():
        if row["outcome_code"] and row["status"] != "cancelled":
            group = (key[1], row["effect"], row["outcome_code"])
            share = Fraction(row["attribution_pct"] or 100)
            shares = groups[group]
            shares[row["programme_id"]] = max(share, shares.get(row["programme_id"], Fraction(0)))
            members[group].append(key)
    return {
        key: 100 / total
        for group, shares in groups.items()
        if (total := sum(shares.values(), Fraction(0))) > 100
        for key in members[group]
    }


def beyond_lead_share(book: Ledger, adoptions: list[tuple[str, Row]]) -> Fraction:
    """The headline: pooled over programmes whose lead could itself benefit."""
    could = {
        (row["programme_id"], row["org_code"])
        for _, row in adoptions
        if row["state"] != "not_applicable"
    } | {
        (row["programme_id"], key[1])
        for key, row in book.register.items()
        if row["effect"] == "benefit"
    }
    inside, beyond = Fraction(0), Fraction(0)
    for programme, _benefit, org, amount in book.gross():
        lead = book.lead[programme]
        if (programme, lead) in could:
            if org == lead:
                inside += amount
            else:
                beyond += amount
    return beyond / (inside + beyond)
