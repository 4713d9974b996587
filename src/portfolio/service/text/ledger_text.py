"""Receipts, the ledger and what became of a loaded folder, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from portfolio.domain.receipt import AlreadyReceived, Receipt, Refusal
from portfolio.domain.submission import Submission
from portfolio.domain.system import ReportingPeriod
from portfolio.service.list_changes import ListChanges
from portfolio.service.load_system import Loaded, LoadedSubmission
from portfolio.service.text.aligned_columns import aligned, indented, printable
from portfolio.service.text.verdict_text import counts_text, findings_text
from portfolio.views.formats import day, plural
from portfolio.views.words.receipt_words import mended_words, when


def receipt_text(submission: Submission, partner_name: str) -> str:
    """Return the receipt: number, who, time, contract, fingerprint and rows of each file, notes."""
    rows = [
        (file.kind, file.file, plural(file.rows, "row"), file.sha256) for file in submission.files
    ]
    files = [
        f"  {kind}: {count} from {printable(name)}\n    SHA-256 {sha256}"
        for kind, name, count, sha256 in rows
    ]
    head = (
        f"Stored as submission {submission.number}: {printable(partner_name)} "
        f"({submission.partner_code}) for {submission.period.words}, "
        f"received on {when(submission)}, contract version {submission.contract_version}."
    )
    notes = [findings_text(submission.notes)] if submission.notes else []
    return "\n\n".join([head, "\n".join(files), *notes])


def seen_before_text(submission: Submission, partner_name: str) -> str:
    """Return the same bytes again: said, with the submission that holds them."""
    return (
        f"Already received. These are the same files {printable(partner_name)} sent on "
        f"{day(submission.received_on)} (submission {submission.number}). Nothing was changed."
    )


def ledger_text(ledger: Sequence[Submission]) -> str:
    """Return all submissions, oldest first."""
    if not ledger:
        return "No submission has been received yet."
    header = ("submission", "partner", "period", "received", "rows", "notes", "state")
    rows = [
        (
            one.number,
            one.partner_code,
            str(one.period),
            one.received_on.isoformat(),
            f"{sum(file.rows for file in one.files):,}",
            str(len(one.notes)),
            one.state,
        )
        for one in ledger
    ]
    return aligned(header, rows, (False, False, False, False, True, True, False))


def loaded_text(loaded: Loaded, *, in_short: bool) -> str:
    """Return what became of a system folder, submission by submission or in one line."""
    parts = [
        f"{plural(loaded.ended(Receipt), 'submission')} stored",
        f"{loaded.ended(AlreadyReceived)} already received",
        f"{loaded.ended(Refusal)} refused",
    ]
    summary = f"{printable(loaded.system_name)}: {', '.join(parts)}."
    told = [one for one in loaded.submissions if not in_short or _is_news(one)]
    return "\n".join([*(_line(one) for one in told), *_lists(loaded.lists), summary])


def _lists(changes: ListChanges) -> Iterator[str]:
    """Yield what the lists changed, a line for each sort of change: also in short, since it is
    news."""
    known = changes.organisations

    def named(codes: Sequence[str], after: Callable[[str], str] = lambda _: "") -> str:
        return ", ".join(f"{printable(known.name_of(c))} ({c}{after(c)})" for c in codes)

    def ended(code: str) -> str:
        on = known.closed_on(code)
        followers = ", ".join(known.successors(code))
        followed = f", followed by {followers}" if followers else ""
        return f", on {day(on)}{followed}" if on else ""

    if changes.joined:
        yield f"Joined: {named(changes.joined)}."
    if changes.closed:
        yield f"Closed: {named(changes.closed, ended)}."
    if changes.removed:
        yield f"No longer listed: {named(changes.removed)}."
    if changes.opened:
        yield f"Opened: {', '.join(map(_period, changes.opened))}."
    if changes.dropped:
        yield f"No longer a reporting period: {', '.join(map(_period, changes.dropped))}."


def _period(one: ReportingPeriod) -> str:
    return f"{one.period.words}, due {day(one.due_date)}" if one.due_date else one.period.words


def _is_news(loaded: LoadedSubmission) -> bool:
    return isinstance(loaded.outcome, Refusal) or bool(loaded.outcome.mended)


def _line(loaded: LoadedSubmission) -> str:
    who = f"{loaded.partner_code}, {loaded.period.words}, received {day(loaded.received_on)}"
    mended = mended_words([printable(name) for name in loaded.outcome.mended])
    said = _ended(loaded, who)
    return f"{said}\n{indented(mended)}" if mended else said


def _ended(loaded: LoadedSubmission, who: str) -> str:
    match loaded.outcome:
        case Receipt(submission):
            rows = sum(file.rows for file in submission.files)
            notes = f", {plural(len(submission.notes), 'note')}" if submission.notes else ""
            return f"{who}: stored as {submission.number}, {plural(rows, 'row')}{notes}"
        case AlreadyReceived(submission):
            return f"{who}: already received as {submission.number}"
        case Refusal(verdict):
            findings = indented(findings_text(verdict.stops))
            return f"{who}: refused. {counts_text(verdict)} Nothing was stored.\n{findings}"
