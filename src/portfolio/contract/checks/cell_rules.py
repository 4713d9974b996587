"""What single cells have to be, whatever the kind."""

from __future__ import annotations

from datetime import date

import polars as pl

from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.fields import ID_PATTERN, Field
from portfolio.contract.runs import starts

# The host stands bare after the slashes: a name before an @ would disguise where a link leads.
LINK_PATTERN = r"^https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#]\S*)?$"


def cell_rules(f: Field) -> tuple[RowRule, ...]:
    """What one cell of a column has to be, worked out from the field table."""
    cell = pl.col(f.name)
    rules: list[RowRule] = []
    if f.is_required:
        rules.append(RowRule("cell_required", f.name, cell.is_null()))
    if f.type == "id":
        of_runs = ~cell.filter(starts([f.name])).str.contains(ID_PATTERN)
        fails = ~cell.str.contains(ID_PATTERN)
        rules.append(RowRule("id_characters", f.name, fails, f.name, any_fails=of_runs.any()))
    if f.type == "link":
        rules.append(RowRule("link_https", f.name, ~cell.str.contains(LINK_PATTERN), f.name))
    if f.codes:
        rules.append(RowRule("code_not_listed", f.name, ~cell.is_in(list(f.codes)), f.name))
    if f.max_length is not None:
        length = cell.str.len_chars()
        too_long = length > f.max_length
        rules.append(RowRule("text_too_long", f.name, too_long, words={"length": length}))
    if f.lowest is not None:
        rules.append(RowRule("number_too_low", f.name, cell < f.lowest, f.name))
    if f.highest is not None:
        rules.append(RowRule("number_too_high", f.name, cell > f.highest, f.name))
    return tuple(rules)


def not_after(column: str, period_end: date) -> RowRule:
    """A day of something that has happened lies within the period or before."""
    words = {"period_end": pl.lit(f"{period_end.day} {period_end:%B %Y}")}
    return RowRule(
        "date_after_period_end", column, pl.col(column) > pl.lit(period_end), column, words
    )
