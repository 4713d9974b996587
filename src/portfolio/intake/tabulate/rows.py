"""The rows under a header as columns of text: in bulk where the form is proved, else with care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import polars as pl

from portfolio.intake.tabulate.header import Heading
from portfolio.intake.tabulate.records import Records
from portfolio.intake.tabulate.regularity import refuse_misplaced_quotes, regular_record_count

_BATCH = 50_000
# So many uneven rows are looked at for what they may be; the rest are only counted.
_CELLS_KEPT = 1_000


@dataclass(frozen=True)
class UnevenRow:
    """A row with fewer or more cells than the header; its cells, where there are not too many
    such rows."""

    row: int
    cell_count: int
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows with as many cells as the header, as text by position (`0`, `1`, …; blank is missing)
    with `row_number`; the rows left out because they had fewer or more; and the numbers of rows
    that were wholly blank. `has_line_breaks` says whether a cell of any row runs over lines."""

    table: pl.DataFrame
    uneven: tuple[UnevenRow, ...] = ()
    blank: tuple[int, ...] = ()
    has_line_breaks: bool = False


def read_rows(content: bytes, heading: Heading) -> Rows:
    """Return everything under the header. Raises FileFault for quotation marks out of place."""
    body = body_of(content, heading)
    width = len(heading.cells)
    if body == b"\n":
        return Rows(_empty(width))
    refuse_misplaced_quotes(body, heading.delimiter, row_before=heading.row)
    rows = _in_bulk(body, heading) or read_with_care(body, heading)
    records = rows.table.height + len(rows.uneven) + len(rows.blank)
    rows = replace(rows, has_line_breaks=body.count(b"\n") != records)
    return _without_blank_rows(rows, width)


def body_of(content: bytes, heading: Heading) -> bytes:
    """Return what stands under the header, ending with one line end."""
    body = content[heading.offset :]
    if body.endswith(b"\n") and not body.endswith(b"\n\n"):
        return body
    return body.rstrip(b"\n") + b"\n"


def _in_bulk(body: bytes, heading: Heading) -> Rows | None:
    """Return the rows by the columnar reader, which would fill short rows without a word: so
    only for a body proved regular, and only if it finds the same number of rows."""
    width = len(heading.cells)
    count = regular_record_count(body, heading.delimiter, width)
    if count is None or width == 1:
        return None
    table = pl.read_csv(
        body,
        has_header=False,
        schema={str(i): pl.String for i in range(width)},
        separator=heading.delimiter,
        infer_schema=False,
    )
    if table.height != count:
        return None
    if b'""' in body:
        table = table.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))
    return Rows(_numbered(table, heading.row))


def read_with_care(body: bytes, heading: Heading) -> Rows:
    """Return the rows one by one, knowing each by its number."""
    careful = _Careful(Records(body, heading.delimiter, row=heading.row), len(heading.cells))
    tables = list(careful.batches())
    table = pl.concat(tables) if tables else _empty(len(heading.cells))
    return Rows(table, tuple(careful.uneven), tuple(careful.blank))


@dataclass
class _Careful:
    records: Records
    width: int
    uneven: list[UnevenRow] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)

    def batches(self) -> Iterator[pl.DataFrame]:
        rows = self._even_rows()
        while batch := list(islice(rows, _BATCH)):
            yield _frame(batch, self.width)

    def _even_rows(self) -> Iterator[Sequence[str | int | None]]:
        for cells in self.records:
            if not any(cell and not cell.isspace() for cell in cells):
                self.blank.append(self.records.row)
            elif len(cells) != self.width:
                kept = tuple(cells) if len(self.uneven) < _CELLS_KEPT else ()
                self.uneven.append(UnevenRow(self.records.row, len(cells), kept))
            else:
                yield [*(cell or None for cell in cells), self.records.row]


def _schema(width: int) -> dict[str, type[pl.DataType]]:
    return {**{str(i): pl.String for i in range(width)}, "row_number": pl.Int64}


def _empty(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema=_schema(width))


def _frame(batch: list[Sequence[str | int | None]], width: int) -> pl.DataFrame:
    return pl.DataFrame(batch, schema=_schema(width), orient="row")


def _numbered(table: pl.DataFrame, header_row: int) -> pl.DataFrame:
    numbers = pl.int_range(header_row + 1, header_row + 1 + pl.len(), dtype=pl.Int64)
    return table.with_columns(numbers.alias("row_number"))


def _without_blank_rows(rows: Rows, width: int) -> Rows:
    """Leave out rows of nothing but delimiters, as a spreadsheet leaves them below a table."""
    blank_cells = [pl.col(str(i)).fill_null("").str.strip_chars() == "" for i in range(width)]
    if not rows.table.select(blank_cells[0].any()).item():
        return rows
    is_blank = rows.table.select(pl.all_horizontal(blank_cells)).to_series()
    if not is_blank.any():
        return rows
    blank = rows.table["row_number"].filter(is_blank).to_list()
    return replace(
        rows, table=rows.table.filter(~is_blank), blank=tuple(sorted({*rows.blank, *blank}))
    )
