"""Whether cells are written as a column of the contract asks, whatever column they stand in."""

from __future__ import annotations

import polars as pl

from portfolio.contract.fields import ID_PATTERN, Field
from portfolio.intake.cells.column import read_column
from portfolio.intake.cells.table import READERS
from portfolio.intake.cells.tidy_text import tidy

_NO_TEXT = r"^[0-9./:-]+$"


def fits_field(cells: pl.Series, field: Field) -> pl.Series:
    """For each cell whether it may be one of the field's; a blank one, where it may be blank."""
    cell = cells.fill_null("").str.strip_chars()
    is_blank = cell == ""
    if field.type in READERS:
        numbers = pl.int_range(cell.len(), eager=True)
        fits = read_column(cell, numbers, READERS[field.type]).values.is_not_null()
    elif field.codes:
        tidied = pl.DataFrame({field.name: cell}).select(tidy(field)).to_series()
        fits = tidied.is_in(list(field.codes))
    elif field.type in ("id", "org", "theme"):
        fits = cell.str.contains(ID_PATTERN)
    elif field.type == "link":
        fits = cell.str.starts_with("https://")
    elif field.type == "themes":
        fits = cell.str.contains(":")
    else:
        fits = ~cell.str.contains(_NO_TEXT) & (cell.str.len_chars() <= (field.max_length or 0))
    return fits.fill_null(value=False) & ~is_blank | is_blank & (not field.is_required)
