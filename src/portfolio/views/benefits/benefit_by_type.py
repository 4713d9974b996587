"""Benefit by type to date: realised as a bar, planned as a tick, forecast as a hollow diamond."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portfolio.domain.codes import UNPRICED_TYPE
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.initiatives import added_up
from portfolio.views.palette import BENEFIT_TYPE_COLOUR
from portfolio.views.picture import Column, DisplayTable, Picture, table_of, table_of_records
from portfolio.views.read_result import Record, amount, gross, number, records, text, whole
from portfolio.views.words import empty_words, plan_words, pounds_words
from portfolio.views.words.plan_words import Sums
from portfolio.views.words.terms import BENEFIT_TYPE, word

_ROOM = 0.86
"""The longest mark ends here, so that the words beneath have room."""


def benefit_by_type(realisation: Result, beyond: Result | None = None) -> Picture:
    """Return one bar for each type with a price, on one scale; types are never added. Reads
    `by_month` and `optimism_by_type` of plan_forecast_realised and, for benefits without a
    price, `summary` of beyond_lead_share."""
    period = realisation.provenance.filters.period
    sums = plan_words.to_date(realisation, period)
    without = _without_price(beyond)
    table = _table(sums)
    title = plan_words.by_type_title(realisation, period)
    if not sums and not without:
        return Picture(title=title, empty=empty_words.NO_PLAN)
    return Picture(
        title=title,
        subtitle="Benefit to date, by type. Only cash-releasing benefit moves a budget.",
        alt="; ".join(plan_words.against_plan(code, three) for code, three in sums.items()) + ".",
        html=f'<div class="pf-types">{_html(sums)}{without}</div>',
        note=_note(realisation, period, sums),
        table=table,
    )


DIAMOND = "Forecast is what would be realised had each forecast come true."


def _note(realisation: Result, period: Period, sums: dict[str, Sums]) -> str:
    """Return what the diamond means where there is one, and where the year may end."""
    drawn = [code for code, three in sums.items() if three[1]]
    if not sums:
        return ""
    code = plan_words.headline_type(sums)
    said = plan_words.outlook(realisation, period, code)
    ahead = f"{BENEFIT_TYPE[code]}: {said}." if said else ""
    return " ".join(part for part in (DIAMOND if drawn else "", ahead) if part)


def _html(sums: dict[str, Sums]) -> str:
    top = max((max(three) for three in sums.values()), default=0.0)
    labelled = max(sums, key=lambda code: max(sums[code][:2]), default="")
    return "".join(_type(code, three, top, code == labelled) for code, three in sums.items())


def _type(code: str, three: Sums, top: float, is_labelled: bool) -> str:
    planned, forecast, realised = (amount_ / top * _ROOM * 100 for amount_ in three)
    bar = (
        f'<i style="width:{realised:.2f}%;background:{BENEFIT_TYPE_COLOUR[code]}"></i>'
        if three[2]
        else ""
    )
    marks = f'<span class="pf-tick" style="left:{planned:.2f}%"></span>' if three[0] else ""
    if three[1]:
        marks += f'<span class="pf-diamond" style="left:{forecast:.2f}%"></span>'
    words = f"<b>{BENEFIT_TYPE[code]}</b> {_against(three)}"
    under = _under(planned if three[0] else None, forecast if three[1] else None)
    return (
        f'<div class="pf-type"><p>{words}</p><div class="pf-track" aria-hidden="true">{bar}{marks}'
        f"</div>{under if is_labelled else ''}</div>"
    )


def _against(three: Sums) -> str:
    planned, _, realised = three
    if planned:
        return f"{formats.money(realised)} of {formats.money(planned)} planned"
    return f"{formats.money(realised)}, nothing planned"


def _under(planned: float | None, forecast: float | None) -> str:
    """Return the two words under their marks, running away from each other so that they never
    meet."""
    is_after = forecast is not None and planned is not None and forecast > planned
    parts = [
        (planned, "planned", is_after),
        (forecast, "forecast", planned is not None and not is_after),
    ]
    spans = "".join(
        f'<span class="{"pf-ends" if ends else ""}" style="left:{at:.2f}%">{name}</span>'
        for at, name, ends in parts
        if at is not None
    )
    return f'<div class="pf-under" aria-hidden="true">{spans}</div>' if spans else ""


def _without_price(beyond: Result | None) -> str:
    summary = next(iter(records(beyond, "summary")), {})
    every = whole(summary, "benefits_without_gbp")
    if not every:
        return ""
    reach = number(summary, "benefits_without_gbp_beyond_lead")
    return (
        f'<div class="pf-type"><p><b>{BENEFIT_TYPE[UNPRICED_TYPE]}</b> of '
        f"{formats.plural(every, 'benefit')}, {formats.count(reach)} "
        f"{'is' if reach == 1 else 'are'} realised beyond the lead</p></div>"
    )


def _table(sums: dict[str, Sums]) -> DisplayTable:
    columns = (
        Column("benefit_type", "Type"),
        Column("planned_gbp", "Planned by now", "right"),
        Column("forecast_gbp", "Had forecasts come true", "right"),
        Column("realised_gbp", "Realised", "right"),
    )
    return table_of(
        columns,
        list(sums.items()),
        lambda line: (
            (BENEFIT_TYPE[line[0]], *map(formats.money_full, line[1])),
            (line[0], *line[1]),
        ),
    )


def counted_by_type(counted: Result) -> DisplayTable:
    """Return reported, removed and counted by type and effect, for the page that shows the
    ledger."""
    columns = (
        Column("benefit_type", "Type"),
        Column("effect", "Effect"),
        Column("reported_gbp", "Reported", "right"),
        Column("removed_gbp", "Removed", "right"),
        Column("counted_gbp", "Counted", "right"),
    )
    rows = records(counted, "by_type")
    names = ("reported_gbp", "removed_gbp", "counted_gbp")
    return table_of_records(
        columns,
        rows,
        lambda row: (
            word(BENEFIT_TYPE, text(row, "benefit_type")),
            formats.sentence_case(text(row, "effect")),
            *(formats.money_full(amount(row, name)) for name in names),
        ),
    )


def realised_against_plan(
    realisation: Result, head: Mapping[str, str] = MappingProxyType({})
) -> dict[str, tuple[str, str]]:
    """For each programme id its realised pounds and, softer, `cash-releasing, of £1.6m planned` by
    now: of the first type it has realised, else of the first it planned. Reads
    `to_date_by_programme`. `head` says under which id those of one initiative are added up."""
    each = gross(records(realisation, "to_date_by_programme"))
    rows = pounds_words.in_order(added_up(each, head, "realised_gbp", "planned_gbp"))
    found: dict[str, tuple[str, str]] = {}
    for column in ("realised_gbp", "planned_gbp"):
        for row in rows:
            if amount(row, column) > 0:
                found.setdefault(text(row, "programme_id"), _of_planned(row))
    return found


def _of_planned(row: Record) -> tuple[str, str]:
    planned = amount(row, "planned_gbp")
    below = f"of {formats.money(planned)} planned" if planned else "none planned"
    kind = pounds_words.name(text(row, "benefit_type"))
    return formats.money(amount(row, "realised_gbp")), f"{kind}, {below}"
