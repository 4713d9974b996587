"""Findings on cells: each cause told once in a file, with the words its sentence needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.finding_groups import said
from portfolio.contract.rules import ROWS_LISTED, RULES, case, finding
from portfolio.domain.finding import Case, Finding
from portfolio.domain.period import Period
from portfolio.intake.cells.causes import by_cause
from portfolio.intake.cells.column import CellIssue
from portfolio.intake.cells.day_findings import DAY_WORDS

# Notes whose sentence says how many cells it speaks of.
_COUNTED = (
    "date_day_first",
    "date_another_way",
    "date_with_time",
    "month_excel",
    "money_with_spaces",
)


@dataclass(frozen=True)
class Place:
    """Where cells stand: a file of some kind, and its columns in the contract's order."""

    file: str
    kind: str

    @property
    def columns(self) -> tuple[str, ...]:
        return KINDS[self.kind].columns


def told(remarks: Sequence[tuple[str, CellIssue]], place: Place) -> Iterator[Finding]:
    """Yield the findings on cells of one file, by column and remark: one cause is one finding,
    in however many cells and columns it shows."""
    by_rule: dict[str, list[pl.DataFrame]] = {}
    for column, remark in remarks:
        cells = remark.cells.select("row_number", "cell", "value", column=pl.lit(column))
        if RULES[remark.rule].severity == "stop":
            cells = cells.with_columns(value=pl.lit(None, dtype=pl.String))
        by_rule.setdefault(remark.rule, []).append(cells)
    for rule, parts in by_rule.items():
        for cells in by_cause(rule, _in_order(parts, place)):
            yield _told(rule, cells, place)


def _in_order(parts: Sequence[pl.DataFrame], place: Place) -> pl.DataFrame:
    """By row, and within a row by column."""
    if len(parts) == 1:
        return parts[0].sort("row_number", maintain_order=True)
    cells = pl.concat(parts, how="vertical_relaxed")
    order = {column: number for number, column in enumerate(place.columns)}
    number = pl.col("column").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    return cells.sort("row_number", number, maintain_order=True)


def _told(rule: str, cells: pl.DataFrame, place: Place) -> Finding:
    """Return one finding on cells in order."""
    rows = cells["row_number"]
    rows = rows.filter(rows.ne_missing(rows.shift()))
    first = {**cells.row(0, named=True), "rows": rows.head(ROWS_LISTED).to_list()}
    columns = cells["column"].unique(maintain_order=True).to_list()
    different = cells["cell"].n_unique()
    others = 0 if rule in _COUNTED else different - 1
    one = finding(
        rule,
        file=place.file,
        kind=place.kind,
        rows=first["rows"],
        row_count=rows.len(),
        column=first["column"],
        found=first["cell"],
        others=others,
        also_in=columns[1:],
        **_words(rule, {**first, "row_count": cells.height}, place),
    )
    if columns[1:] or different > 1:
        return replace(one, each=tuple(_each(rule, cells, place)))
    return one


def _each(rule: str, cells: pl.DataFrame, place: Place) -> Iterator[Case]:
    """Yield the cells one by one, as if each were the only one."""
    for row in cells.head(ROWS_LISTED).iter_rows(named=True):
        alone = {**row, "rows": [row["row_number"]], "row_count": 1}
        one = case(
            rule,
            row["row_number"],
            kind=place.kind,
            column=row["column"],
            found=row["cell"],
            **_words(rule, alone, place),
        )
        yield replace(one, column=row["column"])


def _words(rule: str, group: Mapping[str, object], place: Place) -> dict[str, object]:
    cell, value, count = str(group["cell"]), group["value"], group["row_count"]
    rows = group["rows"]
    row = f"{rows[0]:,}" if isinstance(rows, list) else ""
    one = count == 1
    if rule in DAY_WORDS:
        return {**DAY_WORDS[rule](cell, KINDS[place.kind].field(str(group["column"])))}
    match rule:
        case "percent_times_100":
            return {"meant": f"{float(cell.strip('% ')) / 100:g}"}
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
