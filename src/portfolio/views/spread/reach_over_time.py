"""The share of benefit that lands beyond the lead, to date, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.drawing import figure, month_axis, note, value_axis
from portfolio.views.palette import BEYOND, SOFT
from portfolio.views.picture import Column, DisplayTable, Figure, Picture, TableLine, table_of
from portfolio.views.read_result import Record, having, number, records, text
from portfolio.views.words import empty_words, overview_words, pounds_words

_HEIGHT = 300
_FEWEST_MONTHS = 2
_SMALL_MOVE = 0.01
_STEPS = (0.05, 0.1, 0.25)
Point = tuple[Period, float, float | None, float | None]


def reach_over_time(beyond: Result) -> Picture:
    """Return one line, from zero, of the type of pound that the headline speaks of. Reads
    `by_type` and `over_time_by_type` (period, benefit_type, numerator, denominator, share)."""
    shared = overview_words.shares(beyond)
    kind = text(shared[0], "benefit_type") if shared else ""
    points = _points(beyond, kind)
    if not points:
        return Picture(title="How it moved is not known yet", empty=empty_words.no_share(beyond))
    title = _title(points, pounds_words.benefit(kind))
    if len(points) < _FEWEST_MONTHS:
        return Picture(title=title, table=_table(points), empty=empty_words.NO_HISTORY)
    return Picture(
        title=title,
        subtitle=f"Pence of each £1 of {pounds_words.benefit(kind)} realised to date that lands "
        "beyond the lead.",
        alt=f"{title}.",
        figure=_figure(points),
        height=_HEIGHT,
        note=_others(shared[1:]),
        table=_table(points),
    )


def _others(shared: Sequence[Record]) -> str:
    return f"Now also {pounds_words.beside(shared)} benefit." if shared else ""


def _points(beyond: Result, kind: str) -> list[Point]:
    until = str(beyond.provenance.filters.period)
    return [
        (
            Period.parse(text(row, "period")),
            share,
            number(row, "numerator"),
            number(row, "denominator"),
        )
        for row in having(records(beyond, "over_time_by_type"), "benefit_type", kind)
        if (share := number(row, "share")) is not None and text(row, "period") <= until
    ]


def _title(points: Sequence[Point], kind: str) -> str:
    (first, was, *_), (last, now, *_) = points[0], points[-1]
    said = f"Beyond the lead: {formats.pence(now)} of each £1 of {kind}"
    if first == last:
        return f"{said} in {last.words}"
    if abs(now - was) < _SMALL_MOVE:
        return f"{said}, as in {first.words}"
    way = "up" if now > was else "down"
    return f"{said}, {way} from {formats.pence(was)} in {first.words}"


def _figure(points: Sequence[Point]) -> Figure:
    shares = [share for _, share, *_ in points]
    top = max(*shares, 0.05)
    step = next((s for s in _STEPS if top / s <= 5), _STEPS[-1])  # noqa: PLR2004 - five lines
    ticks = [step * i for i in range(int(top / step + 0.999) + 1)]
    months = _every_month(points)
    at = {month: i for i, month in enumerate(months)}
    return figure(
        [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [at[month] for month, *_ in points],
                "y": shares,
                "line": {"color": BEYOND, "width": 3},
                "cliponaxis": False,
                "customdata": [
                    f"{month.words}: {formats.pence(share)} of each £1"
                    for month, share, *_ in points
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        ],
        _HEIGHT,
        margin={"l": 44, "r": 92, "t": 16, "b": 44},
        xaxis=month_axis(months),
        yaxis=value_axis(
            tickvals=ticks,
            ticktext=[f"{round(t * 100)}p" for t in ticks],
            range=[0, ticks[-1] * 1.02],
        ),
        annotations=[_end(shares[-1]), _start(points[0])],
    )


def _every_month(points: Sequence[Point]) -> list[Period]:
    months = [points[0][0]]
    while months[-1] < points[-1][0]:
        months.append(months[-1].plus(1))
    return months


def _end(share: float) -> dict[str, object]:
    words = f"<b>{formats.pence(share)}</b> beyond"
    return note(words, 1, share, xref="paper", xshift=8, font={"size": 14, "color": BEYOND})


def _start(first: Point) -> dict[str, object]:
    words = formats.pence(first[1])
    font = {"size": 13, "color": SOFT}
    return note(words, 0, first[1], yanchor="bottom", xanchor="left", yshift=6, font=font)


def _table(points: Sequence[Point]) -> DisplayTable:
    columns = (
        Column("period", "Month"),
        Column("beyond_to_date_gbp", "Beyond the lead, to date", "right"),
        Column("realised_to_date_gbp", "Realised, to date", "right"),
        Column("beyond_share", "Share beyond", "right"),
    )

    def line(point: Point) -> TableLine:
        month, share, part, whole = point
        shown = (formats.money_full(part), formats.money_full(whole), formats.percent(share))
        return (month.words, *shown), (str(month), part, whole, share)

    return table_of(columns, points, line)
