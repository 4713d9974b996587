"""Rows that their program ended at the last filled cell, leaving out the delimiters behind it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.intake.cells.field_fit import fits_field
from portfolio.intake.tabulate.rows import Rows

# One short row alone may as well lack a delimiter.
_FEWEST = 2


def are_cut_short(rows: Rows, kind: Kind, places: Mapping[str, int]) -> bool:
    """Return whether every row of a file ends in a filled cell, and those that are short have
    each cell where it belongs: a delimiter that is missing would have moved what is behind it."""
    width = rows.table.width - 1
    if len(rows.uneven) < _FEWEST or any(one.cell_count >= width for one in rows.uneven):
        return False
    short = [one for one in rows.uneven if one.cells]
    if any(not one.cells[-1].strip() for one in short):
        return False
    if (
        rows.table.height
        and rows.table[str(width - 1)].str.strip_chars().replace("", None).has_nulls()
    ):
        return False
    return all(
        fits_field(
            pl.Series([one.cells[place] if place < one.cell_count else "" for one in short]),
            kind.field(column),
        ).all()
        for column, place in places.items()
    )
