"""What the rules raised, put into words, with where to look. The rules are the measure's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.result import Cell, Result, ResultTable
from portfolio.views.read_result import Record, records, text
from portfolio.views.snippets import Question
from portfolio.views.words.question_rule_words import ASKED, About

PAGE: Mapping[str, str] = {
    "adoption": "spread",
    "beyond_it": "programmes",
    "benefit_over_time": "benefits",
    "changes": "",
    "counted_benefit": "benefits",
    "delivery_confidence": "risk_and_confidence",
    "effective_organisations": "organisations",
    "learning": "learning",
    "payer_gainer": "organisations",
    "plan_forecast_realised": "benefits",
    "two_horses": "programmes",
}
"""The page that shows the measure behind a question; the Overview has no path of its own."""
_OWN_PAGE = frozenset(
    {"ratings_differ", "always_green", "behind_plan", "evaporated", "payer_not_gainer"}
)
"""Rules whose question the programme's own page answers: there its ratings stand with what owner
and reviewer say of them, its benefit against plan, and who bears its cost."""
NAMES: Mapping[str, str] = {"": "Overview", "risk_and_confidence": "Risk and confidence"}
_ORGANISATIONS = "organisations"
_FIRST = ("rule", "question", "measure", "number", "link", "because")


def worded(raised: Result, labels: Labels) -> Result:
    """Return the result of `questions` with each question, its number, its rule in words and the
    link to the view that shows it."""
    table = raised.tables["questions"]
    rest = tuple(name for name in table.columns if name not in _FIRST)
    rows = tuple(
        (*_said(row, raised.provenance.filters, labels), *(row.get(name) for name in rest))
        for row in table.records()
    )
    told = ResultTable((*_FIRST, *rest), rows)
    return replace(raised, tables={**raised.tables, "questions": told})


def _said(row: Record, filters: Filters, labels: Labels) -> tuple[Cell, ...]:
    rule, measure = text(row, "rule"), text(row, "measure")
    words, because = ASKED[rule]
    question, number = words(About(row, labels))
    return rule, question, measure, number, link(row, filters), because


def _page(row: Record) -> str:
    is_own = text(row, "rule") in _OWN_PAGE and text(row, "programme_id")
    return "programmes" if is_own else PAGE[text(row, "measure")]


def link(row: Record, filters: Filters) -> str:
    """Return the address of the view that shows what a question is about: the reader's own
    filters, with the programme, theme or organisation that was asked about."""
    page = _page(row)
    asked_of = replace(
        filters,
        theme=text(row, "theme") or filters.theme,
        programme=text(row, "programme_id") or filters.programme,
    )
    one = text(row, "org_code") if page == _ORGANISATIONS else ""
    query = urlencode({**asked_of.to_query(), **({"organisation": one} if one else {})})
    return f"./{page}?{query}"


def asked(told: Result, limit: int) -> tuple[Question, ...]:
    """Return the first questions of a worded result, ready to be shown."""
    return tuple(_question(row) for row in records(told, "questions")[:limit])


def _question(row: Record) -> Question:
    page = _page(row)
    return Question(
        question=text(row, "question"),
        number=text(row, "number"),
        rule=text(row, "because"),
        link=text(row, "link"),
        page=NAMES.get(page, page.replace("_", " ").capitalize()),
    )
