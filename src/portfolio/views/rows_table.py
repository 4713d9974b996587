"""The partners' rows behind a number, as a table that leads to their submissions."""

from __future__ import annotations

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import ResultTable
from portfolio.views import escape, formats, links
from portfolio.views.read_result import Record, number, text
from portfolio.views.words.terms import SENT_AS, STATE, word

SHOWN = 20
_WHEN = ("realised", "forecast", "planned")
_HEAD = ("Submission", "File and row", "About", "What the row says")


def rows_table(rows: ResultTable, labels: Labels) -> str:
    """Return the first rows as HTML; each names its file and row and leads to its submission."""
    head = "".join(f'<th scope="col">{title}</th>' for title in _HEAD)
    body = "".join(_row(row, labels) for row in rows.records()[:SHOWN])
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-rows">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Record, labels: Labels) -> str:
    number_of = text(row, "submission")
    link = links.link(links.to_submission(number_of), number_of)
    who = links.organisation(text(row, "partner_code"), labels)
    sent = word(SENT_AS, text(row, "sent_as")) if row.get("sent_as") else ""
    at = f"row {formats.count(number(row, 'row_number'))}"
    return (
        f"<tr><td>{link}<small>{who}</small></td>"
        f"<td>{escape.html(text(row, 'file_name'))}<small>{at}</small></td>"
        f"<td>{_about(row, labels)}</td>"
        f"<td>{escape.html(says(row))}<small>{escape.html(sent)}</small></td></tr>"
    )


def _about(row: Record, labels: Labels) -> str:
    place = links.organisation(text(row, "org_code"), labels) if row.get("org_code") else ""
    month = Period.parse(text(row, "month")).words if row.get("month") else ""
    thing = text(row, "id")
    programme = text(row, "programme_id")
    name = links.programme(programme, labels) if programme else escape.html(thing)
    other = escape.html(thing if thing != programme else "")
    below = " · ".join(part for part in (other, place, month) if part)
    return f"{name}<small>{below}</small>"


def says(row: Record) -> str:
    """Return the state or the figures of one row, in words."""
    state = text(row, "state")
    if state:
        return word(STATE, state) if state in STATE else state.replace("_", " ").capitalize()
    pounds, amounts = (_said(row, unit) for unit in ("_gbp", "_value"))
    own_unit = f"in its own unit: {amounts}" if pounds and amounts else amounts
    said = "; ".join(part for part in (pounds, own_unit) if part)
    return formats.sentence_case(said) or "No figure"


def _said(row: Record, unit: str) -> str:
    figures = {when: number(row, f"{when}{unit}") for when in _WHEN}
    known = {when: figure for when, figure in figures.items() if figure is not None}
    return ", ".join(f"{when} {_figure(unit, figure)}" for when, figure in known.items())


def _figure(unit: str, figure: float) -> str:
    return formats.money_full(figure) if unit == "_gbp" else f"{figure:,g}"
