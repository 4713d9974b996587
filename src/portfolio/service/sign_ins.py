"""Who gets in: an identity that a provider vouches for, held against the list of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from portfolio.access import NOBODY, Person
from portfolio.access.people_file import PeopleNotUnderstood, email_of
from portfolio.access.sessions import Session, Sessions, local_time
from portfolio.logbook import FaultNoted
from portfolio.service.people_list import PeopleList
from portfolio.store.audit import Audit


@dataclass(frozen=True)
class Identity:
    """Whom a provider says it has signed in. `email` is what it says, `is_vouched` whether it
    says that the address is theirs; `role_organisation` where they chose a role at one."""

    provider: str
    issuer: str
    subject: str
    email: str = ""
    is_vouched: bool = False
    role_organisation: str | None = None


class NotAdmitted(Exception):
    """Somebody whom a provider knows and the list of people does not; the message says so."""


UNKNOWN = "You signed in, but you are not in the list of people who may come in here."
NOT_VOUCHED = (
    "You signed in, but your provider does not say that the address is yours, so nobody here can "
    "be sure who you are."
)
OTHER_ROLE = (
    "You signed in with a role at an organisation that is not the one you are here for. Sign in "
    "again and choose the role there."
)
NO_LIST = "The list of people cannot be read at the moment, so nobody is let in."


class SignIns:
    """The sessions of one home folder, and who is behind each as the list says now."""

    def __init__(
        self,
        home: Path,
        providers: Sequence[str],
        *,
        idle: timedelta,
        longest: timedelta,
        clock: Callable[[], datetime] = local_time,
    ) -> None:
        self._providers = tuple(providers)
        self._people, self._audit = PeopleList(home), Audit(home)
        self._sessions = Sessions(idle, longest, clock)
        self._clock = clock

    def admit(self, identity: Identity) -> str:
        """Return the secret of a new session. Raises NotAdmitted; who knocked is noted."""
        try:
            person = self._known(identity)
        except PeopleNotUnderstood as error:
            self._note("list_not_read", who=identity.email)
            raise NotAdmitted(NO_LIST) from error
        except NotAdmitted:
            about = {"provider": identity.provider, "subject": identity.subject}
            self._note("knocked", who=identity.email or "no address", about=about)
            raise
        secret = self._sessions.begin(
            provider=identity.provider, issuer=identity.issuer, subject=identity.subject
        )
        session = self._sessions.find(secret)
        self._note("signed_in", who=person.email, session=session)
        return secret

    def person(self, secret: str | None, *, is_used: bool = False) -> Person:
        """Return who is behind a session at this moment; NOBODY where it has ended, or they may
        not be here any more."""
        session = self._sessions.find(secret, is_used=is_used)
        if session is None:
            return NOBODY
        try:
            found = self._people.bound_to(session.issuer, session.subject, self._clock().date())
        except (PeopleNotUnderstood, OSError):
            return NOBODY
        if found is None or not found.roles or not self._is_of(found, session.provider):
            return NOBODY
        return replace(found, session=session.name)

    def provider_of(self, secret: str | None) -> str | None:
        """Return through which provider a session began."""
        session = self._sessions.find(secret)
        return session.provider if session else None

    def end(self, secret: str | None) -> None:
        """Sign out, in every tab."""
        person = self.person(secret)
        session = self._sessions.end(secret)
        if session is not None:
            self._note("signed_out", who=person.email, session=session)

    def _known(self, identity: Identity) -> Person:
        today = self._clock().date()
        person = self._people.bound_to(identity.issuer, identity.subject, today)
        if person is None:
            person = self._invited(identity)
        if not person.roles or not self._is_of(person, identity.provider):
            raise NotAdmitted(UNKNOWN)
        if identity.role_organisation not in (None, person.organisation):
            raise NotAdmitted(OTHER_ROLE)
        if person.is_bound:
            return person
        return self._people.bind(person, identity.issuer, identity.subject)

    def _invited(self, identity: Identity) -> Person:
        """Return who was invited by the address, where the provider vouches for it."""
        try:
            person = self._people.invited(email_of(identity.email), self._clock().date())
        except ValueError:
            person = None
        if person is None:
            raise NotAdmitted(UNKNOWN)
        if not identity.is_vouched:
            raise NotAdmitted(NOT_VOUCHED)
        return person

    def _is_of(self, person: Person, provider: str) -> bool:
        """Return whether this provider may speak for a person: the one that the invitation names.
        Where it names none there must be one only, or any of them could claim the address."""
        if not person.provider:
            return self._providers == (provider,)
        return person.provider == provider

    def _note(
        self,
        what: str,
        *,
        who: str,
        session: Session | None = None,
        about: Mapping[str, str] | None = None,
    ) -> None:
        with FaultNoted("writing the audit"):
            self._audit.note(
                what,
                who=who,
                at=self._clock(),
                session=session.name if session else "",
                about=about or {},
            )
