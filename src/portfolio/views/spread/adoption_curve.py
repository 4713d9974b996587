"""How one programme reached others, month by month: a step curve with its 95% range."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.drawing import bare_axis, figure, note, value_axis
from portfolio.views.palette import BEYOND, INK, OUTLINE, SOFT
from portfolio.views.picture import Column, DisplayTable, Figure, Picture, TableLine, table_of
from portfolio.views.read_result import Record, having, number, records, text, whole
from portfolio.views.words import empty_words, waiting_words

_HEIGHT = 320
_NAME_LETTERS = 44
_BAND = "rgba(0,94,184,.13)"
_HALF = 0.5
_TICKS_AT_MOST = 8
_STEPS = (1, 2, 3, 6, 12, 24)


def adoption_curve(
    result: Result, labels: Labels, programme_id: str, adoption: Result | None = None
) -> Picture:
    """Return share of other organisations live, by months since it began. Reads `by_programme`,
    `curve` and `waits` of time_to_adoption; and `by_programme` of adoption, where given, to say
    why it counts others than that does."""
    rows = having(records(result, "by_programme"), "programme_id", programme_id)
    if not rows or text(rows[0], "status") != "ok":
        return Picture(title="How long it took others", empty=empty_words.NO_CURVE)
    row = rows[0]
    steps = having(records(result, "curve"), "programme_id", programme_id)
    title = waiting_words.of_programme(row, _told_apart(programme_id, row, labels))
    origin = labels.organisation(text(row, "origin_org_code"))
    adopted = having(records(adoption, "by_programme"), "programme_id", programme_id)
    said = (
        waiting_words.since(row, origin),
        waiting_words.left_out(row),
        waiting_words.another_count(row, adopted[0] if adopted else {}),
    )
    return Picture(
        title=title,
        subtitle="Share of the other organisations live. Shaded: 95% range.",
        alt=f"{title}. {_said(steps)}",
        figure=_figure(
            row,
            steps,
            _longest(result, programme_id),
        ),
        height=_HEIGHT,
        note=" ".join(part for part in said if part),
        table=_table(steps),
    )


def _told_apart(programme_id: str, row: Record, labels: Labels) -> str:
    """Return its name; where several share it, who leads this one, each short by itself."""
    name = formats.shortened(labels.programme_name(programme_id), _NAME_LETTERS)
    if programme_id not in labels.apart:
        return name
    lead = labels.organisation(text(row, "lead_org_code"))
    return f"{name} led by {formats.shortened(lead, _NAME_LETTERS)}"


def _longest(result: Result, programme_id: str) -> int:
    rows = having(records(result, "waits"), "programme_id", programme_id)
    return max((whole(row, "months") for row in rows), default=1) or 1


def _said(steps: Sequence[Record]) -> str:
    return "; ".join(
        f"{formats.percent(_live(step))} by month {whole(step, 'month')}" for step in steps
    )


def _live(step: Record) -> float:
    return 1 - (number(step, "survival") or 0.0)


def _figure(row: Record, steps: Sequence[Record], longest: int) -> Figure:
    months = [0, *(whole(step, "month") for step in steps), longest]
    live = [0.0, *map(_live, steps)]
    live.append(live[-1])
    lines = [*_band(steps, longest), _line(months, live, steps)]
    end = f"<b>{formats.n_of_m(whole(row, 'events'), whole(row, 'n'))}</b> live"
    labels = [
        note(end, longest, live[-1], xanchor="right", yanchor="bottom", yshift=5, font=_font()),
        *_half_note(row, longest),
    ]
    return figure(
        lines,
        _HEIGHT,
        margin={"l": 46, "r": 16, "t": 22, "b": 62},
        xaxis=_month_axis(longest),
        yaxis=value_axis(
            tickvals=[0, 0.25, 0.5, 0.75, 1],
            ticktext=["0", "25", "50", "75", "100%"],
            range=[0, 1.02],
        ),
        shapes=_half_lines(row),
        annotations=labels,
    )


def _line(months: list[int], live: list[float], steps: Sequence[Record]) -> dict[str, object]:
    said = ["", *(_hover(step) for step in steps), ""]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": live,
        "line": {"color": BEYOND, "width": 3, "shape": "hv"},
        "cliponaxis": False,
        "customdata": said,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(step: Record) -> str:
    went = formats.count(whole(step, "events"))
    waiting_then = formats.count(whole(step, "at_risk"))
    return (
        f"Month {whole(step, 'month')}: {went} of {waiting_then} still without it went live, "
        f"{formats.percent(_live(step))} have it"
    )


def _band(steps: Sequence[Record], longest: int) -> list[dict[str, object]]:
    """Return the range as one filled shape; it ends where everybody has it."""
    known = [step for step in steps if number(step, "low") is not None]
    if not known:
        return []
    ends = [whole(step, "month") for step in steps[1 : len(known)]]
    ends.append(whole(steps[len(known)], "month") if len(known) < len(steps) else longest)
    x: list[int] = []
    top: list[float] = []
    bottom: list[float] = []
    for step, end in zip(known, ends, strict=True):
        x += [whole(step, "month"), end]
        top += [1 - (number(step, "low") or 0.0)] * 2
        bottom += [1 - (number(step, "high") or 0.0)] * 2
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*x, *reversed(x)],
            "y": [*top, *reversed(bottom)],
            "fill": "toself",
            "fillcolor": _BAND,
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
    ]


def _half_lines(row: Record) -> list[dict[str, object]]:
    median = number(row, "median_months")
    if not median:
        return []
    line = {"color": INK, "width": 1, "dash": "dot"}
    across = {"type": "line", "x0": 0, "x1": median, "y0": _HALF, "y1": _HALF, "line": line}
    down = {"type": "line", "x0": median, "x1": median, "y0": 0, "y1": _HALF, "line": line}
    return [across, down]


def _half_note(row: Record, longest: int) -> list[dict[str, object]]:
    median = number(row, "median_months")
    if not median:
        return []
    said, font = f"half by month {round(median)}", {"size": 13, "color": INK}
    if median > longest / 2:  # above the line and before the curve, where nothing else is drawn
        return [note(said, 0, _HALF, yanchor="bottom", xshift=6, font=font)]
    return [note(said, median, _HALF / 4, xshift=6, font=font)]


def _font() -> dict[str, object]:
    return {"size": 14, "color": BEYOND}


def _month_axis(longest: int) -> dict[str, object]:
    step = next((s for s in _STEPS if longest / s <= _TICKS_AT_MOST), _STEPS[-1])
    return bare_axis(
        showline=True,
        linecolor=OUTLINE,
        tickvals=list(range(0, longest + 1, step)),
        tickfont={"size": 13, "color": SOFT},
        ticks="outside",
        ticklen=5,
        tickcolor=OUTLINE,
        range=[0, longest],
        title={"text": "Months", "font": {"size": 13, "color": SOFT}, "standoff": 10},
    )


def _table(steps: Sequence[Record]) -> DisplayTable:
    columns = (
        Column("month", "Month", "right"),
        Column("at_risk_count", "Still without it", "right"),
        Column("events_count", "Went live", "right"),
        Column("live_share", "Have it", "right"),
        Column("low_share", "Range from", "right"),
        Column("high_share", "to", "right"),
    )

    def line(step: Record) -> TableLine:
        low, high = number(step, "low"), number(step, "high")
        shares = (_live(step), None if high is None else 1 - high, None if low is None else 1 - low)
        counts = (whole(step, "month"), whole(step, "at_risk"), whole(step, "events"))
        shown = (*map(formats.count, counts), *(formats.percent(s, "") for s in shares))
        return shown, (*counts, *shares)

    return table_of(columns, steps, line)
