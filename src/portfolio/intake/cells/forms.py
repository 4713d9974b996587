"""The ways in which a value may be written, and what is said where none of them fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from portfolio.contract.not_known import NO_FIGURE


@dataclass(frozen=True)
class Fault:
    """What stops a cell that has none of the forms: the pattern of the whole cell, the rule that
    says so, and what else must hold of the cell, where its pattern alone does not tell."""

    pattern: str
    rule: str
    holds: Callable[[pl.Expr], pl.Expr] | None = None

    def fits(self, cells: pl.Series) -> pl.Series:
        """Return which of the cells it stops."""
        fits = cells.str.contains(self.pattern)
        if self.holds is None or not fits.any():
            return fits
        held = cells.filter(fits).to_frame("cell").select(self.holds(pl.col("cell"))).to_series()
        return fits.scatter(fits.arg_true(), held)


PLACEHOLDER = Fault(NO_FIGURE, "placeholder")
# What Excel and its like put where a formula has no result, and where a column is too narrow.
FAULT_WORDS = (
    r"(?i)^#(ref|value|name|div/0|num|null|spill|calc|n/a|getting_data|error|connect|blocked"
    r"|unknown|field|busy)[!?]?$"
)
SPREADSHEET_FAULT = Fault(FAULT_WORDS, "spreadsheet_fault")
NARROW = Fault(r"^#{2,}$", "column_too_narrow")


@dataclass(frozen=True)
class Form:
    """One way of writing a value: the pattern of the whole cell, and the value it stands for
    (missing where the pattern fits but there is no such value; a figure of `most` or beyond is
    none). `note` is the rule that says how the cell was taken, where that is not self-evident."""

    pattern: str
    value: Callable[[pl.Expr], pl.Expr]
    note: str | None = None
    most: float | None = None

    def read(self, cell: pl.Expr) -> pl.Expr:
        """Return the value of a cell that the pattern fits."""
        value = self.value(cell)
        return value if self.most is None else pl.when(value.abs() < self.most).then(value)


@dataclass(frozen=True)
class ValueReader:
    """The forms of one type, the plainest first; then, for a cell that has none of them, the
    rules that stop it: the first whose pattern fits, else `otherwise`. `spaces` is the note on
    cells that are read once the blanks around them are gone."""

    dtype: type[pl.DataType]
    forms: tuple[Form, ...]
    otherwise: str
    faults: tuple[Fault, ...] = (PLACEHOLDER,)
    spaces: str | None = None
