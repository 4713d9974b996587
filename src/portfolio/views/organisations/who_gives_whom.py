"""Who gives whom: the organisations that led down, those that gained across, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.matrix import Square, matrix, matrix_height
from portfolio.views.palette import depth
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import amount, having, only, records, text
from portfolio.views.words import empty_words, organisation_words, pounds_words

ROWS_AT_MOST = 20
_ROW_LETTERS, _COLUMN_LETTERS = 36, 30
_OWN = "#d3d9dc"
_UNITS = ((1e6, "£m"), (1e3, "£k"), (1.0, "£"))
Flow = Mapping[tuple[str, str], float]


def who_gives_whom(beyond: Result, labels: Labels, kind: str = "") -> Picture:
    """Return a heat map of one type of pound with its figures written in. Reads `flow_by_type`.
    The scale of blue is set by what lands beyond the lead; the lead's own benefit is grey."""
    code = kind or organisation_words.given_kind(beyond)
    flow = _flow(beyond, code)
    benefit = formats.sentence_case(pounds_words.benefit(code))
    title = f"{benefit}: who led, and where it landed"
    if not flow:
        return Picture(title=title, empty=empty_words.NO_BENEFIT)
    leads, gainers = _largest(flow, 0, labels), _largest(flow, 1, labels)
    unit, name = _unit(flow)
    down = [formats.shortened(labels.organisation(code), _ROW_LETTERS) for code in leads]
    across = [formats.shortened(labels.organisation(code), _COLUMN_LETTERS) for code in gainers]
    return Picture(
        title=title,
        subtitle=f"{benefit} realised to date, {name}, by organisation that led (down) and "
        "organisation that gained (across). Grey: the lead\u2019s own.",
        alt=f"{title}. Every cell is a row of the table.",
        figure=matrix(
            _squares(flow, (leads, gainers), labels, unit),
            down,
            across,
            leads_to=([*map(links.to_organisation, leads)], [*map(links.to_organisation, gainers)]),
        ),
        height=matrix_height(down, across),
        note=_note(flow, leads, gainers),
        table=_table(flow, labels),
    )


def _flow(beyond: Result, kind: str) -> dict[tuple[str, str], float]:
    flow: dict[tuple[str, str], float] = {}
    of_kind = having(records(beyond, "flow_by_type"), "benefit_type", kind)
    for row in only(of_kind, lambda row: amount(row, "gbp") > 0):
        pair = text(row, "lead_org_code"), text(row, "beneficiary_org_code")
        flow[pair] = flow.get(pair, 0.0) + amount(row, "gbp")
    return flow


def _largest(flow: Flow, side: int, labels: Labels) -> list[str]:
    """Return the codes on one side, most first (own benefit included), at most as many as can be
    read."""
    sums: dict[str, float] = {}
    for pair, gbp in flow.items():
        sums[pair[side]] = sums.get(pair[side], 0.0) + gbp
    return sorted(sums, key=lambda code: (-sums[code], labels.organisation(code)))[:ROWS_AT_MOST]


def _unit(flow: Flow) -> tuple[float, str]:
    """Return the unit in which the smallest typical figures still have digits."""
    middle = sorted(flow.values())[len(flow) // 2]
    return next((pair for pair in _UNITS if middle >= pair[0] * 2), _UNITS[-1])


def _note(flow: Flow, leads: Sequence[str], gainers: Sequence[str]) -> str:
    every_lead, every_gainer = ({pair[side] for pair in flow} for side in (0, 1))
    if len(leads) == len(every_lead) and len(gainers) == len(every_gainer):
        return ""
    return (
        f"The largest: {formats.n_of_m(len(leads), len(every_lead))} that led, "
        f"{formats.n_of_m(len(gainers), len(every_gainer))} that gained; all are in the table."
    )


def _label(labels: Labels, code: str, letters: int) -> str:
    return escape.plotly(formats.shortened(labels.organisation(code), letters))


def _fills(flow: Flow) -> dict[tuple[str, str], str]:
    """Return the colour of each cell; own benefit is grey and does not set the scale."""
    top = max((gbp for (lead, gainer), gbp in flow.items() if lead != gainer), default=1.0)
    return {pair: _OWN if pair[0] == pair[1] else depth(gbp / top) for pair, gbp in flow.items()}


def _squares(
    flow: Flow, sides: tuple[list[str], list[str]], labels: Labels, unit: float
) -> list[Square]:
    row_at = {code: at for at, code in enumerate(sides[0])}
    column_at = {code: at for at, code in enumerate(sides[1])}
    shown = {pair: gbp for pair, gbp in flow.items() if pair[0] in row_at and pair[1] in column_at}
    fills = _fills(flow)
    return [
        Square(
            row_at[pair[0]],
            column_at[pair[1]],
            fills[pair],
            _figure_text(gbp / unit),
            _hover(pair, gbp, labels),
        )
        for pair, gbp in shown.items()
    ]


def _figure_text(number: float) -> str:
    return "&lt;1" if number < 0.5 else formats.count(number)  # noqa: PLR2004 - would read 0


def _hover(pair: tuple[str, str], gbp: float, labels: Labels) -> str:
    lead, gainer = (_label(labels, code, 60) for code in pair)
    if pair[0] == pair[1]:
        return f"<b>{lead}</b><br>{formats.money(gbp)} of its own"
    return f"<b>{formats.money(gbp)}</b><br>led by {lead}<br>gained by {gainer}"


def largest_gifts(beyond: Result, labels: Labels, kind: str = "", shown: int = 12) -> Picture:
    """Return the same as a list of its largest cells, for a phone. Reads `flow_by_type`."""
    code = kind or organisation_words.given_kind(beyond)
    flow = _flow(beyond, code)
    gifts = {pair: gbp for pair, gbp in flow.items() if pair[0] != pair[1]}
    benefit = formats.sentence_case(pounds_words.benefit(code))
    title = f"{benefit}: who led, and where it landed"
    if not gifts:
        return Picture(title=title, empty=empty_words.NO_BENEFIT)
    largest = sorted(gifts.items(), key=lambda item: -item[1])[:shown]
    bars = [
        Bar(
            labels.organisation(gainer),
            gbp,
            unit="gbp",
            href=links.to_organisation(gainer),
            note_html=f"from {links.organisation(lead, labels)}",
        )
        for (lead, gainer), gbp in largest
    ]
    every = formats.count(len(gifts))
    return Picture(
        title=title,
        subtitle=f"{benefit} realised beyond the lead: the {len(largest)} largest of {every}.",
        alt=f"{title}. Each line is a row of the table.",
        html=bar_list(bars),
        table=_table(flow, labels),
    )


def _table(flow: Flow, labels: Labels) -> DisplayTable:
    columns = (
        Column("lead_org_code", "Led by"),
        Column("beneficiary_org_code", "Gained by"),
        Column("realised_gbp", "Realised", "right"),
    )
    rows = sorted(flow.items(), key=lambda item: -item[1])

    def line(row: tuple[tuple[str, str], float]) -> TableLine:
        pair, gbp = row
        return (*map(labels.organisation, pair), formats.money_full(gbp)), (*pair, gbp)

    return table_of(columns, rows, line)
