"""What changed between two points: a short list of counts, with every change in the table."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell, Result
from portfolio.views import escape, formats, links
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, number, records, text
from portfolio.views.words import since_words
from portfolio.views.words.terms import CHANGE, CONFIDENCE, FIELD, KIND, STATE, word

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
    """Counts of what changed, the most telling first. Reads `changes` and `points`."""
    lines = since_words.lines(changes)
    title = since_words.title(changes)
    if not lines:
        return Picture(title=title, subtitle=since_words.subtitle(changes), empty=_nothing(changes))
    body = "".join(_row(line, labels) for line in lines)
    return Picture(
        title=title,
        subtitle=since_words.subtitle(changes),
        html=f'<table class="pf-table"><tbody>{body}</tbody></table>',
        table=_table(changes, labels),
    )


def _row(line: since_words.Line, labels: Labels) -> str:
    where = formats.listed(labels.organisation(code) for code in line.org_codes)
    below = f"<small>At {links.sentence(where, labels)}</small>" if where else ""
    return (
        f'<tr><th scope="row">{escape.html(line.label)}{below}</th>'
        f'<td class="pf-right">{escape.html(line.figure)}</td></tr>'
    )


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
    """A value as its field is read: pounds, a date, a state in words; blank is not known."""
    field = text(row, "field")
    cell: Cell = row.get(column)
    if cell is None:
        return "not given"
    if field.endswith("_gbp"):
        return formats.money_full(number(row, column))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return f"{cell:,g}"
    if field in _WORDS:
        return word(_WORDS[field], str(cell))
    return str(cell).replace("_", " ")
