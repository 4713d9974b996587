"""Where knowledge goes: givers down, takers across, in counts. No organisation is put first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.matrix import Square, matrix, matrix_height
from portfolio.views.palette import ORG_TYPE_MARK, depth
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, amount, records, text, whole
from portfolio.views.words import empty_words
from portfolio.views.words import learning_words as words
from portfolio.views.words.terms import ORG_TYPES, word

COLUMNS_AT_MOST, ROWS_AT_MOST = 24, 30
_ROW_LETTERS, _COLUMN_LETTERS = 36, 28
_OPEN_ON_A_PHONE = 8
Cells = Mapping[tuple[str, str], tuple[int, int]]
"""Adoptions and lessons, by giver and taker."""


def knowledge_flow(learning: Result, labels: Labels) -> Picture:
    """A matrix with its counts written in. Reads `flow`. Where more organisations take than can
    stand beside each other, takers are counted by type of organisation."""
    flow = records(learning, "flow")
    title = words.flow_title(learning)
    if not flow:
        return Picture(title=title, empty=empty_words.NO_FLOW)
    by_type = len({text(row, "to_org_code") for row in flow}) > COLUMNS_AT_MOST
    cells = _cells(flow, labels, by_type=by_type)
    givers = _ordered({giver for giver, _ in cells}, labels)[:ROWS_AT_MOST]
    takers = _types(cells) if by_type else _ordered({taker for _, taker in cells}, labels)
    down = [formats.shortened(labels.organisation(code), _ROW_LETTERS) for code in givers]
    names = [_taker(labels, code, by_type=by_type) for code in takers]
    across = "type of organisation that takes" if by_type else "organisation that takes"
    return Picture(
        title=title,
        subtitle=f"Programmes in routine use and lessons used, by organisation that gives (down) "
        f"and {across} (across).",
        alt=f"{title}. Every cell is a row of the table.",
        figure=matrix(
            _squares(cells, (givers, takers), (down, names)),
            down,
            names,
            leads_to=(
                [*map(links.to_organisation, givers)],
                [] if by_type else [*map(links.to_organisation, takers)],
            ),
        ),
        height=matrix_height(down, names),
        note="Organisations stand in the order of their type and name.",
        table=flow_table(flow, labels),
    )


def _cells(flow: Sequence[Record], labels: Labels, *, by_type: bool) -> Cells:
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for row in flow:
        taker = text(row, "to_org_code")
        at = text(row, "from_org_code"), labels.org_type(taker) if by_type else taker
        before = cells.get(at, (0, 0))
        cells[at] = (before[0] + whole(row, "adoptions"), before[1] + whole(row, "lessons"))
    return cells


def _ordered(codes: set[str], labels: Labels) -> list[str]:
    kinds = list(ORG_TYPE_MARK)

    def place(code: str) -> tuple[int, str]:
        kind = labels.org_type(code)
        return kinds.index(kind) if kind in kinds else len(kinds), labels.organisation(code)

    return sorted(codes, key=place)


def _types(cells: Cells) -> list[str]:
    found = {kind for _, kind in cells}
    return [kind for kind in ORG_TYPE_MARK if kind in found]


def _taker(labels: Labels, code: str, *, by_type: bool) -> str:
    if by_type:
        return word(ORG_TYPES, code)
    return formats.shortened(labels.organisation(code), _COLUMN_LETTERS)


def _squares(
    cells: Cells, sides: tuple[list[str], list[str]], names: tuple[list[str], list[str]]
) -> list[Square]:
    row_at = {code: at for at, code in enumerate(sides[0])}
    column_at = {code: at for at, code in enumerate(sides[1])}
    shown = {pair: both for pair, both in cells.items() if pair[0] in row_at}
    most = max(sum(both) for both in shown.values())
    return [
        Square(
            row := row_at[giver],
            column := column_at[taker],
            depth(sum(both) / most),
            formats.count(sum(both)),
            f"<b>{escape.plotly(names[0][row])}</b> to {escape.plotly(names[1][column])}"
            f"<br>{words.cell({'adoptions': both[0], 'lessons': both[1]})}",
        )
        for (giver, taker), both in shown.items()
    ]


def flow_table(flow: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("from_org_code", "Gives"),
        Column("to_org_code", "Received"),
        Column("adoptions", "Programmes in routine use", "right"),
        Column("lessons", "Lessons used", "right"),
    )
    return table_of_records(
        columns,
        flow,
        lambda row: (
            labels.organisation(text(row, "from_org_code")),
            labels.organisation(text(row, "to_org_code")),
            formats.count(amount(row, "adoptions")),
            formats.count(amount(row, "lessons")),
        ),
    )


def gives_and_takes(learning: Result, labels: Labels) -> Picture:
    """Return the same for a phone: to how many each organisation gives, from how many it takes."""
    title = words.flow_title(learning)
    flow = records(learning, "flow")
    if not flow:
        return Picture(title=title, empty=empty_words.NO_FLOW)
    by_code = {text(row, "org_code"): row for row in records(learning, "organisations")}
    busy = {code for code, row in by_code.items() if amount(row, "given") + amount(row, "taken")}
    shown = _ordered(busy, labels)[:ROWS_AT_MOST]
    lines = [_line(by_code[code], labels) for code in shown]
    head = '<th scope="col">Organisation</th>' + "".join(
        f'<th scope="col" class="pf-right">{said}</th>' for said in ("Gave to", "Received from")
    )
    return Picture(
        title=title,
        subtitle="How many organisations each gives to and takes from.",
        html=snippets.folded(
            lines,
            _OPEN_ON_A_PHONE,
            lambda body: (
                f'<table class="pf-table"><thead><tr>{head}</tr></thead>'
                f"<tbody>{body}</tbody></table>"
            ),
            lambda rest: formats.plural(rest, "more organisation"),
        ),
        table=flow_table(flow, labels),
    )


def _line(row: Record, labels: Labels) -> str:
    code = text(row, "org_code")
    mark = marks.image(marks.org_type(labels.org_type(code)))
    given, taken = formats.count(amount(row, "given")), formats.count(amount(row, "taken"))
    return (
        f'<tr><th scope="row">{mark} {links.organisation(code, labels)}</th>'
        f'<td class="pf-right">{given}</td><td class="pf-right">{taken}</td></tr>'
    )
