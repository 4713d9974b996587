"""The split of the pound: what stays with the lead, what lands beyond."""

from __future__ import annotations

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, number, records, text
from portfolio.views.words import empty_words, overview_words, pounds_words
from portfolio.views.words.terms import BENEFIT_TYPE, word

_SLIVER = 0.1
"""Below this share of the bar the words never fit inside it."""
_TIGHT = 0.24
"""Below this share they fit on a wide screen, not on a phone."""
TITLE = "Where each £1 of realised benefit lands"
_UNDEFINED = {
    "not_applicable": "No lead to compare with",
    "not_defined": "Nothing realised yet",
    "suppressed": "Too few to show",
    "insufficient_data": "Not enough data",
}


def pound_split(beyond: Result, labels: Labels) -> Picture:
    """Return a bar of two parts for the type of pound that the headline speaks of, a slim one
    beneath for each other type. Reads `by_type`, `by_programme_type` and `summary`, and
    `over_time_by_type` for a year ago, where it is there."""
    table = _table(beyond, labels)
    shared = overview_words.shares(beyond)
    if not shared:
        return Picture(title=TITLE, table=table, empty=empty_words.no_share(beyond))
    said = ". ".join(_alt(row) for row in shared)
    others = "".join(map(_slim, shared[1:]))
    return Picture(
        title=f"Where each £1 of {pounds_words.benefit(text(shared[0], 'benefit_type'))} lands",
        subtitle="Realised benefit to date. Types are not added to each other.",
        alt=f"{said}.",
        html=f"{_bar(shared[0])}{others}",
        note=overview_words.split_caption(beyond),
        table=table,
    )


def _halves(row: Record) -> tuple[float, str, str]:
    """Return the share beyond the lead, and the two parts of the pound in pence."""
    share = min(max(amount(row, "share"), 0.0), 1.0)
    return share, formats.pence(1 - share), formats.pence(share)


def _alt(row: Record) -> str:
    _, stays, lands = _halves(row)
    kind = pounds_words.benefit(text(row, "benefit_type"))
    return f"Of each £1 of {kind}, {stays} stays with the lead and {lands} lands beyond"


def _slim(row: Record) -> str:
    """Return another type in its own pence, beside the first and never added to it."""
    share, _, lands = _halves(row)
    name = word(BENEFIT_TYPE, text(row, "benefit_type"))
    return (
        f'<div class="pf-split-other"><span>{escape.html(name)}</span>'
        f'<span class="pf-mini" aria-hidden="true"><i class="pf-lead" '
        f'style="width:{(1 - share) * 100:.1f}%"></i><i class="pf-beyond" '
        f'style="width:{share * 100:.1f}%"></i></span><span><b>{lands}</b> beyond</span></div>'
    )


def _bar(row: Record) -> str:
    share, stays, lands = _halves(row)
    alt = escape.html(f"{_alt(row)}.")
    lead = _part("pf-lead", 1 - share, stays, "stays with the lead")
    beyond = _part("pf-beyond", share, lands, "beyond")
    aside = _aside(share, stays, lands)
    return f'<div class="pf-split" role="img" aria-label="{alt}">{lead}{beyond}</div>{aside}'


def _part(css: str, share: float, figure: str, words: str) -> str:
    if share <= 0:
        return ""
    fits = "" if share >= _TIGHT else " pf-tight" if share >= _SLIVER else " pf-sliver"
    inside = f"<em><b>{figure}</b> {words}</em>"
    return f'<span class="{css}{fits}" style="width:{share * 100:.3f}%">{inside}</span>'


def _aside(share: float, stays: str, lands: str) -> str:
    """Return the words of a part too thin to hold them, below the bar at its own side."""
    thin = min(share, 1 - share)
    if thin <= 0 or thin >= _TIGHT:
        return ""
    words = f"<b>{stays}</b> stays with the lead" if share > _TIGHT else f"<b>{lands}</b> beyond"
    side = "pf-at-left" if share > _TIGHT else "pf-at-right"
    when = "pf-tight" if thin >= _SLIVER else ""
    return f'<div class="pf-aside {side} {when}" aria-hidden="true">{words}</div>'


def _table(beyond: Result, labels: Labels) -> DisplayTable:
    columns = (
        Column("scope", "Programme"),
        Column("lead", "Led by"),
        Column("benefit_type", "Type"),
        Column("beyond_gbp", "Beyond the lead", "right"),
        Column("realised_gbp", "Realised in all", "right"),
        Column("beyond_share", "Share beyond", "right"),
    )

    def rows() -> list[Record]:
        return [*records(beyond, "by_type"), *records(beyond, "by_programme_type")]

    return table_of(columns, rows, lambda row: _line(row, *_about(row, labels)))


def _about(row: Record, labels: Labels) -> tuple[str, str]:
    """Return what a row is about, all programmes or one, and who leads that."""
    if "programme_id" not in row:
        return "All programmes", "All leads"
    lead = labels.organisation(text(row, "lead_org_code"))
    return labels.programme_name(text(row, "programme_id")), lead


def _line(row: Record, scope: str, lead: str) -> TableLine:
    part, whole, share = (number(row, c) for c in ("numerator_gbp", "denominator_gbp", "share"))
    why = _UNDEFINED.get(text(row, "status"), formats.UNKNOWN)
    kind = word(BENEFIT_TYPE, text(row, "benefit_type"))
    shown = (
        scope,
        lead,
        kind,
        formats.money_full(part, "–"),
        formats.money_full(whole, "–"),
        formats.percent(share, why),
    )
    return shown, (scope, lead, text(row, "benefit_type"), part, whole, share)
