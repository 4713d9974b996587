"""Findings on cells: the same fault told once, with the words its sentence needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.contract.rules import ROWS_LISTED, RULES, case, finding
from portfolio.contract.telling import said
from portfolio.domain.finding import Case, Finding
from portfolio.domain.period import Period
from portfolio.intake.cells.reading import Remark

# Up to so many different cells each get a finding of their own; beyond, the first speaks for all.
_TOLD_APART = 5
# Day 0 of a spreadsheet, which takes 1900 for a leap year.
_BEFORE_DAY_ONE = date(1899, 12, 30)


@dataclass(frozen=True)
class Place:
    """Where cells stand: a column of a file of some kind."""

    file: str
    kind: str
    column: str


def told(remark: Remark, place: Place) -> Iterator[Finding]:
    """The findings of one remark. A stop names each different cell while there are few; a note
    shows the first cell and counts the rest."""
    cells = remark.cells.select("row_number", "cell", "value")
    different = cells["cell"].n_unique()
    first_rows = pl.col("row_number").head(ROWS_LISTED)
    others = 0
    if RULES[remark.rule].severity == "note" or different > _TOLD_APART:
        others = different - 1
        rows = pl.lit(cells["row_number"].head(ROWS_LISTED).implode())
        groups = cells.head(1).with_columns(rows=rows, row_count=pl.lit(cells.height))
    else:
        groups = cells.group_by("cell", maintain_order=True).agg(
            pl.col("value").first(), rows=first_rows, row_count=pl.len()
        )
    for group in groups.iter_rows(named=True):
        words = _words(remark.rule, group, place)
        one = finding(
            remark.rule,
            file=place.file,
            kind=place.kind,
            rows=group["rows"],
            row_count=group["row_count"],
            column=place.column,
            found=group["cell"],
            others=0 if remark.rule in _COUNTED else others,
            **words,
        )
        yield replace(one, each=tuple(_each(remark.rule, cells, place))) if others else one


def _each(rule: str, cells: pl.DataFrame, place: Place) -> Iterator[Case]:
    """The rows one by one, as if each were the only one."""
    for row in cells.head(ROWS_LISTED).iter_rows(named=True):
        alone = {**row, "rows": [row["row_number"]], "row_count": 1}
        yield case(
            rule,
            row["row_number"],
            kind=place.kind,
            column=place.column,
            found=row["cell"],
            **_words(rule, alone, place),
        )


# Notes whose sentence says how many cells it speaks of.
_COUNTED = ("date_day_first", "date_with_time", "month_excel", "money_with_spaces")


def _words(rule: str, group: Mapping[str, object], place: Place) -> dict[str, object]:
    cell, value, count = str(group["cell"]), group["value"], group["row_count"]
    rows = group["rows"]
    row = f"{rows[0]:,}" if isinstance(rows, list) else ""
    one = count == 1
    match rule:
        case "date_impossible_day_first":
            return {"month": cell.split("/")[1]}
        case "date_as_number":
            return _counted_day(cell, KINDS[place.kind].field(place.column))
        case "money_with_spaces":
            return {"cells_were": "1 amount came" if one else f"{count:,} amounts came"}
        case "month_excel":
            were = "1 month was" if one else f"{count:,} months were"
            in_words = Period.parse(str(value)).words
            return {"months_were": were, "row": row, "in_words": in_words, "iso": value}
    if isinstance(value, date):
        dates = "1 date" if one else f"{count:,} dates"
        counted = {
            "dates_were": f"{dates} {'was' if one else 'were'}",
            "dates_came": f"{dates} came",
        }
        in_words = f"{value.day} {value:%B %Y}"
        return {**counted, "row": row, "in_words": in_words, "iso": value.isoformat()}
    return {"read_as": f"`{said(value)}`"} if value is not None else {}


def _counted_day(cell: str, field: Field) -> dict[str, object]:
    """The day, or its month, that a number stands for where days are counted from 1900."""
    day = _BEFORE_DAY_ONE + timedelta(days=int(float(cell)))
    if field.type == "month":
        month = Period(day.year, day.month)
        return {"in_words": month.words, "iso": str(month)}
    return {"in_words": f"{day.day} {day:%B %Y}", "iso": day.isoformat()}
