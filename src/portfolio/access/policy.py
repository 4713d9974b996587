"""Every verb of the service, and how far each role reaches with it. What is not here is denied."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from portfolio.access.people import Role


class Reach(IntEnum):
    """How far a role reaches with a verb: with several roles, the furthest counts."""

    NO = 0
    OWN = 1  # for the own organisation, and for a sender those that report through it
    ALL = 2


class Verb(StrEnum):
    """The service's verbs, by the names they have there."""

    REFERENCES = "references"
    LATEST = "latest_period"
    RESULT = "result"
    ROWS = "rows_behind"
    LABELS = "labels"
    COVERAGE = "coverage"
    REVISIONS = "revisions"
    PROGRAMMES = "programmes"
    RESTS_ON = "rests_on"
    LEDGER = "submissions"
    REFUSALS = "refusals"
    OWN_RISKS = "own_risks"
    UNWRAP = "unwrapped"
    CHECK = "check"
    PREVIEW = "preview"
    EVERY_CHANGE = "every_change"
    MEND = "mend"
    RECEIVE = "receive"
    WITHDRAW = "withdraw"
    SINCE = "since_last_return"
    AS_SENT = "as_sent"
    AS_READ = "as_read"
    CHANGED_BY = "changed_by"
    MAKE_PAPER = "keep"
    PAPERS = "every"
    PAPER = "document"
    PUBLISH = "standing_tables"
    LOAD = "load"
    PEOPLE = "people"
    INVITE = "invite"
    END = "end"
    AUDIT = "audit"
    HEALTH = "health"


_READ = {Role.READER: Reach.ALL, Role.NON_EXECUTIVE: Reach.ALL, Role.SENDER: Reach.ALL}
_OWN_RISKS = dict.fromkeys((Role.READER, Role.NON_EXECUTIVE, Role.SENDER), Reach.OWN)
_SEND = {Role.SENDER: Reach.OWN}
_OPEN_A_ZIP = {Role.SENDER: Reach.ALL}
_OFFICE: dict[Role, Reach] = {}
_OPERATE = {Role.OPERATOR: Reach.ALL}


def _policy() -> dict[str, Mapping[Role, Reach]]:
    reading = (
        Verb.LATEST,
        Verb.RESULT,
        Verb.ROWS,
        Verb.LABELS,
        Verb.COVERAGE,
        Verb.REVISIONS,
        Verb.PROGRAMMES,
        Verb.RESTS_ON,
        Verb.LEDGER,
        Verb.REFUSALS,
        Verb.MAKE_PAPER,
        Verb.PAPERS,
        Verb.PAPER,
    )
    sending = (
        Verb.CHECK,
        Verb.PREVIEW,
        Verb.EVERY_CHANGE,
        Verb.RECEIVE,
        Verb.WITHDRAW,
        Verb.SINCE,
        Verb.AS_SENT,
        Verb.AS_READ,
        Verb.CHANGED_BY,
    )
    office = (Verb.PUBLISH, Verb.LOAD, Verb.PEOPLE, Verb.INVITE, Verb.END, Verb.AUDIT)
    named: dict[Verb, dict[Role, Reach]] = {
        # The lists hold no data of partners, and every page has the system's name from them.
        Verb.REFERENCES: _READ | _OPERATE,
        **dict.fromkeys(reading, _READ),
        Verb.OWN_RISKS: _OWN_RISKS,
        **dict.fromkeys(sending, _SEND),
        Verb.UNWRAP: _OPEN_A_ZIP,
        Verb.MEND: _OPEN_A_ZIP,  # only bytes that have the fingerprint of what is archived
        **dict.fromkeys(office, _OFFICE),
        Verb.HEALTH: _OPERATE,
    }
    return {
        verb: MappingProxyType({**reaches, Role.OFFICE: Reach.ALL})
        for verb, reaches in named.items()
    }


POLICY: Mapping[str, Mapping[Role, Reach]] = MappingProxyType(_policy())
