"""Keeps archive, ledger and journal in step: in the one order in which nothing can be lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import polars as pl

from portfolio.domain.submission import Submission
from portfolio.store.archive import Archive
from portfolio.store.engine import Store, StoreFault
from portfolio.store.journal import Journal
from portfolio.store.ledger import Ledger


class Books:
    """Archive first, then one transaction, then the journal, then a checkpoint.

    Killed before the commit, there are at most archived bytes that nobody refers to; killed after
    it, the journal lacks a line, which opening the books again writes.
    """

    def __init__(self, store: Store, archive: Archive, journal: Journal) -> None:
        self.ledger = Ledger(store)
        self._store = store
        self._archive = archive
        self._journal = journal
        self._catch_up()

    def enter(
        self,
        submission: Submission,
        contents: Sequence[bytes],
        tables: Mapping[str, pl.DataFrame],
    ) -> None:
        """Keeps a submission whole, the contents in the order of its files.

        Raises StoreFault when nothing of it was kept.
        """
        sent = {f.sha256: c for f, c in zip(submission.files, contents, strict=True)}
        fresh = {s: c for s, c in sent.items() if not self._archive.holds(s, len(c))}
        try:
            for sha256, content in fresh.items():
                self._archive.keep(content, sha256)
            self.ledger.record(submission, tables)
        except (StoreFault, OSError) as error:
            for sha256 in fresh:
                with suppress(OSError):
                    self._archive.forget(sha256)
            raise StoreFault("The return could not be kept. Nothing was changed.") from error
        self._write_down(_submission_entry(submission))
        self._store.checkpoint()

    def withdraw(self, submission_id: int, reason: str, at: datetime) -> Submission:
        """Takes a submission out of what stands. Raises NotWithdrawn, or StoreFault."""
        withdrawn = self.ledger.withdraw(submission_id, reason, at)
        self._write_down(_withdrawal_entry(withdrawn))
        self._store.checkpoint()
        return withdrawn

    def _write_down(self, entry: Mapping[str, object]) -> None:
        # It is accepted by now: a full disk must not unsay that. Opening again makes up for it.
        with suppress(OSError):
            self._journal.append(entry)

    def _catch_up(self) -> None:
        """Writes down what the ledger holds and the journal, cut off in between, does not."""
        submissions = self.ledger.submissions()
        if not submissions:
            return
        written = {(e.get("event"), e.get("submission")) for e in self._journal.entries()}
        for submission in submissions:
            if ("submission", submission.number) not in written:
                self._write_down(_submission_entry(submission))
            if submission.withdrawn_at and ("withdrawal", submission.number) not in written:
                self._write_down(_withdrawal_entry(submission))


def _submission_entry(submission: Submission) -> Mapping[str, object]:
    return {**submission.to_json(), "event": "submission", "state": "accepted"}


def _withdrawal_entry(submission: Submission) -> Mapping[str, object]:
    at = submission.withdrawn_at
    return {
        "event": "withdrawal",
        "submission": submission.number,
        "withdrawn_at": at.isoformat() if at else None,
        "reason": submission.withdrawn_reason,
    }
