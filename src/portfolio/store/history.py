"""What happened to a home folder, in the order in which it happened, as its journal tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.store.entries import Event, ListsLoaded, Withdrawn, event_of

LATE = "late"
# Why a rebuilt database has a return among those withdrawn. The journal does not have it: where the
# file is found again, the next rebuild has the return again.
LOST = "A file of it is missing or damaged in the archive, so it could not be read again."
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def history(entries: Iterable[Mapping[str, object]]) -> tuple[Event, ...]:
    """The events of a journal, each once.

    The order of the lines is the order of events, except for a line that was made up for later
    (marked `late`, or a submission whose number is below one already told): its place is that of
    its moment.
    """
    prompt: list[Event] = []
    late: list[Event] = []
    told: set[object] = set()
    for entry in entries:
        event = event_of(entry)
        if event is None or (name_of(event) in told and not isinstance(event, ListsLoaded)):
            continue
        told.add(name_of(event))
        overtaken = isinstance(event, Submission) and any(_follows(one, event) for one in prompt)
        (late if entry.get(LATE) or overtaken else prompt).append(event)
    for event in sorted(late, key=_moment):
        prompt.insert(_place(event, prompt), event)
    return tuple(prompt)


def name_of(event: Event) -> object:
    """What tells an event from others of the ledger: its sort and the number it is about."""
    match event:
        case Submission(submission_id=number) | Withdrawn(submission_id=number):
            return type(event), number
        case RefusedReturn(refusal_id=number):
            return RefusedReturn, number
        case ListsLoaded():
            return ListsLoaded


def _place(event: Event, events: list[Event]) -> int:
    """Before the first that came after it, else at the end."""
    moment = _moment(event)
    for place, one in enumerate(events):
        if _moment(one) > moment or _follows(one, event):
            return place
    return len(events)


def _follows(one: Event, other: Event) -> bool:
    return (
        isinstance(one, Submission)
        and isinstance(other, Submission)
        and one.submission_id > other.submission_id
    )


def _moment(event: Event) -> datetime:
    match event:
        case Submission(recorded_at=at) | RefusedReturn(recorded_at=at) | Withdrawn(at=at):
            return at
        case ListsLoaded(at=at):
            return at or _BEFORE_ALL
