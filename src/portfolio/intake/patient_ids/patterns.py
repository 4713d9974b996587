"""Cells that hold an NHS number or a softer sign: a fast look at all, a close one at a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

import polars as pl

from portfolio.contract.fields import Field, FieldType
from portfolio.contract.runs import starts
from portfolio.domain.identifiers import SIGNS, Sign
from portfolio.domain.nhs_numbers import (
    NHS_NUMBER_LENGTH,
    NHS_NUMBER_TRACE,
    PLAIN_TRACE,
    NhsNumber,
    nhs_numbers,
    plain_nhs_numbers,
)

_WEIGHTS = range(1, 11)  # of the digits from the right, the check digit itself first


_ANY_TRACE = "|".join(f"(?:{trace})" for trace in (NHS_NUMBER_TRACE, *(s.trace for s in SIGNS)))


def columns_worth_a_look(
    table: pl.DataFrame, fields: Iterable[Field], figures: Set[FieldType]
) -> frozenset[str]:
    """Return the columns with a cell that has a trace of ten digits or, of texts, of a softer
    sign.

    Asked of all in one pass: most extracts have none, and looking at each column for each sign
    takes longer than reading a small file. Of ids, which stand below themselves in long extracts,
    each is looked at once; of `figures`, at the plainest spellings alone.
    """
    questions = [
        (
            pl.col(field.name).str.contains(_ANY_TRACE)
            if field.type == "text"
            else _long_enough(field.name, is_id=field.type == "id").str.contains(
                PLAIN_TRACE if field.type in figures else NHS_NUMBER_TRACE
            )
        )
        .any()
        .alias(field.name)
        for field in fields
    ]
    answers = table.select(questions).rows(named=True) if questions else []
    return frozenset(name for row in answers for name, answer in row.items() if answer)


def _long_enough(name: str, *, is_id: bool) -> pl.Expr:
    is_asked = _is_long_enough(name)
    return pl.col(name).filter(is_asked & starts([name]) if is_id else is_asked)


def may_hold_one(cells: pl.Series) -> bool:
    """Return whether some cell is long enough for ten digits."""
    longest = cells.str.len_bytes().max()
    return isinstance(longest, int) and longest >= NHS_NUMBER_LENGTH


def with_nhs_number(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows (`row_number`, `cell`) whose cell holds an NHS number, with `found`,
    masked."""
    return _shown(_worth_a_look(cells, NHS_NUMBER_TRACE), nhs_numbers)


def _shown(likely: pl.DataFrame, numbers: Callable[[str], Iterator[NhsNumber]]) -> pl.DataFrame:
    """Of cells worth a look, the first number of each; of cells that are the same, once."""
    firsts = ((cell, next(numbers(cell), None)) for cell in likely["cell"].unique())
    shown = {cell: number.shown for cell, number in firsts if number is not None}
    found = pl.col("cell").replace_strict(shown, default=None, return_dtype=pl.String)
    marked = likely.with_columns(found=found if shown else pl.lit(None, dtype=pl.String))
    return marked.filter(pl.col("found").is_not_null()).select("row_number", "found")


def _worth_a_look(cells: pl.DataFrame, trace: str) -> pl.DataFrame:
    """Return cells with ten digits, looked for only where a cell is long enough for them."""
    long_enough = cells.filter(_is_long_enough("cell"))
    return long_enough.filter(pl.col("cell").str.contains(trace))


def _is_long_enough(column: str) -> pl.Expr:
    return pl.col(column).str.len_bytes() >= NHS_NUMBER_LENGTH


def amounts_that_pass(cells: pl.DataFrame) -> pl.DataFrame:
    """As `with_nhs_number`, for a column of figures, where the plainest spellings alone count: ten
    digits and nothing else in a cell are reckoned all at once, since every cell of a column of
    large amounts is worth a look."""
    likely = _worth_a_look(cells, PLAIN_TRACE)
    bare = likely["cell"].str.contains(r"^\s*[0-9]{10}\s*$")
    number = pl.col("cell").str.strip_chars().cast(pl.Int64)
    digits = [number // 10**place % 10 for place in range(10)]
    weighted = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    passes = likely.filter(bare).filter(weighted % 11 == 0).filter(number % 1_111_111_111 != 0)
    shown = pl.format(
        "{} *** **{}",
        pl.col("cell").str.strip_chars().str.slice(0, 3),
        pl.col("cell").str.strip_chars().str.slice(8),
    )
    return pl.concat(
        [passes.select("row_number", found=shown), _shown(likely.filter(~bare), plain_nhs_numbers)]
    ).sort("row_number")


def with_sign(cells: pl.DataFrame, sign: Sign) -> pl.DataFrame:
    """Return the rows whose cell holds one of the softer signs, with `found`, masked."""
    likely = cells.filter(pl.col("cell").str.contains(sign.trace))
    found = [sign.pattern.search(cell) for cell in likely["cell"]]
    shown = [None if one is None else sign.mask(one[0]) for one in found]
    marked = likely.with_columns(found=pl.Series(shown, dtype=pl.String))
    return marked.filter(pl.col("found").is_not_null()).select("row_number", "found")
