"""How long each programme took to reach others: a line of dots for each, on one scale of months."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BEYOND, INK, OUTLINE
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, TableLine, table_of
from portfolio.views.read_result import Record, number, only, records, text, whole
from portfolio.views.spread.adoption_strips import Strip, strips_html
from portfolio.views.words import empty_words, waiting_words

_SHOWN = 15
_OPEN = 8
_WIDTH, _HEIGHT, _EDGE = 400, 18, 7


def waits(result: Result, labels: Labels) -> Picture:
    """Return one line a programme that is live somewhere: a dot for each organisation at its
    months, an upright line where half had it. Reads `by_programme` and `waits` of
    time_to_adoption."""
    rows = only(records(result, "by_programme"), lambda row: number(row, "n") is not None)
    rows = sorted(rows, key=lambda row: _place(row, labels))
    if not rows:
        return Picture(title="How long others took", empty=empty_words.NO_WAITS)
    longest = max((whole(row, "months") for row in records(result, "waits")), default=1) or 1
    lines = [_strip(row, result, labels, longest) for row in rows[:_SHOWN]]
    halved = [row for row in rows if number(row, "median_months") is not None]
    title = _title(rows, halved)
    return Picture(
        title=title,
        subtitle=f"Months until each other organisation went live, from 0 to {longest}.",
        alt=f"{title}. {waiting_words.speed(result)}",
        html=strips_html(lines, _OPEN),
        key=_key(),
        note=_note(rows),
        table=_table(rows, labels),
    )


def _title(rows: Sequence[Record], halved: Sequence[Record]) -> str:
    if not halved:
        return "No programme has reached half of the other organisations yet"
    verb = "has" if len(halved) == 1 else "have"
    programmes = "programmes" if len(rows) != 1 else "programme"
    every = formats.n_of_m(len(halved), len(rows))
    return f"{every} {programmes} {verb} reached half of the other organisations"


def _place(row: Record, labels: Labels) -> tuple[float, str]:
    """Return those that reached half first come first, then the others by name."""
    median = number(row, "median_months")
    name = labels.programme(text(row, "programme_id"))
    return (float("inf") if median is None else median, name)


def _strip(row: Record, result: Result, labels: Labels, longest: int) -> Strip:
    key = text(row, "programme_id")
    months = [
        whole(one, "months")
        for one in records(result, "waits")
        if text(one, "programme_id") == key and text(one, "counted_as") == "live"
    ]
    figure, below = waiting_words.half_by(row)
    alt = f"Live after {formats.listed(map(str, months), 12)} months" if months else "None live yet"
    return Strip(
        name=labels.programme_name(key),
        href=links.to_programme(key),
        below=f"Led by {labels.apart[key]}" if key in labels.apart else "",
        strip=marks.image(_dots(months, number(row, "median_months"), longest), alt, "pf-strip"),
        in_use=whole(row, "events"),
        possible=whole(row, "n"),
        extra=figure,
        extra_below=below,
    )


def _dots(months: Sequence[int], median: float | None, longest: int) -> str:
    middle = _HEIGHT / 2
    drawn = "".join(
        f'<circle cx="{_x(month, longest):.1f}" cy="{middle}" r="5" fill="{BEYOND}" '
        'fill-opacity=".55"/>'
        for month in months
    )
    half = (
        f'<rect x="{_x(median, longest) - 1:.1f}" y="0" width="2" height="{_HEIGHT}" fill="{INK}"/>'
        if median is not None
        else ""
    )
    return marks.svg_uri(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}"><line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" '
        f'y1="{middle}" y2="{middle}" stroke="{OUTLINE}"/>{drawn}{half}</svg>'
    )


def _x(month: float, longest: int) -> float:
    return _EDGE + (_WIDTH - 2 * _EDGE) * month / longest


def _key() -> tuple[KeyItem, ...]:
    return (
        KeyItem(marks.dot(BEYOND), "An organisation went live"),
        KeyItem(marks.hollow("tick"), "Half had it"),
    )


def _note(rows: Sequence[Record]) -> str:
    parts = []
    if len(rows) > _SHOWN:
        parts.append(f"The first {_SHOWN} of {formats.count(len(rows))}; all are in the table.")
    by = sum(whole(row, "by_dates") for row in rows)
    if by:
        known = "is known only as" if by == 1 else "are known only as"
        dates = formats.plural(by, "date")
        parts.append(f"{dates} {known} “on or before”, and left out.")
    parts.append(
        "Counted here is going live on a known date, also where it has stopped since: who has it "
        "now can be another count."
    )
    return " ".join(parts)


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("programme_id", "Programme"),
        Column("events_count", "Went live", "right"),
        Column("others_count", "Others", "right"),
        Column("median_months", "Half had it by month", "right"),
        Column("restricted_mean_months", "Mean wait, months", "right"),
        Column("horizon_months", "within", "right"),
        Column("by_dates_count", "On or before, left out", "right"),
    )

    def line(row: Record) -> TableLine:
        key = text(row, "programme_id")
        median, mean = number(row, "median_months"), number(row, "restricted_mean_months")
        counts = (whole(row, "events"), whole(row, "n"))
        horizon = number(row, "horizon_months")
        by = whole(row, "by_dates")
        shown = (
            labels.programme(key),
            *map(formats.count, counts),
            formats.count(median, "not yet"),
            formats.decimal(mean, unknown="too few"),
            formats.count(horizon, ""),
            formats.count(by),
        )
        return shown, (key, *counts, median, mean, horizon, by)

    return table_of(columns, rows, line)


def named_programmes(result: Result, labels: Labels) -> dict[str, str]:
    """Return the programmes that have a curve, by id with their name, those most taken up first."""
    rows = only(records(result, "by_programme"), lambda row: text(row, "status") == "ok")
    rows = sorted(rows, key=lambda row: (-whole(row, "events"), text(row, "programme_id")))
    keys = [text(row, "programme_id") for row in rows]
    return {key: escape.plain(labels.programme(key)) for key in keys}
