"""The sentences around a receipt: when it came, and what stands when it is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.contract.catalogue import KINDS
from portfolio.domain.submission import Submission
from portfolio.domain.system import ReportingPeriod
from portfolio.views import formats


def when(submission: Submission) -> str:
    """The day it counts from and the time it was recorded, which a return of the past has apart."""
    at = submission.recorded_at.astimezone()
    if submission.received_on == at.date():
        return f"{formats.day(submission.received_on)} at {at:%H:%M}"
    recorded = f"recorded on {formats.day(at.date())} at {at:%H:%M}"
    return f"{formats.day(submission.received_on)}, {recorded}"


def in_time(submission: Submission, periods: Sequence[ReportingPeriod]) -> str:
    """Return whether a return came in time, and when the next is due: `37 days late: it was due
    on 23 October 2026. The next return, for December 2026, is due on 22 January 2027.`"""
    due = {one.period: one.due_date for one in periods if one.due_date}
    day = due.get(submission.period)
    late = (submission.received_on - day).days if day else 0
    came = f"{formats.plural(late, 'day')} late" if late > 0 else "In time"
    said = [f"{came}: it was due on {formats.day(day)}."] if day else []
    later = sorted(period for period in due if period > submission.period)
    if later:
        (following, *_) = later
        is_due = f"is due on {formats.day(due[following])}"
        said.append(f"The next return, for {following.words}, {is_due}.")
    return " ".join(said)


def mended_words(files: Sequence[str]) -> str:
    """`The copy of risks.csv in the archive was damaged or missing. It was written again, from what
    was sent now.`; empty without files."""
    if not files:
        return ""
    copies = f"cop{'ies' if len(files) > 1 else 'y'} of {formats.listed(list(files), len(files))}"
    was, it = ("were", "They were") if len(files) > 1 else ("was", "It was")
    return (
        f"The {copies} in the archive {was} damaged or missing. "
        f"{it} written again, from what was sent now."
    )


def stands_again(instead: Mapping[str, Submission | None], *, done: bool = False) -> str:
    """Return what stands when a submission is taken back: `Adoptions and benefit values:
    submission 0183 for June 2026 then stands again. Lessons: nothing then stands.`"""
    stands = "now stands" if done else "then stands"
    if not instead:
        return "A later return stands in its place already, so nothing that is counted changes."
    by_number: dict[str, list[str]] = {}
    for kind, one in instead.items():
        said = f"submission {one.number} for {one.period.words}" if one else ""
        by_number.setdefault(said, []).append(KINDS[kind].in_words)
    sentences = []
    for said, kinds in sorted(by_number.items(), reverse=True):
        names = formats.listed(kinds, len(KINDS))
        if said:
            sentences.append(f"{formats.sentence_case(names)}: {said} {stands} again.")
        else:
            sentences.append(f"{formats.sentence_case(names)}: nothing {stands}.")
    return " ".join(sentences)
