"""One benefit at one organisation, month by month: points, mean, limits, target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from textwrap import wrap

from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats, marks
from portfolio.views.drawing import (
    Trace,
    apart,
    figure,
    month_axis,
    note,
    round_step,
    value_axis,
)
from portfolio.views.palette import INK, SOFT, XMR
from portfolio.views.picture import Column, DisplayTable, Figure, KeyItem, Picture, table_of_records
from portfolio.views.read_result import Record, having, is_true, number, records, text
from portfolio.views.words import over_time_words

_HEIGHT = 360
_ROOM = 0.075
_FROM_ZERO = 0.5
"""Where the lowest is less than this part of the highest, the scale starts at zero."""
_REASON_LETTERS, _REASON_LINES = 30, 2
_SIZES = {"circle": 8, "diamond": 11, "square": 10, "triangle-up": 11}


@dataclass(frozen=True)
class Line:
    """A level across the chart or one stretch of it, with its words at the right; without words
    where it ends before."""

    words: str
    at: float
    colour: str = SOFT
    dash: str = "solid"
    width: float = 1.5
    first: str = ""
    last: str = ""


def xmr_chart(over: Result, benefit_id: str, org_code: str) -> Picture:
    """Read `signals` and `series` of benefit_over_time for one benefit and beneficiary."""
    signal = find(over, benefit_id, org_code)
    months = [
        row
        for row in having(records(over, "series"), "benefit_id", benefit_id)
        if row["beneficiary_org_code"] == org_code
    ]
    if not signal or not months:
        return Picture(title=NO_MONTHS_TITLE, empty=NO_MONTHS)
    title = over_time_words.changed(signal)
    lines = levels(signal, months)
    low, high = _span(months, lines)
    return Picture(
        title=title,
        subtitle=f"{text(signal, 'measure')}, {each_month(signal)}.",
        alt=f"{title}. {over_time_words.target(signal)}",
        figure=_figure(signal, months, lines, (low, high)),
        height=_HEIGHT,
        key=_key(months),
        note=note_of(signal, months, low, lines),
        table=_table(months, text(signal, "unit")),
    )


NO_MONTHS_TITLE = "No monthly figures yet"
NO_MONTHS = (
    "Nobody has sent what this benefit came to month by month. It goes into the extract "
    "benefit_values, column realised_value, in the benefit\u2019s own unit."
)


def find(over: Result, benefit_id: str, org_code: str) -> Record:
    """Return the chart of a benefit where it lands; an empty mapping where there is none."""
    of = having(records(over, "signals"), "benefit_id", benefit_id)
    return next((row for row in of if row["beneficiary_org_code"] == org_code), {})


def drawn_as(row: Record) -> str:
    """Return what a month is drawn as: plain with too few of them, and about limits that
    describe neither side of a level that moved."""
    return text(row, "variation") if is_true(row, "is_judged") else "common"


def _key(months: Sequence[Record]) -> tuple[KeyItem, ...]:
    """Return what the shapes mean, where more than the plain one is drawn."""
    found = {drawn_as(row) for row in months}
    if found == {"common"}:
        return ()
    return tuple(KeyItem(marks.month(c), over_time_words.POINT[c]) for c in XMR if c in found)


def each_month(signal: Record) -> str:
    unit = {"percent": "per cent", "pounds": "£"}.get(text(signal, "unit"), text(signal, "unit"))
    combined = {"average": "average of each month", "last": "at the end of each month"}
    return f"{unit}, {combined.get(text(signal, 'combines'), 'each month')}"


def levels(signal: Record, months: Sequence[Record]) -> list[Line]:
    """Return mean, limits and target. A lower limit below zero is not drawn where nothing else
    is."""
    unit = text(signal, "unit")
    can_be_negative = any((number(row, "value") or 0.0) < 0 for row in months)
    stretches = _stretches(months)
    lines = [
        replace(line, first=text(stretch[0], "period"), last=text(stretch[-1], "period"))
        for stretch in stretches
        for line in _lines_of(stretch[0], unit, can_be_negative=can_be_negative)
    ]
    ended = text(stretches[-1][0], "period")
    lines = [line if line.first == ended else replace(line, words="") for line in lines]
    target = number(signal, "target")
    if target is not None:
        lines.append(Line(f"Target {_figure_of(target, unit)}", target, INK, "2px,4px", 2))
    return lines


def _stretches(months: Sequence[Record]) -> list[list[Record]]:
    """Return the months under one set of limits each, in order."""
    return [list(rows) for _, rows in groupby(months, key=lambda row: row.get("stretch"))]


def _lines_of(month: Record, unit: str, *, can_be_negative: bool) -> list[Line]:
    """Mean and limits of one stretch, as any of its months has them."""
    lower, upper = number(month, "lower"), number(month, "upper")
    mean = number(month, "mean") or 0.0
    lines = [Line(f"Mean {_figure_of(mean, unit)}", mean, width=2)]
    if upper is not None and lower is not None and upper > lower:
        lines.append(Line(f"Upper limit {_figure_of(upper, unit)}", upper, dash="7px,5px"))
        if lower >= 0 or can_be_negative:
            lines.append(Line(f"Lower limit {_figure_of(lower, unit)}", lower, dash="7px,5px"))
    return lines


def _figure_of(figure: float, unit: str) -> str:
    """Return rounded as far as a line can be read; its unit is in the subtitle."""
    shown = unit if unit.lower() in ("percent", "pounds") else ""
    size = abs(figure)
    places = 0 if size >= 100 else 1 if size >= 1 else 2  # noqa: PLR2004 - three figures are read
    return over_time_words.value(round(figure, places), shown)


def _span(months: Sequence[Record], lines: Sequence[Line]) -> tuple[float, float]:
    """Return the ends of the scale: round figures around everything drawn, from zero where near
    it."""
    drawn = [number(row, "value") or 0.0 for row in months] + [line.at for line in lines]
    low, high = min(drawn), max(drawn)
    if 0 <= low < high * _FROM_ZERO or low == high:
        low = min(low, 0.0)
    step = round_step((high - low) / 4) if high > low else 1.0
    return step * (low // step), step * -(-high // step) if high > low else low + step


def _figure(
    signal: Record, months: Sequence[Record], lines: Sequence[Line], span: tuple[float, float]
) -> Figure:
    periods = every_month(months)
    low, high = span
    step = round_step((high - low) / 4)
    ticks = [low + step * at for at in range(round((high - low) / step) + 1)]
    unit = text(signal, "unit")
    named = [line for line in lines if line.words]
    places = apart([line.at for line in named], (high - low) * _ROOM)
    steps = _steps(signal, months, periods)
    return figure(
        [
            *(_level(line, periods) for line in lines),
            _trail(months, periods),
            *_points(signal, months, periods),
        ],
        _HEIGHT,
        margin={"l": 58, "r": 138, "t": 72 if steps else 16, "b": 44},
        xaxis=month_axis(periods),
        yaxis=value_axis(
            tickvals=ticks,
            ticktext=[escape.plotly(_figure_of(tick, unit)) for tick in ticks],
            range=[low, high + (high - low) * 0.03],
            rangemode="normal",
        ),
        annotations=[
            note(
                escape.plotly(line.words),
                1,
                at,
                xref="paper",
                xshift=10,
                font={"size": 13, "color": line.colour},
            )
            for line, at in zip(named, places, strict=True)
        ]
        + [words for _, words in steps],
        shapes=[shape for shape, _ in steps],
    )


def _steps(
    signal: Record, months: Sequence[Record], periods: Sequence[Period]
) -> list[tuple[Trace, Trace]]:
    """Where limits begin anew: a line across, with the month and the reason above it."""
    middle = len(periods) / 2
    steps: list[tuple[Trace, Trace]] = []
    for stretch in _stretches(months)[1:]:
        month = Period.parse(text(stretch[0], "period"))
        at = periods.index(month) - 0.5
        words = [f"New limits from {formats.month_short(month)}:"]
        words += _reason(text(signal, "recalculate_reason"))
        shape = {
            **{"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at},
            **{"y0": 0, "y1": 1, "line": {"color": SOFT, "width": 1}},
        }
        side = "right" if at > middle else "left"
        above = {"yref": "paper", "yanchor": "bottom", "xanchor": side, "align": side}
        said = "<br>".join(map(escape.plotly, words))
        steps.append((shape, note(said, at, 1, **above, font={"size": 13, "color": SOFT})))
    return steps


def _reason(reason: str) -> list[str]:
    """Return the reason as it fits above the step; the whole of it stands in the note."""
    lines = wrap(reason, _REASON_LETTERS)
    shown = lines[:_REASON_LINES]
    return shown if shown == lines else [*shown[:-1], f"{shown[-1]} \u2026"]


def every_month(months: Sequence[Record]) -> list[Period]:
    first, last = (Period.parse(text(months[at], "period")) for at in (0, -1))
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].plus(1))
    return periods


def _level(line: Line, periods: Sequence[Period]) -> Trace:
    """Return a level from half a month before its first month to half a month after its last."""
    last = len(periods) - 1
    starts = periods.index(Period.parse(line.first)) - 0.5 if line.first else 0
    ends = periods.index(Period.parse(line.last)) + 0.5 if line.last else last
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [max(starts, -0.15), min(ends, max(last, 1) + 0.15)],
        "y": [line.at, line.at],
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "hoverinfo": "skip",
    }


def _trail(months: Sequence[Record], periods: Sequence[Period]) -> Trace:
    """Return the thin line from month to month; it breaks where a month is missing."""
    at = {str(period): place for place, period in enumerate(periods)}
    x: list[int | None] = []
    y: list[float | None] = []
    for before, row in pairwise([None, *months]):
        if row is None:
            continue
        place = at[text(row, "period")]
        if before is not None and place - at[text(before, "period")] > 1:
            x.append(None)
            y.append(None)
        x.append(place)
        y.append(number(row, "value"))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": XMR["common"][0], "width": 1.2},
        "hoverinfo": "skip",
    }


def _points(signal: Record, months: Sequence[Record], periods: Sequence[Period]) -> list[Trace]:
    """Return the months, one trace for each finding, so that colour and shape go together."""
    at = {str(period): place for place, period in enumerate(periods)}
    unit = text(signal, "unit")
    by_finding: dict[str, list[Record]] = {}
    for row in months:
        by_finding.setdefault(drawn_as(row), []).append(row)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": over_time_words.VARIATION[found],
            "x": [at[text(row, "period")] for row in rows],
            "y": [number(row, "value") for row in rows],
            "marker": {
                "color": XMR[found][0],
                "symbol": XMR[found][1],
                "size": _SIZES[XMR[found][1]],
                "line": {"width": 0},
            },
            "cliponaxis": False,
            "customdata": [_hover(row, unit) for row in rows],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for found, rows in by_finding.items()
    ]


def _hover(row: Record, unit: str) -> str:
    month = Period.parse(text(row, "period")).words
    parts = [f"<b>{month}: {escape.plotly(over_time_words.value(number(row, 'value'), unit))}</b>"]
    if is_true(row, "is_judged"):
        parts.append(over_time_words.rule(row))
    if is_true(row, "is_value_claimed"):
        parts.append("Not confirmed by the organisation")
    if text(row, "value_note"):
        parts.append(escape.plotly(text(row, "value_note")))
    return "<br>".join(parts)


def note_of(signal: Record, months: Sequence[Record], low: float, lines: Sequence[Line]) -> str:
    unit = text(signal, "unit")
    starts = "" if low == 0 else f"The scale starts at {_figure_of(low, unit)}."
    is_hidden = (number(signal, "lower") or 0.0) < 0 and not any(
        line.words.startswith("Lower") for line in lines
    )
    below = "The lower limit is below zero and is not drawn." if is_hidden else ""
    anew = over_time_words.recalculated(signal, is_drawn=len(_stretches(months)) > 1)
    return " ".join(filter(None, (anew, starts, below, over_time_words.missing_months(signal))))


def _table(months: Sequence[Record], unit: str) -> DisplayTable:
    columns = (
        Column("period", "Month"),
        Column("value", "Value", "right"),
        Column("mean", "Mean", "right"),
        Column("lower", "Lower limit", "right"),
        Column("upper", "Upper limit", "right"),
        Column("label", "What the rules find"),
        Column("value_note", "Note"),
    )
    newest = list(reversed(months))
    levels = ("mean", "lower", "upper")
    return table_of_records(
        columns,
        newest,
        lambda row: (
            Period.parse(text(row, "period")).words,
            over_time_words.value(number(row, "value"), unit),
            *(formats.decimal(number(row, name), unknown="none") for name in levels),
            over_time_words.rule(row),
            text(row, "value_note"),
        ),
    )
