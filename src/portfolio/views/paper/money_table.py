"""Who paid and who gained, organisation by organisation, in one type of pound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.domain.document import Block, Heading, Paragraph, Table, TableCell, TableColumn
from portfolio.views import formats
from portfolio.views.paper.addressed import SHARE, address, in_sentence, key, words
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, amount, having, records, text
from portfolio.views.words import empty_words, paying_words, pounds_words

MOST = 8
_APART = "payer_org_code!=@beneficiary_org_code"
_COLUMNS = ("paid_for_gbp", "gained_gbp", "disbenefit_gbp")


def who_paid_who_gained(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """A row for each organisation, those with most of either first; `most` of them."""
    paid = material.ask("payer_gainer")
    yield Heading(2, "Who paid, and who gained")
    kind = next(iter(paying_words.kinds(paid)), "")
    if not kind:
        yield Paragraph((empty_words.NO_BENEFIT,))
        return
    of_kind = having(records(paid, "by_organisation_type"), "benefit_type", kind)
    by_size = sorted(of_kind, key=lambda row: (-_size(row), text(row, "org_code")))
    rows = [row for row in by_size if _size(row) > 0]
    most = int(str(options.get("most", MOST)))
    more = len(rows) - most
    left = f" {formats.plural(more, 'more organisation')}." if more > 0 else ""
    of_type = ("payer_gainer", "matrix_by_type", f"benefit_type={kind}")
    every = address(*of_type, column="benefit_gbp")
    apart = address(*of_type, _APART, column="benefit_gbp")
    share = material.figures.number(f"{apart}{SHARE}{every}", formats.pence)
    yield Paragraph(in_sentence(f"{paying_words.headline(paid)}.", [share]))
    yield Table(
        f"{formats.sentence_case(pounds_words.benefit(kind))}, by organisation",
        (
            TableColumn("Organisation"),
            TableColumn("Cost borne of (£)", "right"),
            TableColumn("Gained (£)", "right"),
            TableColumn("Disbenefit (£)", "right"),
            TableColumn("Spent (£)", "right"),
        ),
        tuple(_row(material, row) for row in rows[:most]),
        "Benefit borne and gained; spent on what it leads. Nothing is set off."
        f"{left} Source: {source_line(material, 'payer_gainer')}.",
    )


def _size(row: Record) -> float:
    return max(amount(row, "paid_for_gbp"), amount(row, "gained_gbp"))


def _row(material: Material, row: Record) -> tuple[TableCell, ...]:
    code, kind = text(row, "org_code"), text(row, "benefit_type")
    figures = material.figures
    spend = address("payer_gainer", "by_organisation", *key(code), column="spend_to_date_gbp")
    return (
        *words(material.labels.organisation(code)),
        *(
            figures.cell(
                address("payer_gainer", "by_organisation_type", *key(code, kind), column=column),
                formats.money_full,
            )
            for column in _COLUMNS
        ),
        figures.cell(spend, lambda gbp: formats.money_full(gbp, "leads none")),
    )
