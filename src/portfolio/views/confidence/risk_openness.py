"""Openness over time: risks raised, quarter by quarter, and by whom. A trend, not a target."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import drawing, formats, marks
from portfolio.views.palette import BEYOND, LEAD, OUTLINE, SOFT
from portfolio.views.picture import Column, DisplayTable, Figure, KeyItem, Picture, table_of_records
from portfolio.views.read_result import Record, records, text, whole
from portfolio.views.words import empty_words
from portfolio.views.words import risk_words as words

_QUARTERS, _LEAST = 12, 2
_HEIGHT = 280
_COLUMNS = (
    Column("period", "Quarter to"),
    Column("raised", "Raised", "right"),
    Column("clinical_or_patient", "By clinical staff or patients", "right"),
    Column("before_issue", "Before an issue", "right"),
    Column("partners", "By partners", "right"),
)


def risk_openness(risk: Result) -> Picture:
    """Return two colours a column: clinical staff and patients, and everybody else. Reads
    `openness_by_quarter`."""
    rows = records(risk, "openness_by_quarter")
    title = words.openness_title(rows)
    if not rows:
        return Picture(title=title, empty=words.NO_RISKS)
    if len(rows) < _LEAST:
        return Picture(title=title, table=_table(rows), empty=empty_words.NO_HISTORY)
    return Picture(
        title=title,
        subtitle="Risks raised by quarter. More is not worse: it can be openness.",
        alt=f"{title}. {words.early_line(rows)}",
        figure=_figure(rows[-_QUARTERS:]),
        height=_HEIGHT,
        key=(
            KeyItem(marks.swatch(BEYOND), "Clinical staff or patients"),
            KeyItem(marks.swatch(LEAD), "Everybody else"),
        ),
        note=words.early_line(rows),
        table=_table(rows),
    )


def _figure(rows: Sequence[Record]) -> Figure:
    periods = [Period.parse(text(row, "period")) for row in rows]
    voices = [whole(row, "clinical_or_patient") for row in rows]
    others = [whole(row, "raised") - one for row, one in zip(rows, voices, strict=True)]
    top = max(whole(row, "raised") for row in rows)
    return drawing.figure(
        [
            _column(voices, BEYOND, "by clinical staff or patients"),
            _column(others, LEAD, "by others"),
        ],
        _HEIGHT,
        barmode="stack",
        bargap=0.35,
        margin={"l": 8, "r": 8, "t": 26, "b": 44},
        xaxis=drawing.bare_axis(
            tickvals=list(range(len(rows))),
            ticktext=[_quarter(period, i == 0) for i, period in enumerate(periods)],
            tickangle=0,
            tickfont={"size": drawing.SMALL, "color": SOFT},
            showline=True,
            linecolor=OUTLINE,
        ),
        yaxis=drawing.bare_axis(showticklabels=False, range=[0, top * 1.12]),
        annotations=[
            drawing.note(
                formats.count(whole(row, "raised")),
                i,
                whole(row, "raised"),
                xanchor="center",
                yanchor="bottom",
            )
            for i, row in enumerate(rows)
        ],
    )


def _column(counts: Sequence[int], colour: str, who: str) -> dict[str, object]:
    return {
        "type": "bar",
        "x": list(range(len(counts))),
        "y": list(counts),
        "marker": {"color": colour},
        "hovertemplate": f"%{{y}} {who}<extra></extra>",
    }


def _quarter(period: Period, is_first: bool) -> str:
    """Return the last month of a quarter, with its year where a year begins."""
    name = period.words[:3]
    first_of_year = 3
    return f"{name}<br>{period.year}" if is_first or period.month == first_of_year else name


def _table(rows: Sequence[Record]) -> DisplayTable:
    return table_of_records(
        _COLUMNS,
        rows,
        lambda row: (
            Period.parse(text(row, "period")).words,
            *(formats.count(whole(row, column.name)) for column in _COLUMNS[1:]),
        ),
    )
