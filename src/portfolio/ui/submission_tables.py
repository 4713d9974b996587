"""The ledger as a table: what came, from whom, for when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.contract.catalogue import KINDS
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.domain.system import References
from portfolio.ui.send_tables import table
from portfolio.views import escape, formats, links, snippets

_OPEN, _ROWS_SHOWN = 6, 20
_HEAD = ("Number", "Partner", "For", "Received", "Extracts", "Rows", "Notes", "State")
Row = Submission | RefusedReturn


def partner(row: Row, references: References) -> str:
    """Return the sender's name as it was in that period."""
    found = references.organisations.at(row.partner_code, row.period)
    return found.org_name if found else row.partner_code


def ledger(rows: Sequence[Row], references: References) -> str:
    """Return what was taken, withdrawn or refused, in the order given."""
    lines = [_line(row, references) for row in rows[:_ROWS_SHOWN]]
    more = (
        f'<p class="pf-foot">The latest {_ROWS_SHOWN}; all {formats.count(len(rows))} are in the '
        "download.</p>"
        if len(rows) > _ROWS_SHOWN
        else ""
    )
    listed = snippets.folded(
        lines,
        _OPEN,
        lambda body: table(_HEAD, body, "pf-ledger", right=(5, 6)),
        lambda rest: f"{formats.count(rest)} earlier ones",
    )
    return listed + more


def _line(row: Row, references: References) -> str:
    number = formats.count(sum(file.rows for file in row.files))
    sender = links.to_organisation(row.partner_code)
    return (
        f"<tr><td>{_number(row)}</td><td>{links.link(sender, partner(row, references))}</td>"
        f"<td>{row.period.words}</td><td>{_short(row.received_on)}</td>"
        f'<td>{escape.html(_kinds(row))}</td><td class="pf-right">{number}</td>'
        f'<td class="pf-right">{formats.count(notes(row))}</td><td>{_state(row)}</td></tr>'
    )


def _number(row: Row) -> str:
    if isinstance(row, RefusedReturn):
        return "–"
    return links.link(links.to_submission(row.number), row.number)


def notes(row: Row) -> int:
    """Return how many notes were made, kept or not."""
    if isinstance(row, RefusedReturn):
        return sum(file.notes for file in row.files)
    return len(row.notes)


def _state(row: Row) -> str:
    if isinstance(row, RefusedReturn):
        stops = sum(file.stops for file in row.files)
        return f"Refused<small>{formats.plural(stops, 'thing')} to put right</small>"
    return "Withdrawn" if row.withdrawn_at else "Accepted"


def _kinds(row: Row) -> str:
    """Return the one extract by name, several by number; what could not be told apart is
    counted."""
    named = [KINDS[file.kind].title for file in row.files if file.kind]
    unnamed = len(row.files) - len(named)
    many = "All seven" if len(named) == len(KINDS) else formats.n_of_m(len(named), len(KINDS))
    known = named if len(named) <= 1 else [many]
    others = [formats.plural(unnamed, "other file")] if unnamed else []
    return formats.listed([*known, *others])


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
