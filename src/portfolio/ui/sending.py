"""One return on its way: who sends it, for when, which files, and how far it has come."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import polars as pl
import streamlit as st

from portfolio.access import Verb
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.limits import MEGABYTE
from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, Preview
from portfolio.domain.receipt import Outcome
from portfolio.domain.submission import Submission
from portfolio.domain.submission_order import by_receipt
from portfolio.domain.system import ReportingPeriod
from portfolio.domain.verdict import Checked, Verdict
from portfolio.intake.receive.select_files import of_extracts
from portfolio.service import PortfolioService
from portfolio.store.errors import StoreFault
from portfolio.ui import address, controls, error_messages, upload_permits
from portfolio.ui.address import Choice
from portfolio.views import formats

_ENDED, _ROUND = "send_outcome", "send_round"
_LARGE_BYTES = 5_000_000
_NOBODY = "Choose your organisation"


@dataclass(frozen=True)
class Looked:
    """What the desk said of the chosen files, and when; held while they are being sent."""

    files: tuple[ReceivedFile, ...]
    asked: tuple[str, Period, int]
    checked: Checked[pl.DataFrame]
    preview: Preview | None
    already: Submission | None
    mended: tuple[str, ...]
    at: datetime
    later: Period | None = None
    """The period of which it would be a return that can be taken, where this one is too early."""


@dataclass(frozen=True)
class NotKept:
    """A return that could not be stored by our fault; `why` says so to the person who sent it."""

    why: str


@dataclass(frozen=True)
class Sending:
    """Everything the page shows of one return."""

    service: PortfolioService
    partner: Organisation
    period: ReportingPeriod
    looked: Looked | None
    outcome: Outcome | NotKept | None

    @property
    def has_partner(self) -> bool:
        """Whether it is chosen yet who sends."""
        return bool(self.partner.org_code)


def partners(service: PortfolioService) -> Choice:
    """Return the partners this person may send for, of those open in the latest reporting period,
    by name. Nobody is chosen for a person who has not chosen, unless there is one only."""
    rows = service.references.organisations.partners(_latest(service).period)
    theirs = {
        row.org_code: row.org_name
        for row in rows
        if service.may(Verb.RECEIVE, row.org_code).is_allowed
    }
    if len(theirs) == 1 < len(rows):
        return Choice("partner", "Sending for", theirs, next(iter(theirs)))
    words = {"": _NOBODY, **theirs}
    return Choice("partner", "Sending for", words)


def periods(service: PortfolioService, partner_code: str) -> Choice:
    """The reporting periods with the day each is due, latest first; at first the one owed."""
    named = sorted(
        service.references.settings.reporting_periods, key=lambda one: one.period, reverse=True
    )
    words = {str(one.period): _due(one) for one in named}
    return Choice("for", "Period", words, str(owed(service, partner_code)))


def owed(service: PortfolioService, partner_code: str) -> Period:
    """Return the first period that has ended after the last one a partner has sent; the last
    that has ended where none is owed, and the last of all where none has ended yet."""
    today = service.today().date()
    named = sorted(one.period for one in service.references.settings.reporting_periods)
    sent = [
        one.period
        for one in service.submissions()
        if one.partner_code == partner_code and one.withdrawn_at is None
    ]
    ended = [period for period in named if period.end <= today] or named
    after = [period for period in ended if sent and period > max(sent)]
    return after[0] if after else ended[-1]


_AFTER_PERIOD = frozenset({"date_after_period_end", "realised_after_period_end"})


def _later(
    service: PortfolioService,
    files: Sequence[ReceivedFile],
    asked: tuple[str, Period],
    said: Verdict,
) -> Period | None:
    """Return the next reporting period, where something lies after the one that was chosen and
    the same files could be taken as the later return; looked at only then."""
    code, period = asked
    if not any(found.rule in _AFTER_PERIOD for found in said.stops):
        return None
    named = sorted(each.period for each in service.references.settings.reporting_periods)
    later = next((each for each in named if each > period), None)
    if later is None:
        return None
    again = service.returns.check(files, partner_code=code, period=later)
    return later if again.verdict.accepted else None


def _due(one: ReportingPeriod) -> str:
    if one.due_date is None:
        return one.period.words
    return f"{one.period.words}, due {formats.day(one.due_date)}"


def _latest(service: PortfolioService) -> ReportingPeriod:
    return max(service.references.settings.reporting_periods, key=lambda one: one.period)


def sending(service: PortfolioService) -> Sending:
    """The return the page is about: by its address, the chosen files, and what was done."""
    code = address.read(partners(service))
    period = Period.parse(address.read(periods(service, code)))
    named = {one.period: one for one in service.references.settings.reporting_periods}
    partner = service.references.organisations.at(code, period) or Organisation(code, code, "other")
    files = _chosen_files() if code else ()
    looked = _look(service, partner.org_code, period, files) if files else None
    return Sending(service, partner, named[period], looked, st.session_state.get(_ENDED))


def _chosen_files() -> tuple[ReceivedFile, ...]:
    uploads = st.session_state.get(uploader_key()) or []
    return tuple(ReceivedFile(upload.name, upload.getvalue()) for upload in uploads)


def uploader_key() -> str:
    """Return a new one after each return, so that the next begins with no files."""
    return f"send_files_{st.session_state.get(_ROUND, 0)}"


def _look(
    service: PortfolioService, code: str, period: Period, files: Sequence[ReceivedFile]
) -> Looked:
    """Check the files, or take what was said of the same files while nothing has changed."""
    held: Looked | None = st.session_state.get(upload_permits.HELD)
    asked = (code, period, service.revision)
    if held and held.asked == asked and held.files == tuple(files):
        return held
    with _told(files) as stage:
        stage("Checking")
        unwrapped = service.returns.unwrapped(files)
        checked = service.returns.check(unwrapped, partner_code=code, period=period)
        later = _later(service, unwrapped, (code, period), checked.verdict)
        preview = None
        if checked.verdict.accepted:
            stage("Comparing with what stands")
            preview = service.returns.preview(checked, partner_code=code, period=period)
    already, mended = _already(service, code, period, unwrapped), tuple[str, ...]()
    if already is not None:
        try:
            mended = service.returns.mend(unwrapped)
        except StoreFault:  # not to be called received: sending will say what is the matter
            already = None
    looked = Looked(tuple(files), asked, checked, preview, already, mended, service.today(), later)
    st.session_state[upload_permits.HELD] = looked
    return looked


@contextmanager
def _told(files: Sequence[ReceivedFile]) -> Iterator[Callable[[str], object]]:
    """Say what is being done: for large files step by step, in a box that goes when it is over."""
    size = sum(len(file.content) for file in files)
    place = st.empty()
    if size <= _LARGE_BYTES:
        with place, controls.spinner("Checking. Nothing is stored."):
            yield lambda _: None
    else:
        with place:
            steps = controls.status(f"Reading {size / MEGABYTE:,.0f} MB. Nothing is stored.")
        yield lambda doing: steps.update(
            label=f"{doing}: {size / MEGABYTE:,.0f} MB. Nothing is stored."
        )
    place.empty()


def _already(
    service: PortfolioService, code: str, period: Period, files: Sequence[ReceivedFile]
) -> Submission | None:
    """Return the partner's latest return for the period, where it is these very files."""
    prints = [hashlib.sha256(file.content).hexdigest() for file in files]
    sent = of_extracts(files, prints)
    standing = [
        one
        for one in service.submissions()
        if one.partner_code == code and one.period == period and one.withdrawn_at is None
    ]
    last = max(standing, key=by_receipt, default=None)
    return last if last and {file.sha256 for file in last.files} == sent else None


def every_change(one: Sending, looked: Looked) -> Iterable[FieldChange]:
    """Return what the chosen files change, one by one and without an end to the list."""
    return one.service.returns.every_change(
        looked.checked, partner_code=one.partner.org_code, period=one.period.period
    )


def send(one: Sending) -> None:
    """Send what was checked, and let go of the files; not where we could not keep them."""
    if one.looked is None:
        return
    try:
        st.session_state[_ENDED] = one.service.returns.receive(
            one.looked.files, partner_code=one.partner.org_code, period=one.period.period
        )
    except StoreFault as error:
        st.session_state[_ENDED] = NotKept(error_messages.not_kept(error, "sending a return"))
        return
    let_go()


def let_go() -> None:
    """Put the files aside: nothing of them is kept."""
    st.session_state.pop(upload_permits.HELD, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    upload_permits.let_go()


def begin_again() -> None:
    """A change of files, partner or period ends what was shown of the last return."""
    st.session_state.pop(_ENDED, None)
    upload_permits.begin_again()
