"""Data quality as two plain tables: partner by dimension, and dimension by period."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, having, number, only, records, text
from portfolio.views.words import quality_words as words
from portfolio.views.words.terms import KIND, word

_NOTHING = "Once a partner sends its first return, this shows six dimensions of it."
_COLUMNS = (
    Column("org_code", "Partner"),
    Column("dimension", "Dimension"),
    Column("kind", "Kind"),
    Column("value", "State", "right"),
    Column("numerator", "Counted", "right"),
    Column("denominator", "Out of", "right"),
)


def quality_by_partner(quality: Result, labels: Labels) -> Picture:
    """Return one row a partner, by name; one column a dimension. Reads `by_partner` and
    `findings`."""
    rows = records(quality, "by_partner")
    if not rows:
        return Picture(title=words.title(quality), empty=_NOTHING)
    whole = only(rows, lambda row: row.get("kind") is None)
    codes = sorted({text(row, "org_code") for row in whole}, key=labels.organisation)
    head = "".join(
        f'<th scope="col" title="{escape.html(meaning)}">{escape.html(name)}</th>'
        for name, meaning in words.DIMENSIONS.values()
    )
    body = "".join(_partner(code, whole, quality, labels) for code in codes)
    return Picture(
        title=words.title(quality),
        subtitle="Never added into one score. Kind by kind in the table.",
        html='<div class="pf-scroll" tabindex="0"><table class="pf-table pf-quality"><thead><tr>'
        f'<th scope="col">Partner</th>{head}</tr></thead><tbody>{body}</tbody></table></div>',
        note=words.needs(quality),
        table=_table(quality, labels),
    )


def _partner(code: str, whole: list[Record], quality: Result, labels: Labels) -> str:
    by_dimension = {text(row, "dimension"): row for row in having(whole, "org_code", code)}
    cells = ""
    for dimension in words.DIMENSIONS:
        more = words.findings(quality, code) if dimension == "validity" else ""
        small = f"<small>{escape.html(more)}</small>" if more else ""
        said = escape.html(words.said(dimension, by_dimension.get(dimension)))
        cells += f"<td>{said}{small}</td>"
    return f'<tr><th scope="row">{links.organisation(code, labels)}</th>{cells}</tr>'


def quality_over_time(quality: Result) -> Picture:
    """Return one row a dimension, one column a period, all partners together. Reads `over_time`."""
    rows = records(quality, "over_time")
    title = "How the six have moved"
    if not rows:
        return Picture(title=title, empty=_NOTHING)
    periods = sorted({text(row, "period") for row in rows})
    head = "".join(
        f'<th scope="col">{escape.html(formats.month_short(Period.parse(period)))}</th>'
        for period in periods
    )
    body = "".join(_dimension(name, rows, periods) for name in words.DIMENSIONS)
    columns = (Column("period", "Period"), *_COLUMNS[1:2], *_COLUMNS[3:])
    return Picture(
        title=title,
        subtitle="All partners together, as each period stood.",
        html='<div class="pf-scroll" tabindex="0"><table class="pf-table pf-quality"><thead><tr>'
        f'<th scope="col">Dimension</th>{head}</tr></thead><tbody>{body}</tbody></table></div>',
        table=table_of_records(columns, rows, lambda row: (text(row, "period"), *_said(row))),
    )


def _dimension(dimension: str, rows: Sequence[Record], periods: list[str]) -> str:
    name, meaning = words.DIMENSIONS[dimension]
    of_it = having(rows, "dimension", dimension)
    by_period = {text(row, "period"): row for row in of_it}
    cells = "".join(
        f"<td>{escape.html(words.said(dimension, by_period.get(period)))}</td>"
        for period in periods
    )
    return (
        f'<tr><th scope="row">{escape.html(name)}<small>{escape.html(meaning)}</small></th>'
        f"{cells}</tr>"
    )


def _table(quality: Result, labels: Labels) -> DisplayTable:
    rows = records(quality, "by_partner")
    return table_of_records(_COLUMNS, rows, lambda row: _row(row, labels))


def _row(row: Record, labels: Labels) -> tuple[str, ...]:
    kind = text(row, "kind")
    dimension, *rest = _said(row)
    of = word(KIND, kind) if kind else "All"
    return labels.organisation(text(row, "org_code")), dimension, of, *rest


def _said(row: Record) -> tuple[str, ...]:
    dimension = text(row, "dimension")
    counted = (formats.count(number(row, name)) for name in ("numerator", "denominator"))
    return words.DIMENSIONS[dimension][0], words.said(dimension, row), *counted
