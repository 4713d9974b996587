"""One column of text read by the forms of its type: values, and the cells worth a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from portfolio.intake.cells.forms import Form, Reader


@dataclass(frozen=True)
class Remark:
    """Cells of one column about which one rule has something to say.

    `cells` has `row_number`, `cell` as sent (trimmed) and `value`, missing where it could not
    be read.
    """

    rule: str
    cells: pl.DataFrame


@dataclass(frozen=True)
class ColumnRead:
    values: pl.Series
    remarks: tuple[Remark, ...]
    unread: pl.Series


def is_plain(column: str, reader: Reader) -> pl.Expr:
    """Whether every cell that is not blank is written in the plainest form."""
    return pl.col(column).str.contains(reader.forms[0].pattern).all(ignore_nulls=True)


def read_plain(column: str, reader: Reader) -> pl.Expr:
    return reader.forms[0].value(pl.col(column)).alias(column)


def read_column(text: pl.Series, row_numbers: pl.Series, reader: Reader) -> ColumnRead:
    """Reads each cell by the first form that fits it. A blank cell is not known: no value."""
    left = pl.DataFrame({"row_number": row_numbers, "sent": text}).with_row_index("place")
    left = left.with_columns(cell=pl.col("sent").str.strip_chars()).filter(pl.col("cell") != "")
    read: list[pl.DataFrame] = []
    remarks: list[Remark] = []
    for form in reader.forms:
        fitting = _fitting(left, form, reader)
        left = _without(left, fitting)
        read.append(fitting.select("place", "value"))
        if form.note and fitting.height:
            remarks.append(Remark(form.note, fitting))
        if reader.spaces and form is reader.forms[0]:
            remarks.extend(_spaced(fitting, reader.spaces))
    stops = list(_stops(left, reader))
    values = _in_place(pl.concat(read), text.len(), text.name)
    return ColumnRead(values, (*stops, *remarks), left["row_number"])


def _fitting(left: pl.DataFrame, form: Form, reader: Reader) -> pl.DataFrame:
    """The cells that a form fits, with the value; a value is worked out for no other."""
    fits = left.filter(pl.col("cell").str.contains(form.pattern))
    valued = fits.with_columns(value=form.value(pl.col("cell")).cast(reader.dtype))
    return valued.filter(pl.col("value").is_not_null())


def _without(left: pl.DataFrame, fitting: pl.DataFrame) -> pl.DataFrame:
    if fitting.is_empty() or fitting.height == left.height:
        return left.clear() if fitting.height else left
    return left.join(fitting, on="place", how="anti", maintain_order="left")


def _spaced(fitting: pl.DataFrame, rule: str) -> Iterator[Remark]:
    spaced = fitting.filter(pl.col("sent") != pl.col("cell"))
    if spaced.height:
        yield Remark(rule, spaced)


def _stops(left: pl.DataFrame, reader: Reader) -> Iterator[Remark]:
    left = left.with_columns(value=pl.lit(None, dtype=reader.dtype))
    for pattern, rule in reader.faults:
        fits = left["cell"].str.contains(pattern)
        if fits.any():
            yield Remark(rule, left.filter(fits))
            left = left.filter(~fits)
    if left.height:
        yield Remark(reader.otherwise, left)


def _in_place(read: pl.DataFrame, height: int, name: str) -> pl.Series:
    if read.is_empty():
        return pl.Series(name, [None], dtype=read.schema["value"]).new_from_index(0, height)
    places = pl.DataFrame({"place": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    joined = places.join(read, on="place", how="left", maintain_order="left")
    return joined["value"].alias(name)
