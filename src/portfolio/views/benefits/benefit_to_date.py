"""Benefit over time: realised, forecast and planned to date, lines that end in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.drawing import Trace, apart, figure, money_ticks, month_axis, note, value_axis
from portfolio.views.palette import BEYOND, SOFT
from portfolio.views.picture import Column, DisplayTable, Figure, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, gross, having, number, only, records, text
from portfolio.views.words import empty_words, plan_words
from portfolio.views.words.terms import BENEFIT_TYPE

_HEIGHT = 320
_FEWEST_MONTHS = 2
_BELOW = {"realised": -6, "forecast": -24, "planned": -42}
"""Pixels below the end of what is realised, for the words of each line that ends there."""
_LINES = (
    ("planned", "Planned", "2px,4px", SOFT, 2),
    ("forecast", "As forecast", "8px,5px", SOFT, 2),
    ("ahead", "If forecasts hold", "8px,5px", BEYOND, 2),
    ("realised", "Realised", "solid", BEYOND, 3),
)
"""Each line, its words, its dashes, its ink and its width."""
Spec = tuple[str, str, str, str, int]
Line = Sequence[float | None]
"""Running totals; blank before the first month with a figure, since what is blank is not £0."""


def benefit_to_date(realisation: Result, benefit_type: str | None = None) -> Picture:
    """Return running totals to the period for one £ type (the first that has anything, if none
    is named); forecasts to come run on to year end from what is realised. Reads `by_month`,
    `optimism_by_type` and `optimism_by_month` of plan_forecast_realised."""
    period = realisation.provenance.filters.period
    sums = plan_words.to_date(realisation, period)
    code = benefit_type or next(iter(sums), PRICED_TYPES[0])
    title = _title(realisation, period, code, sums.get(code, (0.0, 0.0, 0.0)))
    months, lines = _running(realisation, code, period)
    if len(months) < _FEWEST_MONTHS:
        return Picture(title=title, empty=empty_words.NO_HISTORY if sums else empty_words.NO_PLAN)
    return Picture(
        title=title,
        subtitle=f"{BENEFIT_TYPE[code]} benefit to date, from {months[0].words}.",
        alt=f"{title}. " + ", ".join(_ends(lines)) + ".",
        figure=_figure(months, lines, months.index(period)),
        height=_HEIGHT,
        note=_note(realisation, code, lines),
        table=_table(months, lines),
    )


def _title(realisation: Result, period: Period, code: str, sums: plan_words.Sums) -> str:
    said = plan_words.over_time_title(code, sums)
    ahead = plan_words.by_year_end(realisation, period, code)
    return f"{said}; {ahead}" if ahead else said


def _note(realisation: Result, code: str, lines: dict[str, Line]) -> str:
    """Return what the line of past forecasts is held against, and how they fared."""
    kept = plan_words.kept(realisation, code)
    if not kept or not any(lines["forecast"]):
        return ""
    return (
        "As forecast: had each forecast come true; months without one are as realised. "
        f"{formats.sentence_case(kept)}."
    )


def types_with_benefit(realisation: Result) -> tuple[str, ...]:
    """Return the £ types that have anything to show, in the usual order."""
    return tuple(plan_words.to_date(realisation, realisation.provenance.filters.period))


def _running(
    realisation: Result, code: str, period: Period
) -> tuple[list[Period], dict[str, Line]]:
    """Return months without a gap from the first, to the period or as far as forecasts go in its
    year, and each line added up over them."""
    rows = having(gross(records(realisation, "by_month")), "benefit_type", code)
    until = only(rows, lambda row: text(row, "period") <= str(period) and _has_any(row))
    if not until or code not in PRICED_TYPES:
        return [], {}
    coming = plan_words.to_come(realisation, period, code)
    last = plan_words.year_end(period) if coming else period
    months = [Period.parse(min(text(row, "period") for row in until))]
    while months[-1] < last:
        months.append(months[-1].plus(1))
    now = months.index(period)
    passed = months[: now + 1]
    to_end = only(rows, lambda row: text(row, "period") <= str(last))
    planned = _added_up(to_end, "planned_gbp", months)
    if not any(number(row, "planned_gbp") for row in to_end if text(row, "period") > str(period)):
        planned = planned[: now + 1]
    realised = _added_up(until, "realised_gbp", passed)
    fared = having(records(realisation, "optimism_by_month"), "benefit_type", code)
    lines = {
        "planned": planned,
        "forecast": _as_forecast(realised, fared, passed)
        if any(realised)
        else _added_up(until, "forecast_gbp", passed),
        "ahead": _ahead(realised, coming, months) if coming else [],
        "realised": realised,
    }
    return months, {
        name: [*line, *[None] * (len(months) - len(line))] for name, line in lines.items()
    }


def _as_forecast(realised: Line, fared: Sequence[Record], months: Sequence[Period]) -> Line:
    """Return what would be realised had each forecast come true, from the month before the first
    that had one, so that it leaves the line of what was realised and does not start from nought."""
    by_month = {text(row, "period"): row for row in fared}
    gaps = list(
        accumulate(
            amount(row, "forecast_gbp") - amount(row, "realised_gbp")
            for row in (by_month.get(str(month), {}) for month in months)
        )
    )
    first = next((at for at, month in enumerate(months) if str(month) in by_month), None)
    if first is None:
        return []
    return [
        None if at < first - 1 or total is None else total + gap
        for at, (total, gap) in enumerate(zip(realised, gaps, strict=True))
    ]


def _ahead(realised: Line, coming: Mapping[str, float], months: Sequence[Period]) -> Line:
    """From what is realised, the forecasts to come."""
    now = len(realised) - 1
    start = realised[now] or 0.0
    later = accumulate((coming.get(str(month), 0.0) for month in months[now + 1 :]), initial=start)
    return [*[None] * now, *later]


def _has_any(row: Record) -> bool:
    return any(amount(row, name) for name in ("planned_gbp", "forecast_gbp", "realised_gbp"))


def _added_up(rows: Sequence[Record], column: str, months: Sequence[Period]) -> Line:
    monthly = dict.fromkeys((str(month) for month in months), 0.0)
    known = [text(row, "period") for row in rows if number(row, column) is not None]
    for row in rows:
        monthly[text(row, "period")] += amount(row, column)
    totals = zip(monthly, accumulate(monthly.values()), strict=True)
    first = min(known, default=None)
    return [None if first is None or month < first else total for month, total in totals]


def _figure(months: Sequence[Period], lines: dict[str, Line], now: int) -> Figure:
    drawn = [spec for spec in _LINES if any(lines[spec[0]])]
    values, labels, top = money_ticks(max(map(_last, lines.values())))
    at_end = [spec for spec in drawn if lines[spec[0]][-1] is not None]
    spread = apart([_last(lines[name]) for name, *_ in at_end], top * 0.075)
    ends = [
        _end(f"{words} {formats.money(_last(lines[name]))}", at, ink, name == "realised")
        for (name, words, _, ink, _), at in zip(at_end, spread, strict=True)
    ]
    inside = [_inside(spec, lines, now) for spec in drawn if spec not in at_end]
    return figure(
        [_trace(months, lines[spec[0]], spec) for spec in drawn],
        _HEIGHT,
        margin={"l": 58, "r": 168 if now < len(months) - 1 else 136, "t": 16, "b": 44},
        xaxis=month_axis(months),
        yaxis=value_axis(
            tickvals=values, ticktext=labels, range=[0, max([top, *(at * 1.02 for at in spread)])]
        ),
        annotations=[*ends, *inside],
    )


def _last(line: Line) -> float:
    """Return the total at its end, which is the largest: amounts are never below nothing."""
    return max((total for total in line if total is not None), default=0.0)


def _inside(spec: Spec, lines: dict[str, Line], now: int) -> dict[str, object]:
    """Return the words of a line that ends before the year does: to the right and below, where
    no line runs, each on a line of its own."""
    name, words, _, ink, _ = spec
    said = f"{words} {formats.money(_last(lines[name]))}"
    return note(
        f"<b>{said}</b>" if name == "realised" else said,
        now,
        _last(lines["realised"]),
        yanchor="top",
        xshift=6,
        yshift=_BELOW[name],
        font={"size": 14, "color": ink},
    )


def _trace(months: Sequence[Period], line: Line, look: Spec) -> Trace:
    _, words, dash, ink, width = look
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words,
        "x": list(range(len(months))),
        "y": list(line),
        "line": {"color": ink, "width": width, "dash": dash},
        "cliponaxis": False,
        "customdata": [
            f"{month.words}: {words.lower()} {formats.money(value)}"
            for month, value in zip(months, line, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _end(words: str, at: float, ink: str, is_bold: bool) -> dict[str, object]:
    shown = f"<b>{words}</b>" if is_bold else words
    return note(shown, 1, at, xref="paper", xshift=8, font={"size": 14, "color": ink})


def _ends(lines: dict[str, Line]) -> list[str]:
    return [
        f"{words.lower()} {formats.money(_last(lines[name]))}"
        for name, words, *_ in _LINES
        if any(lines[name])
    ]


def _table(months: Sequence[Period], lines: dict[str, Line]) -> DisplayTable:
    columns = (
        Column("period", "Month"),
        Column("planned_to_date_gbp", "Planned to date", "right"),
        Column("forecast_to_date_gbp", "Had forecasts come true", "right"),
        Column("if_forecasts_hold_gbp", "If forecasts hold", "right"),
        Column("realised_to_date_gbp", "Realised to date", "right"),
    )

    def line(at: int) -> TableLine:
        figures = [lines[name][at] for name, *_ in _LINES]
        return (months[at].words, *map(formats.money_full, figures)), (str(months[at]), *figures)

    return table_of(columns, range(len(months)), line)
