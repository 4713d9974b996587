"""Lessons and where they led: what to do, what to avoid, who used it, the benefit they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, having, only, records, text, whole
from portfolio.views.words import empty_words
from portfolio.views.words import learning_words as words
from portfolio.views.words.terms import CATEGORY, LESSON_OUTCOME, word

SHOWN = 4
_STEPS = 6
_TITLE_LETTERS = 90
_LESSON_COLUMNS = (
    Column("lesson_id", "Lesson"),
    Column("title", "What it says"),
    Column("org_code", "From"),
    Column("category", "About"),
    Column("date", "Date"),
    Column("organisations", "Used by", "right"),
    Column("considered", "Considered by", "right"),
)
_TRACE_COLUMNS = (
    Column("lesson_id", "Lesson"),
    Column("title", "What it says"),
    Column("from_org_code", "From"),
    Column("used_by_org_code", "Used by"),
    Column("used_date", "On"),
    Column("outcome", "How"),
    Column("benefit_name", "Benefit named"),
    Column("realised_gbp", "Realised and counted", "right"),
)


def blueprints(learning: Result, labels: Labels) -> Picture:
    """Return what to do: the most recent first, each with who used it. Reads `lessons` and
    `trace`."""
    return _lessons(learning, labels, "blueprint", "What to do, and who has done it since.")


def redprints(learning: Result, labels: Labels) -> Picture:
    """Return what to avoid: saying so is a contribution too. Reads `lessons` and `trace`."""
    return _lessons(
        learning, labels, "redprint", "What to avoid: told by those who paid for finding out."
    )


def _lessons(learning: Result, labels: Labels, kind: str, subtitle: str) -> Picture:
    rows = having(records(learning, "lessons"), "kind", kind)
    title = words.lessons_title(rows, kind)
    if not rows:
        return Picture(title=title, empty=empty_words.NO_LESSONS)
    recent = sorted(rows, key=lambda row: (text(row, "date"), text(row, "lesson_id")), reverse=True)
    uses = _by_lesson(records(learning, "trace"))
    body = "".join(
        _lesson(row, uses.get(text(row, "lesson_id"), []), labels) for row in recent[:SHOWN]
    )
    return Picture(
        title=title,
        subtitle=subtitle,
        html=f'<ul class="pf-gaps pf-lessons">{body}</ul>',
        note=_note(len(rows)),
        table=_table(_LESSON_COLUMNS, recent, labels),
    )


def _note(every: int) -> str:
    if every <= SHOWN:
        return ""
    recent = f"The {formats.number_word(SHOWN)} most recent"
    return f"{recent}; all {formats.count(every)} are in the table."


def _by_lesson(uses: Sequence[Record]) -> Mapping[str, list[Record]]:
    by_lesson: dict[str, list[Record]] = {}
    for row in uses:
        by_lesson.setdefault(text(row, "lesson_id"), []).append(row)
    return by_lesson


def _lesson(row: Record, uses: list[Record], labels: Labels) -> str:
    code = text(row, "org_code")
    mark = marks.image(marks.org_type(labels.org_type(code)))
    about = ", ".join(part for part in (word(CATEGORY, text(row, "category")), _month(row)) if part)
    used = "pf-used" if whole(row, "organisations") else "pf-unused"
    return (
        f"<li><b>{links.link(links.to_lesson(text(row, 'lesson_id')), text(row, 'title'))}</b>"
        f"<small>{mark} {links.organisation(code, labels)} · {escape.html(about)}</small>"
        f'<small class="{used}">{links.sentence(words.used_by(uses, labels), labels)}</small></li>'
    )


def _month(row: Record) -> str:
    day = row.get("date")
    return Period.of(day).words if isinstance(day, date) else ""


def lesson_trace(learning: Result, labels: Labels) -> Picture:
    """From lesson to use to benefit, for each use that names one. Reads `trace`."""
    uses = words.taken_up(learning)
    title = words.trace_title(learning)
    named = only(uses, lambda row: bool(text(row, "benefit_id")))
    if not named:
        return Picture(title=title, empty=empty_words.NO_TRACE)
    recent = sorted(named, key=lambda row: text(row, "used_date"), reverse=True)
    body = "".join(_step(row, labels) for row in recent[:_STEPS])
    head = "".join(
        f'<th scope="col">{said}</th>' for said in ("Lesson", "Used by", "Benefit it names")
    )
    return Picture(
        title=title,
        subtitle="What the organisation that used it points to, not proof of cause.",
        html='<div class="pf-scroll" tabindex="0"><table class="pf-table pf-trace pf-openings">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>",
        note=""
        if len(named) <= _STEPS
        else f"The {formats.number_word(_STEPS)} most recent of {len(named)}.",
        table=_table(_TRACE_COLUMNS, recent, labels),
    )


def _step(row: Record, labels: Labels) -> str:
    giver, user = (
        links.organisation(text(row, f"{end}_org_code"), labels) for end in ("from", "used_by")
    )
    how = word(LESSON_OUTCOME, text(row, "outcome")).lower()
    when = row.get("used_date")
    at = f"{how} it in {Period.of(when).words}" if isinstance(when, date) else how
    benefit = text(row, "benefit_name") or text(row, "benefit_id")
    is_known = bool(text(row, "benefit_name"))
    lands = text(row, "benefit_id"), text(row, "used_by_org_code")
    to_benefit = links.to_benefit(*lands) if is_known else ""
    title = formats.shortened(text(row, "title"), _TITLE_LETTERS)
    cells = (
        (links.link(links.to_lesson(text(row, "lesson_id")), title), f"from {giver}"),
        (user, escape.html(at)),
        (links.link(to_benefit, benefit), escape.html(words.worth(row))),
    )
    return f"<tr>{''.join(f'<td>{name}<small>{more}</small></td>' for name, more in cells)}</tr>"


def _table(columns: tuple[Column, ...], rows: Sequence[Record], labels: Labels) -> DisplayTable:
    return table_of_records(
        columns, rows, lambda row: tuple(_said(row, column.name, labels) for column in columns)
    )


def _said(row: Record, column: str, labels: Labels) -> str:
    if column.endswith("org_code"):
        return labels.organisation(text(row, column))
    if column == "realised_gbp":
        return words.worth(row) if text(row, "benefit_id") else ""
    day = row.get(column)
    if isinstance(day, date):
        return formats.day(day)
    words_of = {"category": CATEGORY, "outcome": LESSON_OUTCOME}.get(column)
    return word(words_of, text(row, column)) if words_of else text(row, column)


def isolated(learning: Result, labels: Labels) -> Picture:
    """Return those that neither give nor take, by type and name. Reads `isolated`."""
    rows = records(learning, "isolated")
    title = words.alone_title(learning)
    columns = (Column("org_code", "Organisation"), Column("org_type", "Type"))
    flow = records(learning, "flow")
    if not rows or not flow:
        return Picture(title=title, empty="Nobody is left out." if flow else empty_words.NO_FLOW)
    body = "".join(
        f"<li>{marks.image(marks.org_type(text(row, 'org_type')))} "
        f"{links.organisation(text(row, 'org_code'), labels)}</li>"
        for row in rows[: 2 * SHOWN]
    )
    return Picture(
        title=title,
        subtitle="No programme of another in routine use, no lesson used, and none of theirs used.",
        html=f'<ul class="pf-gaps">{body}</ul>',
        note=""
        if len(rows) <= 2 * SHOWN
        else f"{2 * SHOWN} of {formats.count(len(rows))}; all are in the table.",
        table=_table(columns, rows, labels),
    )
