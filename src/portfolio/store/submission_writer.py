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
from portfolio.store.errors import StoreDamaged, fault_of_files
from portfolio.store.journal import Journal
from portfolio.store.journal_entries import Event, ListsLoaded, Withdrawn, entry_of, withdrawal_of
from portfolio.store.journal_events import LATE, LOST, history, name_of
from portfolio.store.ledger import Ledger
from portfolio.store.refusals import Refusals

_NOT_KEPT = "The return could not be kept. Nothing was changed."


class SubmissionWriter:
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
        self._kept_back: list[Event] = []
        self._catch_up()

    def record(
        self,
        submission: Submission,
        contents: Sequence[bytes],
        tables: Mapping[str, pl.DataFrame],
    ) -> frozenset[str]:
        """Keep a submission whole, the contents in the order of its files; gives the
        fingerprints of archived files that were damaged and are good again.

        Raises StoreFault when nothing of it was kept.
        """
        sent = {f.sha256: c for f, c in zip(submission.files, contents, strict=True)}
        try:
            known = self._mended(sent)
        except OSError as error:
            raise fault_of_files(error, _NOT_KEPT) from error
        fresh = {
            sha256: content
            for sha256, content in sent.items()
            if sha256 not in known and not self._archive.holds(sha256, content)
        }
        try:
            for sha256, content in fresh.items():
                self._archive.keep(content, sha256)
            self.ledger.record(submission, tables)
        except (StoreFault, OSError) as error:
            for sha256 in fresh:  # what an earlier return relies on stays
                with suppress(OSError):
                    self._archive.forget(sha256)
            raise fault_of_files(error, _NOT_KEPT) from error
        self._write_down(submission)
        self._store.checkpoint()
        return frozenset(sha256 for sha256, is_mended in known.items() if is_mended)

    def refuse(self, refused: RefusedReturn) -> None:
        """Keep that a return was refused, in counts. Raises StoreFault."""
        self.refusals.record(refused)
        self._write_down(refused)
        self._store.checkpoint()

    def mend(self, sent: Mapping[str, bytes]) -> frozenset[str]:
        """Write those archived files again that are damaged or missing and whose bytes, by
        fingerprint, are in hand; gives the fingerprints of those. Bytes that no submission has
        are not kept. Raises StoreFault."""
        try:
            mended = self._mended(sent)
        except OSError as error:
            raise fault_of_files(error, "The archive could not be put right.") from error
        return frozenset(sha256 for sha256, is_mended in mended.items() if is_mended)

    def _mended(self, sent: Mapping[str, bytes]) -> Mapping[str, bool]:
        """Of what earlier submissions rely on too: whether it had to be written again."""
        known = self.ledger.fingerprints() & sent.keys()
        mended = {sha256: not self._archive.holds(sha256, sent[sha256]) for sha256 in known}
        for sha256 in (one for one in known if mended[one]):
            self._archive.keep(sent[sha256], sha256)
        return mended

    def sent(self, sha256: str) -> bytes:
        """Return the bytes of a file that was accepted. Raises ArchiveDamaged."""
        return self._archive.read(sha256)

    def withdraw(self, submission_id: int, reason: str, at: datetime) -> Submission:
        """Take a submission out of what stands. Raises NotWithdrawn, or StoreFault."""
        withdrawn = self.ledger.withdraw(submission_id, reason, at)
        self._write_down(Withdrawn(submission_id, withdrawn.withdrawn_reason or "", at))
        self._store.checkpoint()
        return withdrawn

    def _write_down(self, event: Event) -> None:
        """Add a line, after those that a full disk kept back.

        It is accepted by now: a full disk must not unsay that. What is still missing at the end
        is made up for when the books are opened again.
        """
        self._kept_back.append(event)
        with suppress(OSError):
            while self._kept_back:
                self._journal.append(entry_of(self._kept_back[0]))
                del self._kept_back[0]

    def _catch_up(self) -> None:
        """Write down what the ledger holds and the journal, cut off in between, does not.

        Raises StoreDamaged where it is the database that lacks something.
        """
        held = {name_of(event): event for event in self._held()}
        told = {name_of(event) for event in history(self._journal.entries())}
        if told - held.keys() - {ListsLoaded}:
            raise StoreDamaged("The database lacks what the journal has.")
        for name, event in held.items():
            if name not in told:
                with suppress(OSError):
                    self._journal.append({**entry_of(event), LATE: True})

    def _held(self) -> Iterator[Event]:
        for submission in self.ledger.submissions():
            yield submission
            withdrawal = withdrawal_of(submission)
            if withdrawal and withdrawal.reason != LOST:
                yield withdrawal
        yield from self.refusals.every()
