"""Annexes by choice: each theme of the system, and each page of the app, as a section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.document import Block, Heading, Paragraph, Table, TableCell, TableColumn
from portfolio.views import formats
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.evidence_grades import evidence_grades
from portfolio.views.changes_since import changes_since
from portfolio.views.confidence.rating_agreement import rating_agreement
from portfolio.views.confidence.rating_questions import plan_slips
from portfolio.views.organisations.give_receive import give_receive
from portfolio.views.paper.addressed import address, in_sentence, key, words
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.picture import Picture
from portfolio.views.programmes.approach_mix import approach_mix
from portfolio.views.read_result import records, text
from portfolio.views.spread.adoption_counts import adoption_funnel
from portfolio.views.words import (
    benefit_words,
    confidence_words,
    learning_words,
    organisation_words,
    overview_words,
    programme_words,
    spread_words,
)
from portfolio.views.words.terms import BENEFIT_TYPE

_ROWS = 40
_OWN_SET = "local"


def each_theme(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """For each theme of the system's own: benefit by type, and how far its programmes have gone."""
    yield Heading(2, "Theme by theme")
    themes = sorted(
        (one for one in material.references.themes if one.theme_set == _OWN_SET),
        key=lambda one: (one.display_order, one.theme_name),
    )
    for theme in themes:
        programmes = [p for p in material.programmes if p.primary_theme == theme.theme_code]
        yield Heading(3, theme.theme_name)
        if not programmes:
            yield Paragraph(("No programme has this theme.",))
            continue
        which = "|".join(key(*sorted(one.programme_id for one in programmes)))
        sources = [
            address("adoption", "by_programme", which, column=f"{name}_beyond_lead")
            for name in ("adopters", "eligible")
        ]
        used, could = map(material.figures.number, sources)
        many = formats.plural(len(programmes), "programme")
        yield Paragraph((f"{many}; ", used, " of ", could, " possible adoptions in routine use."))
        yield from _theme_table(material, theme.theme_code, theme.theme_name)


def _theme_table(material: Material, code: str, name: str) -> Iterator[Block]:
    plan = material.ask("plan_forecast_realised")
    there = {
        text(row, "benefit_type")
        for row in records(plan, "to_date_by_theme")
        if text(row, "theme_code") == code and text(row, "effect") == "benefit"
    }
    kinds = [kind for kind in PRICED_TYPES if kind in there]
    if not kinds:
        yield Paragraph(("No benefit in pounds is reported for it yet.",))
        return
    yield Table(
        f"{name}, by type of pound",
        (
            TableColumn("Type of benefit"),
            TableColumn("Planned by now (£)", "right"),
            TableColumn("Realised (£)", "right"),
            TableColumn("Beyond the lead, of each £1", "right"),
        ),
        tuple(_theme_row(material, code, kind) for kind in kinds),
        f"Source: {source_line(material, 'plan_forecast_realised')}.",
    )


def _theme_row(material: Material, code: str, kind: str) -> tuple[TableCell, ...]:
    of_theme = (*key(code), f"benefit_type={kind}", "effect=benefit")
    planned, realised = (
        address("plan_forecast_realised", "to_date_by_theme", *of_theme, column=column)
        for column in ("planned_gbp", "realised_gbp")
    )
    of_set = (*key(_OWN_SET, code), f"benefit_type={kind}")
    share = address("beyond_lead_share", "by_theme_type", *of_set, column="share")
    figures = material.figures
    return (
        *words(BENEFIT_TYPE[kind]),
        figures.cell(planned, formats.money_full),
        figures.cell(realised, formats.money_full),
        figures.cell(share, formats.pence),
    )


@dataclass(frozen=True)
class _Page:
    """One page of the app: its name, its headline, and the pictures whose tables are shown.
    `has_risks`: it counts risks, also those that an organisation keeps to itself."""

    name: str
    headline: Callable[[Material], str]
    pictures: tuple[tuple[str, Callable[[Material], Picture]], ...]
    has_risks: bool = False


_PAGES: tuple[_Page, ...] = (
    _Page(
        "Overview",
        lambda of: overview_words.headline(of.ask("beyond_lead_share")),
        (("changes", lambda of: changes_since(of.ask("changes"), of.labels)),),
        has_risks=True,
    ),
    _Page(
        "Spread",
        lambda of: spread_words.headline(of.ask("adoption"), of.labels),
        (("adoption", lambda of: adoption_funnel(of.ask("adoption"))),),
    ),
    _Page(
        "Benefits",
        lambda of: benefit_words.headline(
            of.ask("plan_forecast_realised"), of.ask("benefit_over_time")
        ),
        (
            (
                "plan_forecast_realised",
                lambda of: benefit_by_type(of.ask("plan_forecast_realised")),
            ),
            ("counted_benefit", lambda of: evidence_grades(of.ask("counted_benefit"))),
        ),
    ),
    _Page(
        "Organisations",
        lambda of: organisation_words.headline(of.ask("beyond_lead_share"), of.labels),
        (("beyond_lead_share", lambda of: give_receive(of.ask("beyond_lead_share"), of.labels)),),
    ),
    _Page(
        "Programmes",
        lambda of: programme_words.headline(
            of.programmes, of.ask("adoption"), of.ask("delivery_confidence")
        ),
        (("beyond_it", lambda of: approach_mix(of.ask("beyond_it"))),),
    ),
    _Page("Learning", lambda of: learning_words.headline(of.ask("learning")), ()),
    _Page(
        "Risk and confidence",
        lambda of: confidence_words.headline(of.ask("delivery_confidence"), of.ask("risk_reward")),
        (
            ("delivery_confidence", lambda of: rating_agreement(of.ask("delivery_confidence"))),
            ("delivery_confidence", lambda of: plan_slips(of.ask("delivery_confidence"))),
        ),
        has_risks=True,
    ),
)
"""The pages with what of each a paper shows. No list of risks: one that an organisation keeps to
itself does not leave the app."""


def each_page(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """For each page its headline, and the tables of its first pictures."""
    yield Heading(2, "Page by page")
    for page in _PAGES:
        if page.has_risks and material.is_public:
            continue
        yield Heading(3, page.name)
        yield Paragraph(in_sentence(f"{page.headline(material)}.", ()))
        for measure, draw in page.pictures:
            yield from _of_picture(material, measure, draw(material))


def _of_picture(material: Material, measure: str, picture: Picture) -> Iterator[Block]:
    if picture.is_empty or not len(picture.table):
        yield Paragraph((picture.empty or f"{picture.title}.",))
        return
    shown = picture.table
    left = len(shown) - _ROWS
    more = f" {formats.plural(left, 'more row')} in the app." if left > 0 else ""
    yield Table(
        picture.title,
        tuple(TableColumn(column.title, column.align) for column in shown.columns),
        tuple(
            tuple(TableCell(said, value) for said, value in zip(texts, values, strict=True))
            for texts, values in zip(shown.text[:_ROWS], shown.values[:_ROWS], strict=True)
        ),
        f"Source: {source_line(material, measure)}.{more}",
    )
