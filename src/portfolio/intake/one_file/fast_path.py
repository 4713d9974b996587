"""Rows of which every cell is written in the plainest way, proved so and typed in bulk.

One pattern over the text of many rows proves that nothing is to be said of their form and of their
cells, one by one. Then the columnar reader may make numbers of the figures by itself. Rows that
are not so plain lose nothing by it: they are read with care.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from portfolio.contract.fields import Field, FieldType, Kind
from portfolio.contract.folded_names import fold
from portfolio.contract.runs import starts
from portfolio.domain.extract import Extract
from portfolio.intake.cells.table import READERS, typed_table
from portfolio.intake.patient_ids import identifier_findings
from portfolio.intake.tabulate.match_columns import COLUMN_NAMES
from portfolio.intake.tabulate.parse_file import Reading

# Narrower than what each type's reader takes, and ASCII alone, which is the same in every encoding
# that a file of ours may have. No figure has ten digits in a row, which might be
# a patient's; no text begins or ends with a blank, or begins with a mark that means something.
_PLAINEST: Mapping[FieldType, str] = {
    "id": r"[A-Za-z0-9][A-Za-z0-9._-]*",
    "org": r"[A-Za-z0-9]+",
    "month": r"(?:19[5-9][0-9]|20[0-9]{2})-(?:0[1-9]|1[0-2])",
    "number": r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?",
    "money": r"-?[0-9]{1,9}(?:\.[0-9]{1,2})?",
    "text": r"[A-Za-z0-9](?:[ -~&&[^\"<>]]*[!-~&&[^\"<>]])?",
}


@dataclass(frozen=True)
class Layout:
    """What the first rows of a file have shown of all of them: its kind and the columns that it
    has, in the order of the file."""

    reading: Reading
    kind: Kind
    fields: tuple[Field, ...]
    delimiter: str
    line_end: str

    @cached_property
    def pattern(self) -> str:
        """The whole text of some rows, each ending as a line does."""
        cells = (_cell(field, self.delimiter) for field in self.fields)
        return rf"\A(?:{re.escape(self.delimiter).join(cells)}{self.line_end})+\z"

    @property
    def texts(self) -> list[str]:
        return [field.name for field in self.fields if field.type not in READERS]


def layout_of(reading: Reading, header: bytes) -> Layout | None:
    """Return the layout of a file of which there is nothing to say so far; None where not all of
    its columns can be proved to be plain."""
    kind, delimiter = reading.kind, reading.detected.delimiter
    is_first_line = reading.aside.header_row == 1 and b'"' not in header
    if kind is None or delimiter is None or not is_first_line:
        return None
    by_folded = {fold(field.name): field for field in kind.fields if field.type in _PLAINEST}
    fields = tuple(by_folded[name] for name in map(fold, reading.aside.header) if name in by_folded)
    if len(fields) < len(reading.aside.header):
        return None
    line_end = r"\r\n" if header.endswith(b"\r\n") else r"\n"
    return Layout(reading, kind, fields, delimiter, line_end)


def plain_rows(text: bytes, layout: Layout) -> pl.DataFrame | None:
    """Return the typed rows of a text, as they are below a header of their own, if all of it is
    plain.

    What no pattern can tell is left to `needs_care`.
    """
    if not _fits(text, layout.pattern):
        return None
    # Each column in one part: in several, what is added to the table has all of it copied.
    table = pl.read_csv(
        text,
        has_header=False,
        schema={field.name: _dtype(field) for field in layout.fields},
        separator=layout.delimiter,
        quote_char=None,
    ).rechunk()
    absent = [field for field in layout.kind.fields if field not in layout.fields]
    missing = (pl.lit(None, dtype=_dtype(field)).alias(field.name) for field in absent)
    numbers = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("row_number")
    return table.with_columns(missing).select(*layout.kind.columns, numbers)


def needs_care(table: pl.DataFrame, layout: Layout) -> bool:
    """Return whether plain rows may be a header once more, or have a text of which there is
    something to say. That is said of cells one by one, so that each text of a column is looked
    at once."""
    texts = pl.concat([_each_once(table, column) for column in layout.texts], how="diagonal")
    names = [*COLUMN_NAMES, *layout.reading.aside.header]
    if texts[layout.kind.required[0]].is_in(names).any():
        return True
    detected = layout.reading.detected
    extract = Extract(detected, texts)
    if not typed_table(extract, layout.kind).remarks.are_none:
        return True
    return bool(identifier_findings(Reading(detected, layout.kind, extract), is_part=True))


def _each_once(table: pl.DataFrame, column: str) -> pl.DataFrame:
    cells = table.select("row_number", column).filter(starts([column]))
    return cells.unique(column, keep="first", maintain_order=True)


def _fits(text: bytes, pattern: str) -> bool:
    """Return whether the text as a whole has the form; one that is no text at all has not."""
    whole = pl.Series([text], dtype=pl.Binary).cast(pl.String, strict=False)
    return whole.str.contains(pattern).item() is True


def _cell(field: Field, delimiter: str) -> str:
    written = _PLAINEST[field.type].replace("<>", re.escape(delimiter))
    return written if field.is_required else f"(?:{written})?"


def _dtype(field: Field) -> type[pl.DataType]:
    return READERS[field.type].dtype if field.type in READERS else pl.String
