"""The sentences of the page Send an extract."""

from __future__ import annotations

from portfolio.domain.receipt import AlreadyReceived, Receipt
from portfolio.domain.submission import Submission
from portfolio.domain.verdict import Verdict
from portfolio.ui.sending import NotKept, Sending
from portfolio.views import formats
from portfolio.views.words.terms import possessive

CHECKING = (
    "Checking leaves no trace, and one thing wrong refuses the whole: nothing is half stored."
)

NOBODY = "Who are you sending for?"
_NAME_LETTERS = 52

SINCE = "What other partners have sent that concerns yours. Rows are those of your last return."


def headline(one: Sending) -> str:
    """Where this return stands, in one sentence."""
    name = formats.shortened(one.partner.org_name, _NAME_LETTERS)
    whose = f"{possessive(name)} {one.period.period.words} return"
    if isinstance(one.outcome, Receipt):
        return f"{whose} is received"
    if isinstance(one.outcome, AlreadyReceived):
        return f"{whose} was received before; nothing was changed"
    if one.looked is None:
        return f"Check {whose}, then send it" if one.has_partner else NOBODY
    if one.looked.already:
        return f"{whose} was received before"
    stops = len(one.looked.checked.verdict.stops)
    if stops:
        return f"{whose} has {formats.plural(stops, 'thing')} to put right before it can be taken"
    return f"{whose} is {'not sent yet' if isinstance(one.outcome, NotKept) else 'ready to send'}"


def after_merger(one: Sending) -> str:
    """Return which code to use for which months, where the partner follows some that have
    closed."""
    known, code = one.service.references.organisations, one.partner.org_code
    followed = known.followed(code, one.period.period)
    told = [
        f"{known.name_of(before.code)} closed on {formats.day(before.closed_on)}: "
        f"months up to then stay under {before.code}"
        for before in followed
    ]
    if not told:
        return ""
    return f"{'; '.join(told)}. Under {code} goes what was its own, and every month since."


def checked_line(one: Sending, contract_version: str) -> str:
    """When it was checked and against what."""
    if one.looked is None:
        return CHECKING
    at = one.looked.at
    when = f"{formats.day(at.date())}, {at:%H:%M}"
    return f"Checked {when}, against contract version {contract_version}. Checking leaves no trace."


def refused_detail(verdict: Verdict) -> str:
    """Return how much was read, how many things there are to put right, and in how many of what
    came."""
    wrong = formats.plural(len(verdict.stops), "thing")
    at = {finding.file for finding in verdict.stops}
    # What is said of a workbook as a whole stands in none of its sheets, and in all.
    places = len(at) if at <= {one.file for one in verdict.detected} else 0
    parts = "files" if _file_count(verdict) == len(verdict.detected) else "extracts"
    where = f" in {formats.n_of_m(places, len(verdict.detected))} {parts}" if places > 1 else ""
    looks = f", {formats.count(len(verdict.notes))} to look at" if verdict.notes else ""
    return f"{_came(verdict)} read. {wrong} to put right{where}{looks}."


def ready_detail(verdict: Verdict, before: Submission | None) -> str:
    """Return how much there is, and against what the change below is counted."""
    notes = f", {formats.plural(len(verdict.notes), 'note')}" if verdict.notes else ""
    against = "Here is what will change against what stands."
    if before is None:
        against = "This is the first return, so everything in it is new."
    return f"{_came(verdict)}{notes}. {against}"


def _came(verdict: Verdict) -> str:
    """`2 files, 41 rows`; of a workbook `3 extracts in 1 file, 41 rows`."""
    files, extracts = _file_count(verdict), len(verdict.detected)
    came = formats.plural(files, "file")
    if files != extracts:
        came = f"{formats.plural(extracts, 'extract')} in {came}"
    return f"{came}, {formats.plural(sum(one.rows for one in verdict.detected), 'row')}"


def _file_count(verdict: Verdict) -> int:
    return len({one.place for one in verdict.detected})


def already(before: Submission, partner: str) -> str:
    """Return the sentence for the same files again."""
    return (
        f"These are the same files {partner} sent on {formats.day(before.received_on)} "
        f"(submission {before.number})."
    )
