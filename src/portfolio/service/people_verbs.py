"""The verbs of the list of people, each asked for first: see, invite, end, and the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from portfolio.access import Person, Role, Verb
from portfolio.access.people_file import email_of
from portfolio.service.people_list import PeopleList
from portfolio.service.requests import NotAllowed, NotUnderstood
from portfolio.store.audit import Audit

Ask = Callable[[Verb, str | None], None]
Note = Callable[[str, Mapping[str, str]], None]
_ALONE = (
    "`{email}` is the only person of the portfolio office who can still sign in. Invite another "
    "one first, or nobody could keep the list. Nothing was changed."
)


class People:
    """What can be done with the list of people, for one person."""

    def __init__(self, people: PeopleList, audit: Audit, ask: Ask, note: Note) -> None:
        self._people = people
        self._audit = audit
        self._ask = ask
        self._note = note

    def everyone(self) -> tuple[Person, ...]:
        """Return everybody who was ever invited, in the list's order."""
        self._ask(Verb.PEOPLE, None)
        return self._people.everyone()

    def invite(self, asked: Person, today: date) -> Person:
        """Invite a person, or give one who was invited before these roles from today.

        Somebody whose time here had ended comes as new: who signs in first with the address is
        bound anew, and not taken for who had it before. Raises NotUnderstood, and NotAllowed
        where nobody could keep the list afterwards.
        """
        self._ask(Verb.INVITE, None)
        email = _address(asked.email)
        if not asked.roles:
            raise NotUnderstood("A person needs a role at least.")
        if not asked.organisation and asked.roles & {Role.SENDER}:
            raise NotUnderstood("A sender sends for an organisation: say for which.")

        def becomes(before: Person | None) -> Person:
            if before is None or not before.is_valid_on(today):
                return replace(asked, email=email, valid_from=today, valid_to=None)
            if Role.OFFICE not in asked.roles:
                self._keep_one(before, today)
            stays = asked.provider in ("", before.provider)
            return replace(
                before,
                name=asked.name or before.name,
                provider=asked.provider or before.provider,
                organisation=asked.organisation,
                roles=asked.roles,
                valid_to=None,
                # Another provider vouches for another identity: the next sign-in binds anew.
                issuer=before.issuer if stays else "",
                subject=before.subject if stays else "",
            )

        after = self._people.change(email, becomes)
        self._note("invited", {"person": email, "roles": _words(after), "of": after.organisation})
        return after

    def end(self, email: str, today: date) -> Person:
        """End a person's access now. The line stays in the list. Raises NotUnderstood for an
        address that is not there, and NotAllowed where nobody could keep the list afterwards."""
        self._ask(Verb.END, None)
        address = _address(email)

        def ended(before: Person | None) -> Person:
            if before is None:
                raise NotUnderstood(f"`{address}` is not in the list of people.")
            self._keep_one(before, today)
            return replace(before, valid_to=today - timedelta(days=1))

        after = self._people.change(address, ended)
        self._note("ended", {"person": address})
        return after

    def audit(self) -> tuple[Mapping[str, object], ...]:
        """Return who did what, oldest first."""
        self._ask(Verb.AUDIT, None)
        return self._audit.entries()

    def _keep_one(self, going: Person, today: date) -> None:
        """Raise NotAllowed where the last of the office goes."""
        offices = [
            p for p in self._people.everyone() if Role.OFFICE in p.roles and p.is_valid_on(today)
        ]
        if [p.email for p in offices] == [going.email]:
            raise NotAllowed(_ALONE.format(email=going.email))


def _address(text: str) -> str:
    try:
        return email_of(text)
    except ValueError as error:
        raise NotUnderstood(str(error)) from error


def role_words(roles: frozenset[Role]) -> str:
    """Return roles as they are typed, in their order."""
    return ", ".join(role for role in Role if role in roles)


def _words(person: Person) -> str:
    return role_words(person.roles)
