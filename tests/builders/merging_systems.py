"""Random histories of mergers, and every way of telling the months from before them.

What is true is known here before anything is told: each organisation has pounds of its own in every
month in which it was open, and whatever is told of them, and under which codes, they are the same
pounds. What counts is their sum, which needs no rule of how to find out what was told twice.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import measured_system as building

from portfolio.domain.period import Period

QUARTERS = ("2025-03", "2025-06", "2025-09", "2025-12", "2026-03", "2026-06")
LAST = QUARTERS[-1]
SHAPES = ("chain", "into_one", "split", "part_of_an_area", "exchange")


@dataclass
class Organisation:
    """Of a merging system: `closes` is the last quarter in which it is open."""

    code: str
    opens: int = 0
    closes: int | None = None
    successors: tuple[str, ...] = ()
    own: dict[str, int] = field(default_factory=dict)

    def is_open(self, quarter: int) -> bool:
        return self.opens <= quarter and (self.closes is None or quarter <= self.closes)


@dataclass
class Merging:
    """One history, the ways in which its months are told, and the returns that tell them."""

    name: str
    shape: str
    organisations: dict[str, Organisation]
    ways: dict[str, str] = field(default_factory=dict)
    sent: list[building.Sent] = field(default_factory=list)

    @property
    def programme(self) -> str:
        return f"P{self.name}"

    @property
    def pounds(self) -> float:
        """All that there is: each organisation's own, once."""
        return sum(sum(one.own.values()) for one in self.organisations.values()) / 100

    def predecessors(self, code: str) -> list[Organisation]:
        return [one for one in self.organisations.values() if code in one.successors]


def merging(rng: random.Random, name: str) -> Merging:
    """A random history with its returns."""
    shape = rng.choice(SHAPES)
    made = {"chain": _chain, "into_one": _into_one}.get(shape, _split)
    one = Merging(name, shape, {o.code: o for o in made(rng, name, shape)})
    for org in one.organisations.values():
        for quarter, period in enumerate(QUARTERS):
            if org.is_open(quarter):
                org.own |= {month: rng.randrange(1_000, 90_000) for month in _months(period)}
    _Telling(rng, one).tell()
    return one


def _chain(rng: random.Random, name: str, _: str) -> list[Organisation]:
    length = rng.randrange(2, 5)
    closings = sorted(rng.sample(range(5), length - 1))
    codes = [f"{name}C{place}" for place in range(length)]
    return [
        Organisation(code, closes=closes, successors=(after,) if after else ())
        for code, closes, after in zip(codes, [*closings, None], [*codes[1:], None], strict=True)
    ]


def _into_one(rng: random.Random, name: str, _: str) -> list[Organisation]:
    after = f"{name}S"
    day = rng.randrange(5)
    same_day = rng.random() < 0.5
    before = [
        Organisation(
            f"{name}C{place}", closes=day if same_day else rng.randrange(5), successors=(after,)
        )
        for place in range(rng.randrange(1, 5))
    ]
    first = min(one.closes for one in before)
    return [*before, Organisation(after, opens=rng.choice([0, 0, first + 1]))]


def _split(rng: random.Random, name: str, shape: str) -> list[Organisation]:
    """One into two or three; `part_of_an_area` where those were there before, and `exchange` where
    the first of them takes the whole of another too."""
    closes = rng.randrange(5)
    after = [f"{name}S{place}" for place in range(rng.randrange(2, 4))]
    opens = 0 if shape != "split" else closes + 1
    made = [Organisation(f"{name}C0", closes=closes, successors=tuple(after))]
    if shape == "exchange":
        made.append(Organisation(f"{name}C1", closes=closes, successors=(after[0],)))
    return [*made, *(Organisation(code, opens=opens) for code in after)]


