"""What a programme's card says: purpose, money, ratings, who takes it up, what it brings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .cast import CARDS
from .chance import share
from .months import month_number

PERIODS = ("2025-03", "2025-09", "2025-12", "2026-03", "2026-06", "2026-09")
FIRST_MONTH = month_number("2024-04")
LAST_MONTH = month_number("2026-09")
BARRIERS = ("adopters", "organisation", "", "value", "technology", "", "wider_system")
HORIZON = month_number("2027-03")


@dataclass(frozen=True)
class Path:
    """How one organisation takes a programme up: as far as `reaches`, from the month it did."""

    org: str
    reaches: str
    when: str = ""
    embeds_after: int = 0
    ends: str = ""
    reason: str = ""
    barrier: str = ""
    adaptation: str = ""
    is_by: bool = False
    eligible: int | None = None
    uptake: float | None = None
    confirmed_from: str = ""
    claimed_as: str = ""

    @property
    def went_live(self) -> int | None:
        """The month of going live, if it ever did."""
        return month_number(self.when) if self.reaches in ("live", "embedded") else None


@dataclass(frozen=True)
class Benefit:
    """One benefit of the register and how it behaves at each organisation that gains."""

    id: str
    programme: str
    name: str
    type: str
    measure: str
    unit: str
    better: str
    at: Mapping[str, float]
    effect: str = "benefit"
    foreseen: str = "planned"
    noticed_by: str = ""
    combines: str = "sum"
    price: float | None = None
    pounds: bool = False
    before: Mapping[str, float] | None = None
    start: Mapping[str, str] | None = None
    end: Mapping[str, str] | None = None
    plan: float = 1.25
    plan_early: int = 3
    ramp: int = 6
    noise: float = 0.16
    winter: float = 0.0
    trend: float = 0.0
    step: Mapping[str, float] | None = None
    evidence: str = "measured"
    outcome: str = ""
    share: Mapping[str, float] | None = None
    payer: str = ""
    noticed: str = ""
    finish: Mapping[str, str] | None = None
    corrected: Mapping[str, float] | None = None
    confirmed: str = "most"
    claimed: bool = True
    owner: str = ""
    decimals: int = 0
    lag: int = 0
    provisional: float = 0.0
    note: str = ""
    target_cut: float = 1.0
    achieved_from: str = ""
    recalculate: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Programme:
    """One programme's card; per-return words are lists in the order of `PERIODS`."""

    id: str
    name: str
    purpose: str
    lead: str
    theme: str
    stages: tuple[str, ...]
    paths: Mapping[str, Path]
    benefits: tuple[Benefit, ...]
    card: Mapping[str, Any]

    def is_sent(self, turn: int) -> bool:
        """Whether the programme is in the return of this turn (0 is the first)."""
        return self.stages[turn] != "-"

    def lead_at(self, turn: int) -> str:
        """The lead in the return of this turn, after any transfer."""
        transfer = self.card.get("transfer")
        if transfer and PERIODS[turn] >= transfer["period"]:
            return str(transfer["to"])
        return self.lead

    def took_over_in(self, turn: int) -> str:
        """The lead before, in the first return by a new lead; else blank."""
        transfer = self.card.get("transfer")
        return self.lead if transfer and PERIODS[turn] == transfer["period"] else ""

    def words(self, field: str, turn: int) -> str:
        """The word of a per-return list on the card; blank where the card says `-`."""
        listed = str(self.card.get(field, "")).split()
        return "" if not listed or listed[turn] == "-" else listed[turn]


def read_path(org: str, said: str | Mapping[str, Any]) -> Path:
    """The path a card gives: `2024-11 +8` is live and embedded 8 months on, `agreed 2026-02`."""
    more = {} if isinstance(said, str) else {k: v for k, v in said.items() if k != "is"}
    words = (said if isinstance(said, str) else str(said["is"])).split()
    ends = next((word[1:] for word in words if word.startswith("x")), "")
    embeds = next((int(word) for word in words if word.startswith("+")), 0)
    if words[0][0].isdigit():
        reaches, when = "live", words[0]
    else:
        reaches, when = words[0], words[1] if len(words) > 1 else ""
    return Path(org, reaches, when=when, embeds_after=embeds, ends=ends, **more)


def read_programme(card: Mapping[str, Any]) -> Programme:
    """The programme a card describes."""
    return Programme(
        id=card["id"],
        name=card["name"],
        purpose=card["purpose"],
        lead=card["lead"],
        theme=card["theme"],
        stages=tuple(card["stages"].split()),
        paths=read_paths(card),
        benefits=tuple(read_benefit(card["id"], said) for said in card.get("benefit", ())),
        card=card,
    )


def read_paths(card: Mapping[str, Any]) -> dict[str, Path]:
    """The path of every organisation that could take the programme up, in order of code."""
    waiting = {
        org: {"is": "not_started", "barrier": BARRIERS[int(share(card["id"], org) * len(BARRIERS))]}
        for org in card.get("not_started", ())
    }
    said = {**card["adoption"], **waiting}
    return {org: read_path(org, said[org]) for org in sorted(said)}


def read_benefit(programme: str, said: Mapping[str, Any]) -> Benefit:
    """The benefit a card describes; its id begins with the programme's."""
    rest = {key: value for key, value in said.items() if key != "id"}
    return Benefit(id=f"{programme}-{said['id']}", programme=programme, **rest)


@cache
def programmes() -> tuple[Programme, ...]:
    """All programmes, in order of id."""
    cards = [tomllib.loads(path.read_text("utf-8")) for path in (CARDS / "programmes").glob("*")]
    return tuple(sorted((read_programme(card) for card in cards), key=lambda each: each.id))
