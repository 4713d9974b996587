"""One rule on typed rows: an expression that finds the rows that break it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class RowRule:
    """One rule on the rows of one kind.

    `fails` is true for a row that breaks it. `column` is where the partner is sent to look,
    `found` the column whose cell is quoted (None: nothing is quoted). `words` are further words
    of its sentence, worked out per row. `any_fails`, where given, is a cheaper answer for the
    whole table to whether some row may fail; `surely_holds` is cheaper yet, and where it says so
    nothing else has to be asked.
    """

    rule_id: str
    column: str | None
    fails: pl.Expr
    found: str | None = None
    words: Mapping[str, pl.Expr] = field(default_factory=dict)
    any_fails: pl.Expr | None = None
    surely_holds: Callable[[pl.DataFrame], bool] | None = None
