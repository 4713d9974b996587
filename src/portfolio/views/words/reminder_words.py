"""A reminder of a return that is due or late: what is missing, since when, how to send it."""

from __future__ import annotations

from datetime import date

from portfolio.domain.organisation import Organisation
from portfolio.domain.system import ReportingPeriod
from portfolio.views import formats
from portfolio.views.escape import plain


def subject(one: ReportingPeriod, system: str) -> str:
    return f"{plain(system)}: your return for {one.period.words}"


def text(partner: Organisation, one: ReportingPeriod, today: date, *, was_refused: bool) -> str:
    """Return the message, for somebody who sends rarely."""
    return "\n\n".join(
        [
            "Hello,",
            f"{plain(partner.org_name)} has not sent its return for {one.period.words} yet. "
            f"{_when(one, today)}",
            *([_REFUSED] if was_refused else []),
            "You can send what you have: Send an extract checks the files and shows what will "
            "change, and nothing is stored until you say so. Columns you cannot fill stay blank.",
            "If something is in the way, answer this message.",
            "The portfolio office",
        ]
    )


_REFUSED = (
    "A return came and was not taken, so nothing of it counts. Check the files again under Send an "
    "extract: it names each row and what is needed there."
)


def _when(one: ReportingPeriod, today: date) -> str:
    if one.due_date is None:
        return "It is open now."
    days = (today - one.due_date).days
    day = formats.day(one.due_date)
    if days > 0:
        return f"It was due on {day}, {formats.plural(days, 'day')} ago."
    return f"It is due on {day}."
