"""Past months of one benefit that were later reported differently, each figure in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import ResultTable
from portfolio.views import escape, formats, links
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, text
from portfolio.views.words import benefit_words as words

MOST_SHOWN = 6
_EVERY = "No past month of it has been reported differently later."


def revised_months(revised: ResultTable, labels: Labels, now: Period, unit: str) -> Picture:
    """Read what `revisions` found for one benefit at one organisation."""
    rows = sorted(revised.records(), key=lambda row: text(row, "period"), reverse=True)
    if not rows:
        return Picture(title="", empty=_EVERY)
    body = "".join(_row(row, labels, unit) for row in rows[:MOST_SHOWN])
    return Picture(
        title=words.revised(rows, now, unit).rstrip("."),
        subtitle="Each figure in the order in which it was sent; the last one stands.",
        html='<table class="pf-table pf-revised"><thead><tr><th scope="col">Month</th>'
        '<th scope="col">First, then</th><th scope="col">Last sent</th></tr></thead>'
        f"<tbody>{body}</tbody></table>",
        note=""
        if len(rows) <= MOST_SHOWN
        else f"The latest {MOST_SHOWN} of {formats.count(len(rows))}; all are in the table.",
        table=_table(rows, labels, unit),
    )


def _row(row: Record, labels: Labels, unit: str) -> str:
    month = Period.parse(text(row, "period")).words
    said = escape.html(" \u2192 ".join(words.told(row, unit)))
    sender = links.organisation(text(row, "sent_by"), labels)
    number_ = escape.html(text(row, "submission_id"))
    return (
        f"<tr><td>{month}</td><td>{said}</td><td>{formats.day(_day(row))}"
        f"<small>by {sender}, submission {number_}</small></td></tr>"
    )


def _day(row: Record) -> date | None:
    day = row.get("received_on")
    return day if isinstance(day, date) else None


def _table(rows: Sequence[Record], labels: Labels, unit: str) -> DisplayTable:
    columns = (
        Column("period", "Month"),
        Column("sent_by", "Sent by"),
        Column("figure", "Figure"),
        Column("first", "First", "right"),
        Column("last", "Now", "right"),
        Column("received_on", "Last sent"),
        Column("submission_id", "Submission"),
    )
    return table_of_records(columns, rows, lambda row: _shown(row, labels, unit))


def _shown(row: Record, labels: Labels, unit: str) -> tuple[str, ...]:
    told = words.told(row, unit)
    kind = "Pounds" if text(row, "figure") == "gbp" else "Value"
    return (
        Period.parse(text(row, "period")).words,
        labels.organisation(text(row, "sent_by")),
        kind,
        told[0],
        told[-1],
        formats.day(_day(row)),
        text(row, "submission_id"),
    )
