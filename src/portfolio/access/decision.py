"""The one place where it is decided whether a person may do a thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portfolio.access.people import Person, Role
from portfolio.access.policy import POLICY, Reach, Verb
from portfolio.domain.scope import EVERYTHING, Scope

_NOT_IN = "You are not signed in, so nothing was done. Sign in, and try again."
_NOT_YOURS = (
    "This is for the people who send for {whose}, and for the portfolio office. Nothing was done. "
    "If it should be yours, ask the portfolio office."
)
_NOT_YOUR_ROLE = (
    "This is not part of what you do here. Nothing was done. If it should be, ask the portfolio "
    "office."
)


@dataclass(frozen=True)
class Decision:
    """Whether it may be done; where not, `why` says so to the person."""

    is_allowed: bool
    why: str = ""


def may(
    person: Person, verb: Verb | str, of_organisation: str | None = None, *, on: date | None = None
) -> Decision:
    """Return whether a person may do a thing to what is of an organisation (None: of no one).

    Whatever is not said to be allowed is not: a verb without a rule, a role that the rule does not
    name, an organisation that is not the person's own, a day outside the person's time here.
    """
    if not person.roles or (on is not None and not person.is_valid_on(on)):
        return Decision(is_allowed=False, why=_NOT_IN)
    reaches = POLICY.get(verb, {})  # a verb is its name, and a name that is no verb has no rule
    reach = max(reaches.get(role, Reach.NO) for role in person.roles)
    if reach == Reach.ALL:
        return Decision(is_allowed=True)
    if reach == Reach.NO:
        return Decision(is_allowed=False, why=_NOT_YOUR_ROLE)
    if of_organisation and of_organisation in own(person):
        return Decision(is_allowed=True)
    return Decision(
        is_allowed=False, why=_NOT_YOURS.format(whose=of_organisation or "one organisation")
    )


def own(person: Person) -> frozenset[str]:
    """Return the organisations that are a person's own."""
    whose = frozenset({person.organisation} - {""})
    return whose | person.covers if Role.SENDER in person.roles else whose


def scope_of(person: Person) -> Scope:
    """Return whose own risks a person sees."""
    if may(person, Verb.OWN_RISKS).is_allowed:
        return EVERYTHING
    seen = (code for code in own(person) if may(person, Verb.OWN_RISKS, code).is_allowed)
    return Scope(frozenset(seen))
