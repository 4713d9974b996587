"""What organisations give, receive, bear the cost of and gain: a picture for all, and for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.labels import Labels
from portfolio.domain.organisation import ORG_TYPES
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import BEYOND, CONCERN, SOFT
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import amount, having, number, records, text, whole
from portfolio.views.words import empty_words, pounds_words
from portfolio.views.words.organisation_words import (
    given_and_received,
    given_kinds,
    gives_and_takes,
)
from portfolio.views.words.terms import ORG_TYPE, word
from portfolio.views.words.terms import ORG_TYPES as ORG_TYPES_WORDS

MOST_SHOWN = 24
_NAME_LETTERS = 34
SIDES = (
    ("gives", "Gives", "Led by it, gained by others"),
    ("takes", "Receives", "Led by others, gained by it"),
    ("pays", "Bears the cost of", "Benefit whose cost it bears, its own included: no money paid"),
    ("gains", "Gains", "All benefit that lands there, its own included"),
)
_SPENT = "Spent"


@dataclass(frozen=True)
class Sides:
    """One organisation, in pounds of realised benefit to date of one type, and what it spent."""

    code: str
    gives: float = 0.0
    takes: float = 0.0
    pays: float = 0.0
    gains: float = 0.0
    disbenefit: float = 0.0
    spend: float | None = None
    programmes: int = 0
    without_spend: int = 0

    @property
    def largest(self) -> float:
        return max(self.gives, self.takes, self.pays, self.gains)


def sides_of(beyond: Result, paid: Result, kind: str) -> dict[str, Sides]:
    """Return every organisation with any of the four of a type of pound, or with spending. Reads
    `flow_by_type` of beyond_lead_share, `by_organisation_type` and `by_organisation` of
    payer_gainer."""
    given, received = given_and_received(beyond, kind)
    of_kind = having(records(paid, "by_organisation_type"), "benefit_type", kind)
    rows = {text(row, "org_code"): row for row in of_kind}
    spent = {text(row, "org_code"): row for row in records(paid, "by_organisation")}
    return {
        code: Sides(
            code,
            given.get(code, 0.0),
            received.get(code, 0.0),
            amount(rows.get(code, {}), "paid_for_gbp"),
            amount(rows.get(code, {}), "gained_gbp"),
            amount(rows.get(code, {}), "disbenefit_gbp"),
            number(spent.get(code, {}), "spend_to_date_gbp"),
            whole(spent.get(code, {}), "programmes_led"),
            whole(spent.get(code, {}), "programmes_without_spend"),
        )
        for code in dict.fromkeys([*spent, *rows, *given, *received])
    }


def kinds(beyond: Result, paid: Result) -> tuple[str, ...]:
    """Return the types of pound of which any organisation has any of the four, in order."""
    columns = ("paid_for_gbp", "gained_gbp")
    there = {
        *pounds_words.kinds(records(paid, "by_organisation_type"), *columns),
        *given_kinds(beyond),
    }
    return tuple(code for code in PRICED_TYPES if code in there)


def four_sides(beyond: Result, paid: Result, labels: Labels, kind: str = "") -> Picture:
    """Return all organisations by kind and name, each side of one type of pound on one scale,
    with what it spent: a picture of who stands where, in no order of merit."""
    code = kind or next(iter(kinds(beyond, paid)), PRICED_TYPES[0])
    every = [one for one in sides_of(beyond, paid, code).values() if one.largest > 0]
    title = (
        f"{formats.sentence_case(pounds_words.benefit(code))}: what each organisation gives, "
        "receives, bears the cost of and gains"
    )
    if not every:
        return Picture(title=title, empty=empty_words.NO_BENEFIT)
    kept = sorted(every, key=lambda one: -one.largest)[:MOST_SHOWN]
    top = max(one.largest for one in kept)
    return Picture(
        title=title,
        subtitle="Realised to date, by kind of organisation and name; one scale. Spent is money, "
        "on all that it leads.",
        alt=f"{title}. Each line is a row of the table.",
        html=_html(sorted(kept, key=lambda one: _place(one, labels)), labels, top),
        note=_note(len(kept), len(every), has_left_out=bool(records(beyond, "flow_left_out"))),
        table=_table(sorted(every, key=lambda one: _place(one, labels)), labels),
    )


def _note(shown: int, every: int, *, has_left_out: bool) -> str:
    parts = [
        "What an organisation bears the cost of, and what it gains, includes its own. What it "
        "bears the cost of is benefit, and not money that it paid."
    ]
    if has_left_out:
        parts.append("Programmes whose lead cannot itself gain are not in gives and receives.")
    if shown < every:
        parts.append(f"The {shown} with most, of {formats.count(every)}; all are in the table.")
    return " ".join(parts)


def _place(one: Sides, labels: Labels) -> tuple[int, str]:
    kind = labels.org_type(one.code)
    at = ORG_TYPES.index(kind) if kind in ORG_TYPES else len(ORG_TYPES)
    return at, labels.organisation(one.code)


def _html(every: Sequence[Sides], labels: Labels, top: float) -> str:
    heads = "".join(
        f'<th scope="col" title="{escape.html(meaning)}">{title}</th>'
        for _, title, meaning in SIDES
    )
    body, kind = "", None
    for one in every:
        if labels.org_type(one.code) != kind:
            kind = labels.org_type(one.code)
            body += _kind_row(kind)
        body += _row(one, labels, top)
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-bars pf-sides"><thead><tr>'
        f'<td class="pf-name"></td>{heads}<th scope="col" class="pf-right">{_SPENT}</th></tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _kind_row(kind: str) -> str:
    mark = marks.image(marks.org_type(kind))
    return (
        f'<tr class="pf-kind"><th scope="rowgroup" colspan="6">{mark} '
        f"{word(ORG_TYPES_WORDS, kind)}</th></tr>"
    )


def _row(one: Sides, labels: Labels, top: float) -> str:
    name = labels.organisation(one.code)
    short = links.link(links.to_organisation(one.code), formats.shortened(name, _NAME_LETTERS))
    cells = "".join(f"<td>{_bar(getattr(one, side), top, side)}</td>" for side, *_ in SIDES)
    spend = "" if one.spend is None else formats.money(one.spend)
    return (
        f'<tr><th scope="row" class="pf-name" title="{escape.html(name)}">{short}</th>{cells}'
        f'<td class="pf-right">{spend}</td></tr>'
    )


def _bar(gbp: float, top: float, side: str) -> str:
    """Blue is reach, ink what is not about it; nothing is a word and no bar."""
    if gbp <= 0:
        return '<div class="pf-bar"><em class="pf-soft">none</em></div>'
    colour = BEYOND if side in ("gives", "takes") else SOFT
    width = f"width:calc((100% - var(--pf-room)) * {gbp / top:.4f});background:{colour}"
    return f'<div class="pf-bar"><i style="{width}"></i><em>{formats.money(gbp)}</em></div>'


def _table(every: Sequence[Sides], labels: Labels) -> DisplayTable:
    columns = (
        Column("org_code", "Organisation"),
        Column("org_type", "Kind"),
        Column("gives_gbp", "Gives", "right"),
        Column("takes_gbp", "Receives", "right"),
        Column("paid_for_gbp", "Bears the cost of", "right"),
        Column("gained_gbp", "Gains", "right"),
        Column("disbenefit_gbp", "Disbenefit", "right"),
        Column("spend_to_date_gbp", "Spent to date on what it leads", "right"),
    )

    def line(one: Sides) -> TableLine:
        kind = labels.org_type(one.code)
        gbp = (one.gives, one.takes, one.pays, one.gains, one.disbenefit, one.spend)
        named = (labels.organisation(one.code), word(ORG_TYPE, kind))
        return (*named, *map(formats.money_full, gbp)), (one.code, kind, *gbp)

    return table_of(columns, every, line)


def one_organisation(one: Sides, name: str, kind: str) -> Picture:
    """Return the same of one organisation: its four sides of one type of pound, disbenefit
    beneath."""
    bars = [
        Bar(title, getattr(one, side), colour=BEYOND if at < 2 else SOFT, note=means, unit="gbp")  # noqa: PLR2004 - the first two are reach
        for at, (side, title, means) in enumerate(SIDES)
    ]
    if one.disbenefit:
        harm = "What digital work made worse there"
        bars.append(Bar("Disbenefit", one.disbenefit, colour=CONCERN, note=harm, unit="gbp"))
    if not one.largest:
        return Picture(title=f"{name}: in pounds", empty=f"{_no_pounds(kind)} {spent(one)}")
    return Picture(
        title=gives_and_takes(name, one.gives, one.takes, kind),
        subtitle=f"{formats.sentence_case(pounds_words.benefit(kind))} realised to date.",
        alt="; ".join(f"{bar.name}: {bar.words}" for bar in bars) + ".",
        html=bar_list(bars),
        note=spent(one),
        table=_one_table(bars),
    )


def _no_pounds(kind: str) -> str:
    return (
        f"No {pounds_words.benefit(kind)} is reported as realised of it, as a lead, as the one "
        "that bears the cost or as a gainer."
    )


def spent(one: Sides) -> str:
    """Return what it has spent on the programmes it leads, and how many of them do not say."""
    if one.programmes == 0:
        return "It leads no programme."
    led = formats.plural(one.programmes, "programme")
    if one.spend is None:
        return f"It leads {led}; what was spent on them is not known."
    said = f"It has spent {formats.money(one.spend)} to date on the {led} it leads"
    return f"{said} ({one.without_spend} not known)." if one.without_spend else f"{said}."


def _one_table(bars: Sequence[Bar]) -> DisplayTable:
    columns = (Column("side", "What"), Column("gbp", "Realised", "right"))
    return table_of(
        columns,
        bars,
        lambda bar: ((bar.name, formats.money_full(bar.number)), (bar.name, bar.number)),
    )
