"""An extract of text becomes a table of typed columns, with every cell that could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from portfolio.contract.fields import Field, FieldType, Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.extract import Extract
from portfolio.domain.finding import Finding
from portfolio.intake.cells.dates import DATE, MONTH
from portfolio.intake.cells.forms import Reader
from portfolio.intake.cells.numbers import MONEY, NUMBER, PERCENT, WHOLE, YES_NO
from portfolio.intake.cells.reading import Remark, is_plain, read_column, read_plain
from portfolio.intake.cells.texts import (
    OLD_RATINGS,
    RATINGS,
    TEXT_TYPES,
    control_character_in,
    has_control_character,
    has_line_break,
    old_rating,
    tidy,
)
from portfolio.intake.telling import Place, told

READERS: Mapping[FieldType, Reader] = {
    "date": DATE,
    "month": MONTH,
    "money": MONEY,
    "number": NUMBER,
    "whole": WHOLE,
    "percent": PERCENT,
    "yes_no": YES_NO,
}


@dataclass(frozen=True)
class Typed:
    """A kind's columns, typed, in the contract's order, with `row_number`.

    `as_sent` is the same rows as text. `unread` names, by column, the rows whose cell stopped:
    their typed cell is missing and must not be taken for blank.
    """

    table: pl.DataFrame
    as_sent: pl.DataFrame
    findings: tuple[Finding, ...]
    unread: Mapping[str, Sequence[int]]


def typed_table(extract: Extract[pl.DataFrame], kind: Kind) -> Typed:
    """Every column of the kind, by the type the contract gives it; absent ones all missing."""
    sent = _with_all_columns(extract.table, kind)
    reading = _Reading(extract.detected.file, kind, sent)
    table = sent.with_columns(tidy(f) for f in kind.fields if f.type in TEXT_TYPES)
    table = reading.valued(reading.rated(table))
    reading.remark_on_texts()
    absent = [column for column in kind.required if column not in extract.table.columns]
    if absent:
        reading.unread.update(dict.fromkeys(absent, sent["row_number"].to_list()))
    as_sent_columns = [column for column in table.columns if column.endswith("_as_sent")]
    table = table.select(*kind.columns, "row_number", *as_sent_columns)
    return Typed(table, sent, tuple(reading.findings), reading.unread)


def _with_all_columns(text: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    absent = [column for column in kind.columns if column not in text.columns]
    missing = [pl.lit(None, dtype=pl.String).alias(column) for column in absent]
    return text.with_columns(missing).select(*kind.columns, "row_number")


class _Reading:
    """Gathers, column by column, what is found and which cells could not be read."""

    def __init__(self, file: str, kind: Kind, sent: pl.DataFrame) -> None:
        self.findings: list[Finding] = []
        self.unread: dict[str, Sequence[int]] = {}
        self._file = file
        self._kind = kind
        self._sent = sent

    def valued(self, table: pl.DataFrame) -> pl.DataFrame:
        """Columns of values. All columns written plainly throughout are read at once."""
        fields = [f for f in self._kind.fields if f.type in READERS]
        plain = self._plain(fields)
        values = self._sent.select(read_plain(f.name, READERS[f.type]) for f in plain)
        whole = [
            column.name
            for column in values
            if column.null_count() == self._sent[column.name].null_count()
        ]
        odd = [f for f in fields if f.name not in whole]
        return table.with_columns(values.select(whole)).with_columns(self._odd(f) for f in odd)

    def _plain(self, fields: Sequence[Field]) -> list[Field]:
        if not fields:
            return []
        tests = self._sent.select(is_plain(f.name, READERS[f.type]) for f in fields)
        answers = tests.row(0)
        return [f for f, answer in zip(fields, answers, strict=True) if answer]

    def _odd(self, field: Field) -> pl.Series:
        read = read_column(self._sent[field.name], self._sent["row_number"], READERS[field.type])
        rules = {remark.rule for remark in read.remarks}
        for remark in read.remarks:
            # Where a date cannot be day first, how the others were read is no comfort.
            if remark.rule == "placeholder" and field.is_required:
                self._tell(replace(remark, rule="placeholder_in_required"), field.name)
            elif remark.rule != "date_day_first" or "date_impossible_day_first" not in rules:
                self._tell(remark, field.name)
        if read.unread:
            self.unread[field.name] = read.unread
        return read.values

    def rated(self, table: pl.DataFrame) -> pl.DataFrame:
        """Old ratings taken as those of today, what was sent kept in a column beside."""
        for column in (c for c in RATINGS if self._kind.has(c)):
            plain = table.select(old_rating(column)).to_series()
            original = self._sent[column].str.strip_chars().set(plain.is_null(), None)
            todays = plain.replace_strict(OLD_RATINGS, default=None, return_dtype=pl.String)
            table = table.with_columns(
                pl.coalesce(todays, column).alias(column), original.alias(f"{column}_as_sent")
            )
            mapped = self._sent.select("row_number", cell=original, value=todays)
            mapped = mapped.filter(pl.col("cell").is_not_null())
            for _, same in mapped.group_by("value", maintain_order=True):
                self._tell(Remark("confidence_mapped", same), column)
        return table

    def remark_on_texts(self) -> None:
        texts = [f.name for f in self._kind.fields if f.type == "text"]
        if not texts or not self._sent.height:
            return
        tests = (has_control_character, has_line_break)
        broken, lined = (self._sent.select(test(c).any() for c in texts).row(0) for test in tests)
        for column, is_broken, is_lined in zip(texts, broken, lined, strict=True):
            if is_broken:
                self._tell_control_characters(column)
            if is_lined:
                rows = self._sent.filter(has_line_break(column))["row_number"]
                self._say("line_break_in_text", column, rows)

    def _tell_control_characters(self, column: str) -> None:
        cells = self._sent.filter(has_control_character(column))
        character = str(cells.select(control_character_in(column)).item(0, 0))
        rows = cells["row_number"]
        self._say("control_character", column, rows, character=f"U+{ord(character):04X}")
        self.unread[column] = rows.to_list()

    def _tell(self, remark: Remark, column: str) -> None:
        self.findings.extend(told(remark, Place(self._file, self._kind.name, column)))

    def _say(self, rule: str, column: str, rows: pl.Series, **words: str) -> None:
        self.findings.append(
            finding(
                rule,
                file=self._file,
                kind=self._kind.name,
                rows=rows.head(ROWS_LISTED).to_list(),
                row_count=rows.len(),
                column=column,
                **words,
            )
        )
