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


_READING = dict.fromkeys((Role.READER, Role.NON_EXECUTIVE, Role.SENDER), Reach.ALL)
_OF_ONES_OWN = dict.fromkeys(_READING, Reach.OWN)
_SENDING = {Role.SENDER: Reach.OWN}
_HANDING_IN = {Role.SENDER: Reach.ALL}
_OPERATING = {Role.OPERATOR: Reach.ALL}
_OFFICE_ALONE: Mapping[Role, Reach] = {}

_BESIDE_THE_OFFICE: Mapping[Verb, Mapping[Role, Reach]] = {
    # The lists hold no data of partners, and every page has the system's name from them.
    Verb.REFERENCES: _READING | _OPERATING,
    Verb.LATEST: _READING,
    Verb.RESULT: _READING,
    Verb.ROWS: _READING,
    Verb.LABELS: _READING,
    Verb.COVERAGE: _READING,
    Verb.REVISIONS: _READING,
    Verb.PROGRAMMES: _READING,
    Verb.RESTS_ON: _READING,
    Verb.LEDGER: _READING,
    Verb.REFUSALS: _READING,
    Verb.OWN_RISKS: _OF_ONES_OWN,
    Verb.UNWRAP: _HANDING_IN,
    Verb.CHECK: _SENDING,
    Verb.PREVIEW: _SENDING,
    Verb.EVERY_CHANGE: _SENDING,
    Verb.MEND: _HANDING_IN,  # only bytes that have the fingerprint of what is archived
    Verb.RECEIVE: _SENDING,
    Verb.WITHDRAW: _SENDING,
    Verb.SINCE: _SENDING,
    Verb.AS_SENT: _SENDING,
    Verb.AS_READ: _SENDING,
    Verb.CHANGED_BY: _SENDING,
    Verb.MAKE_PAPER: _READING,
    Verb.PAPERS: _READING,
    Verb.PAPER: _READING,
    Verb.PUBLISH: _OFFICE_ALONE,
    Verb.LOAD: _OFFICE_ALONE,
    Verb.PEOPLE: _OFFICE_ALONE,
    Verb.INVITE: _OFFICE_ALONE,
    Verb.END: _OFFICE_ALONE,
    Verb.AUDIT: _OFFICE_ALONE,
    Verb.HEALTH: _OPERATING,
}

POLICY: Mapping[str, Mapping[Role, Reach]] = MappingProxyType(
    {
        verb: MappingProxyType({**reaches, Role.OFFICE: Reach.ALL})
        for verb, reaches in _BESIDE_THE_OFFICE.items()
    }
)
"""How far each role reaches with each verb; the office reaches all."""
