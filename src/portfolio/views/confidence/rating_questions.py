"""Ratings that stand still or are always green, as questions; and how plans have slipped."""

from __future__ import annotations

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats, links, snippets
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import CONCERN
from portfolio.views.picture import Column, DisplayTable, Picture, table_of, table_of_records
from portfolio.views.read_result import Record, number, only, records, text, whole
from portfolio.views.snippets import Question
from portfolio.views.words import confidence_words as words
from portfolio.views.words.rating_question_words import rating_questions

_ASKED, _SLIPS = 4, 10
_SLIP_COLUMNS = (
    Column("programme_id", "Id"),
    Column("programme_name", "Programme"),
    Column("planned_end_date", "Approved end"),
    Column("forecast_end_date", "Forecast end"),
    Column("slip_days", "Days later", "right"),
    Column("first_planned_end_date", "First approved end"),
    Column("slip_days_from_first", "Days later than first", "right"),
    Column("times_rebaselined", "Times approved anew", "right"),
    Column("approved_cost_gbp", "Approved cost", "right"),
    Column("cost_change_gbp", "Cost change", "right"),
)


def ratings_standing_still(confidence: Result, labels: Labels) -> Picture:
    """Questions, not findings: always green first, then the longest unchanged. Reads
    `programmes` and `summary`."""
    asked = rating_questions(confidence)
    title = words.questions_title(confidence)
    if not asked:
        few = whole(words.summary(confidence), "three_returns") == 0
        return Picture(title=title, empty=words.TOO_FEW_RETURNS if few else words.NO_QUESTIONS)
    more = len(asked) - _ASKED
    return Picture(
        title=title,
        subtitle="A steady rating can be right.",
        alt=f"{title}.",
        html="".join(snippets.question(one, labels) for one in asked[:_ASKED]),
        note=f"{formats.count(more)} more in the table." if more > 0 else "",
        table=_questions(asked),
    )


def _questions(asked: list[Question]) -> DisplayTable:
    columns = (
        Column("question", "Question"),
        Column("number", "What raises it"),
        Column("rule", "Rule"),
    )
    return table_of(
        columns,
        asked,
        lambda one: ((one.question, one.number, one.rule), (one.question, one.number, one.rule)),
    )


def plan_slips(confidence: Result) -> Picture:
    """Return the programmes furthest behind their approved end. Reads `programmes` and
    `summary`."""
    known = only(
        records(confidence, "programmes"), lambda row: number(row, "slip_days") is not None
    )
    title = words.slips_title(confidence)
    if not known:
        return Picture(title=title, empty=words.NO_SLIPS)
    ranked = sorted(known, key=lambda row: (-whole(row, "slip_days"), text(row, "programme_id")))
    late = [row for row in ranked if whole(row, "slip_days") > 0]
    return Picture(
        title=title,
        subtitle="Days from the approved end to the forecast end, furthest first.",
        alt=f"{title}.",
        html=bar_list([_bar(row) for row in late[:_SLIPS]])
        or snippets.empty("Every forecast end is on or before its approved end."),
        note=_note(late, confidence),
        table=_table(ranked),
    )


def _bar(row: Record) -> Bar:
    days = whole(row, "slip_days")
    return Bar(
        text(row, "programme_name"),
        days,
        colour=CONCERN,
        note=words.slip_line(row),
        href=links.to_programme(text(row, "programme_id")),
        said=f"{formats.count(days)} days" if days != 1 else "1 day",
    )


def _note(late: list[Record], confidence: Result) -> str:
    found = words.summary(confidence)
    parts = []
    if len(late) > _SLIPS:
        parts.append(f"The {_SLIPS} furthest of {formats.count(len(late))}; all are in the table.")
    missing = whole(found, "approved_cost_missing")
    if missing:
        every = formats.n_of_m(missing, whole(found, "programmes"))
        parts.append(f"{every} give no approved cost.")
    return " ".join(parts)


def _table(rows: list[Record]) -> DisplayTable:
    return table_of_records(
        _SLIP_COLUMNS, rows, lambda row: tuple(_said(row, column.name) for column in _SLIP_COLUMNS)
    )


def _said(row: Record, column: str) -> str:
    cell = row.get(column)
    if cell is None:
        return "\u2013"
    if column.endswith("_gbp"):
        return formats.money_full(number(row, column))
    return formats.count(number(row, column)) if isinstance(cell, int | float) else str(cell)
