"""Give and receive: who leads benefit for others, and who gains from work that others lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.organisation import ORG_TYPES
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, TableLine, table_of
from portfolio.views.read_result import records
from portfolio.views.words import empty_words, organisation_words, pounds_words
from portfolio.views.words.terms import BENEFIT_TYPE, ORG_TYPE, word

MOST_SHOWN = 16
_NAME_LETTERS = 36


@dataclass(frozen=True)
class Line:
    """One organisation: what it led for others and what it received from them, in pounds."""

    code: str
    name: str
    org_type: str
    led: float
    received: float

    @property
    def net(self) -> float:
        return self.led - self.received


def give_receive(beyond: Result, labels: Labels, shown: int = MOST_SHOWN) -> Picture:
    """Return one row for each organisation, sorted by net, in the first type of pound that
    anybody gives. Reads `flow_by_type` (lead_org_code, beneficiary_org_code, benefit_type, gbp
    incl. the lead's own)."""
    kinds = organisation_words.given_kinds(beyond)
    lines = exchanged(beyond, labels, organisation_words.given_kind(beyond))
    title = organisation_words.headline(beyond, labels)
    if not lines:
        has_flow = bool(records(beyond, "flow_by_type"))
        empty = _NOTHING_BEYOND if has_flow else empty_words.no_share(beyond)
        return Picture(title=title, empty=empty)
    kept, rest = _largest(lines, shown)
    types = {line.org_type for line in kept}
    return Picture(
        title=title,
        subtitle=f"{formats.sentence_case(pounds_words.benefit(kinds[0]))} realised to date that "
        "lands outside the lead.",
        alt=_alt(lines),
        html=_html(kept, rest),
        key=tuple(KeyItem(marks.org_type(c), ORG_TYPE[c]) for c in ORG_TYPES if c in types),
        note=_note(kept, rest, kinds),
        table=_table({kind: exchanged(beyond, labels, kind) for kind in kinds}),
    )


_NOTHING_BEYOND = (
    "All benefit realised so far stays with the organisation that led the work. When another "
    "organisation gains, this shows who gave and who received."
)


def exchanged(beyond: Result, labels: Labels, kind: str) -> list[Line]:
    """Return every organisation that gives or receives benefit of a type, givers first."""
    given, received = organisation_words.given_and_received(beyond, kind)
    lines = [
        Line(
            code,
            labels.organisation(code),
            labels.org_type(code),
            given.get(code, 0.0),
            received.get(code, 0.0),
        )
        for code in dict.fromkeys([*given, *received])
    ]
    return sorted(lines, key=lambda line: (-line.net, line.name))


def _largest(lines: list[Line], shown: int) -> tuple[list[Line], list[Line]]:
    """Return the lines with most given and received, still in order, and those left out."""
    if len(lines) <= shown:
        return lines, []
    by_size = sorted(lines, key=lambda line: -(line.led + line.received))
    kept = {line.code for line in by_size[:shown]}
    return [x for x in lines if x.code in kept], [x for x in lines if x.code not in kept]


def _html(lines: list[Line], rest: list[Line]) -> str:
    top = max(max(line.led, line.received) for line in lines)
    body = "".join(_row(line, top) for line in lines) + _rest_row(rest)
    return (
        '<table class="pf-bars pf-above pf-halves"><thead><tr>'
        '<td class="pf-name"></td><td class="pf-sign"></td>'
        '<th scope="col" class="pf-left">Led for others</th>'
        '<th scope="col" class="pf-right-half">Received</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(line: Line, top: float) -> str:
    full = escape.html(line.name)
    name = links.link(links.to_organisation(line.code), formats.shortened(line.name, _NAME_LETTERS))
    sign = marks.image(marks.org_type(line.org_type), word(ORG_TYPE, line.org_type))
    return (
        f'<tr><th scope="row" class="pf-name" title="{full}">{name}</th>'
        f'<td class="pf-sign">{sign}</td>'
        f'<td class="pf-left">{bar(line.led, top)}</td>'
        f'<td class="pf-right-half">{bar(line.received, top)}</td></tr>'
    )


def _rest_row(rest: list[Line]) -> str:
    """Return the others in words and figures, without a bar: their sum is no organisation."""
    if not rest:
        return ""
    led, received = sum(x.led for x in rest), sum(x.received for x in rest)
    return (
        f'<tr class="pf-rest"><th scope="row" class="pf-name">'
        f"{formats.plural(len(rest), 'other')} together</th><td></td>"
        f'<td class="pf-left"><div class="pf-bar"><em>{formats.money(led)}</em></div></td>'
        f'<td class="pf-right-half"><div class="pf-bar"><em>{formats.money(received)}</em></div>'
        "</td></tr>"
    )


def bar(gbp: float, top: float, colour: str = "") -> str:
    """Return a bar from zero with its figure at its end; the figure always has room."""
    share = gbp / top if top else 0.0
    none = ' class="pf-none"' if gbp <= 0 else ""
    paint = f";background:{colour}" if colour else ""
    width = f"width:calc((100% - var(--pf-room)) * {share:.4f}){paint}"
    return f'<div class="pf-bar"><i{none} style="{width}"></i><em>{formats.money(gbp)}</em></div>'


def _alt(lines: list[Line]) -> str:
    gives = max(lines, key=lambda line: line.led)
    takes = max(lines, key=lambda line: line.received)
    return (
        f"{formats.plural(len(lines), 'organisation')}. {gives.name} leads most for others, "
        f"{formats.money(gives.led)}; {takes.name} receives most, {formats.money(takes.received)}."
    )


def _note(kept: list[Line], rest: list[Line], kinds: Sequence[str]) -> str:
    parts = []
    if rest:
        every = formats.count(len(kept) + len(rest))
        parts.append(
            f"The {len(kept)} with most given and received, of {every}; all are in the table."
        )
    if kinds[1:]:
        others = formats.listed(pounds_words.name(kind) for kind in kinds[1:])
        parts.append(f"{formats.sentence_case(others)} benefit is in the table, not added in.")
    return " ".join(parts)


def _table(by_kind: Mapping[str, list[Line]]) -> DisplayTable:
    rows = [(kind, line) for kind, lines in by_kind.items() for line in lines]
    columns = (
        Column("org_code", "Code"),
        Column("org_name", "Organisation"),
        Column("org_type", "Kind"),
        Column("benefit_type", "Type of benefit"),
        Column("led_for_others_gbp", "Led for others", "right"),
        Column("received_gbp", "Received", "right"),
    )
    return table_of(
        columns,
        rows,
        lambda row: _of_table(*row),
    )


def _of_table(kind: str, line: Line) -> TableLine:
    shown = (
        line.code,
        line.name,
        word(ORG_TYPE, line.org_type),
        word(BENEFIT_TYPE, kind),
        formats.money_full(line.led),
        formats.money_full(line.received),
    )
    return shown, (line.code, line.name, line.org_type, kind, line.led, line.received)
