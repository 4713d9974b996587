"""Keeps archive, ledger and journal in step: in the one order in which nothing can be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import polars as pl

from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.store.archive import Archive
from portfolio.store.engine import Store, StoreFault
from portfolio.store.journal import Journal
from portfolio.store.ledger import Ledger
from portfolio.store.refusals import Refusals


class Books:
    """Archive first, then one transaction, then the journal, then a checkpoint.

    Killed before the commit, there are at most archived bytes that nobody refers to; killed after
    it, the journal lacks a line, which opening the books again writes.
    """

    def __init__(self, store: Store, archive: Archive, journal: Journal) -> None:
        self.ledger = Ledger(store)
        self.refusals = Refusals(store)
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

    def refuse(self, refused: RefusedReturn) -> None:
        """Keeps that a return was refused, in counts. Raises StoreFault."""
        self.refusals.record(refused)
        self._write_down(_refusal_entry(refused))
        self._store.checkpoint()

    def sent(self, sha256: str) -> bytes:
        """The bytes of a file that was accepted. Raises ArchiveDamaged."""
        return self._archive.read(sha256)

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
        owed = [*self._owed_entries()]
        written = {_name(entry) for entry in self._journal.entries()} if owed else frozenset()
        for entry in owed:
            if _name(entry) not in written:
                self._write_down(entry)

    def _owed_entries(self) -> Iterator[Mapping[str, object]]:
        for submission in self.ledger.submissions():
            yield _submission_entry(submission)
            if submission.withdrawn_at:
                yield _withdrawal_entry(submission)
        yield from map(_refusal_entry, self.refusals.every())


def _name(entry: Mapping[str, object]) -> tuple[object, object]:
    """What an entry is about: its event and the number it is about."""
    return entry.get("event"), entry.get("submission", entry.get("refusal"))


def _submission_entry(submission: Submission) -> Mapping[str, object]:
    return {**submission.to_json(), "event": "submission", "state": "accepted"}


def _refusal_entry(refused: RefusedReturn) -> Mapping[str, object]:
    return {**refused.to_json(), "event": "refusal"}


def _withdrawal_entry(submission: Submission) -> Mapping[str, object]:
    at = submission.withdrawn_at
    return {
        "event": "withdrawal",
        "submission": submission.number,
        "withdrawn_at": at.isoformat() if at else None,
        "reason": submission.withdrawn_reason,
    }
