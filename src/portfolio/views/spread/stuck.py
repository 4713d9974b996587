"""Adoptions that take no step: where they stand, what is in the way, and what another changed."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.domain.thresholds import RETURNS_WITHOUT_A_STEP
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.read_result import Record, amount, records, text
from portfolio.views.words.terms import BARRIER, STATE, word

_OPEN, _SHOWN = 8, 24
_COLUMNS = (
    Column("programme_id", "Programme"),
    Column("org_code", "Organisation"),
    Column("state", "State"),
    Column("same_since", "The same since"),
    Column("barrier", "In the way"),
    Column("other_org_code", "In use at"),
    Column("other_adaptation", "What was changed there"),
)


def stuck(adoption: Result, labels: Labels) -> Picture:
    """Return each adoption without a step, those with most people first. Reads `stuck`."""
    rows = sorted(records(adoption, "stuck"), key=_place)
    title = stuck_title(rows)
    if not rows:
        return Picture(title=title, empty=_NONE)
    lines = [_line(row, labels) for row in rows[:_SHOWN]]
    return Picture(
        title=title,
        subtitle=f"Not in use, and where it stood {RETURNS_WITHOUT_A_STEP:words} returns ago; "
        "those for most people first. What another changed is of one that has it in use.",
        alt=f"{title}. Each line is a row of the table.",
        html=snippets.openings(
            ("Organisation and programme", "In the way", "What another changed to fit it"),
            lines,
            _OPEN,
            lambda rest: f"{formats.count(rest)} more",
        ),
        note=""
        if len(rows) <= _SHOWN
        else f"The first {_SHOWN} of {formats.count(len(rows))}; all are in the table.",
        table=table_of_records(_COLUMNS, rows, lambda row: _said(row, labels)),
    )


_NONE = (
    "Every adoption on the way has taken a step within the last returns, or too few have come to "
    "tell."
)


def stuck_title(rows: Sequence[Record]) -> str:
    """Return how many take no step, and what is most often in the way of them."""
    if not rows:
        return "No adoption is known to be stuck"
    many = formats.plural(len(rows), "adoption")
    has = "has" if len(rows) == 1 else "have"
    said = f"Stuck: {many} {has} taken no step for {RETURNS_WITHOUT_A_STEP:words} returns"
    named = [text(row, "barrier") for row in rows if text(row, "barrier")]
    if not named:
        return said
    most = max(BARRIER, key=named.count)
    return f"{said}; named most as in the way: {formats.lower_first(BARRIER[most])}"


def _place(row: Record) -> tuple[float, str, str]:
    return -amount(row, "people_eligible"), text(row, "programme_id"), text(row, "org_code")


def _line(row: Record, labels: Labels) -> str:
    state = text(row, "state")
    where = marks.image(marks.state(state))
    since = Period.parse(text(row, "same_since")).words
    barrier = word(BARRIER, text(row, "barrier")) if text(row, "barrier") else "Nobody has said"
    return (
        f"<tr><td>{links.organisation(text(row, 'org_code'), labels)}"
        f"<small>{links.programme(text(row, 'programme_id'), labels)}</small></td>"
        f"<td>{escape.html(barrier)}"
        f"<small>{where} {word(STATE, state)} since {since} or before</small></td>"
        f"<td>{_elsewhere(row, labels)}</td></tr>"
    )


def _elsewhere(row: Record, labels: Labels) -> str:
    if not text(row, "other_org_code"):
        return '<span class="pf-soft">No adopter has said what it changed</span>'
    return (
        f"{escape.html(text(row, 'other_adaptation'))}"
        f"<small>{links.organisation(text(row, 'other_org_code'), labels)}</small>"
    )


def _said(row: Record, labels: Labels) -> tuple[str, ...]:
    other = text(row, "other_org_code")
    return (
        labels.programme(text(row, "programme_id")),
        labels.organisation(text(row, "org_code")),
        word(STATE, text(row, "state")),
        Period.parse(text(row, "same_since")).words,
        word(BARRIER, text(row, "barrier")) if text(row, "barrier") else "",
        labels.organisation(other) if other else "",
        text(row, "other_adaptation"),
    )
