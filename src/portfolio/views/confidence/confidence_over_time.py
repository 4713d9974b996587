"""One programme's confidence through its returns: the owner and the reviewer, one above the
other."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import escape, formats, marks
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, records, text
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import CONFIDENCE, FORWARD_LOOK, word

NO_RATING = (
    "Nobody has rated this programme. Ratings go into the extract programmes, columns "
    "sro_confidence and independent_confidence, each with its date."
)
_SHOWN = 8
_LETTERS = 260
_RATERS = {"sro": "The owner", "independent": "An independent reviewer"}
_COLUMNS = (
    Column("period", "Return for"),
    Column("sro", "Owner"),
    Column("independent", "Reviewer"),
    Column("forward_look", "Outlook"),
    Column("planned_end_date", "Approved end"),
    Column("forecast_end_date", "Forecast end"),
    Column("approved_cost_gbp", "Approved cost", "right"),
    Column("forecast_cost_gbp", "Forecast cost", "right"),
    Column("lead_org_code", "Led by"),
)


def confidence_over_time(
    confidence: Result, labels: Labels, programme: Programme | None = None
) -> Picture:
    """Return two rows of shapes by return, the latest at the right. Reads `history`."""
    history = sorted(records(confidence, "history"), key=lambda row: text(row, "period"))
    title = words.over_time_title(history)
    if not any(text(row, rater) for row in history for rater in _RATERS):
        return Picture(title=title, empty=NO_RATING)
    shown = history[-_SHOWN:]
    return Picture(
        title=title,
        subtitle=f"Delivery confidence in the last {formats.plural(len(shown), 'return')}.",
        alt=f"{title}.",
        html=_rows(shown) + _comments(programme),
        note=_note(history, labels),
        table=_table(history, labels),
    )


def _rows(shown: Sequence[Record]) -> str:
    heads = "".join(f'<th scope="col">{_month(row)}</th>' for row in shown)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(_cell(text(row, rater)) for row in shown)}</tr>'
        for rater, name in _RATERS.items()
        if any(text(row, rater) for row in shown)
    )
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-through"><thead><tr>'
        f'<th scope="col"><span class="pf-hidden">Rated by</span></th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _month(row: Record) -> str:
    return formats.month_short(Period.parse(text(row, "period")))


def _cell(rating: str) -> str:
    if rating not in CONFIDENCE:
        return '<td class="pf-soft">\u2013</td>'
    return f"<td>{marks.image(marks.confidence(rating))}{word(CONFIDENCE, rating)}</td>"


def _comments(programme: Programme | None) -> str:
    """Return what each said with the rating that stands; a long comment opens on request."""
    if programme is None:
        return ""
    said = {
        "The owner says": programme.sro_comment,
        "The reviewer says": programme.independent_comment,
    }
    return "".join(_comment(who, words_) for who, words_ in said.items() if words_)


def _comment(who: str, said: str) -> str:
    whole = f"<p>{escape.html(said)}</p>"
    if len(said) <= _LETTERS:
        return f'<div class="pf-said"><span class="pf-soft">{who}</span>{whole}</div>'
    start = escape.html(said[:_LETTERS].rsplit(" ", 1)[0])
    return (
        f'<div class="pf-said"><span class="pf-soft">{who}</span><p>{start} \u2026</p>'
        f"<details><summary>All of it</summary>{whole}</details></div>"
    )


def _note(history: Sequence[Record], labels: Labels) -> str:
    outlook = text(history[-1], "forward_look")
    ahead = f"Outlook: {word(FORWARD_LOOK, outlook).lower()}. " if outlook else ""
    return (ahead + words.led_by(history, labels)).strip()


def _table(history: Sequence[Record], labels: Labels) -> DisplayTable:
    return table_of_records(
        _COLUMNS, history, lambda row: tuple(_said(row, column.name, labels) for column in _COLUMNS)
    )


def _said(row: Record, column: str, labels: Labels) -> str:
    cell = row.get(column)
    if column == "lead_org_code":
        return labels.organisation(text(row, column))
    if cell is None:
        return "\u2013"
    if column.endswith("_gbp") and isinstance(cell, int | float):
        return formats.money_full(float(cell))
    if column in ("sro", "independent"):
        return word(CONFIDENCE, str(cell))
    return word(FORWARD_LOOK, str(cell)) if column == "forward_look" else str(cell)
