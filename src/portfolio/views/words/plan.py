"""What is said of benefit planned, forecast and realised; the three are never mixed."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.reading import Record, amount, gross, having, only, records, text
from portfolio.views.words.terms import BENEFIT_TYPE

Sums = tuple[float, float, float]
"""Planned, forecast, realised pounds to date."""
_NEAR = 0.005


def to_date(plan: Result | None, period: Period) -> dict[str, Sums]:
    """Planned, forecast and realised benefit up to a period, by £ type, in the usual order."""
    rows = gross(records(plan, "by_month"))
    until = only(rows, lambda row: text(row, "period") <= str(period))
    sums = {code: _sums(having(until, "benefit_type", code)) for code in PRICED_TYPES}
    return {code: three for code, three in sums.items() if any(three)}


def _sums(rows: list[Record]) -> Sums:
    planned, forecast, realised = (
        sum(amount(row, name) for row in rows)
        for name in ("planned_gbp", "forecast_gbp", "realised_gbp")
    )
    return planned, forecast, realised


def by_type_title(plan: Result | None, period: Period) -> str:
    """The sentence over the bars by type: the type that moves a budget, else the largest."""
    sums = to_date(plan, period)
    if not sums:
        return "No benefit in pounds is reported yet"
    code = headline_type(sums)
    return against_plan(code, sums[code])


def headline_type(sums: Mapping[str, Sums]) -> str:
    """Return the type that a headline speaks of: the one that moves a budget, else the largest."""
    first = PRICED_TYPES[0]
    return first if first in sums else max(sums, key=lambda code: sums[code][2])


def getting(plan: Result | None, period: Period) -> str:
    """What has been realised, type by type and never added up, beside what was planned by now."""
    sums = to_date(plan, period)
    if not sums:
        return "No benefit in pounds has been reported for it yet."
    return f"Realised to date: {formats.listed(_parts(sums))}."


def _parts(sums: dict[str, Sums]) -> list[str]:
    return [
        f"{formats.money(realised)} {BENEFIT_TYPE[code].lower()}"
        + (f" ({formats.money(planned)} planned by now)" if planned else "")
        for code, (planned, _, realised) in sums.items()
    ]


def against_plan(code: str, sums: Sums) -> str:
    """`Cash-releasing benefit: £610k of the £900k planned by now`, in every state."""
    planned, forecast, realised = sums
    kind = f"{BENEFIT_TYPE[code]} benefit"
    if realised == 0 and planned:
        return f"{kind}: none of the {formats.money(planned)} planned by now is realised"
    if realised == 0:
        return f"{kind}: none realised yet, {formats.money(forecast)} was forecast by now"
    if planned == 0:
        return f"{kind}: {formats.money(realised)} realised, and none was planned by now"
    if realised > planned * (1 + _NEAR):
        more = f"{formats.money(realised)}, more than the {formats.money(planned)}"
        return f"{kind}: {more} planned by now"
    return f"{kind}: {formats.money(realised)} of the {formats.money(planned)} planned by now"


def over_time_title(code: str, sums: Sums) -> str:
    """`Cash-releasing benefit is £290k behind plan`, over the lines of one type."""
    planned, _, realised = sums
    kind = f"{BENEFIT_TYPE[code]} benefit"
    gap = realised - planned
    if not any(sums):
        return f"{kind}: nothing planned or realised is reported yet"
    if planned == 0:
        return f"{kind} was not planned; {formats.money(realised)} is realised"
    if abs(gap) <= planned * _NEAR:
        return f"{kind} is as planned"
    way = "ahead of" if gap > 0 else "behind"
    return f"{kind} is {formats.money(abs(gap))} {way} plan"


def ahead(plan: Result | None) -> str:
    """What lies ahead where nothing is realised: by type, never added up."""
    rows = gross(records(plan, "by_month"))
    parts = []
    for code in PRICED_TYPES:
        of_type = having(rows, "benefit_type", code)
        planned = sum(amount(row, "planned_gbp") for row in of_type)
        if planned:
            parts.append(f"{formats.money(planned)} {BENEFIT_TYPE[code].lower()}")
    return f"{formats.listed(parts)} is planned" if parts else ""
