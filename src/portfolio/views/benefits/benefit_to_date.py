"""Benefit over time: realised, forecast and planned to date, three lines that end in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.drawing import Trace, apart, figure, money_ticks, month_axis, note, value_axis
from portfolio.views.palette import BEYOND, SOFT
from portfolio.views.picture import Column, DisplayTable, Figure, Picture, TableLine, table_of
from portfolio.views.reading import Record, amount, gross, having, number, only, records, text
from portfolio.views.words import missing, plan
from portfolio.views.words.terms import BENEFIT_TYPE

_HEIGHT = 320
_FEWEST_MONTHS = 2
_LINES = (
    ("planned_gbp", "Planned", "2px,4px", SOFT, 2),
    ("forecast_gbp", "Forecast", "8px,5px", BEYOND, 2),
    ("realised_gbp", "Realised", "solid", BEYOND, 3),
)
Line = Sequence[float | None]
"""Running totals; blank before the first month with a figure, since what is blank is not £0."""


def benefit_to_date(realisation: Result, benefit_type: str | None = None) -> Picture:
    """Running totals to the period for one £ type (the first that has anything, if none is
    named). Reads `by_month` of plan_forecast_realised."""
    period = realisation.provenance.filters.period
    sums = plan.to_date(realisation, period)
    code = benefit_type or next(iter(sums), "cash_releasing")
    title = plan.over_time_title(code, sums.get(code, (0.0, 0.0, 0.0)))
    months, lines = _running(realisation, code, period)
    if len(months) < _FEWEST_MONTHS:
        return Picture(title=title, empty=missing.NO_HISTORY if sums else missing.NO_PLAN)
    return Picture(
        title=title,
        subtitle=f"{BENEFIT_TYPE[code]} benefit to date, from {months[0].words}.",
        alt=f"{title}. " + ", ".join(_ends(lines)) + ".",
        figure=_figure(months, lines),
        height=_HEIGHT,
        table=_table(months, lines),
    )


def types_with_benefit(realisation: Result) -> tuple[str, ...]:
    """The £ types that have anything to show, in the usual order."""
    return tuple(plan.to_date(realisation, realisation.provenance.filters.period))


def _running(
    realisation: Result, code: str, period: Period
) -> tuple[list[Period], dict[str, Line]]:
    """Months without a gap from the first to the period, and each amount added up."""
    rows = having(gross(records(realisation, "by_month")), "benefit_type", code)
    until = only(rows, lambda row: text(row, "period") <= str(period) and _has_any(row))
    if not until or code not in PRICED_TYPES:
        return [], {}
    months = [Period.parse(min(text(row, "period") for row in until))]
    while months[-1] < period:
        months.append(months[-1].plus(1))
    return months, {name: _added_up(until, name, months) for name, *_ in _LINES}


def _has_any(row: Record) -> bool:
    return any(amount(row, name) for name, *_ in _LINES)


def _added_up(rows: Sequence[Record], column: str, months: Sequence[Period]) -> Line:
    monthly = dict.fromkeys((str(month) for month in months), 0.0)
    known = [text(row, "period") for row in rows if number(row, column) is not None]
    for row in rows:
        monthly[text(row, "period")] += amount(row, column)
    totals = zip(monthly, accumulate(monthly.values()), strict=True)
    first = min(known, default=None)
    return [None if first is None or month < first else total for month, total in totals]


def _figure(months: Sequence[Period], lines: dict[str, Line]) -> Figure:
    drawn = [spec for spec in _LINES if any(lines[spec[0]])]
    values, labels, top = money_ticks(max(map(_last, lines.values())))
    spread = apart([_last(lines[name]) for name, *_ in drawn], top * 0.075)
    return figure(
        [
            _trace(months, lines[name], (words, dash, ink, width))
            for name, words, dash, ink, width in drawn
        ],
        _HEIGHT,
        margin={"l": 58, "r": 128, "t": 16, "b": 44},
        xaxis=month_axis(months),
        yaxis=value_axis(tickvals=values, ticktext=labels, range=[0, max(top, spread[-1] * 1.02)]),
        annotations=[
            _end(f"{words} {formats.money(lines[name][-1])}", at, ink, name == "realised_gbp")
            for (name, words, _, ink, _), at in zip(drawn, spread, strict=True)
        ],
    )


def _last(line: Line) -> float:
    """The total at the period, which is the largest: amounts are never below nothing."""
    return line[-1] or 0.0


def _trace(months: Sequence[Period], line: Line, look: tuple[str, str, str, int]) -> Trace:
    words, dash, ink, width = look
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
    return [f"{words.lower()} {formats.money(lines[name][-1])}" for name, words, *_ in _LINES]


def _table(months: Sequence[Period], lines: dict[str, Line]) -> DisplayTable:
    columns = (
        Column("period", "Month"),
        *(
            Column(f"{name[:-4]}_to_date_gbp", f"{words} to date", "right")
            for name, words, *_ in _LINES
        ),
    )

    def line(at: int) -> TableLine:
        figures = [lines[name][at] for name, *_ in _LINES]
        return (months[at].words, *map(formats.money_full, figures)), (str(months[at]), *figures)

    return table_of(columns, range(len(months)), line)
