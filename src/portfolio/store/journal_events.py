"""What happened to a home folder, in the order in which it happened, as its journal tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.store.journal_entries import Event, ListsLoaded, Withdrawn, event_of

LATE = "late"
# Why a rebuilt database has a return among those withdrawn. The journal does not have it: where the
# file is found again, the next rebuild has the return again.
LOST = "A file of it is missing or damaged in the archive, so it could not be read again."
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_SORTS = {"submission": Submission, "withdrawal": Withdrawn, "refusal": RefusedReturn}
_LISTS = '"event": "references"'
_EVENT = re.compile(f'"event": "({"|".join(_SORTS)})"')
_NUMBER = re.compile(r'"(submission|refusal)": "(\d+)"')
_FILE = re.compile(r'"file": "([^"]+)"')
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_NEXT_LINE = re.compile(r'(?=\{"(?:at|contract_version|event)": )')


def history(entries: Iterable[Mapping[str, object]]) -> tuple[Event, ...]:
    """Return the events of a journal, each once.

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
    """Return what tells an event from others of the ledger: its sort and the number it is about."""
    match event:
        case Submission(submission_id=number) | Withdrawn(submission_id=number):
            return type(event), number
        case RefusedReturn(refusal_id=number):
            return RefusedReturn, number
        case ListsLoaded():
            return ListsLoaded


def untold(unread: Iterable[bytes], events: Iterable[Event]) -> tuple[str, ...]:
    """Return what lines of a journal that cannot be read were about, as far as they still say,
    and no other line tells: `submission 0002 (risks.csv, lessons.csv)`.

    A line cut off was written again by whoever opened the books next, and is passed over.
    """
    told: set[object] = set()
    for event in events:
        told.add(name_of(event))
        if isinstance(event, ListsLoaded):
            told |= set(event.files.values())
    found: dict[str, None] = {}
    for line in unread:
        text = line.decode("utf-8", "replace")
        if text.startswith("{") and text.endswith("}"):
            parts = _NEXT_LINE.split(text)  # two lines are one where what parts them was changed
            found |= dict.fromkeys(_about(part) for part in parts if part and _is_new(part, told))
    return tuple(found)


def _is_new(text: str, told: set[object]) -> bool:
    """Return whether a damaged line speaks of something that no other line tells."""
    if _LISTS in text:
        return told.isdisjoint(_FINGERPRINT.findall(text))
    event, number = _EVENT.search(text), _NUMBER.search(text)
    return not (event and number and (_SORTS[event[1]], int(number[2])) in told)


def _about(text: str) -> str:
    event, number = _EVENT.search(text), _NUMBER.search(text)
    if event is None or number is None:
        return "reference lists" if _LISTS in text else "something that it no longer says"
    files = ", ".join(dict.fromkeys(_FILE.findall(text)))
    return f"{event[1]} {number[2]}" + (f" ({files})" if files else "")


def _place(event: Event, events: list[Event]) -> int:
    """After all that it follows; then before the first that came after it, else at the end. The
    numbers go before the moments: a clock may have been put back."""
    moment = _moment(event)
    first = max((n for n, one in enumerate(events, start=1) if _follows(event, one)), default=0)
    for place in range(first, len(events)):
        if _moment(events[place]) > moment or _follows(events[place], event):
            return place
    return len(events)


def _follows(one: Event, other: Event) -> bool:
    """Return whether one is known to have come after the other, whatever the clock said."""
    match one, other:
        case Submission(submission_id=later), Submission(submission_id=earlier):
            return later > earlier
        case RefusedReturn(refusal_id=later), RefusedReturn(refusal_id=earlier):
            return later > earlier
        case Withdrawn(submission_id=later), Submission(submission_id=earlier):
            return later == earlier
    return False


def _moment(event: Event) -> datetime:
    match event:
        case Submission(recorded_at=at) | RefusedReturn(recorded_at=at) | Withdrawn(at=at):
            return at
        case ListsLoaded(at=at):
            return at or _BEFORE_ALL
