"""Where returns are checked, previewed, received and withdrawn: intake meets store here only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import polars as pl

from portfolio.contract.catalogue import CONTRACT_VERSION, KINDS
from portfolio.domain.clock import clock_notes
from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.identifiers import masked
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, Preview
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt, Refusal
from portfolio.domain.refusal import RefusedReturn, refused_files, stopping_rules
from portfolio.domain.result import Cell
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.submission_order import stood_before
from portfolio.domain.verdict import Checked, Verdict
from portfolio.intake.one_file.file_result import FileValidator
from portfolio.intake.receive.select_files import of_extracts
from portfolio.intake.receive.unwrap import unwrapped
from portfolio.intake.receive.zip_files import Unpack, unpacked
from portfolio.store.already_received import received_on_day, standing_with
from portfolio.store.archive import Archive, fingerprint
from portfolio.store.current_state import extract_rows, standing
from portfolio.store.engine import Store, StoreFault
from portfolio.store.journal import Journal
from portfolio.store.reference_lists import ReferenceLists
from portfolio.store.refusals import is_known
from portfolio.store.submission_writer import SubmissionWriter

if TYPE_CHECKING:
    from portfolio.intake.report.return_preview import Change

Clock = Callable[[], datetime]


def local_time() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class _Return:
    """What a partner hands over. `received_on` is None for one handed over now."""

    files: tuple[ReceivedFile, ...]
    partner_code: str
    period: Period
    received_on: date | None


class Submissions:
    """The four things to do with a return. Checking and previewing leave no trace."""

    def __init__(
        self,
        store: Store,
        archive: Archive,
        journal: Journal,
        clock: Clock = local_time,
        *,
        validate_file: FileValidator | None = None,
        unpack: Unpack = unpacked,
    ) -> None:
        """Files are judged by `judge` and zips opened by `unpack`; without, in this process."""
        self._store = store
        self._writer = SubmissionWriter(store, archive, journal)
        self._lists = ReferenceLists(store)
        self._clock = clock
        self._validate_file = validate_file
        self._unpack = unpack
        self._checked: WeakValueDictionary[tuple[int, _Return], Checked[pl.DataFrame]]
        self._checked = WeakValueDictionary()

    def check(
        self,
        files: Sequence[ReceivedFile],
        *,
        partner_code: str,
        period: Period,
        received_on: date | None = None,
    ) -> Checked[pl.DataFrame]:
        """Return the verdict on files against what stands; leaves no trace."""
        return self._check(_Return(self.unwrapped(files), partner_code, period, received_on))

    def unwrapped(self, files: Sequence[ReceivedFile]) -> tuple[ReceivedFile, ...]:
        """Return the files that make a return, without the zip or the mailbox's names they came
        in.

        Whichever way they come they are the same, and are known again.
        """
        return unwrapped(files, self._unpack)

    def preview(
        self,
        checked: Checked[pl.DataFrame],
        *,
        partner_code: str,
        period: Period,
        received_on: date | None = None,
    ) -> Preview:
        """Return what checked files would change in this partner's standing extracts."""
        handed = _Return((), partner_code, period, received_on)
        return self._change(checked.tables, handed).preview()

    def since_last_return(self, *, partner_code: str, period: Period) -> tuple[Finding, ...]:
        """Return what other partners have sent since a partner's last return that concerns it."""
        from portfolio.intake.whole_return import ReturnContext, since_last_return  # noqa: PLC0415

        stands = standing(self._store, partner_code, period)
        context = ReturnContext(partner_code, period, self._lists.current(), stands)
        return since_last_return(context)

    def every_change(
        self, checked: Checked[pl.DataFrame], *, partner_code: str, period: Period
    ) -> Iterator[FieldChange]:
        """Return the same one by one, without an end to the list."""
        return self._change(checked.tables, _Return((), partner_code, period, None)).every()

    def _change(self, tables: Mapping[str, pl.DataFrame], handed: _Return) -> Change:
        from portfolio.intake.report.return_preview import Change, led_elsewhere  # noqa: PLC0415 (as in _check)

        stands = standing(self._store, handed.partner_code, handed.period, handed.received_on)
        others = led_elsewhere(stands, handed.partner_code) if "programmes" in tables else ()
        return Change(tables, stands.previous, handed.period, frozenset(others))

    def receive(
        self,
        files: Sequence[ReceivedFile],
        *,
        partner_code: str,
        period: Period,
        received_on: date | None = None,
        again_later: bool = False,
    ) -> Outcome:
        """Store a return whole, refuse it whole, or find that it was received before.

        `received_on` is given for a return of the past that is being loaded. What decides is what
        stands at the moment of storing. A refusal is kept in counts, except of a return that is
        tried `again_later`. Raises StoreFault when nothing was kept by our fault.
        """
        handed = _Return(self.unwrapped(files), partner_code, period, received_on)
        outcome = self._received(handed)
        if isinstance(outcome, Refusal) and not again_later:
            self._keep_refusal(handed, outcome.verdict)
        return outcome

    def keep_refusal(
        self, verdict: Verdict, *, partner_code: str, period: Period, received_on: date | None
    ) -> None:
        """Keeps, in counts, the refusal of a return that will not be tried again."""
        self._keep_refusal(_Return((), partner_code, period, received_on), verdict)

    def mend(self, files: Sequence[ReceivedFile]) -> tuple[str, ...]:
        """Put archived files right that are damaged or missing and were handed over again; gives
        their names. Raises StoreFault where that cannot be done."""
        return self._mended(files, [fingerprint(file.content) for file in files])

    def _received(self, handed: _Return) -> Outcome:
        fingerprints = [fingerprint(file.content) for file in handed.files]
        before_the_queue = self._decide(handed, fingerprints)
        if not isinstance(before_the_queue, Checked):
            return self._with_mended(before_the_queue, handed, fingerprints)
        with self._store.writing():
            checked = self._decide(handed, fingerprints)
            if not isinstance(checked, Checked):
                return self._with_mended(checked, handed, fingerprints)
            submission = self._submission(handed, fingerprints, checked.verdict)
            contents = [handed.files[d.place].content for d in checked.verdict.detected]
            mended = self._writer.record(submission, contents, checked.tables)
            names = _named(handed.files, fingerprints, mended)
            return Receipt(submission, checked.verdict, names)

    def _with_mended(
        self, outcome: AlreadyReceived | Refusal, handed: _Return, fingerprints: Sequence[str]
    ) -> Outcome:
        """Say `already received` only of bytes that can be read again. A refusal is told all the
        same where the archive cannot be put right; nothing that names a patient is written."""
        if isinstance(outcome, AlreadyReceived):
            return replace(outcome, mended=self._mended(handed.files, fingerprints))
        if not outcome.verdict.names_a_patient:
            with suppress(StoreFault):
                return replace(outcome, mended=self._mended(handed.files, fingerprints))
        return outcome

    def _mended(
        self, files: Sequence[ReceivedFile], fingerprints: Sequence[str]
    ) -> tuple[str, ...]:
        contents = (file.content for file in files)
        mended = self._writer.mend(dict(zip(fingerprints, contents, strict=True)))
        return _named(files, fingerprints, mended)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Take many returns one after the other: all is moved into the file at the end."""
        with self._store.loading():
            yield

    def withdraw(self, submission_id: int, reason: str) -> Submission:
        """Withdraw a submission; the one before it stands again. Raises NotWithdrawn."""
        with self._store.writing():
            return self._writer.withdraw(submission_id, reason, self._clock())

    def changed_by(self, submission: Submission) -> Change:
        """Return what a submission of the ledger changed against what stood before it."""
        from portfolio.intake.report.return_preview import Change  # noqa: PLC0415 (as in _check)

        before = stood_before(self.submissions(), submission)
        return Change(
            {kind: extract_rows(self._store, kind, submission) for kind in before},
            {kind: extract_rows(self._store, kind, one) for kind, one in before.items() if one},
            submission.period,
        )

    def as_sent(self, file: SubmittedFile) -> bytes:
        """Return the bytes of an accepted file, as they came. Raises ArchiveDamaged."""
        return self._writer.sent(file.sha256)

    def as_read(
        self, submission: Submission, kind: str
    ) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
        """Return the rows of one extract of the ledger as they were read: the contract's
        columns, and each row's cells in the order they were sent."""
        rows = extract_rows(self._store, kind, submission).sort("row_number")
        columns = [column for column in KINDS[kind].columns if column in rows.columns]
        return columns, rows.select(columns).iter_rows()

    def submissions(self) -> tuple[Submission, ...]:
        """Return the whole ledger, oldest first."""
        return self._writer.ledger.submissions()

    def refusals(self) -> tuple[RefusedReturn, ...]:
        """Every refused return, oldest first, in counts."""
        return self._writer.refusals.every()

    def _check(self, handed: _Return) -> Checked[pl.DataFrame]:
        """Return a verdict that somebody still holds is not worked out again until something
        changes."""
        # Imported here: what checks takes two seconds to load, and readers do not need it.
        from portfolio.intake.validate import validate_here, validate_submission  # noqa: PLC0415

        key = (self._store.revision, handed)
        held = self._checked.get(key)
        if held is None:
            held = validate_submission(
                handed.files,
                partner_code=handed.partner_code,
                period=handed.period,
                references=self._lists.current(),
                standing=standing(
                    self._store, handed.partner_code, handed.period, handed.received_on
                ),
                validate_file=self._validate_file or validate_here,
            )
            self._checked[key] = held
        return held

    def _decide(
        self, handed: _Return, fingerprints: Sequence[str]
    ) -> AlreadyReceived | Refusal | Checked[pl.DataFrame]:
        before = self._received_before(handed, of_extracts(handed.files, fingerprints))
        if before is not None:
            return AlreadyReceived(before, _verdict_then(before))
        checked = self._check(handed)
        return checked if checked.verdict.accepted else Refusal(checked.verdict)

    def _keep_refusal(self, handed: _Return, verdict: Verdict) -> None:
        """Only of a partner and a period the system has: a slip of the pen is no return."""
        if not (verdict.detected and self._is_expected(handed)):
            return
        # The findings are told all the same where the disk is full.
        with suppress(StoreFault), self._store.writing():
            refused = self._refused(handed, verdict)
            if not is_known(refused, self.refusals(), is_loaded=handed.received_on is not None):
                self._writer.refuse(refused)

    def _is_expected(self, handed: _Return) -> bool:
        lists = self._lists.current()
        partner = lists.organisations.at(handed.partner_code, handed.period)
        periods = {one.period for one in lists.settings.reporting_periods}
        return partner is not None and partner.is_partner and handed.period in periods

    def _refused(self, handed: _Return, verdict: Verdict) -> RefusedReturn:
        now = self._clock()
        return RefusedReturn(
            refusal_id=self._writer.refusals.next_id(),
            partner_code=handed.partner_code,
            period=handed.period,
            received_on=handed.received_on or now.date(),
            recorded_at=now.astimezone(UTC),
            contract_version=CONTRACT_VERSION,
            files=refused_files(verdict),
            rules=stopping_rules(verdict),
        )

    def _received_before(self, handed: _Return, sent: frozenset[str]) -> Submission | None:
        of_period = self._of_period(handed)
        if handed.received_on is None:
            return standing_with(of_period, sent)
        return received_on_day(of_period, sent, handed.received_on)

    def _of_period(self, handed: _Return) -> tuple[Submission, ...]:
        return self._writer.ledger.submissions(
            partner_code=handed.partner_code, period=handed.period
        )

    def _submission(
        self, handed: _Return, fingerprints: Sequence[str], verdict: Verdict
    ) -> Submission:
        now = self._clock()
        last = self._writer.ledger.last_recorded_at()
        return Submission(
            submission_id=self._writer.ledger.next_id(),
            partner_code=handed.partner_code,
            period=handed.period,
            received_on=handed.received_on or self._day_of(now, handed),
            recorded_at=now.astimezone(UTC),
            contract_version=CONTRACT_VERSION,
            files=_submitted_files(handed.files, fingerprints, verdict),
            notes=(*(note.in_short for note in verdict.notes), *clock_notes(now, last)),
        )

    def _day_of(self, now: datetime, handed: _Return) -> date:
        """Today; but never before the day of what it follows, or it would not replace it."""
        standing_days = (s.received_on for s in self._of_period(handed) if not s.withdrawn_at)
        return max([now.date(), *standing_days])


def _submitted_files(
    files: Sequence[ReceivedFile], fingerprints: Sequence[str], verdict: Verdict
) -> tuple[SubmittedFile, ...]:
    """Return one for each extract; those of one workbook share its name and its fingerprint."""
    return tuple(
        SubmittedFile(
            kind=str(found.kind),
            file=masked(files[found.place].name),
            sha256=fingerprints[found.place],
            size_bytes=len(files[found.place].content),
            rows=found.rows,
        )
        for found in verdict.detected
    )


def _named(
    files: Sequence[ReceivedFile], fingerprints: Sequence[str], wanted: frozenset[str]
) -> tuple[str, ...]:
    """Return the names of the files with these fingerprints, as they may be shown."""
    pairs = zip(files, fingerprints, strict=True)
    return tuple(masked(file.name) for file, sha256 in pairs if sha256 in wanted)


def _verdict_then(submission: Submission) -> Verdict:
    """Return the verdict on a submission when it was received, as far as the ledger keeps it."""
    detected = (Detected(f.file, f.kind, None, None, f.rows) for f in submission.files)
    return Verdict(findings=submission.notes, detected=tuple(detected))
