"""Which of a partner's submissions follows which: what stood before, what would stand instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission


def by_receipt(one: Submission) -> tuple[Period, date, int]:
    """Return what submissions are sorted by, the latest last: period, day of receipt, number.

    Not the time of recording: what is loaded later may have been received before.
    """
    return one.period, one.received_on, one.submission_id


def stands_instead(
    submissions: Iterable[Submission], taken_back: Submission
) -> Mapping[str, Submission | None]:
    """Return per kind of a submission, what stands of its partner without it, as at its own
    period.

    Only the kinds it stands for: one that a later return of the same month has replaced already
    is left out, since nothing changes there.
    """
    others = [
        one
        for one in submissions
        if one.partner_code == taken_back.partner_code
        and one.submission_id != taken_back.submission_id
        and one.withdrawn_at is None
        and one.period <= taken_back.period
    ]
    found: dict[str, Submission | None] = {}
    for kind in _kinds(taken_back):
        latest = _latest(others, kind)
        if latest is None or by_receipt(latest) < by_receipt(taken_back):
            found[kind] = latest
    return found


def stood_before(
    submissions: Iterable[Submission], this: Submission
) -> Mapping[str, Submission | None]:
    """Return per kind of a submission, what stood of its partner at the moment it came."""
    earlier = [
        one
        for one in submissions
        if one.partner_code == this.partner_code
        and one.submission_id < this.submission_id
        and one.period <= this.period
        and (one.withdrawn_at is None or one.withdrawn_at > this.recorded_at)
    ]
    return {kind: _latest(earlier, kind) for kind in _kinds(this)}


def _kinds(one: Submission) -> tuple[str, ...]:
    return tuple(file.kind for file in one.files)


def _latest(submissions: Iterable[Submission], kind: str) -> Submission | None:
    return max((one for one in submissions if kind in _kinds(one)), key=by_receipt, default=None)
