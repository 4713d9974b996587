"""One benefit at one organisation, month by month: points, mean, limits, target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
_SIZES = {"circle": 8, "diamond": 11, "square": 10, "triangle-up": 11}


@dataclass(frozen=True)
class Line:
    """A level across the whole chart, with its words at the right."""

    words: str
    at: float
    colour: str = SOFT
    dash: str = "solid"
    width: float = 1.5


def xmr_chart(over: Result, benefit_id: str, org_code: str) -> Picture:
    """Reads `signals` and `series` of benefit_over_time for one benefit and beneficiary."""
    signal = find(over, benefit_id, org_code)
    months = [
        row
        for row in having(records(over, "series"), "benefit_id", benefit_id)
        if row["beneficiary_org_code"] == org_code
    ]
    if not signal or not months:
        return Picture(title=NO_MONTHS_TITLE, empty=NO_MONTHS)
    title = over_time_words.changed(signal)
    lines = _lines(signal, months)
    low, high = _span(months, lines)
    return Picture(
        title=title,
        subtitle=f"{text(signal, 'measure')}, {_each(signal)}.",
        alt=f"{title}. {over_time_words.target(signal)}",
        figure=_figure(signal, months, lines, (low, high)),
        height=_HEIGHT,
        key=_key(signal, months),
        note=_note(signal, low, lines),
        table=_table(months, text(signal, "unit")),
    )


NO_MONTHS_TITLE = "No monthly figures yet"
NO_MONTHS = (
    "Nobody has sent what this benefit came to month by month. It goes into the extract "
    "benefit_values, column realised_value, in the benefit\u2019s own unit."
)


def find(over: Result, benefit_id: str, org_code: str) -> Record:
    """The chart of a benefit where it lands; an empty mapping where there is none."""
    of = having(records(over, "signals"), "benefit_id", benefit_id)
    return next((row for row in of if row["beneficiary_org_code"] == org_code), {})


def _is_judged(signal: Record) -> bool:
    """Whether months are marked by what the rules find: not with too few, nor about limits that
    describe neither side of a level that moved."""
    return text(signal, "status") != "trial" and not is_true(signal, "has_moved")


def _key(signal: Record, months: Sequence[Record]) -> tuple[KeyItem, ...]:
    """What the shapes mean, where more than the plain one is drawn."""
    found = {text(row, "variation") for row in months}
    if not _is_judged(signal) or found == {"common"}:
        return ()
    return tuple(KeyItem(marks.month(c), over_time_words.POINT[c]) for c in XMR if c in found)


def _each(signal: Record) -> str:
    unit = {"percent": "per cent", "pounds": "£"}.get(text(signal, "unit"), text(signal, "unit"))
    combined = {"average": "average of each month", "last": "at the end of each month"}
    return f"{unit}, {combined.get(text(signal, 'combines'), 'each month')}"


def _lines(signal: Record, months: Sequence[Record]) -> list[Line]:
    """Mean, limits and target. A lower limit below zero is not drawn where nothing else is."""
    unit = text(signal, "unit")
    lower, upper, target = (number(signal, name) for name in ("lower", "upper", "target"))
    mean = number(signal, "mean") or 0.0
    can_be_negative = any((number(row, "value") or 0.0) < 0 for row in months)
    lines = [Line(f"Mean {_figure_of(mean, unit)}", mean, width=2)]
    if upper is not None and lower is not None and upper > lower:
        lines.append(Line(f"Upper limit {_figure_of(upper, unit)}", upper, dash="7px,5px"))
        if lower >= 0 or can_be_negative:
            lines.append(Line(f"Lower limit {_figure_of(lower, unit)}", lower, dash="7px,5px"))
    if target is not None:
        lines.append(Line(f"Target {_figure_of(target, unit)}", target, INK, "2px,4px", 2))
    return lines


def _figure_of(figure: float, unit: str) -> str:
    """Rounded as far as a line can be read; its unit is in the subtitle."""
    shown = unit if unit.lower() in ("percent", "pounds") else ""
    size = abs(figure)
    places = 0 if size >= 100 else 1 if size >= 1 else 2  # noqa: PLR2004 - three figures are read
    return over_time_words.value(round(figure, places), shown)


def _span(months: Sequence[Record], lines: Sequence[Line]) -> tuple[float, float]:
    """The ends of the scale: round figures around everything drawn, from zero where near it."""
    drawn = [number(row, "value") or 0.0 for row in months] + [line.at for line in lines]
    low, high = min(drawn), max(drawn)
    if 0 <= low < high * _FROM_ZERO or low == high:
        low = min(low, 0.0)
    step = round_step((high - low) / 4) if high > low else 1.0
    return step * (low // step), step * -(-high // step) if high > low else low + step


def _figure(
    signal: Record, months: Sequence[Record], lines: Sequence[Line], span: tuple[float, float]
) -> Figure:
    periods = _every_month(months)
    low, high = span
    step = round_step((high - low) / 4)
    ticks = [low + step * at for at in range(round((high - low) / step) + 1)]
    unit = text(signal, "unit")
    places = apart([line.at for line in lines], (high - low) * _ROOM)
    return figure(
        [
            *(_level(line, len(periods)) for line in lines),
            _trail(months, periods),
            *_points(signal, months, periods),
        ],
        _HEIGHT,
        margin={"l": 58, "r": 138, "t": 16, "b": 44},
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
            for line, at in zip(lines, places, strict=True)
        ],
    )


def _every_month(months: Sequence[Record]) -> list[Period]:
    first, last = (Period.parse(text(months[at], "period")) for at in (0, -1))
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].plus(1))
    return periods


def _level(line: Line, months: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [-0.15, max(months - 1, 1) + 0.15],
        "y": [line.at, line.at],
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "hoverinfo": "skip",
    }


def _trail(months: Sequence[Record], periods: Sequence[Period]) -> Trace:
    """The thin line from month to month; it breaks where a month is missing."""
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
    """The months, one trace for each finding, so that colour and shape go together."""
    at = {str(period): place for place, period in enumerate(periods)}
    is_judged = _is_judged(signal)
    unit = text(signal, "unit")
    by_finding: dict[str, list[Record]] = {}
    for row in months:
        by_finding.setdefault(text(row, "variation") if is_judged else "common", []).append(row)
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
            "customdata": [_hover(row, unit, is_judged) for row in rows],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for found, rows in by_finding.items()
    ]


def _hover(row: Record, unit: str, is_judged: bool) -> str:
    month = Period.parse(text(row, "period")).words
    parts = [f"<b>{month}: {escape.plotly(over_time_words.value(number(row, 'value'), unit))}</b>"]
    if is_judged:
        parts.append(over_time_words.rule(row))
    if is_true(row, "is_value_claimed"):
        parts.append("The lead\u2019s word only")
    if text(row, "value_note"):
        parts.append(escape.plotly(text(row, "value_note")))
    return "<br>".join(parts)


def _note(signal: Record, low: float, lines: Sequence[Line]) -> str:
    unit = text(signal, "unit")
    starts = "" if low == 0 else f"The scale starts at {_figure_of(low, unit)}."
    is_hidden = (number(signal, "lower") or 0.0) < 0 and not any(
        line.words.startswith("Lower") for line in lines
    )
    below = "The lower limit is below zero and is not drawn." if is_hidden else ""
    return " ".join(filter(None, (starts, below, over_time_words.missing_months(signal))))


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
