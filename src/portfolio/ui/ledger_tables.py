"""The tables of the page Submissions: the ledger, and who has sent for which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portfolio.contract.catalogue import KINDS
from portfolio.domain.organisation import Organisation
from portfolio.domain.submission import Submission
from portfolio.domain.system import References, ReportingPeriod
from portfolio.views import escape, formats, marks

_PERIODS_SHOWN, _ROWS_SHOWN = 6, 20
_STATES = {
    "received": ("taken", "Received in time"),
    "late": ("note", "Received late"),
    "missing": ("stop", "Missing"),
    "open": ("", "Not due yet"),
}


def partner(row: Submission, references: References) -> str:
    """The sender's name as it was in that period."""
    found = references.organisations.at(row.partner_code, row.period)
    return found.org_name if found else row.partner_code


def due_key() -> str:
    entries = "".join(
        f"<span>{_mark(state)} {words}</span>" for state, (_, words) in _STATES.items()
    )
    return f'<div class="pf-key">{entries}</div>'


def _mark(state: str) -> str:
    kind = _STATES[state][0]
    return marks.image(marks.verdict(kind) if kind else marks.hollow("ring"))


@dataclass(frozen=True)
class Due:
    """What decides a cell: the lists, the submissions and the day it is looked at."""

    references: References
    rows: Sequence[Submission]
    today: date

    @property
    def periods(self) -> list[ReportingPeriod]:
        every = self.references.settings.reporting_periods
        return sorted(every, key=lambda one: one.period, reverse=True)[:_PERIODS_SHOWN]

    @property
    def partners(self) -> list[Organisation]:
        """Those that are or were partners in the periods shown, by name."""
        lists = self.references.organisations
        found = {row.org_code: row for one in self.periods for row in lists.partners(one.period)}
        return sorted(found.values(), key=lambda row: row.org_name)

    def first_received(self, code: str, one: ReportingPeriod) -> date | None:
        days = [
            row.received_on
            for row in self.rows
            if (row.partner_code, row.period) == (code, one.period) and row.withdrawn_at is None
        ]
        return min(days, default=None)


def due(what: Due) -> str:
    """One row a partner, one column a reporting period, the latest first."""
    heads = "".join(f'<th scope="col">{_head(one)}</th>' for one in what.periods)
    body = "".join(_due_row(row, what) for row in what.partners)
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-due"><thead><tr>'
        f'<th scope="col">Partner</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _head(one: ReportingPeriod) -> str:
    due_words = f"<small>due {_short(one.due_date)}</small>" if one.due_date else ""
    return f"{one.period.words}{due_words}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _due_row(row: Organisation, what: Due) -> str:
    cells = "".join(f"<td>{_due_cell(row, one, what)}</td>" for one in what.periods)
    return f'<tr><th scope="row">{escape.html(row.org_name)}</th>{cells}</tr>'


def _due_cell(row: Organisation, one: ReportingPeriod, what: Due) -> str:
    if not what.references.organisations.is_open(row.org_code, one.period):
        return '<span class="pf-soft">closed</span>'
    first = what.first_received(row.org_code, one)
    return _received(first, one) if first else _not_received(one, what.today)


def _received(first: date, one: ReportingPeriod) -> str:
    late = (first - one.due_date).days if one.due_date else 0
    if late > 0:
        return f"{_mark('late')} {_short(first)}<small>{formats.plural(late, 'day')} late</small>"
    return f"{_mark('received')} {_short(first)}"


def _not_received(one: ReportingPeriod, today: date) -> str:
    if one.due_date is None or one.due_date >= today:
        return f"{_mark('open')} not due yet"
    days = (today - one.due_date).days
    return f"{_mark('missing')} missing<small>{formats.plural(days, 'day')} over</small>"


def ledger(rows: Sequence[Submission], references: References) -> str:
    """What came, from whom, when, for which period, its state, rows and notes."""
    head = "".join(
        f'<th scope="col"{css}>{title}</th>'
        for title, css in (
            ("Number", ""),
            ("Partner", ""),
            ("For", ""),
            ("Received", ""),
            ("Extracts", ""),
            ("Rows", ' class="pf-right"'),
            ("Notes", ' class="pf-right"'),
            ("State", ""),
        )
    )
    body = "".join(_line(row, references) for row in rows[:_ROWS_SHOWN])
    more = (
        f'<p class="pf-foot">The latest {_ROWS_SHOWN}; all {formats.count(len(rows))} are in the '
        "download.</p>"
        if len(rows) > _ROWS_SHOWN
        else ""
    )
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-ledger"><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _line(row: Submission, references: References) -> str:
    kinds = "All seven" if len(row.files) == len(KINDS) else _kinds(row)
    state = "Withdrawn" if row.withdrawn_at else "Accepted"
    number = formats.count(sum(file.rows for file in row.files))
    return (
        f"<tr><td>{row.number}</td><td>{escape.html(partner(row, references))}</td>"
        f"<td>{row.period.words}</td><td>{formats.day(row.received_on)}</td>"
        f'<td>{escape.html(kinds)}</td><td class="pf-right">{number}</td>'
        f'<td class="pf-right">{len(row.notes)}</td><td>{state}</td></tr>'
    )


def _kinds(row: Submission) -> str:
    return formats.listed((KINDS[file.kind].title for file in row.files), len(KINDS))
