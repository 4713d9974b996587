"""A person as the portfolio office knows them: which organisation, in which roles, from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person does here. A person may have several."""

    READER = "reader"
    NON_EXECUTIVE = "non_executive"
    SENDER = "sender"
    OFFICE = "office"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """One line of the list of people. `issuer` and `subject` are blank until the first sign-in;
    from then on they are who it is, and the e-mail address is a label.

    `covers` are the organisations a sender sends for beside its own: those that report through it.
    It is worked out from the organisations list whenever the person is looked up, never kept.
    """

    email: str
    name: str = ""
    provider: str = ""
    organisation: str = ""
    roles: frozenset[Role] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    issuer: str = ""
    subject: str = ""
    covers: frozenset[str] = frozenset()
    session: str = ""
    """The short name of the session in which they are here, for the audit."""

    @property
    def is_bound(self) -> bool:
        """Whether somebody has signed in as this person."""
        return bool(self.subject)

    def is_valid_on(self, day: date) -> bool:
        """Return whether the person may be here on a day; the last day is included."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def shown(self) -> str:
        return self.name or self.email


NOBODY = Person(email="")
"""Whoever has not signed in: may do nothing."""
LOCAL = Person(
    email="",
    name="this machine",
    roles=frozenset({Role.OFFICE, Role.OPERATOR}),
)
"""Whoever can read the home folder's files on this machine, by the command line or, while no
sign-in is set up, in the browser: what they may do here they could do to the files as well."""


def machine_of(partner_code: str) -> Person:
    """Return the sender that a drop folder stands for: its partner, and no other."""
    return Person(
        email="",
        name=f"drop folder of {partner_code}",
        organisation=partner_code,
        roles=frozenset({Role.SENDER}),
    )
