"""What can be found by name: everything that has a page, and the words of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.domain.system import Theme
from portfolio.views import links
from portfolio.views.glossary import GLOSSARY
from portfolio.views.learning.one_lesson import lesson_entries
from portfolio.views.read_result import Record, records, text
from portfolio.views.search import Entry
from portfolio.views.words.terms import ORG_TYPE, word

_TO_GLOSSARY = "./how_numbers_are_made?part=glossary"


def entries(
    labels: Labels,
    programmes: Iterable[Programme],
    benefits: Iterable[Record],
    learning: Result,
    *,
    themes: Iterable[Theme],
) -> Iterator[Entry]:
    """Yield programmes, organisations, benefits, lessons, themes and words, each with where it
    leads. `benefits` are names alone; reads `lessons` of learning."""
    for one in programmes:
        lead = labels.organisation(one.lead_org_code)
        href = links.to_programme(one.programme_id)
        more = f"{one.programme_id} {one.purpose}"
        yield Entry("Programme", one.name, f"led by {lead}", href, more)
    for code, label in labels.organisations.items():
        about = ", ".join(part for part in (word(ORG_TYPE, label.org_type), label.place) if part)
        yield Entry("Organisation", label.name, about, links.to_organisation(code), code)
    for row in benefits:
        benefit_id, code = text(row, "benefit_id"), text(row, "beneficiary_org_code")
        about, href = f"at {labels.organisation(code)}", links.to_benefit(benefit_id, code)
        more = f"{benefit_id} {text(row, 'programme_name')}"
        yield Entry("Benefit", text(row, "benefit_name"), about, href, more)
    yield from lesson_entries(records(learning, "lessons"), labels)
    for theme in themes:
        yield Entry("Theme", theme.theme_name, theme.description or "", links.to_theme(theme.key))
    for words in GLOSSARY.values():
        for name, meaning in words:
            yield Entry("Word", name, meaning, _TO_GLOSSARY)
