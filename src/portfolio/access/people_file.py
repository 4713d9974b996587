"""The list of people as the office keeps it, `people.csv`: read whole or not at all, written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date

from portfolio.access.people import Person, Role

COLUMNS = (
    "email",
    "name",
    "provider",
    "organisation",
    "roles",
    "from",
    "until",
    "issuer",
    "subject",
)
_NEEDED = COLUMNS[:5]
_EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']{1,189}")


class PeopleNotUnderstood(Exception):
    """The list of people cannot be read; the message says which row, and what it needs. While it
    cannot, nobody gets in."""


def read_people(text: str) -> tuple[Person, ...]:
    """Return the people of a list, in its order. Raises PeopleNotUnderstood for any row that is
    not clear, since a list that is half understood lets the wrong people in."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise PeopleNotUnderstood(f"people.csv lacks the column `{missing[0]}`.")
    people = tuple(_person(row, number) for number, row in enumerate(reader, start=2))
    _check_told_once(people)
    return people


def write_people(people: Iterable[Person]) -> str:
    """Return the list as it is kept."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(person) for person in people)
    return out.getvalue()


def email_of(text: str) -> str:
    """Return an e-mail address as it is compared. Raises ValueError for what is none."""
    address = text.strip().lower()
    if not _EMAIL.fullmatch(address):
        raise ValueError(f"`{text[:80]}` is not an e-mail address, such as `a.b@example.nhs.uk`.")
    return address


def role_of(text: str) -> Role:
    """Return a role by its word. Raises ValueError for what is none."""
    word = text.strip().lower().replace("-", "_")
    try:
        return Role(word)
    except ValueError as error:
        roles = ", ".join(f"`{role}`" for role in Role)
        raise ValueError(f"`{text[:40]}` is not a role. The roles are {roles}.") from error


def _person(row: Mapping[str | None, str | None], number: int) -> Person:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    try:
        if None in row:
            raise ValueError("has more cells than the header.")
        roles = frozenset(role_of(word) for word in cell("roles").split(";") if word.strip())
        return Person(
            email=email_of(cell("email")),
            name=cell("name"),
            provider=cell("provider"),
            organisation=cell("organisation"),
            roles=roles,
            valid_from=_day(cell("from")),
            valid_to=_day(cell("until")),
            issuer=cell("issuer"),
            subject=cell("subject"),
        )
    except ValueError as error:
        raise PeopleNotUnderstood(f"people.csv, row {number}: {error}") from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"`{text[:40]}` is not a day. Write it as `2026-09-30`.") from error


def _check_told_once(people: Iterable[Person]) -> None:
    emails, bound = set[str](), set[tuple[str, str]]()
    for person in people:
        if person.email in emails:
            raise PeopleNotUnderstood(f"people.csv names `{person.email}` twice.")
        emails.add(person.email)
        who = (person.issuer, person.subject)
        if bool(person.issuer) != bool(person.subject) or (person.subject and who in bound):
            raise PeopleNotUnderstood(
                f"people.csv: `{person.email}` has an issuer or subject that is another's, or one "
                "without the other. Clear both, and the next sign-in fills them."
            )
        bound.add(who)


def _row(person: Person) -> tuple[str, ...]:
    return (
        person.email,
        person.name,
        person.provider,
        person.organisation,
        ";".join(role for role in Role if role in person.roles),
        person.valid_from.isoformat() if person.valid_from else "",
        person.valid_to.isoformat() if person.valid_to else "",
        person.issuer,
        person.subject,
    )
