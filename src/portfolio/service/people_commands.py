"""The list of people from outside: a request in, an answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from portfolio.access import Person
from portfolio.access.people_file import PeopleNotUnderstood, role_of
from portfolio.service.people_verbs import role_words
from portfolio.service.requests import Answer, Code, NotUnderstood, Request
from portfolio.service.service import PortfolioService
from portfolio.service.text.aligned_columns import printable

Found = TypeVar("Found")
_NOBODY = (
    "Nobody may sign in yet. Invite the first person of the portfolio office: portfolio people "
    "invite EMAIL --role office --org CODE."
)


def people(service: PortfolioService, _request: Request) -> Answer:
    """Return everybody in the list. Raises NotUnderstood where it cannot be read."""
    everyone = _understood(service.people.everyone)
    lines = [_line(person, service) for person in everyone]
    document = [_document(person, service) for person in everyone]
    return Answer(Code.DONE, "\n".join(lines) or _NOBODY, document)


def invite(service: PortfolioService, request: Request) -> Answer:
    """Return who is invited now, or has these roles from now on."""
    code = request.text("org") or ""
    if code and not service.references.organisations.knows(code):
        raise NotUnderstood(f"`{code}` is not an organisation of this system.")
    try:
        roles = frozenset(role_of(word) for word in request.needed("role").split(";"))
    except ValueError as error:
        raise NotUnderstood(str(error)) from error
    asked = Person(
        email=request.needed("email"),
        name=request.text("name") or "",
        provider=request.text("provider") or "",
        organisation=code,
        roles=roles,
    )
    today = service.today().date()
    after = _understood(lambda: service.people.invite(asked, today))
    return Answer(Code.DONE, _line(after, service), _document(after, service))


def end(service: PortfolioService, request: Request) -> Answer:
    """Return whose access has ended now."""
    today = service.today().date()
    after = _understood(lambda: service.people.end(request.needed("email"), today))
    said = f"{after.email} is out: every page they have open ends within seconds."
    return Answer(Code.DONE, said, _document(after, service))


def _understood(do: Callable[[], Found]) -> Found:
    try:
        return do()
    except PeopleNotUnderstood as error:
        raise NotUnderstood(f"{error} Nothing was changed.") from error


def _state(person: Person, service: PortfolioService) -> str:
    if not person.is_valid_on(service.today().date()):
        return "ended"
    return "active" if person.is_bound else "invited"


def _line(person: Person, service: PortfolioService) -> str:
    where = f" at {printable(person.organisation)}" if person.organisation else ""
    state = _state(person, service)
    return f"{person.email}: {role_words(person.roles)}{where} ({state})"


def _document(person: Person, service: PortfolioService) -> Mapping[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "provider": person.provider,
        "organisation": person.organisation,
        "roles": role_words(person.roles).split(", "),
        "from": person.valid_from.isoformat() if person.valid_from else None,
        "until": person.valid_to.isoformat() if person.valid_to else None,
        "state": _state(person, service),
    }
