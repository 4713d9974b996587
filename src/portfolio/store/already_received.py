"""Whether the same bytes were received before, which is not always the same question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.submission_order import by_receipt
from portfolio.store.journal_events import LOST


def standing_with(
    submissions: Iterable[Submission], fingerprints: frozenset[str]
) -> Submission | None:
    """For a return sent now: the latest submission holding these bytes, if all of them stand.

    `submissions` are one partner's for one period. A, B and then A again is a return to A, which
    counts, because B stood between; so do the same bytes after a withdrawal.
    """
    submissions = tuple(submissions)
    standing = standing_files(submissions)
    holders = {file.sha256: holder for file, holder in standing.values()}
    for kept in submissions:
        for file in kept.files:  # of a workbook every sheet has to stand, not one of them
            if holders.get(file.sha256) is kept and standing[file.kind] != (file, kept):
                del holders[file.sha256]
    if not fingerprints or not fingerprints <= holders.keys():
        return None
    return max((holders[f] for f in fingerprints), key=lambda holder: holder.submission_id)


def received_on_day(
    submissions: Iterable[Submission], fingerprints: frozenset[str], day: date
) -> Submission | None:
    """For a folder loaded once more: the submission of just these bytes on that day, whatever
    has come since, withdrawn or not; but for one that a rebuild could not read again."""
    for submission in submissions:
        kept = {file.sha256 for file in submission.files}
        is_lost = submission.withdrawn_reason == LOST
        if submission.received_on == day and kept == fingerprints and not is_lost:
            return submission
    return None


def standing_files(
    submissions: Iterable[Submission],
) -> dict[str, tuple[SubmittedFile, Submission]]:
    """Return per kind the file that stands, with its submission: the last by day, then by
    number."""
    standing: dict[str, tuple[SubmittedFile, Submission]] = {}
    for submission in sorted(submissions, key=by_receipt):
        if submission.withdrawn_at is None:
            standing |= {file.kind: (file, submission) for file in submission.files}
    return standing
