"""Characters that nobody sees in a cell: left out of values, where they mean nothing."""

from __future__ import annotations

import re

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.finding import Finding

# Soft hyphens, spaces without width, marks of the direction of writing.
_UNSEEN = r"[\x{ad}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
_TRACES = re.compile(
    rb"\xc2\xad|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf"
)


def may_have_unseen(content: bytes) -> bool:
    """Return whether a text in UTF-8 holds such a character at all."""
    return not content.isascii() and _TRACES.search(content) is not None


def without_unseen(
    table: pl.DataFrame, kind: Kind, file: str
) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return columns of values, ids and codes without them, and a note on their cells. In a text
    they are part of it, unless there is nothing else in the cell."""
    columns = [column for column in table.columns if kind.has(column)]
    cleaned = table.with_columns(_cleaned(column, kind) for column in columns)
    changed = {
        column: table["row_number"].filter(cleaned[column].ne_missing(table[column]))
        for column in columns
    }
    places = {column: rows for column, rows in changed.items() if rows.len()}
    return cleaned, (_told(places, kind, file),) if places else ()


def _cleaned(column: str, kind: Kind) -> pl.Expr:
    cell = pl.col(column)
    bare = cell.str.replace_all(_UNSEEN, "")
    seen = pl.when(bare.str.strip_chars() != "").then(bare)
    if kind.field(column).type != "text":
        return pl.when(cell.str.contains(_UNSEEN)).then(seen).otherwise(cell).alias(column)
    is_unseen = cell.str.contains(_UNSEEN) & (bare.str.strip_chars() == "")
    return pl.when(~is_unseen).then(cell).alias(column)


def _told(places: dict[str, pl.Series], kind: Kind, file: str) -> Finding:
    count = sum(rows.len() for rows in places.values())
    rows = pl.concat(list(places.values())).unique().sort()
    first, *others = sorted(places, key=lambda column: int(places[column].item(0)))
    return finding(
        "unseen_characters",
        file=file,
        kind=kind.name,
        rows=rows.head(ROWS_LISTED).to_list(),
        row_count=rows.len(),
        column=first,
        also_in=others,
        cells_had="1 cell had" if count == 1 else f"{count:,} cells had",
    )
