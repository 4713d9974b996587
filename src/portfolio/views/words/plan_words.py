"""What is said of benefit planned, forecast and realised; the three are never mixed."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, gross, having, number, only, records, text
from portfolio.views.words.terms import BENEFIT_TYPE

Sums = tuple[float, float, float]
"""Planned, forecast, realised pounds to date. Forecast is what would be realised had each forecast
come true: over months that have both it takes the place of what was realised, and elsewhere not, so
that the two differ by nothing but how forecasts fared."""
_NEAR = 0.005
_YEAR_END = 3
"""Public bodies close their books in March."""


def to_date(plan: Result | None, period: Period) -> dict[str, Sums]:
    """Return planned, forecast and realised benefit up to a period, by £ type, in the usual
    order."""
    rows = gross(records(plan, "by_month"))
    until = only(rows, lambda row: text(row, "period") <= str(period))
    sums = {
        code: _sums(having(until, "benefit_type", code), fared(plan, "optimism_by_type", code))
        for code in PRICED_TYPES
    }
    return {code: three for code, three in sums.items() if any(three)}


def fared(plan: Result | None, table: str, kind: str, **about: str) -> Record:
    """Return the row of how forecasts of one type fared, over months that have both; empty where
    none has."""
    rows = having(records(plan, table), "benefit_type", kind)
    for column, value in about.items():
        rows = having(rows, column, value)
    return rows[0] if rows else {}


def _sums(rows: list[Record], both: Record) -> Sums:
    planned, forecast, realised = (
        sum(amount(row, name) for row in rows)
        for name in ("planned_gbp", "forecast_gbp", "realised_gbp")
    )
    return planned, had_they_come_true(realised, forecast, both), realised


def had_they_come_true(realised: float, forecast: float, both: Record) -> float:
    """Return what would be realised had each forecast come true. Where nothing is realised yet
    there is nothing to hold a forecast against, and it is what was forecast by now."""
    if realised == 0:
        return forecast
    if not both:
        return 0.0
    return realised - amount(both, "realised_gbp") + amount(both, "forecast_gbp")


def year_end(period: Period) -> Period:
    """Return the March that the months after a period lead up to."""
    return Period(period.year + (period.month >= _YEAR_END), _YEAR_END)


def to_come(plan: Result | None, period: Period, kind: str) -> dict[str, float]:
    """Return what is forecast of one type for the months after a period, to year end, by month."""
    rows = having(gross(records(plan, "by_month")), "benefit_type", kind)
    last = str(year_end(period))
    ahead = only(rows, lambda row: str(period) < text(row, "period") <= last)
    return {
        text(row, "period"): amount(row, "forecast_gbp")
        for row in ahead
        if number(row, "forecast_gbp") is not None
    }


def outlook(plan: Result | None, period: Period, kind: str) -> str:
    """`£11.2m by March 2027 if forecasts hold; in months that had one, 85p of each £1 forecast was
    realised`, each half where it can be said."""
    halves = (by_year_end(plan, period, kind), kept(plan, kind))
    return "; ".join(half for half in halves if half)


def by_year_end(plan: Result | None, period: Period, kind: str) -> str:
    """Return what is realised and what is forecast to year end make together."""
    coming = to_come(plan, period, kind)
    if not coming:
        return ""
    _, _, realised = to_date(plan, period).get(kind, (0.0, 0.0, 0.0))
    total = formats.money(realised + sum(coming.values()))
    return f"{total} by {year_end(period).words} if forecasts hold"


def kept(plan: Result | None, kind: str) -> str:
    """Return how much of what was forecast came, over the months that had a forecast."""
    both = fared(plan, "optimism_by_type", kind)
    share = number(both, "optimism")
    if share is None:
        return ""
    if share > 1:
        realised, forecast = (amount(both, name) for name in ("realised_gbp", "forecast_gbp"))
        return (
            f"in months that had one, {formats.money(realised)} was realised of "
            f"{formats.money(forecast)} forecast"
        )
    return f"in months that had one, {formats.pence(share)} of each £1 forecast was realised"


def by_type_title(plan: Result | None, period: Period) -> str:
    """Return the sentence over the bars by type: the type that moves a budget, else the largest."""
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
    """Return what has been realised, type by type and never added up, beside what was planned by
    now."""
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
    """Return what lies ahead where nothing is realised: by type, never added up."""
    rows = gross(records(plan, "by_month"))
    parts = []
    for code in PRICED_TYPES:
        of_type = having(rows, "benefit_type", code)
        planned = sum(amount(row, "planned_gbp") for row in of_type)
        if planned:
            parts.append(f"{formats.money(planned)} {BENEFIT_TYPE[code].lower()}")
    return f"{formats.listed(parts)} is planned" if parts else ""
