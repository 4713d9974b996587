"""Risks that became issues, and risks that several organisations hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.bar_list import Bar, bar_lines
from portfolio.views.palette import SOFT
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, having, records, text, whole
from portfolio.views.words import risk_words as words
from portfolio.views.words.terms import word

_SHOWN = 6
_ISSUE_COLUMNS = (
    Column("risk_id", "Id"),
    Column("title", "Risk"),
    Column("org_code", "Held by"),
    Column("programme_name", "Programme"),
    Column("raised_date", "Raised"),
    Column("issue_date", "Became an issue"),
)
_SHARED_COLUMNS = (
    Column("what", "What"),
    Column("code", "Of"),
    Column("organisations", "Organisations", "right"),
    Column("risks", "Risks", "right"),
    Column("highest_score", "Highest score", "right"),
    Column("org_codes", "Held by"),
)
_CATEGORIES = {
    "technical": "Technical",
    "commercial": "Commercial",
    "schedule": "Schedule",
    "resource": "Resource",
    "external": "External",
    "governance": "Governance",
    "benefits": "Benefits",
    "people": "People",
}


def became_issues(risk: Result, labels: Labels) -> Picture:
    """Return how long before it happened each was raised, the latest issue first. Reads `risks`."""
    rows = sorted(
        having(records(risk, "risks"), "status", "became_issue"),
        key=lambda row: text(row, "issue_date"),
        reverse=True,
    )
    title = words.issues_title(rows)
    if not rows:
        return Picture(title=title, empty=words.NO_ISSUES)
    return Picture(
        title=title,
        subtitle="Days of warning: from the day each was raised to the day it happened.",
        alt=f"{title}.",
        html=bar_lines([_issue(row, labels) for row in rows[:_SHOWN]]),
        note=f"The {_SHOWN} latest of {len(rows)}." if len(rows) > _SHOWN else "",
        table=_table(_ISSUE_COLUMNS, rows, labels),
    )


def _issue(row: Record, labels: Labels) -> Bar:
    days = _warning(row)
    when = row.get("issue_date")
    happened = formats.day(when) if isinstance(when, date) else "no day given"
    return Bar(
        text(row, "title"),
        days,
        colour=SOFT,
        note_html=f"{links.organisation(text(row, 'org_code'), labels)}, {escape.html(happened)}",
        said=formats.plural(days, "day") if days else "no warning",
    )


def _warning(row: Record) -> int:
    raised, issue = row.get("raised_date"), row.get("issue_date")
    return (issue - raised).days if isinstance(raised, date) and isinstance(issue, date) else 0


def held_by_several(risk: Result, labels: Labels) -> Picture:
    """Return programmes and kinds of risk that two organisations or more hold a risk of. Reads
    `held_by_several`, `left_behind`."""
    rows = records(risk, "held_by_several")
    title = words.shared_title(rows)
    if not rows:
        return Picture(title=title, empty=words.NONE_SHARED)
    return Picture(
        title=title,
        subtitle="Organisations that hold a risk of the same programme or, where it is of none, of "
        "the same kind. Only risks that everyone may see.",
        alt=f"{title}.",
        html=_shared(rows[:_SHOWN], labels),
        note=_left_behind(records(risk, "left_behind"), labels),
        table=_table(_SHARED_COLUMNS, rows, labels),
    )


def _shared(rows: Sequence[Record], labels: Labels) -> str:
    body = "".join(_together(row, labels) for row in rows)
    return f'<ul class="pf-gaps">{body}</ul>'


def _together(row: Record, labels: Labels) -> str:
    names = formats.listed((labels.organisation(c) for c in text(row, "org_codes").split(";")), 4)
    risks = formats.plural(whole(row, "risks"), "risk")
    return (
        f"<li><b>{links.sentence(_of(row, labels), labels)}</b>"
        f"<small>{links.sentence(names, labels)}: {risks}, "
        f"the highest {whole(row, 'highest_score')} of 25</small></li>"
    )


def _of(row: Record, labels: Labels) -> str:
    code = text(row, "code")
    if text(row, "what") == "programme":
        return labels.programme(code)
    return f"{word(_CATEGORIES, code)}, of no programme"


def _left_behind(rows: Sequence[Record], labels: Labels) -> str:
    """Return what a closed organisation held and nobody has taken over."""
    if not rows:
        return ""
    holders = formats.listed(
        dict.fromkeys(labels.organisation(text(row, "org_code")) for row in rows)
    )
    many = "1 risk that" if len(rows) == 1 else f"{formats.count(len(rows))} risks that"
    verb = "has" if len(rows) == 1 else "have"
    return f"{many} {holders} held when it closed {verb} not been taken over."


def _table(columns: tuple[Column, ...], rows: Sequence[Record], labels: Labels) -> DisplayTable:
    return table_of_records(
        columns, rows, lambda row: tuple(_said(row, column.name, labels) for column in columns)
    )


def _said(row: Record, column: str, labels: Labels) -> str:
    said = text(row, column)
    if column == "org_code":
        return labels.organisation(said)
    if column == "code":
        return _of(row, labels)
    if column == "org_codes":
        return formats.listed((labels.organisation(code) for code in said.split(";")), 9)
    return said or "\u2013"
