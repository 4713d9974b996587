"""What is said of one organisation's returns: which came, when, and whether in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from portfolio.domain.filters import Filters
from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.submission_order import by_receipt
from portfolio.views import formats

_SHOWN = 4
Line = tuple[str, str]
"""A period, and what became of its return."""


def who_sends(row: Organisation | None, through: str) -> str:
    """Return whether it sends for itself, through another, or is only spoken of."""
    if row is None:
        return "It is not in the list of organisations."
    if row.is_partner:
        return "It sends its own returns."
    if row.reports_through:
        return f"{through} sends its returns for it."
    return "It sends nothing itself: what is shown is what others say of it."


def owed(
    sent: Sequence[Submission], due: dict[Period, date | None], filters: Filters, today: date
) -> str:
    """Return which returns up to the period shown are missing, and which is due next."""
    came = {row.period for row in sent if _is_known(row, filters)}
    missing = [one for one in sorted(due) if one <= filters.period and one not in came]
    ahead = [one for one in sorted(due) if one > filters.period and one not in came]
    parts = [_missing(one, due[one], today) for one in missing]
    said = f"{formats.listed(parts, _SHOWN)}." if parts else "Nothing: every return asked for came."
    if ahead and (day := due[ahead[0]]):
        said += f" Next: {ahead[0].words}, due {formats.day(day)}."
    return said


def _missing(period: Period, day: date | None, today: date) -> str:
    if day is None or day >= today:
        return f"{period.words}, not come yet{f' (due {formats.day(day)})' if day else ''}"
    return f"{period.words}, {formats.plural((today - day).days, 'day')} over its due day"


def returns(
    sent: Sequence[Submission], due: dict[Period, date | None], filters: Filters
) -> list[Line]:
    """Return the latest periods to the one shown, newest first, with the day of the first return
    that stands, how late it was, and how often it was corrected since."""
    known = [row for row in sent if _is_known(row, filters)]
    periods = sorted((one for one in due if one <= filters.period), reverse=True)
    return [(period.words, _said(known, period, due[period])) for period in periods[:_SHOWN]]


def _is_known(row: Submission, filters: Filters) -> bool:
    if filters.known_on is None:
        return row.withdrawn_at is None
    is_withdrawn = row.withdrawn_at is not None and row.withdrawn_at.date() <= filters.known_on
    return row.received_on <= filters.known_on and not is_withdrawn


def _said(sent: Iterable[Submission], period: Period, due: date | None) -> str:
    of = sorted(
        (row for row in sent if row.period == period),
        key=by_receipt,
    )
    if not of:
        return "nothing has come" if due is None else f"nothing has come (due {formats.day(due)})"
    first, corrections = of[0], len(of) - 1
    parts = [f"came on {formats.day(first.received_on)}{_late(first.received_on, due)}"]
    if corrections:
        parts.append(f"corrected {'once' if corrections == 1 else f'{corrections} times'}")
    return ", ".join(parts)


def _late(day: date, due: date | None) -> str:
    if due is None or day <= due:
        return ", in time" if due else ""
    return f", {formats.plural((day - due).days, 'day')} after it was due"
