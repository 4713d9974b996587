"""An extract of text becomes a table of typed columns, with every cell that could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from portfolio.contract.checks.programme_row_rules import EFFORT
from portfolio.contract.fields import Field, FieldType, Kind
from portfolio.domain.extract import Extract
from portfolio.domain.finding import Finding
from portfolio.intake.cells.cell_issues import CellIssues
from portfolio.intake.cells.column import (
    CellIssue,
    ColumnRead,
    is_plain,
    is_read,
    read_column,
    read_plain,
)
from portfolio.intake.cells.dates import DATE, MONTH
from portfolio.intake.cells.forms import ValueReader
from portfolio.intake.cells.numbers import MONEY, NUMBER, PERCENT, WHOLE, YES_NO
from portfolio.intake.cells.text_columns import texts_read

READERS: Mapping[FieldType, ValueReader] = {
    "date": DATE,
    "month": MONTH,
    "money": MONEY,
    "number": NUMBER,
    "whole": WHOLE,
    "percent": PERCENT,
    "yes_no": YES_NO,
}


_TIMES_100 = 100
# What is not told of dates in numbers where one of the file cannot be day first.
_IN_DOUBT = ("date_day_first", "date_two_digit_year", "date_with_time", "date_another_way")
_TWO_NUMBERS_FIRST = r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-]"


@dataclass(frozen=True)
class Typed:
    """A kind's columns, typed, in the contract's order, with `row_number`.

    `as_sent` is the same rows as text.
    """

    table: pl.DataFrame
    as_sent: pl.DataFrame
    remarks: CellIssues

    @property
    def unread(self) -> Mapping[str, pl.Series]:
        """By column the rows whose cell stopped: their typed cell is missing and must not be taken
        for blank."""
        return self.remarks.unread

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self.remarks.findings

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say of any cell, which is seen without saying it."""
        return not self.unread and self.remarks.are_none


def typed_table(extract: Extract[pl.DataFrame], kind: Kind) -> Typed:
    """Every column of the kind, by the type the contract gives it; absent ones all missing."""
    sent = _with_all_columns(extract.table, kind)
    remarks = CellIssues(extract.detected.file, kind, sent)
    table = _valued(texts_read(remarks), remarks)
    remarks.join("taken_for_blank", "placeholder")
    absent = [column for column in kind.required if column not in extract.table.columns]
    if absent:
        remarks.unread.update(dict.fromkeys(absent, sent["row_number"]))
    as_sent_columns = [column for column in table.columns if column.endswith("_as_sent")]
    table = table.select(*kind.columns, "row_number", *as_sent_columns)
    return Typed(table, sent, remarks)


def _with_all_columns(text: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    there, nothing = {*text.columns}, pl.lit(None, dtype=pl.String)
    return text.select(
        *(pl.col(one) if one in there else nothing.alias(one) for one in kind.columns),
        "row_number",
    )


def _valued(table: pl.DataFrame, remarks: CellIssues) -> pl.DataFrame:
    """Return columns of values. All columns written plainly throughout are read at once."""
    sent = remarks.sent
    of_values = [f for f in remarks.kind.fields if f.type in READERS]
    fields = [f for f in of_values if sent[f.name].null_count() < sent.height]
    blank = [f for f in of_values if f not in fields]
    table = table.with_columns(
        pl.lit(None, dtype=READERS[f.type].dtype).alias(f.name) for f in blank
    )
    if not fields:
        return table
    values = sent.select(read_plain(f.name, READERS[f.type]) for f in _plain(fields, sent))
    readers = {f.name: READERS[f.type] for f in fields}
    whole = [c.name for c in values if is_read(c, sent[c.name], readers[c.name])]
    odd = [f for f in fields if f.name not in whole]
    table = table.with_columns(*values.select(whole), *_odd(odd, remarks))
    for field in fields:
        if field.type == "percent":
            _remark_on_percentages(field.name, table[field.name], remarks)
    return table


def _plain(fields: Sequence[Field], sent: pl.DataFrame) -> list[Field]:
    if not fields:
        return []
    answers = sent.select(is_plain(f.name, READERS[f.type]) for f in fields).row(0)
    return [f for f, answer in zip(fields, answers, strict=True) if answer]


def _odd(fields: Sequence[Field], remarks: CellIssues) -> list[pl.Series]:
    """Return columns not written plainly throughout, cell by cell."""
    sent = remarks.sent
    numbers = sent["row_number"]
    reads = {f: read_column(sent[f.name], numbers, READERS[f.type]) for f in fields}
    rules = {remark.rule for read in reads.values() for remark in read.remarks}
    are_in_doubt = "date_impossible_day_first" in rules
    return [_told(field, read, remarks, are_in_doubt) for field, read in reads.items()]


def _told(field: Field, read: ColumnRead, remarks: CellIssues, are_in_doubt: bool) -> pl.Series:
    """Return the values, once what is to be said of them is. Where one date of a file cannot be
    day first, none that was read so is a value: how it was read is no comfort, and what would
    follow from it no news. Nor is a year in two digits, which goes when the dates are sent anew."""
    values, unread = read.values, [read.unread]
    for sent_so in read.remarks:
        remark = sent_so
        if remark.rule in _IN_DOUBT and are_in_doubt:
            is_doubtful = remark.cells["cell"].str.contains(_TWO_NUMBERS_FIRST)
            rows = remark.cells.filter(is_doubtful)["row_number"]
            values = values.set(remarks.sent["row_number"].is_in(rows.implode()), None)
            unread.append(rows)
            remark = replace(remark, cells=remark.cells.filter(~is_doubtful))
        if remark.cells.is_empty():
            continue
        if remark.rule == "placeholder" and field.is_required:
            remarks.tell(replace(remark, rule="placeholder_in_required"), field.name)
        else:
            remarks.tell(remark, field.name)
    for rows in unread:
        if rows.len():
            remarks.stop_at(field.name, rows)
    return values


def _remark_on_percentages(column: str, values: pl.Series, remarks: CellIssues) -> None:
    """A column of percentages without one above 1, and some between, may be shares of one; one
    with none between 0 and 5 hundred may have been taken times 100."""
    highest = values.max()
    if not isinstance(highest, float) or highest <= 0:
        return
    smallest = values.filter(values > 0).min()
    assert isinstance(smallest, float)
    are_times_100 = smallest >= 5 * _TIMES_100 and highest <= _TIMES_100 * 100
    if highest > 1 and not are_times_100:
        return
    cells = remarks.sent.with_columns(value=values).filter(pl.col("value") > 0)
    cells = cells.select("row_number", "value", cell=pl.col(column).str.strip_chars())
    if highest <= 1:
        between = cells.filter(pl.col("value") % 1 != 0)
        is_told = column in EFFORT or between["cell"].str.ends_with("%").any()
        if between.height and not is_told:
            remarks.tell(CellIssue("percent_looks_like_share", between), column)
    else:
        remarks.tell(CellIssue("percent_times_100", cells), column)
        remarks.stop_at(column, cells["row_number"])
