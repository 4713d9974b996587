"""A lesson opened says whom to ask and what came of it, and leads only to pages of the web."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.views import escape
from portfolio.views.learning.one_lesson import lesson_entries, one_lesson
from portfolio.views.search import Index

LESSON = {
    "lesson_id": "L1", "kind": "redprint", "title": "Do not <rush>", "summary": "Wait & see.",
    "org_code": "RSG", "programme_id": "P1", "category": "process", "date": date(2026, 3, 11),
    "contact_role": "Ward manager", "link": "https://e.example/a?b=1&c=2",
}  # fmt: skip
USE = {
    "lesson_id": "L1", "used_by_org_code": "RWH", "used_date": date(2026, 6, 1),
    "outcome": "adapted", "benefit_id": "B1", "benefit_name": "Beds", "realised_gbp": 1200.0,
    "benefit_type": "cash_releasing", "effect": "benefit",
}  # fmt: skip


def test_it_says_summary_contact_link_and_what_came_of_it(labels, without_links):
    html = one_lesson(LESSON, [USE], labels)

    said = without_links(html)
    assert "Wait &amp; see." in said
    assert "What to avoid" in said
    assert "<dt>Whom to ask</dt><dd>Ward manager</dd>" in said
    assert (
        'href="https://e.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer"' in html
    )
    assert f"{labels.organisation('RWH')}<small>Adapted, 1 June 2026</small>" in said
    assert "Beds<small>£1k cash-releasing realised</small>" in said
    assert "./benefits?benefit=B1&amp;at=RWH" in html


def test_nobody_used_it(labels):
    assert "Nobody has said yet" in one_lesson(LESSON, [], labels)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "//e.example", "ftp://e.example", "http://",
     "see me", "https:// e.example", " javascript://e.example/%0aalert(1)", "https:\\\\e.example",
     "mailto:a@b.c"],
)  # fmt: skip
def test_only_pages_of_the_web_are_led_to(labels, link):
    assert escape.web_address(link) == ""
    assert "noopener" not in one_lesson({**LESSON, "link": link}, [], labels)


def test_a_lesson_is_found_by_its_summary_organisation_or_programme(labels):
    index = Index(lesson_entries([LESSON], labels))

    assert all(index.found(asked) for asked in ("rush", "wait", "saltmere"))
    assert not index.found("winter")
