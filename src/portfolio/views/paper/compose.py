"""Composes a paper: the parts of its layout, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from portfolio.domain.document import Block, PageBreak
from portfolio.views.paper import (
    adopter,
    benefit_chart,
    beyond,
    head,
    made_from,
    money_table,
    ratings,
    sections,
    spread_table,
    three_lists,
)
from portfolio.views.paper.layout import Layout, Section
from portfolio.views.paper.material import Material

Part = Callable[[Material, Mapping[str, object]], Iterator[Block]]
PARTS: Mapping[str, Part] = {
    "head_matter": head.head_matter,
    "asked": head.asked,
    "three_sentences": head.three_sentences,
    "beyond_the_lead": beyond.beyond_the_lead,
    "one_chart": benefit_chart.one_chart,
    "alert_advise_assure": three_lists.alert_advise_assure,
    "spread_table": spread_table.spread_table,
    "who_paid_who_gained": money_table.who_paid_who_gained,
    "still_ratings": ratings.still_ratings,
    "decisions": ratings.decisions,
    "five_questions": ratings.five_questions,
    "what_is_missing": ratings.what_is_missing,
    "in_short": ratings.in_short,
    "benefit_card": benefit_chart.benefit_card,
    "each_theme": sections.each_theme,
    "each_page": sections.each_page,
    "data_tables": made_from.data_tables,
    "methods": made_from.methods,
    "what_people_notice": adopter.what_people_notice,
    "who_has_it": adopter.who_has_it,
    "what_they_gained": adopter.what_they_gained,
    "how_long_it_took": adopter.how_long_it_took,
    "lessons": adopter.lessons,
    "barriers": adopter.barriers,
    "whom_to_ask": adopter.whom_to_ask,
    "not_known": adopter.not_known,
    "made_from": made_from.made_from,
}
"""What a layout may name, each from the answers of measures to a part of a paper."""


def title(layout: Layout, material: Material) -> str:
    """Return the title that the maker gave, else the layout's."""
    chosen = material.chosen
    return material.given.title or layout.title.format(
        system=material.references.settings.name or "the system",
        theme=chosen.theme or "All themes",
        programme=chosen.programme or "All programmes",
    )


def compose(layout: Layout, material: Material) -> Iterator[Block]:
    """Yield the blocks of a paper in order; annexes only where they are chosen."""
    wanted = material.given.annexes
    annexes = layout.annexes if wanted is None else wanted
    for section in layout.sections:
        if not section.annex or section.annex in annexes:
            yield from _blocks(section, material)


def _blocks(section: Section, material: Material) -> Iterator[Block]:
    blocks = tuple(PARTS[section.part](material, section.options))
    if blocks and section.new_page:
        yield PageBreak()
    yield from blocks
