"""Random systems whose programmes change hands once to three times, between partners and between
organisations that report through one; many of them side by side in one store, each under codes of
its own, so that one question answers for all."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

import measured_system as building
import slow_oracle

PERIODS = ("2026-01", "2026-02", "2026-03", "2026-04")
MONTHS = ("2025-12", "2026-01", "2026-03")
CLOSES, CLOSED_ON = "D", date(2026, 2, 28)
PARTNERS = ("A", "B", "C", "D")
# `p` and `q` report through A, `r` through B; `q` moves to B, and `m` begins to send for itself.
THROUGH = {
    "p": (("", "A"),),
    "q": (("", "A"), ("2026-03", "B")),
    "r": (("", "B"),),
    "m": (("", "A"), ("2026-03", "m")),
}
ORGANISATIONS = (*PARTNERS, *THROUGH)
PROGRAMMES = ("X", "Y")
BENEFITS = {"X1": "X", "X2": "X", "Y1": "Y"}
FIRST_DAY = date(2026, 5, 1)


@dataclass(frozen=True)
class System:
    """Its lists, its returns in the order of their periods, and its codes' prefix."""

    prefix: str
    lists: slow_oracle.Lists
    submissions: tuple[building.Sent, ...]

    def in_order(self, order) -> list[building.Sent]:
        """The returns as they come in another order, a day each."""
        return [
            replace(self.submissions[place], received_on=FIRST_DAY + timedelta(days=day))
            for day, place in enumerate(order)
        ]


def random_handovers(rng: random.Random, number: int) -> System:
    at = f"{number}."
    lists = slow_oracle.Lists(
        {at + CLOSES: CLOSED_ON},
        {at + CLOSES: (at + "C",)},
        {
            at + code: tuple((since, at + sender) for since, sender in told)
            for code, told in THROUGH.items()
        },
    )
    leads = {at + programme: _leads(rng, lists, at) for programme in PROGRAMMES}
    submissions = [
        building.Sent(partner, period, FIRST_DAY, _files(rng, lists, at, leads, partner, period))
        for period in PERIODS
        for partner in (at + code for code in (*PARTNERS, "m"))
        if not lists.has_closed(partner, period) and _sends(lists, partner, period)
        if rng.random() < 0.6
    ]
    return System(at, lists, tuple(submissions))


def _sends(lists, partner, period) -> bool:
    return lists.sender_of(partner, period) == partner


def _leads(rng, lists, at) -> dict[str, str]:
    """Who leads a programme in each period: it changes hands one to three times."""
    changes = set(rng.sample(PERIODS[1:], rng.choice([1, 2, 3])))
    led, lead = {}, None
    for period in PERIODS:
        if lead is None or period in changes or lists.has_closed(lead, period):
            others = (at + code for code in ORGANISATIONS if at + code != lead)
            lead = rng.choice([code for code in others if not lists.has_closed(code, period)])
        led[period] = lead
    return led


def _files(rng, lists, at, leads, partner, period) -> dict:
    """What a partner may send: of programmes that it leads or sends for the lead of, everybody's
    rows; else those of itself, of whom it sends for and of whom it follows."""

    def speaks(code) -> bool:
        follows = lists.has_closed(code, period) and partner in lists.followers.get(code, ())
        return follows or lists.sender_of(code, period) == partner

    led = {programme for programme in leads if speaks(leads[programme][period])}
    rows = [
        (programme, at + code)
        for programme in leads
        for code in ORGANISATIONS
        if speaks(at + code) or (programme in led and at + code != leads[programme][period])
        if rng.random() < 0.5
    ]
    files = {
        "programmes": [building.programme(p, leads[p][period]) for p in sorted(led)],
        "adoptions": [
            building.adoption(p, code, rng.choice(["live", "exploring"]), sent_as="as sent")
            for p, code in rows
        ],
        "benefits": [],
        "benefit_values": [],
    }
    for name, programme in BENEFITS.items():
        for code in [code for p, code in rows if p == at + programme and rng.random() < 0.7]:
            status = rng.choice(["realising", "realising", "achieved", "ceased"])
            said = {"programme_id": at + programme, "status": status, "sent_as": "as sent"}
            files["benefits"].append(_numbers(building.benefit(at + name, code, **said)))
            files["benefit_values"] += [
                building.value(at + name, code, month, _pounds(rng), sent_as="as sent")
                for month in MONTHS
                if rng.random() < 0.7
            ]
    return {kind: sent for kind, sent in files.items() if rng.random() < 0.9}


def _numbers(row):
    return {"outcome_code": None, "attribution_pct": None, **row}


def _pounds(rng) -> float | None:
    return rng.choice([None, 0.0, *(rng.randrange(1, 10**6) / 100 for _ in range(4))])


def orders(rng: random.Random, returns: int, most: int) -> list[tuple[int, ...]]:
    """Every order of so many returns, or as many as asked for: as sent, backwards, and drawn."""
    if math.factorial(returns) <= most:
        return list(itertools.permutations(range(returns)))
    forwards = tuple(range(returns))
    drawn = [forwards, forwards[::-1]]
    while len(drawn) < most:
        drawn.append(tuple(rng.sample(forwards, returns)))
    return drawn


def stood_up(systems, nth: int, orders_of) -> building.MeasuredSystem:
    """A store with all systems, each with its returns in the nth of its orders."""
    store = building.MeasuredSystem()
    store.organisations_of(_listed(systems))
    store.record_all(
        [
            sent
            for system, of_it in zip(systems, orders_of, strict=True)
            for sent in system.in_order(of_it[nth % len(of_it)])
        ]
    )
    return store


def _listed(systems):
    for system in systems:
        at = system.prefix
        for code in PARTNERS:
            closed = {"valid_to": CLOSED_ON, "successor_codes": at + "C"} if code == CLOSES else {}
            yield {"org_code": at + code, "is_partner": True, **closed}
        for code, told in THROUGH.items():
            for number, (since, sender) in enumerate(told):
                until = told[number + 1][0] if number + 1 < len(told) else None
                through = None if sender == code else at + sender
                yield {
                    "org_code": at + code,
                    "is_partner": through is None,
                    "reports_through": through,
                    "valid_from": date.fromisoformat(f"{since}-01") if since else None,
                    "valid_to": date.fromisoformat(f"{until}-01") - timedelta(1) if until else None,
                }
