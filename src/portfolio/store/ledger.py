"""What was accepted, from whom, for when, and what was withdrawn; rows of all kinds beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from portfolio.domain.nhs_numbers import holds_nhs_number
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.store import ledger_rows, touched
from portfolio.store.engine import Store
from portfolio.store.queries import compose

_SQL = Path(__file__).parent / "sql"

_Chosen = tuple[str | None, str | None, int | None]


class NotWithdrawn(Exception):
    """A submission could not be withdrawn; the message says why, for the person who asked."""


class NoSuchSubmission(NotWithdrawn):
    """There is none of that number."""


class Ledger:
    """The submissions of a store. It is only ever added to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read_at: tuple[int, dict[_Chosen, tuple[Submission, ...]]] = (-1, {})

    def record(self, submission: Submission, tables: Mapping[str, pl.DataFrame]) -> None:
        """Store a submission and the rows of all its kinds together, or nothing of it.

        Raises StoreFault when it could not be kept.
        """
        with self._store.transaction(touched.by_return(submission)) as transaction:
            transaction.append("ledger_submission", ledger_rows.submission_row(submission))
            transaction.append("ledger_file", ledger_rows.file_rows(submission))
            for kind, table in tables.items():
                number = submission.submission_id
                transaction.append(f"accepted_{kind}", table, submission_id=number)

    def withdraw(self, submission_id: int, reason: str, at: datetime) -> Submission:
        """Take a submission out of what stands; the one before it stands again.

        Raises NotWithdrawn for an unknown one, one withdrawn already, or without a reason.
        """
        with self._store.writing():
            submission = self._to_withdraw(submission_id, reason)
            with self._store.transaction(touched.by_withdrawal(submission, at)) as transaction:
                row = ledger_rows.withdrawal_row(submission_id, reason.strip(), at)
                transaction.append("ledger_withdrawal", row)
            return self._read(submission_id=submission_id)[0]

    def submissions(
        self, *, partner_code: str | None = None, period: Period | None = None
    ) -> tuple[Submission, ...]:
        """Return all submissions, or those of a partner, or of a period; oldest first."""
        return self._read(partner_code=partner_code, in_period=str(period) if period else None)

    def find(self, submission_id: int) -> Submission | None:
        return next(iter(self._read(submission_id=submission_id)), None)

    def fingerprints(self) -> frozenset[str]:
        """Return the SHA-256 of every file of every submission, withdrawn or not."""
        held = self._store.read("SELECT DISTINCT sha256 FROM ledger_file")
        return frozenset(held["sha256"])

    def last_recorded_at(self) -> datetime | None:
        """When the submission was recorded whose clock is furthest on; None before the first."""
        held = self._store.read("SELECT max(recorded_at) AS latest FROM ledger_submission")
        latest: datetime | None = held["latest"][0]
        return latest.replace(tzinfo=UTC) if latest else None

    def next_id(self) -> int:
        """Return the id of the submission to come; only sure while the store's `writing` is
        held."""
        highest = self._store.read("SELECT max(submission_id) AS highest FROM ledger_submission")
        return int(highest["highest"][0] or 0) + 1

    def _to_withdraw(self, submission_id: int, reason: str) -> Submission:
        submission = self.find(submission_id)
        if submission is None:
            raise NoSuchSubmission(
                f"There is no submission {submission_id:04d}. The list of submissions has them all."
            )
        if submission.withdrawn_at is not None:
            when = submission.withdrawn_at
            day = f"{when.day} {Period.of(when).words}"
            raise NotWithdrawn(
                f"Submission {submission.number} was withdrawn on {day}. Nothing was changed."
            )
        if not reason.strip():
            raise NotWithdrawn("Say in a few words why: the reason is kept with the submission.")
        if holds_nhs_number(reason):
            raise NotWithdrawn(
                "The reason holds a valid NHS number. Nothing was kept: leave the number out."
            )
        return submission

    def _read(
        self,
        *,
        partner_code: str | None = None,
        in_period: str | None = None,
        submission_id: int | None = None,
    ) -> tuple[Submission, ...]:
        """Return each question once, until something changes: one return asks the same several
        times."""
        revision = self._store.revision
        if self._read_at[0] != revision:
            self._read_at = (revision, {})
        read = self._read_at[1]
        asked = (partner_code, in_period, submission_id)
        if asked not in read:
            chosen = dict(zip(("partner_code", "in_period", "submission_id"), asked, strict=True))
            with self._store.snapshot() as snapshot:
                rows = snapshot.read(compose(_SQL, "submissions"), chosen)
                files = snapshot.read(compose(_SQL, "submitted_files"))
            read[asked] = ledger_rows.submissions(rows, files)
        return read[asked]
