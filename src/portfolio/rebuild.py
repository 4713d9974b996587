"""The database made again from archive and journal, as it was: nothing is judged anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.domain.system import References
from portfolio.store import reference_rows
from portfolio.store.archive import Archive, ArchiveDamaged, fingerprint
from portfolio.store.current_state import standing
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.journal_entries import Event, ListsLoaded, Withdrawn
from portfolio.store.journal_events import LOST, history, untold
from portfolio.store.ledger import Ledger
from portfolio.store.reference_lists import NO_REFERENCES, BadReference, read_system_folder
from portfolio.store.refusals import Refusals

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LeftOut:
    """A return that could not be read again: it counts as withdrawn. `why` names its file."""

    submission: Submission
    why: str


@dataclass(frozen=True)
class Rebuilt:
    """What a database was made again from, and what not: `lists_lost` says of each set of lists
    that could not be read why, `lines_lost` what a line of the journal was about that cannot be."""

    submissions: int
    withdrawals: int
    refusals: int
    left_out: tuple[LeftOut, ...]
    lists_lost: tuple[str, ...]
    lines_lost: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.left_out or self.lists_lost or self.lines_lost)


def rebuild(
    archive: Archive,
    journal: Journal,
    database: Path,
    *,
    now: Callable[[], datetime],
    progress: Progress,
    copies: Path | None = None,
) -> Rebuilt:
    """Make a database that equals the one lost. It appears whole under its name, or not at all.

    Reference lists whose archived files are lost are put back from their `copies`, where these are
    the same. Raises StoreFault or OSError where the disk is full.
    """
    events = history(journal.entries())
    if copies is not None:
        _put_back(copies, archive, events)
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".rebuild-") as folder:
        half = Path(folder) / database.name
        store = Store(half)
        try:
            rebuilding = _Rebuilding(store, archive, now)
            rebuilt = rebuilding.tell(events, progress, untold(journal.unread(), events))
            store.checkpoint()
        finally:
            store.close()
        half.replace(database)
    return rebuilt


def _put_back(copies: Path, archive: Archive, events: Sequence[Event]) -> None:
    wanted = {one for e in events if isinstance(e, ListsLoaded) for one in e.files.values()}
    for path in (path for path in copies.glob("*") if path.is_file()):
        content = path.read_bytes()
        if fingerprint(content) in wanted:
            archive.keep(content)


class _Rebuilding:
    """Tells a store what happened, event by event."""

    def __init__(self, store: Store, archive: Archive, now: Callable[[], datetime]) -> None:
        self._store = store
        self._archive = archive
        self._now = now
        self._ledger = Ledger(store)
        self._refusals = Refusals(store)
        self._references = NO_REFERENCES
        self._left_out: list[LeftOut] = []
        self._lists_lost: list[str] = []
        self._withdrawn: dict[int, Withdrawn] = {}

    def tell(
        self, events: Sequence[Event], progress: Progress, lines_lost: tuple[str, ...]
    ) -> Rebuilt:
        lists = [self._lists(event) for event in events if isinstance(event, ListsLoaded)]
        self._withdrawn = {e.submission_id: e for e in events if isinstance(e, Withdrawn)}
        # Where the first lists are lost, those that came next are the nearest there is.
        self._references = next((one for one in lists if one), NO_REFERENCES)
        waiting = iter(lists)
        for number, event in enumerate(events):
            progress(number, len(events))
            match event:
                case ListsLoaded():
                    self._take_over(next(waiting), event)
                case Submission():
                    self._record(event)
                case Withdrawn():
                    self._withdraw(event)
                case RefusedReturn():
                    self._refusals.record(event)
        progress(len(events), len(events))
        return self._told(lines_lost)

    def _told(self, lines_lost: tuple[str, ...]) -> Rebuilt:
        ledger = self._ledger.submissions()
        withdrawn = sum(one.withdrawn_at is not None for one in ledger)
        return Rebuilt(
            submissions=len(ledger) - len(self._left_out),
            withdrawals=withdrawn - len(self._left_out),
            refusals=len(self._refusals.every()),
            left_out=tuple(self._left_out),
            lists_lost=tuple(self._lists_lost),
            lines_lost=lines_lost,
        )

    def _take_over(self, references: References | None, event: ListsLoaded) -> None:
        if references is not None:
            reference_rows.replace(self._store, references, event.files)
            self._references = references

    def _lists(self, event: ListsLoaded) -> References | None:
        """Return the lists as they were loaded; None where a file of theirs is lost."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                for file, sha256 in event.files.items():
                    Path(folder, Path(file).name).write_bytes(self._archive.read(sha256))
                return read_system_folder(Path(folder), was_taken=True)
            except (ArchiveDamaged, BadReference) as error:
                self._lists_lost.append(_why_lists(event, error))
                return None

    def _record(self, submission: Submission) -> None:
        # Imported here, as at the desk: what reads takes two seconds to load.
        from portfolio.intake.report.replay import NotReadAgain, read_again  # noqa: PLC0415

        try:
            tables = read_again(
                self._files(submission),
                {file.kind: file.rows for file in submission.files},
                partner_code=submission.partner_code,
                period=submission.period,
                references=self._references,
                standing=standing(self._store, submission.partner_code, submission.period),
            )
        except (ArchiveDamaged, NotReadAgain) as error:
            self._leave_out(submission, _why(submission, error))
        else:
            self._ledger.record(submission, tables)

    def _leave_out(self, submission: Submission, why: str) -> None:
        """Keep its number; the one before it stands. If it was withdrawn later, nothing of it is
        missed, and that is how it is withdrawn."""
        self._ledger.record(submission, {})
        later = self._withdrawn.get(submission.submission_id)
        if later is None:
            self._ledger.withdraw(submission.submission_id, LOST, self._now())
            self._left_out.append(LeftOut(submission, why))
        else:
            self._withdraw(later)

    def _files(self, submission: Submission) -> list[ReceivedFile]:
        """A workbook is one file of several kinds: it is read once."""
        named = {file.sha256: file.file for file in submission.files}
        return [ReceivedFile(name, self._archive.read(sha256)) for sha256, name in named.items()]

    def _withdraw(self, event: Withdrawn) -> None:
        submission = self._ledger.find(event.submission_id)
        if submission is not None and submission.withdrawn_at is None:
            self._ledger.withdraw(event.submission_id, event.reason, event.at)


def _why_lists(event: ListsLoaded, error: Exception) -> str:
    if isinstance(error, ArchiveDamaged):
        named = [file for file, sha256 in event.files.items() if sha256 == error.sha256]
        return _of_archive(named, error)
    return str(error)


def _why(submission: Submission, error: Exception) -> str:
    if isinstance(error, ArchiveDamaged):
        named = [file.file for file in submission.files if file.sha256 == error.sha256]
        return _of_archive(named, error)
    return str(error)


def _of_archive(names: Sequence[str], error: ArchiveDamaged) -> str:
    return f"{', '.join(names)} {error.how} in the archive ({error.sha256})"
