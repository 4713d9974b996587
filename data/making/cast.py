"""The organisations of the demo system, and who sends for whom."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .months import month_number

CARDS = Path(__file__).parent / "cards"


@dataclass(frozen=True)
class Organisation:
    """One organisation; `staff` is not published, it only sizes the counts of staff."""

    code: str
    name: str
    org_type: str
    place: str
    population: int | None
    staff: int
    partner: bool
    reports_through: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]

    def is_open(self, month: int) -> bool:
        """Whether the organisation is open on the last day of the month."""
        return not self.valid_to or month_number(self.valid_to) >= month


@cache
def organisation_rows() -> tuple[Organisation, ...]:
    """Every row of the organisation list; a renamed organisation has two."""
    with (CARDS / "organisations.toml").open("rb") as card:
        rows = tomllib.load(card)["organisation"]
    return tuple(
        Organisation(
            code=row["code"],
            name=row["name"],
            org_type=row["type"],
            place=row["place"],
            population=row.get("population"),
            staff=row["staff"],
            partner=row.get("partner", True),
            reports_through=row.get("through", ""),
            valid_from=row.get("from", "2022-07-01"),
            valid_to=row.get("to", ""),
            successors=tuple(row.get("successors", ())),
        )
        for row in rows
    )


@cache
def organisations() -> dict[str, Organisation]:
    """The organisations by short code, as they stand last."""
    return {row.code: row for row in organisation_rows()}


def code(short: str) -> str:
    """The code as it is sent: `LOC-` and the short code of the cards."""
    return f"LOC-{short}" if short else ""


def partners() -> tuple[str, ...]:
    """Short codes of those who send returns, in order."""
    return tuple(sorted({row.code for row in organisation_rows() if row.partner}))


def partner_of(short: str) -> str:
    """Who sends for an organisation, itself or the partner it reports through.

    A closed organisation's successor speaks for it; ask `sender_for` where the month matters.
    """
    return organisations()[short].reports_through or short


def sender_for(short: str, month: int) -> str:
    """Who speaks for an organisation in the return of a month."""
    organisation = organisations()[short]
    if organisation.is_open(month):
        return partner_of(short)
    return organisation.successors[0]


def closing(short: str) -> int:
    """The last month an organisation is open; far off where it has not closed."""
    valid_to = organisations()[short].valid_to
    return month_number(valid_to or "9999-12")


def heirs(short: str) -> tuple[str, ...]:
    """Organisations whose work this one took over when they closed."""
    return tuple(
        sorted(row.code for row in organisation_rows() if row.valid_to and short in row.successors)
    )
