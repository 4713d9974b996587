"""Partners by reporting periods: in time, late, refused first, missing, in a word and a shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portfolio.domain.organisation import Organisation
from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.domain.submission_order import by_receipt
from portfolio.domain.system import References, ReportingPeriod
from portfolio.views import formats, links, marks

_PERIODS_SHOWN = 6
_STATES = {
    "received": ("taken", "Received in time"),
    "late": ("note", "Received late"),
    "refused": ("diamond", "Refused, not sent again yet"),
    "missing": ("stop", "Missing"),
    "open": ("ring", "Not due yet"),
}

_Place = tuple[str, Period]


@dataclass(frozen=True)
class Due:
    """What decides a cell: the lists, what was received and refused, the day it is looked at."""

    references: References
    rows: Sequence[Submission]
    refused: Sequence[RefusedReturn]
    today: date

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        every = self.references.settings.reporting_periods
        return sorted(every, key=lambda one: one.period, reverse=True)[:_PERIODS_SHOWN]

    @cached_property
    def partners(self) -> list[Organisation]:
        """Those that are or were partners in the periods shown, by the name each has last."""
        lists = self.references.organisations
        found = {
            row.org_code: row
            for one in reversed(self.periods)
            for row in lists.partners(one.period)
        }
        return sorted(found.values(), key=lambda row: row.org_name.casefold())

    @cached_property
    def _taken(self) -> dict[_Place, Submission]:
        """The first return of each partner and period that was taken and not withdrawn, by the day
        it was received."""
        standing = (row for row in self.rows if row.withdrawn_at is None)
        first: dict[_Place, Submission] = {}
        for row in sorted(standing, key=by_receipt):
            first.setdefault((row.partner_code, row.period), row)
        return first

    @cached_property
    def _refusals(self) -> dict[_Place, list[RefusedReturn]]:
        found: dict[_Place, list[RefusedReturn]] = {}
        for row in self.refused:
            found.setdefault((row.partner_code, row.period), []).append(row)
        return found

    def first(self, code: str, one: ReportingPeriod) -> Submission | None:
        """Return the first return that was taken and not withdrawn."""
        return self._taken.get((code, one.period))

    def refusals_before(self, code: str, one: ReportingPeriod) -> int:
        """Return how often the partner was refused before its first return was taken."""
        first = self.first(code, one)
        return sum(
            first is None or row.recorded_at <= first.recorded_at
            for row in self._refusals.get((code, one.period), ())
        )


def key() -> str:
    """Return what each shape says."""
    entries = "".join(
        f"<span>{_mark(state)} {words}</span>" for state, (_, words) in _STATES.items()
    )
    return f'<div class="pf-key">{entries}</div>'


def _mark(state: str) -> str:
    kind = _STATES[state][0]
    hollow = kind in ("ring", "diamond")
    return marks.image(marks.hollow(kind) if hollow else marks.verdict(kind))


def table(what: Due) -> str:
    """Return one row a partner, one column a reporting period, the latest first; counts at the
    foot."""
    heads = "".join(f'<th scope="col">{_head(one)}</th>' for one in what.periods)
    body = "".join(_row(row, what) for row in what.partners)
    foot = "".join(f"<td>{_foot(one, what)}</td>" for one in what.periods)
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-due">'
        '<caption class="pf-hidden">Who has sent for which period</caption><thead><tr>'
        f'<th scope="col">Partner</th>{heads}</tr></thead><tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">Received</th>{foot}</tr></tfoot></table></div>'
    )


def _head(one: ReportingPeriod) -> str:
    due_words = f"<small>due {_short(one.due_date)}</small>" if one.due_date else ""
    return f"{one.period.words}{due_words}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _row(row: Organisation, what: Due) -> str:
    to_it = links.to_organisation(row.org_code)
    cells = "".join(f"<td>{_cell(row, one, what)}</td>" for one in what.periods)
    return f'<tr><th scope="row">{links.link(to_it, row.org_name)}</th>{cells}</tr>'


def _foot(one: ReportingPeriod, what: Due) -> str:
    """Return how many of those open sent, and how many of these were taken the first time."""
    is_open = what.references.organisations.is_open
    codes = [row.org_code for row in what.partners if is_open(row.org_code, one.period)]
    sent = [code for code in codes if what.first(code, one)]
    right = sum(not what.refusals_before(code, one) for code in sent)
    first = f"<small>{formats.n_of_m(right, len(sent))} first time</small>" if sent else ""
    return f"{formats.n_of_m(len(sent), len(codes))}{first}"


def _cell(row: Organisation, one: ReportingPeriod, what: Due) -> str:
    if not what.references.organisations.is_open(row.org_code, one.period):
        return f'<span class="pf-soft">{_why_not(row, one, what)}</span>'
    first = what.first(row.org_code, one)
    times = what.refusals_before(row.org_code, one)
    return _received(first, one, times) if first else _not_received(one, times, what.today)


def _why_not(row: Organisation, one: ReportingPeriod, what: Due) -> str:
    """Return why nothing is expected: one that opens later has not closed."""
    opened = what.references.organisations.opened_on(row.org_code)
    return "not yet a partner" if opened and opened > one.period.end else "closed"


def _received(first: Submission, one: ReportingPeriod, times: int) -> str:
    days = (first.received_on - one.due_date).days if one.due_date else 0
    said = [f"{formats.plural(days, 'day')} late"] if days > 0 else []
    if times:
        said.append("refused first" if times == 1 else f"refused {formats.count(times)} times")
    soft = f"<small>{', '.join(said)}</small>" if said else ""
    state = "late" if days > 0 else "received"
    day = _short(first.received_on)
    link = links.link(links.to_submission(first.number), day)
    return f"{_mark(state)} {link}{soft}"


def _not_received(one: ReportingPeriod, times: int, today: date) -> str:
    days = (today - one.due_date).days if one.due_date else 0
    over = f"<small>{formats.plural(days, 'day')} over</small>" if days > 0 else ""
    if times:
        return f"{_mark('refused')} refused{over}"
    if one.due_date is None:
        return f"{_mark('open')} not sent"
    if days <= 0:
        return f"{_mark('open')} not due yet"
    return f"{_mark('missing')} missing{over}"
