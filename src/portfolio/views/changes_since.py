"""What changed between two points: a short list of counts, with every change in the table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell, Result
from portfolio.views import escape, formats, links, snippets
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, number, records, text
from portfolio.views.words import since_words
from portfolio.views.words.terms import CHANGE, CONFIDENCE, FIELD, KIND, STATE, word

_MOST_NAMED = 12
_COLUMNS = (
    Column("what", "What"),
    Column("kind", "Of"),
    Column("name", "Which"),
    Column("org_code", "Where"),
    Column("field", "Said of"),
    Column("before", "Before"),
    Column("after", "After"),
    Column("id", "Its id"),
)
_WORDS: Mapping[str, Mapping[str, str]] = {"state": STATE, "shown_rating": CONFIDENCE}


def changes_since(changes: Result, labels: Labels) -> Picture:
    """Count of what changed, the most telling first. Reads `changes` and `points`."""
    lines = since_words.lines(changes)
    title = since_words.title(changes)
    if not lines:
        return Picture(title=title, subtitle=since_words.subtitle(changes), empty=_nothing(changes))
    body = "".join(_line(line, labels) for line in lines)
    return Picture(
        title=title,
        subtitle=since_words.subtitle(changes),
        html=f'<div class="pf-changes">{body}</div>',
        table=_table(changes, labels),
    )


def _line(line: since_words.Line, labels: Labels) -> str:
    """Return a count that opens to what it counts, the weightiest first, each before and after."""
    where = formats.listed(labels.organisation(code) for code in line.org_codes)
    below = f"<small>At {escape.html(where)}</small>" if where else ""
    named = "".join(f"<li>{_named(row, labels)}</li>" for row in line.rows[:_MOST_NAMED])
    more = len(line.rows) - _MOST_NAMED
    rest = snippets.foot(f"{formats.count(more)} more, in the table.") if more > 0 else ""
    return (
        f'<details class="pf-more"><summary><span>{escape.html(line.label)}{below}</span>'
        f"<b>{escape.html(line.figure)}</b></summary><ul>{named}</ul>{rest}</details>"
    )


def _named(row: Record, labels: Labels) -> str:
    """Return which one, where, and from what to what; a return that is late has only a name."""
    name, code = _said(row, "name", labels), text(row, "org_code")
    where = f", {links.organisation(code, labels)}" if code and text(row, "name") else ""
    before, after = _value(row, "before"), _value(row, "after")
    moved = f"<small>{escape.html(before)} \u2192 {escape.html(after)}</small>"
    return f"{links.link(_leads_to(row), name)}{where}{moved if _has_moved(row) else ''}"


def _leads_to(row: Record) -> str:
    """Return the page about what changed: the benefit, else the programme, else the
    organisation."""
    benefit, programme, code = (
        text(row, name) for name in ("benefit_id", "programme_id", "org_code")
    )
    if benefit:
        return links.to_benefit(benefit, code)
    if programme:
        return links.to_programme(programme)
    return links.to_organisation(code) if code else ""


def _has_moved(row: Record) -> bool:
    return row.get("before") is not None or row.get("after") is not None


def _nothing(changes: Result) -> str:
    if changes.status != "ok":
        return "This is the first picture there is. The next return shows what changed."
    return "Every figure, state and rating stands as it did."


def _table(changes: Result, labels: Labels) -> DisplayTable:
    rows = records(changes, "changes")
    return table_of_records(
        _COLUMNS, rows, lambda row: tuple(_said(row, column.name, labels) for column in _COLUMNS)
    )


def _said(row: Record, column: str, labels: Labels) -> str:
    if column == "org_code":
        return labels.organisation(text(row, column)) if text(row, column) else ""
    if column == "name":
        return text(row, "name") or labels.organisation(text(row, "org_code"))
    words_of = {"what": CHANGE, "kind": KIND, "field": FIELD}.get(column)
    if words_of:
        return word(words_of, text(row, column))
    return _value(row, column) if column in ("before", "after") else text(row, column)


def _value(row: Record, column: str) -> str:
    """Return a value as its field is read: pounds, a date, a state in words; blank is not known."""
    field = text(row, "field")
    cell: Cell = row.get(column)
    if cell is None:
        return "not given"
    if field.endswith("_gbp"):
        return formats.money_full(number(row, column))
    if isinstance(cell, date | bool):
        return formats.day(cell) if isinstance(cell, date) else ("yes" if cell else "no")
    if isinstance(cell, int | float):
        return f"{cell:,g}"
    if field in _WORDS:
        return word(_WORDS[field], str(cell))
    return str(cell).replace("_", " ")
