"""Lines of the journal: written from what the ledger took in, and read back as it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedFile, RefusedReturn
from portfolio.domain.submission import Submission, SubmittedFile


@dataclass(frozen=True)
class ListsLoaded:
    """Reference lists taken over: the fingerprint of each file, and when (None: not written)."""

    files: Mapping[str, str]
    at: datetime | None = None


@dataclass(frozen=True)
class Withdrawn:
    """A submission taken back."""

    submission_id: int
    reason: str
    at: datetime


Event = ListsLoaded | Submission | Withdrawn | RefusedReturn


def entry_of(event: Event) -> Mapping[str, object]:
    """Return the line that keeps an event. A submission's own withdrawal is a line of its own."""
    match event:
        case ListsLoaded():
            at = event.at.isoformat() if event.at else None
            return {"event": "references", "files": dict(event.files), "at": at}
        case Submission():
            return _submission_entry(event)
        case Withdrawn():
            return {
                "event": "withdrawal",
                "submission": f"{event.submission_id:04d}",
                "withdrawn_at": event.at.isoformat(),
                "reason": event.reason,
            }
        case RefusedReturn():
            return {**event.to_json(), "event": "refusal"}


# A line is a JSON document that this product wrote: hence Any.
def event_of(entry: Mapping[str, Any]) -> Event | None:
    """Return the event of a line; None for one that does not say enough to be told again."""
    reading = _READINGS.get(str(entry.get("event")))
    try:
        return reading(entry) if reading else None
    except (KeyError, TypeError, ValueError):
        return None


def withdrawal_of(submission: Submission) -> Withdrawn | None:
    """Return the withdrawal of a submission, where it was withdrawn."""
    if submission.withdrawn_at is None:
        return None
    reason = submission.withdrawn_reason or ""
    return Withdrawn(submission.submission_id, reason, submission.withdrawn_at)


def _submission_entry(submission: Submission) -> Mapping[str, object]:
    return {
        **submission.to_json(),
        "event": "submission",
        "state": "accepted",
        "withdrawn_at": None,
        "withdrawn_reason": None,
        "notes": [asdict(note) for note in submission.notes],
    }


def _submission(entry: Mapping[str, Any]) -> Submission:
    return Submission(
        submission_id=int(entry["submission"]),
        partner_code=entry["partner"],
        period=Period.parse(entry["period"]),
        received_on=date.fromisoformat(entry["received_on"]),
        recorded_at=datetime.fromisoformat(entry["recorded_at"]),
        contract_version=entry["contract_version"],
        files=tuple(_file(file) for file in entry["files"]),
        notes=tuple(_note(note) for note in entry["notes"]),
    )


def _file(written: Mapping[str, Any]) -> SubmittedFile:
    return SubmittedFile(
        kind=written["kind"],
        file=written["file"],
        sha256=written["sha256"],
        size_bytes=written["bytes"],
        rows=written["rows"],
    )


def _note(written: Mapping[str, Any]) -> Finding:
    """Return a note. The first release wrote its sentence whole, not in two parts."""
    parts = {key: value for key, value in written.items() if key != "sentence"}
    parts.setdefault("says", written.get("sentence", ""))
    return Finding.read(parts)


def _withdrawal(entry: Mapping[str, Any]) -> Withdrawn:
    at = datetime.fromisoformat(entry["withdrawn_at"])
    return Withdrawn(int(entry["submission"]), entry["reason"], at)


def _refusal(entry: Mapping[str, Any]) -> RefusedReturn:
    return RefusedReturn(
        refusal_id=int(entry["refusal"]),
        partner_code=entry["partner"],
        period=Period.parse(entry["period"]),
        received_on=date.fromisoformat(entry["received_on"]),
        recorded_at=datetime.fromisoformat(entry["recorded_at"]),
        contract_version=entry["contract_version"],
        files=tuple(RefusedFile(**file) for file in entry["files"]),
        rules=tuple(entry["rules"]),
    )


def _lists(entry: Mapping[str, Any]) -> ListsLoaded:
    at = entry.get("at")
    return ListsLoaded(dict(entry["files"]), datetime.fromisoformat(at) if at else None)


_READINGS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "references": _lists,
    "submission": _submission,
    "withdrawal": _withdrawal,
    "refusal": _refusal,
}
