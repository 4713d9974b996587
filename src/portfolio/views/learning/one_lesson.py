"""One lesson opened: what it says, whom to ask, who used it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.views import escape, formats, links, marks
from portfolio.views.read_result import Record, text
from portfolio.views.search import Entry
from portfolio.views.words import learning_words as words
from portfolio.views.words.terms import CATEGORY, LESSON_OUTCOME, word

_KIND = {"blueprint": "What to do", "redprint": "What to avoid"}


def one_lesson(lesson: Record, uses: Sequence[Record], labels: Labels) -> str:
    """Return a lesson as markup. `lesson` is a row of `lessons`, `uses` are those of `trace`."""
    org_code, programme = text(lesson, "org_code"), text(lesson, "programme_id")
    mark = marks.image(marks.org_type(labels.org_type(org_code)))
    when = lesson.get("date")
    facts = {
        "From": f"{mark} {links.organisation(org_code, labels)}",
        "Programme": links.programme(programme, labels) if programme else "",
        "About": word(CATEGORY, text(lesson, "category")),
        "Date": formats.day(when) if isinstance(when, date) else "",
        "Whom to ask": escape.html(text(lesson, "contact_role")),
        "Read more": _outside(text(lesson, "link")),
    }
    listed = "".join(
        f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in facts.items() if said
    )
    return (
        f'<p class="pf-soft">{_KIND.get(text(lesson, "kind"), "")}</p>'
        f'<p class="pf-purpose">{escape.html(text(lesson, "summary"))}</p>'
        f'<dl class="pf-about">{listed}</dl>{_uses(uses, labels)}'
    )


def _outside(link: str) -> str:
    """Return a link that its organisation gave, where it leads to a page of the web; else its
    words."""
    href = escape.web_address(link)
    if not href:
        return escape.html(link)
    shown = escape.html(formats.shortened(link, 60))
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _uses(uses: Sequence[Record], labels: Labels) -> str:
    if not uses:
        return '<p class="pf-empty">Nobody has said yet that they used it.</p>'
    recent = sorted(uses, key=lambda row: text(row, "used_date"), reverse=True)
    body = "".join(_use(row, labels) for row in recent)
    head = '<th scope="col">Used by</th><th scope="col">What came of it</th>'
    return f'<table class="pf-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _use(row: Record, labels: Labels) -> str:
    user, benefit = text(row, "used_by_org_code"), text(row, "benefit_id")
    how, when = word(LESSON_OUTCOME, text(row, "outcome")), row.get("used_date")
    day = f", {formats.day(when)}" if isinstance(when, date) else ""
    if not benefit:
        came = '<span class="pf-soft">No benefit named</span>'
    else:
        name = text(row, "benefit_name")
        href = links.to_benefit(benefit, user) if name else ""
        came = f"{links.link(href, name or benefit)}<small>{escape.html(words.worth(row))}</small>"
    return (
        f"<tr><td>{links.organisation(user, labels)}<small>{escape.html(how + day)}</small></td>"
        f"<td>{came}</td></tr>"
    )


def lesson_entries(lessons: Sequence[Record], labels: Labels) -> Iterator[Entry]:
    """Yield the lessons to be searched: title, summary, who wrote it, programme and subject."""
    return (
        Entry(
            _KIND.get(text(row, "kind"), "Lesson"),
            text(row, "title"),
            labels.organisation(text(row, "org_code")),
            links.to_lesson(text(row, "lesson_id")),
            " ".join(
                (
                    text(row, "summary"),
                    labels.programme(text(row, "programme_id")),
                    word(CATEGORY, text(row, "category")),
                    text(row, "lesson_id"),
                )
            ),
        )
        for row in lessons
    )
