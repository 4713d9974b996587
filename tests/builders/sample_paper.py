"""A board paper of two pages and an annexe; its organisations and its figures are made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Field,
    Fields,
    Heading,
    Mark,
    Number,
    PageBreak,
    Paragraph,
    Reference,
    Series,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.domain.fingerprint import Fingerprint

_MONTHS = [
    f"{name} {year}"
    for year in (2025, 2026)
    for name in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
]
_HOURS = (212, 198, 205, 220, 201, 210, 215, 207, 219, 230, 262, 271, 268, 275, 266, 280, 318, 272)
_SPREAD = (
    ("Virtual ward", "Wenmarsh Hospitals", 9, 6, 2, 3, ""),
    ("Shared care record", "Wenmarsh ICB", 11, 11, 7, 5, ""),
    ("Social care assessment online", "Wenmarsh Council", 8, 1, 0, 0, "2: own system until 2027"),
    ("E-rostering", "Levels Community", 6, 4, 4, 1, "1: staff side not yet agreed"),
    ("Remote monitoring of leg ulcers", "Northfen GPs", 4, 2, 0, 1, ""),
)


def document(*blocks: Block, title: str = "Digital portfolio") -> Document:
    """A paper with these blocks and nothing else."""
    return Document(title, "One line", "Portfolio office", date(2026, 8, 4), blocks, FINGERPRINT)


def blocks_of(text: str) -> Iterator[Block]:
    """Every kind of block, saying the text in every place that has one."""
    cell = TableCell(text, text)
    columns = (TableColumn(text), TableColumn(text, "right"))
    marks = (Mark(text, 1.0), Mark("b", None), Mark("c", -2.0, "concerning"))
    yield Heading(1, text)
    yield Paragraph((text,))
    yield Bullets(((text,), ("next",)))
    yield Callout("alert", text, ((text,),))
    yield Fields((Field(text, (text,)),), title=text)
    yield Table(text, columns, ((cell, TableCell("", None)), (TableCell("", None), cell)), text)
    series = (Series(text, marks), Series("second", marks))
    kind: Literal["line", "bars"] = "line" if len(text) % 2 else "bars"
    yield Chart(kind, text, text, text, text, series, source=text)


FINGERPRINT = Fingerprint(
    layout="board",
    layout_version="1",
    contract_version="3",
    filters=(("theme", "all"), ("landing", "anywhere")),
    given=(("meeting", "Board, 11 August 2026"), ("author", "Portfolio office")),
    as_at="2026-06",
    known_on=date(2026, 7, 28),
    audience="board",
    measures=(("beyond_lead_share", "2"), ("xmr", "1")),
    submissions=("0174", "0175", "0187"),
    numbers="9f2c" * 16,
)


def sample_paper() -> Document:
    return Document(
        title="Digital portfolio: where the benefit lands",
        subject="Board paper of the Wenmarsh and the Levels system, made-up data",
        author="Portfolio office",
        made_on=date(2026, 8, 4),
        blocks=(*_first_page(), *_second_page(), *_annexe()),
        fingerprint=FINGERPRINT,
    )


def _first_page() -> tuple[Block, ...]:
    return (
        Fields(
            (
                Field("Meeting", ("Board of Wenmarsh and the Levels, 11 August 2026",)),
                Field("Paper", ("For decision",)),
                Field("As at", ("30 June 2026, as known on 28 July 2026",)),
                Field("Author", ("Portfolio office",)),
                Field("We ask the board", ("To agree who pays for the virtual ward from April.",)),
            )
        ),
        Callout("synthetic", "Made-up data", (("The organisations of this paper do not exist.",),)),
        Heading(1, "What this says"),
        Paragraph(
            (
                "Of every £1 of cash-releasing benefit realised, ",
                Number("37p", 37.4, "beyond_lead_share/by_type/cash_releasing/share_pct"),
                " lands outside the organisation that led the work: ",
                Number("£2.3m", 2_318_400.0, "beyond_lead_share/by_type/cash_releasing/beyond"),
                " of ",
                Number("£6.2m", 6_199_000.0, "beyond_lead_share/by_type/cash_releasing/total"),
                ", in 9 organisations.",
            )
        ),
        Paragraph(
            ("It means that those who pay are not always those who gain: see “Who paid” below.",)
        ),
        Paragraph(
            (
                "We do not know what ",
                Number("4", 4.0, "quality/partners/missing"),
                " of 13 partners have realised since March; they have not reported.",
            )
        ),
        Heading(2, "Beyond the lead"),
        Table(
            "Realised benefit by kind, January 2025 to June 2026",
            (
                TableColumn("Kind"),
                TableColumn("Beyond the lead (£)", "right"),
                TableColumn("Counted (£)", "right"),
                TableColumn("Share", "right"),
                TableColumn("Evidence"),
            ),
            (
                _row("Cash-releasing", 2_318_400.0, 6_199_000.0, 0.374, "2 strong, 5 fair"),
                _row("Non-cash-releasing", 1_204_000.0, 2_315_000.0, 0.52, "7 fair"),
                _row("Societal", 412_500.0, 1_110_000.0, 0.372, "1 strong, 3 weak"),
            ),
            "Benefit sent by two partners is counted once. Measure: beyond-lead share, version 2.",
        ),
        _hours_chart(),
        Callout(
            "alert",
            "Alert",
            (
                ("The virtual ward has no payer from April. Owner: Finance, by 30 September.",),
                ("E-rostering is green from its owner and amber from everybody else.",),
            ),
        ),
        Callout("advise", "Advise", (("Two programmes have not moved for a year.",),)),
        Callout("assure", "Assure", (("The shared care record is in use at all 11 partners.",),)),
    )


def _second_page() -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(1, "Who has taken what up"),
        Table(
            "Initiatives by how far they have spread",
            (
                TableColumn("Initiative"),
                TableColumn("Led by"),
                TableColumn("Agreed", "right"),
                TableColumn("Live", "right"),
                TableColumn("Embedded", "right"),
                TableColumn("Benefit shown", "right"),
                TableColumn("Declined, and why"),
            ),
            tuple(
                tuple(TableCell(str(cell), cell, "spread/by_initiative") for cell in row)
                for row in _SPREAD
            ),
        ),
        Chart(
            kind="bars",
            title="Wenmarsh Hospitals pay most; Levels Carers gain most",
            subtitle="Realised benefit and its cost by organisation, £, to June 2026",
            alt="Wenmarsh Hospitals bear £617k of cost and gain £203k. Levels Carers bear £5k and "
            "gain £319k. Five organisations of thirteen are shown.",
            unit="£",
            series=(
                Series("Bore the cost", _amounts(617_000, 351_000, 129_000, 74_000, 5_000)),
                Series("Gained", _amounts(203_000, 34_000, None, 116_000, 319_000)),
            ),
            source="Source: payer and gainer, version 1; submissions 174 to 187.",
        ),
        Heading(1, "Questions for the board"),
        Bullets(
            (
                ("Who pays for the virtual ward? £420k of its benefit lands elsewhere.",),
                ("What would it take for others to use social care assessment online?",),
                ("Is e-rostering really green?",),
            )
        ),
        Heading(1, "Decisions since the last board"),
        Table("Decisions", (TableColumn("Decision"), TableColumn("Held?")), ()),
        Callout("unknown", "What is missing", (("Reach of remote monitoring: nobody sent it.",),)),
    )


def _annexe() -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(1, "Annexe: how the numbers are made"),
        Heading(2, "Beyond-lead share"),
        Fields(
            (
                Field("Question", ("Of what was realised, how much lands elsewhere?",)),
                Field("Numerator", ("Pounds realised at organisations other than the lead.",)),
                Field("Denominator", ("All pounds realised and counted.",)),
                Field("Limits", ("Says nothing of benefit without a price.",)),
            ),
            title="Method card, version 2",
        ),
    )


def _row(
    kind: str, beyond: float, total: float, share: float, evidence: str
) -> tuple[TableCell, ...]:
    source = f"beyond_lead_share/by_type/{kind}"
    return (
        TableCell(kind, kind),
        TableCell(f"£{beyond:,.0f}", beyond, source),
        TableCell(f"£{total:,.0f}", total, source),
        TableCell(f"{share:.0%}", share, source),
        TableCell(evidence, evidence),
    )


def _amounts(*values: float | None) -> tuple[Mark, ...]:
    names = (
        "Wenmarsh Hospitals",
        "Saltmere General",
        "Shared Digital Services of the Levels, Fens and Coast",
        "Wenmarsh Council",
        "Levels Carers",
    )
    return tuple(Mark(name, value) for name, value in zip(names, values, strict=True))


def _hours_chart() -> Chart:
    months = _MONTHS[: len(_HOURS)]
    first, last = months[0], months[-1]
    step = months[10]
    return Chart(
        kind="line",
        title="Nursing hours given back rose in November 2025 and have stayed up",
        subtitle="Hours given back a week, all live sites, January 2025 to June 2026, XmR chart",
        alt="From January to October 2025 hours stay near 212 a week. From November they stay near "
        "272, with May 2026 above the upper limit.",
        unit="hours",
        series=(
            Series(
                "Hours",
                tuple(
                    Mark(month, float(hours), "improving" if place in (10, 16) else "common")
                    for place, (month, hours) in enumerate(zip(months, _HOURS, strict=True))
                ),
            ),
        ),
        references=(
            Reference("Upper limit", 240.0, first, months[9], dash=True),
            Reference("Mean", 211.7, first, months[9]),
            Reference("Lower limit", 183.0, first, months[9], dash=True),
            Reference("Upper limit", 309.0, step, last, dash=True),
            Reference("Mean", 276.0, step, last),
            Reference("Lower limit", 243.0, step, last, dash=True),
        ),
        source="Source: XmR of hours given back, version 1; submissions 174 to 187.",
    )
