"""What lands beyond the lead, type by type and never added up, and how well it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.domain.document import Block, Heading, Paragraph, Run, Table, TableCell, TableColumn
from portfolio.views import formats
from portfolio.views.paper.addressed import Figures, address, in_sentence, words
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, records, text
from portfolio.views.words import empty_words, overview_words
from portfolio.views.words.terms import BENEFIT_TYPE, EVIDENCE, word

_GRADES = dict(reversed(list(EVIDENCE.items())))
"""The best known first."""
_BEYOND = "lead_org_code!=@beneficiary_org_code"


def beyond_the_lead(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """A row for each type of pound that has any realised."""
    beyond = material.ask("beyond_lead_share")
    yield Heading(2, "What lands beyond the organisation that led")
    rows = [row for row in records(beyond, "by_type") if row.get("denominator_gbp")]
    if not rows:
        yield Paragraph((empty_words.no_share(beyond),))
        return
    yield Paragraph(_in_words(material))
    yield Table(
        "Realised benefit beyond the lead, by type of pound",
        (
            TableColumn("Type of benefit"),
            TableColumn("Beyond the lead (£)", "right"),
            TableColumn("Of realised (£)", "right"),
            TableColumn("Of each £1", "right"),
            *(TableColumn(f"{grade} (£)", "right") for grade in _GRADES.values()),
            TableColumn("Organisations that gain", "right"),
        ),
        tuple(_row(row, material.figures) for row in rows),
        _note(material),
    )


def _row(row: Record, figures: Figures) -> tuple[TableCell, ...]:
    kind = text(row, "benefit_type")

    def of_type(column: str) -> str:
        return address("beyond_lead_share", "by_type", kind, column=column)

    graded = (
        address("counted_benefit", "by_evidence", grade, kind, "benefit", column="counted_gbp")
        for grade in _GRADES
    )
    gain = address(
        "beyond_lead_share",
        "flow_by_type",
        f"benefit_type={kind}",
        _BEYOND,
        "gbp>0",
        column="beneficiary_org_code",
    )
    return (
        *words(word(BENEFIT_TYPE, kind)),
        figures.cell(of_type("numerator_gbp"), formats.money_full),
        figures.cell(of_type("denominator_gbp"), formats.money_full),
        figures.cell(of_type("share"), formats.pence),
        *(figures.cell(one, lambda gbp: formats.money_full(gbp, "none")) for one in graded),
        figures.cell(gain),
    )


def _in_words(material: Material) -> tuple[Run, ...]:
    """Return what the Overview says under its split pound, with the numbers it speaks of."""
    beyond, figures = material.ask("beyond_lead_share"), material.figures
    said = overview_words.split_caption(beyond)
    shown = overview_words.shares(beyond)
    kind = text(shown[0], "benefit_type") if shown else ""
    year_ago = str(material.filters.period.plus(-12))
    earlier = [
        text(row, "period")
        for row in records(beyond, "over_time_by_type")
        if text(row, "benefit_type") == kind and text(row, "period") <= year_ago
    ]
    numbers = [
        figures.number(address("beyond_lead_share", "by_type", kind, column=column), say)
        for column, say in (
            ("median_programme_share", formats.pence),
            ("programmes_counted", formats.count),
        )
        if kind
    ]
    if earlier:
        at = address("beyond_lead_share", "over_time_by_type", max(earlier), kind, column="share")
        numbers.append(figures.number(at, formats.pence))
    numbers.append(figures.number("beyond_lead_share/summary/*/programmes_not_applicable"))
    return in_sentence(said or "Nothing more is known of it yet.", numbers)


def _note(material: Material) -> str:
    return (
        "The types are never added up. Validated, measured and estimated are of all counted "
        "benefit of a type, the lead’s own included. "
        f"Source: {source_line(material, 'beyond_lead_share')}."
    )