class _Telling:
    """Who tells which months under which code, return by return."""

    def __init__(self, rng: random.Random, one: Merging) -> None:
        self.rng = rng
        self.one = one
        self.lead = f"{one.name}L"
        # Some are spoken of by the lead alone; of some the lead claims what they say themselves.
        codes = [*one.organisations]
        self.speaks = {code: rng.choice(["self", "self", "claim", "both"]) for code in codes}
        self.parts = self._parts()
        self.told: dict[str, dict[str, int]] = {}

    def tell(self) -> None:
        for code in self.one.organisations:
            self.one.ways[code] = self._way(code)
        for quarter in range(len(QUARTERS)):
            for code, org in self.one.organisations.items():
                if org.is_open(quarter):
                    self.told[code] = self._figures(org, quarter)
            self._send(quarter)

    def _way(self, code: str) -> str:
        before = self.one.predecessors(code)
        if not before:
            return "own"
        if any(len(one.successors) > 1 for one in before):
            return self.rng.choice(["own", "part", "part", "whole", "old_code"])
        return self.rng.choice(["own", "all", "all", "some", "old_code", "old_code_and_all"])

    def _parts(self) -> Mapping[tuple[str, str], float]:
        """How the months of one that was split fall to those that follow it."""
        parts: dict[tuple[str, str], float] = {}
        for org in self.one.organisations.values():
            weights = [self.rng.uniform(1, 5) for _ in org.successors]
            for code, weight in zip(org.successors, weights, strict=True):
                parts[org.code, code] = weight / sum(weights)
        return parts

    def _figures(self, org: Organisation, quarter: int) -> dict[str, int]:
        """What is said of an organisation under its own code, all its months up to a quarter."""
        until = QUARTERS[quarter]
        figures = {month: pence for month, pence in org.own.items() if month <= until}
        for before in self._told_again(org, quarter):
            is_part = len(before.successors) > 1 and self.one.ways[org.code] == "part"
            for month, pence in self._area(before).items():
                part = self._part(before, org.code, pence) if is_part else pence
                figures[month] = figures.get(month, 0) + part
        return figures

    def _part(self, before: Organisation, code: str, pence: int) -> int:
        """Whole pence that add up to all of them over those that follow."""
        *others, last = before.successors
        shares = {one: int(pence * self.parts[before.code, one]) for one in others}
        shares[last] = pence - sum(shares.values())
        return shares[code]

    def _told_again(self, org: Organisation, quarter: int) -> list[Organisation]:
        way = self.one.ways[org.code]
        closed = [b for b in self.one.predecessors(org.code) if not b.is_open(quarter)]
        if way in ("own", "old_code"):
            return []
        return closed[:1] if way == "some" else closed

    def _area(self, org: Organisation) -> dict[str, int]:
        """The pounds of an organisation and of all that it followed."""
        area = dict(org.own)
        for before in self.one.predecessors(org.code):
            if before.closes < org.closes:
                for month, pence in self._area(before).items():
                    area[month] = area.get(month, 0) + pence
        return area

    def _send(self, quarter: int) -> None:
        claims: list[tuple[str, dict[str, int]]] = []
        for code, org in self.one.organisations.items():
            if code not in self.told:
                continue
            if self.speaks[code] != "self":
                # What is said of oneself counts, so it does not matter what is claimed beside it.
                wrong = self.rng.randrange(-900, 900) if self.speaks[code] == "both" else 0
                claims.append((code, {m: pence + wrong for m, pence in self.told[code].items()}))
            if self.speaks[code] != "claim" and org.is_open(quarter):
                self._return(code, quarter, [(code, self.told[code]), *self._old(org, quarter)])
        self._return(self.lead, quarter, claims)

    def _old(self, org: Organisation, quarter: int) -> list[tuple[str, dict[str, int]]]:
        """What a successor sends under the codes of those it followed."""
        if not self.one.ways[org.code].startswith("old_code"):
            return []
        closed = [b for b in self.one.predecessors(org.code) if not b.is_open(quarter)]
        return [(before.code, self.told[before.code]) for before in closed]

    def _return(
        self, partner: str, quarter: int, said: Sequence[tuple[str, Mapping[str, int]]]
    ) -> None:
        how = "claimed" if partner == self.lead else "confirmed"
        name, programme = f"B{self.one.name}", self.one.programme
        files: dict[str, list[building.Row]] = {
            "benefits": [
                building.benefit(name, code, programme_id=programme, sent_as=how)
                for code, _ in said
            ],
            "benefit_values": [
                building.value(name, code, month, pence / 100, sent_as=how)
                for code, figures in said
                for month, pence in figures.items()
            ],
        }
        if partner == self.lead:
            files["programmes"] = [building.programme(programme, partner)]
        period = QUARTERS[quarter]
        sent = building.Sent(partner, period, Period.parse(period).end, files)
        self.one.sent.append(sent)


def _months(quarter: str) -> list[str]:
    last = Period.parse(quarter)
    return [str(last.plus(-back)) for back in (2, 1, 0)]


def stood_up(rng: random.Random, histories: Sequence[Merging]) -> building.MeasuredSystem:
    """A store with several histories side by side, their returns in any order."""
    system = building.MeasuredSystem()
    for one in histories:
        system.organisation(f"{one.name}L", org_type="icb")
        for org in one.organisations.values():
            system.organisation(
                org.code,
                valid_from=_first_day(org.opens),
                valid_to=None if org.closes is None else Period.parse(QUARTERS[org.closes]).end,
                successor_codes=";".join(org.successors) or None,
            )
    sent = [each for one in histories for each in one.sent]
    rng.shuffle(sent)
    system.record_all(sent)
    return system


def _first_day(quarter: int) -> date | None:
    if quarter == 0:
        return None
    first = Period.parse(_months(QUARTERS[quarter])[0])
    return date(first.year, first.month, 1)
