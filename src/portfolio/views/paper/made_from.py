"""The annexes that prove a paper: its tables, the method of each measure, what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.domain.document import (
    Align,
    Block,
    Field,
    Fields,
    Heading,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.domain.result import Cell, Result
from portfolio.domain.small_numbers import published
from portfolio.views import formats
from portfolio.views.counts_of_people import said
from portfolio.views.paper.addressed import address, key
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, records, text
from portfolio.views.words.terms import BENEFIT_TYPE, STATE

_WORDS: Mapping[str, Mapping[str, str]] = {"benefit_type": BENEFIT_TYPE, "state": STATE}
_PEOPLE = ("people_eligible", "people_using")


def methods(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """A card for each measure that the paper has used."""
    yield Heading(2, "How the numbers are made")
    for measure in sorted(material.used):
        one = material.methods[measure]
        yield Fields(
            (
                Field("Why", (one.why,)),
                Field("Counted", (one.numerator,)),
                Field("Out of", (one.denominator,)),
                Field("Unit", (one.unit,)),
                Field("Limits", (" ".join(one.caveats).replace("`", ""),)),
                Field("Method from", (one.source,)),
                Field("Kept by", (f"{one.author}, next reviewed {formats.day(one.next_review)}",)),
            ),
            f"{one.title} ({measure}, version {one.version})",
        )


_TABLES: tuple[tuple[str, str, str, int, tuple[tuple[str, str], ...]], ...] = (
    (
        "Benefit beyond the lead, by programme and type",
        "beyond_lead_share",
        "by_programme_type",
        2,
        (
            ("programme_id", "Programme"),
            ("benefit_type", "Type of benefit"),
            ("lead_org_code", "Lead"),
            ("numerator_gbp", "Beyond the lead (£)"),
            ("denominator_gbp", "Realised (£)"),
            ("share", "Share beyond (%)"),
        ),
    ),
    (
        "Planned, forecast and realised to date, by programme and type",
        "plan_forecast_realised",
        "to_date_by_programme",
        5,
        (
            ("programme_id", "Programme"),
            ("benefit_type", "Type of benefit"),
            ("planned_gbp", "Planned by now (£)"),
            ("forecast_gbp", "Forecast by now (£)"),
            ("realised_gbp", "Realised (£)"),
        ),
    ),
    (
        "Adoption, by programme",
        "adoption",
        "by_programme",
        1,
        (
            ("programme_id", "Programme"),
            ("lead_org_code", "Lead"),
            ("eligible_beyond_lead", "Could take it up, beyond the lead"),
            ("adopters_beyond_lead", "In routine use, beyond the lead"),
            ("people_eligible", "People who could use it"),
            ("people_using", "People who use it"),
        ),
    ),
    (
        "Borne and gained, by organisation and type",
        "payer_gainer",
        "by_organisation_type",
        2,
        (
            ("org_code", "Organisation"),
            ("benefit_type", "Type of benefit"),
            ("paid_for_gbp", "Benefit whose cost it bore (£)"),
            ("gained_gbp", "Benefit it gained (£)"),
            ("disbenefit_gbp", "Disbenefit it had (£)"),
        ),
    ),
)
"""Caption, measure, table, how many leading columns name a row, and the columns shown."""


def data_tables(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """The tables behind the paper, every row of them."""
    yield Heading(2, "Data tables")
    for caption, measure, table, grain, columns in _TABLES:
        found = records(material.ask(measure), table)
        if not found:
            yield Paragraph((f"{caption}: nothing is reported yet.",))
            continue
        names = material.ask(measure).tables[table].columns
        yield Table(
            caption,
            tuple(TableColumn(title, _side(name)) for name, title in columns),
            tuple(
                tuple(
                    _cell(material, row, name, address(measure, table, *ids, column=name))
                    for name, _ in columns
                )
                for row in found
                for ids in [key(*(row[one] for one in names[:grain]))]
            ),
            f"{material.methods[measure].title}, table {table}.",
        )


def _side(name: str) -> Align:
    return "left" if name in ("programme_id", "benefit_type") or name.endswith("_code") else "right"


def _cell(material: Material, row: Record, name: str, source: str) -> TableCell:
    """Return a cell in words or as a number; who and what it is about has no source."""
    found = row.get(name)
    if name == "programme_id":
        return TableCell(material.labels.programme(text(row, name)), found)
    if name.endswith("org_code"):
        return TableCell(material.labels.organisation(text(row, name)), found)
    if name in _WORDS:
        return TableCell(_WORDS[name].get(text(row, name), text(row, name)), found)
    return _number(found, name, source, is_public=material.is_public)


def _number(found: Cell, name: str, source: str, *, is_public: bool) -> TableCell:
    value = float(found) if isinstance(found, int | float) else None
    if name in _PEOPLE and is_public:
        return TableCell(said(value), published(value), source)
    if name.endswith("_gbp"):
        return TableCell(formats.money_full(value), found, source)
    if name.endswith("share"):
        return TableCell(formats.percent(value), found, source)
    return TableCell(formats.count(value), found, source)


def made_from(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """What the paper was made from, so that anybody can make it again and prove it; in `short`
    without what its head says too."""
    yield Heading(2, "What this paper was made from")
    filters = material.filters
    chosen = "; ".join(f"{name} {value}" for name, value in sorted(filters.to_query().items()))
    points = (
        Field("As at", (str(filters.period),)),
        Field("Known on", (material.known_on.isoformat(),)),
        Field("Chosen", (chosen,)),
        Field("For", (_FOR[material.given.audience],)),
    )
    yield Fields(
        (
            *(() if options.get("short") else points),
            Field("Measures", (_versions(material.used),)),
            Field("Submissions", (_submissions(material.used),)),
            Field("To prove it", ("portfolio verify FILE",)),
        )
    )


_FOR: Mapping[str, str] = {"board": "The board", "public": "The public"}


def _versions(used: Mapping[str, Result]) -> str:
    return ", ".join(f"{name} {used[name].provenance.version}" for name in sorted(used))


def _submissions(used: Mapping[str, Result]) -> str:
    numbers = sorted({one for result in used.values() for one in result.provenance.submissions})
    if not numbers:
        return "none"
    return f"{formats.count(len(numbers))}: {', '.join(numbers)}"
