"""The ways in which a value may be written, and what is said where none of them fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

_PLACEHOLDERS = (
    r"(?i)^(n/?[ak]|nan|#n/a|-+|–|—|\*+|\?+|\.\.+|tb[acd]|to be (confirmed|agreed|decided)"
    r"|unknown|not (known|available|applicable)|none|null|nil|pending|\(?blank\)?"
    r"|\(null\)|\\n|nat|<na>|\[?error\]?)\.?$"
)
# What databases and tools write for a cell without a value, and nobody writes for a text.
NO_VALUE = r"^(null|NULL|\((null|NULL)\)|\\N|nan|NaN|NaT|<NA>)$"
PLACEHOLDER = (_PLACEHOLDERS, "placeholder")
# What Excel and its like put where a formula has no result, and where a column is too narrow.
FAULT_WORDS = (
    r"(?i)^#(ref|value|name|div/0|num|null|spill|calc|n/a|getting_data|error|connect|blocked"
    r"|unknown|field|busy)[!?]?$"
)
SPREADSHEET_FAULT = (FAULT_WORDS, "spreadsheet_fault")
NARROW = (r"^#{2,}$", "column_too_narrow")


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
        """The value of a cell that the pattern fits."""
        value = self.value(cell)
        return value if self.most is None else pl.when(value.abs() < self.most).then(value)


@dataclass(frozen=True)
class Reader:
    """The forms of one type, the plainest first; then, for a cell that has none of them, the
    rules that stop it: the first whose pattern fits, else `otherwise`. `spaces` is the note on
    cells that are read once the blanks around them are gone."""

    dtype: type[pl.DataType]
    forms: tuple[Form, ...]
    otherwise: str
    faults: tuple[tuple[str, str], ...] = (PLACEHOLDER,)
    spaces: str | None = None
