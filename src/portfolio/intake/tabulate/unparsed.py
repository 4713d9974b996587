"""What stands in a file beside its extract: looked at for identifiers, then let go."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_ASIDE = {"row_number": pl.Int64, "column": pl.String, "cell": pl.String}


def no_cells() -> pl.DataFrame:
    return pl.DataFrame(schema=_ASIDE)


@dataclass(frozen=True)
class UnparsedContent:
    """`header` are the column names as sent, in row `header_row`. `cells` are those of columns
    that the contract does not have (`row_number`, `column`, `cell`). `text` is the whole file as
    text where some of its rows could not be read, else empty. `has_rows` says whether its lines
    are rows that a partner would find by their number. `said` are texts that somebody wrote beside
    the cells, looked at as texts of the contract are."""

    header: tuple[str, ...] = ()
    header_row: int = 1
    delimiter: str | None = None
    cells: pl.DataFrame | None = None
    text: bytes = b""
    has_rows: bool = True
    said: tuple[str, ...] = ()


def cells_of_other_columns(
    table: pl.DataFrame, header: tuple[str, ...], known: set[int]
) -> pl.DataFrame:
    """Return the cells of a table by position that are in none of the contract's columns, one
    below the other. A column without a name is called by its number."""
    names = {
        str(position): name.strip() or f"column {position + 1}"
        for position, name in enumerate(header)
        if position not in known
    }
    if not names:
        return no_cells()
    # All at once: one by one, seventeen thousand columns took half a minute.
    below = table.unpivot(
        list(names), index="row_number", variable_name="column", value_name="cell"
    ).drop_nulls("cell")
    return below.with_columns(pl.col("column").replace_strict(names, return_dtype=pl.String))
