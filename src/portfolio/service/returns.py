"""The verbs of a return, each asked for first: whose it is, and whether this person may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from portfolio.access import Verb
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, Preview
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt, Refusal
from portfolio.domain.result import Cell
from portfolio.domain.scope import Scope
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.verdict import Checked
from portfolio.service.requests import NotAllowed
from portfolio.submissions import Submissions

if TYPE_CHECKING:
    from portfolio.intake.report.return_preview import Change

Ask = Callable[[Verb, str | None], None]
"""Raises NotAllowed where a thing may not be done to what is of an organisation."""
Note = Callable[[str, Mapping[str, str]], None]
"""Notes what was done in the audit."""
_RISKS = "risks"
_ENDED: Mapping[type[Outcome], str] = {
    Receipt: "sent",
    AlreadyReceived: "sent_again",
    Refusal: "refused",
}


class Returns:
    """What can be done with a return, for one person. See `Submissions` for what each does."""

    def __init__(self, submissions: Submissions, ask: Ask, note: Note) -> None:
        self._submissions = submissions
        self._ask = ask
        self._note = note

    def unwrapped(self, files: Sequence[ReceivedFile]) -> tuple[ReceivedFile, ...]:
        """Return the files that make a return, without the zip they came in."""
        self._ask(Verb.UNWRAP, None)
        return self._submissions.unwrapped(files)

    def check(
        self, files: Sequence[ReceivedFile], *, partner_code: str, period: Period
    ) -> Checked[pl.DataFrame]:
        """Return the verdict on files against what stands; leaves no trace."""
        self._ask(Verb.CHECK, partner_code)
        return self._submissions.check(files, partner_code=partner_code, period=period)

    def preview(
        self, checked: Checked[pl.DataFrame], *, partner_code: str, period: Period
    ) -> Preview:
        """Return what checked files would change in this partner's standing extracts."""
        self._ask(Verb.PREVIEW, partner_code)
        return self._submissions.preview(checked, partner_code=partner_code, period=period)

    def every_change(
        self, checked: Checked[pl.DataFrame], *, partner_code: str, period: Period
    ) -> Iterator[FieldChange]:
        """Return the same one by one, without an end to the list."""
        self._ask(Verb.EVERY_CHANGE, partner_code)
        return self._submissions.every_change(checked, partner_code=partner_code, period=period)

    def mend(self, files: Sequence[ReceivedFile]) -> tuple[str, ...]:
        """Put archived files right that were handed over again."""
        self._ask(Verb.MEND, None)
        return self._submissions.mend(files)

    def receive(
        self, files: Sequence[ReceivedFile], *, partner_code: str, period: Period
    ) -> Outcome:
        """Store a return whole, refuse it whole, or find that it was received before."""
        self._ask(Verb.RECEIVE, partner_code)
        outcome = self._submissions.receive(files, partner_code=partner_code, period=period)
        self._note(_ENDED[type(outcome)], {"partner": partner_code, "period": str(period)})
        return outcome

    def withdraw(self, submission_id: int, reason: str) -> Submission:
        """Withdraw a submission; the one before it stands again."""
        self._ask(Verb.WITHDRAW, self._sender_of(submission_id))
        withdrawn = self._submissions.withdraw(submission_id, reason)
        self._note("withdrawn", {"submission": withdrawn.number})
        return withdrawn

    def as_sent(self, file: SubmittedFile) -> bytes:
        """Return the bytes of an accepted file, as they came."""
        self._ask_of_one(Verb.AS_SENT, self._senders_of(file))
        self._note("exported", {"file_sha256": file.sha256})
        return self._submissions.as_sent(file)

    def as_read(
        self, submission: Submission, kind: str
    ) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
        """Return the rows of one extract of the ledger as they were read."""
        self._ask(Verb.AS_READ, self._sender_of(submission.submission_id))
        self._note("exported", {"submission": submission.number, "kind": kind})
        return self._submissions.as_read(submission, kind)

    def changed_by(self, submission: Submission) -> Change:
        """Return what a submission of the ledger changed against what stood before it."""
        self._ask(Verb.CHANGED_BY, self._sender_of(submission.submission_id))
        return self._submissions.changed_by(submission)

    def _sender_of(self, submission_id: int) -> str | None:
        """Return whose a submission is, by the ledger and not by what is handed in."""
        ledger = self._submissions.submissions()
        return next((s.partner_code for s in ledger if s.submission_id == submission_id), None)

    def _senders_of(self, file: SubmittedFile) -> Sequence[str]:
        """Return everyone who ever sent just these bytes."""
        ledger = self._submissions.submissions()
        named = (s.partner_code for s in ledger for f in s.files if f.sha256 == file.sha256)
        return tuple(dict.fromkeys(named))

    def _ask_of_one(self, verb: Verb, organisations: Sequence[str]) -> None:
        """Ask for each in turn; one that is allowed is enough."""
        *others, last = organisations or (None,)
        for one in others:
            try:
                return self._ask(verb, one)
            except NotAllowed:
                continue
        return self._ask(verb, last)


def seen_in(ledger: Sequence[Submission], scope: Scope) -> tuple[Submission, ...]:
    """Return the ledger without the notes that may quote a risk of those whose own risks are not
    seen: of risks, or of a file of which it is not known what is in it."""
    if scope.is_everything:
        return tuple(ledger)
    return tuple(
        one
        if one.partner_code in scope.organisations
        else replace(one, notes=tuple(note for note in one.notes if not _may_quote_a_risk(note)))
        for one in ledger
    )


def _may_quote_a_risk(note: Finding) -> bool:
    return note.kind in (None, _RISKS)
