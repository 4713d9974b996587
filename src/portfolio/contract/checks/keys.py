"""What makes a row one of its own: keys and the spelling of ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.fields import Field, Kind
from portfolio.contract.runs import starts

# Kinds whose rows bring an id into the world; elsewhere an id only refers to one.
_NAMING_KINDS = ("programmes", "benefits", "risks", "lessons")


def key_rules(kind: Kind) -> tuple[RowRule, ...]:
    """One row per key, and ids that cannot be mistaken for each other."""
    parts = [_as_matched(kind.field(column)) for column in kind.key]
    known = pl.all_horizontal(pl.col(column).is_not_null() for column in kind.key)
    spelt = [pl.col(column).first().over(parts) for column in kind.key]
    key_words = pl.concat_str([pl.format("`{}`", part) for part in spelt], separator=", ")
    hashed = _hashed(parts)
    one_each = RowRule(
        "one_row_per_key",
        kind.key[0],
        known & pl.struct(parts).is_duplicated(),
        kind.key[0],
        {"key_words": key_words},
        any_fails=hashed.n_unique() < pl.len(),
        surely_holds=_is_plainly_sorted(kind) if len(parts) > 1 else None,
    )
    return (one_each, _case_rule(kind.key[0])) if kind.name in _NAMING_KINDS else (one_each,)


def _hashed(parts: Sequence[pl.Expr]) -> pl.Expr:
    """One number for each key: telling a million apart by it takes a sixth of the time."""
    return pl.sum_horizontal(part.hash(seed) for seed, part in enumerate(parts))


def _is_plainly_sorted(kind: Kind) -> Callable[[pl.DataFrame], bool]:
    """Whether rows that differ only in the last part of the key stand together, that part rising
    from row to row, as sorted extracts have it. Then no key is there twice, and of each run only
    one row had to be told apart from the others."""
    *before, last = kind.key
    rises = (_as_matched(kind.field(last)) > _as_matched(kind.field(last)).shift()).fill_null(
        value=False
    )
    firsts_differ = _hashed([_as_matched(kind.field(column)) for column in before]).is_unique()

    def is_plainly_sorted(table: pl.DataFrame) -> bool:
        begins = table.select(starts(before)).to_series()
        is_sorted = (table.select(rises).to_series() | begins).all()
        firsts = table.select(before).filter(begins)
        return is_sorted and bool(firsts.select(firsts_differ.all()).item())

    return is_plainly_sorted


def _as_matched(f: Field) -> pl.Expr:
    """Ids are matched exactly, organisation codes without regard to case."""
    cell = pl.col(f.name)
    return cell.str.to_lowercase() if f.type == "org" else cell


def _case_rule(column: str) -> RowRule:
    spelling = pl.col(column)
    folded = spelling.str.to_lowercase()
    listed = pl.format("`{}`", spelling.unique().sort()).str.join(" and ").over(folded)
    return RowRule(
        "ids_differ_in_case",
        column,
        spelling.is_not_null() & (spelling.n_unique().over(folded) > 1),
        words={"spellings": listed},
    )
