"""One column of text read by the forms of its type: values, and the cells worth a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from portfolio.intake.cells.forms import Form, ValueReader

# So few cells are asked pattern by pattern.
_FEW = 1_000


@dataclass(frozen=True)
class CellIssue:
    """Cells of one column about which one rule has something to say.

    `cells` has `row_number`, `cell` as sent (trimmed) and `value`, missing where it could not
    be read.
    """

    rule: str
    cells: pl.DataFrame


@dataclass(frozen=True)
class ColumnRead:
    values: pl.Series
    remarks: tuple[CellIssue, ...]
    unread: pl.Series


def is_plain(column: str, reader: ValueReader) -> pl.Expr:
    """Return whether every cell that is not blank is written in the plainest form."""
    return pl.col(column).str.contains(reader.forms[0].pattern).all(ignore_nulls=True)


def read_plain(column: str, reader: ValueReader) -> pl.Expr:
    """Return the values of such a column, some of which may be none: see `is_read`."""
    return reader.forms[0].value(pl.col(column)).alias(column)


def is_read(values: pl.Series, sent: pl.Series, reader: ValueReader) -> bool:
    """Return whether every cell of a column read as plain has its value. The largest figure
    shows of all that none is too large."""
    if values.null_count() != sent.null_count():
        return False
    most = reader.forms[0].most
    return most is None or all(
        abs(one) < most for one in (values.min(), values.max()) if isinstance(one, float)
    )


def read_column(text: pl.Series, row_numbers: pl.Series, reader: ValueReader) -> ColumnRead:
    """Read each cell by the first form that fits it. A blank cell is not known: no value."""
    left = pl.DataFrame({"row_number": row_numbers, "sent": text}).with_row_index("place")
    left = left.with_columns(cell=pl.col("sent").str.strip_chars()).filter(pl.col("cell") != "")
    strange = left.clear()
    read: list[pl.DataFrame] = []
    remarks: list[CellIssue] = []
    for form in reader.forms:
        if read and left.is_empty():
            break
        fitting = _fitting(left, form, reader)
        left = _without(left, fitting)
        read.append(fitting.select("place", "value"))
        if form.note and fitting.height:
            remarks.append(CellIssue(form.note, fitting))
        if form is reader.forms[0]:
            left, strange = _strange(left, reader)
        if reader.spaces and form is reader.forms[0]:
            remarks.extend(_spaced(fitting, reader.spaces))
    stops = list(_stops(left, strange, reader))
    values = _in_place(pl.concat(read), text.len(), text.name)
    return ColumnRead(values, (*stops, *remarks), _in_order(left, strange)["row_number"])


def _fitting(left: pl.DataFrame, form: Form, reader: ValueReader) -> pl.DataFrame:
    """Return the cells that a form fits, with the value; a value is worked out for no other."""
    fits = left.filter(pl.col("cell").str.contains(form.pattern))
    valued = fits.with_columns(value=form.read(pl.col("cell")).cast(reader.dtype))
    return valued.filter(pl.col("value").is_not_null())


def _strange(left: pl.DataFrame, reader: ValueReader) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return cells that may fit one of the other forms or faults, and those that fit none: of
    many, all patterns are asked at once, which takes as long as one of them."""
    if left.height <= _FEW:
        return left, left.clear()
    fits = left["cell"].str.contains(_any_pattern(reader))
    return left.filter(fits), left.filter(~fits)


@cache
def _any_pattern(reader: ValueReader) -> str:
    forms, faults = reader.forms[1:], reader.faults
    patterns = (*(form.pattern for form in forms), *(fault.pattern for fault in faults))
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _in_order(left: pl.DataFrame, strange: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([left, strange]).sort("place") if strange.height else left


def _without(left: pl.DataFrame, fitting: pl.DataFrame) -> pl.DataFrame:
    if fitting.is_empty() or fitting.height == left.height:
        return left.clear() if fitting.height else left
    return left.join(fitting, on="place", how="anti", maintain_order="left")


def _spaced(fitting: pl.DataFrame, rule: str) -> Iterator[CellIssue]:
    spaced = fitting.filter(pl.col("sent") != pl.col("cell"))
    if spaced.height:
        yield CellIssue(rule, spaced)


def _stops(left: pl.DataFrame, strange: pl.DataFrame, reader: ValueReader) -> Iterator[CellIssue]:
    nothing = pl.lit(None, dtype=reader.dtype).alias("value")
    left = left.with_columns(nothing)
    for fault in reader.faults:
        if left.is_empty():
            break
        fits = fault.fits(left["cell"])
        if fits.any():
            yield CellIssue(fault.rule, left.filter(fits))
            left = left.filter(~fits)
    left = _in_order(left, strange.with_columns(nothing))
    if left.height:
        yield CellIssue(reader.otherwise, left)


def _in_place(read: pl.DataFrame, height: int, name: str) -> pl.Series:
    if read.is_empty():
        return pl.Series(name, [None], dtype=read.schema["value"]).new_from_index(0, height)
    places = pl.DataFrame({"place": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    joined = places.join(read, on="place", how="left", maintain_order="left")
    return joined["value"].alias(name)
