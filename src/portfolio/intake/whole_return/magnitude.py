"""Amounts that look as if they were written in thousands or millions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.domain.thresholds import CHANGED_TIMES, SMALL_COST_GBP
from portfolio.intake.whole_return.context import FindingCollector


def check_magnitudes(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame]
) -> Mapping[str, pl.DataFrame]:
    """Note whole-life costs that are small and amounts that changed a great deal: one for each
    kind. Return by kind the `row_number` and `column` of cells so changed, of which nothing else
    need be said."""
    changed = {}
    for kind, table in tables.items():
        previous = findings.context.standing.previous.get(kind)
        if previous is not None and previous.height and table.height:
            cells = _changes(kind, table, previous)
            findings.tell_cells("changed_500_times", kind, cells)
            changed[kind] = cells.select("row_number", "column")
    if "programmes" in tables:
        small = _small(tables["programmes"])
        if "programmes" in changed:
            small = small.join(changed["programmes"], on=["row_number", "column"], how="anti")
        findings.tell_cells("cost_looks_small", "programmes", small)
    return changed


def rows_moved(changed: Mapping[str, pl.DataFrame]) -> Sequence[int]:
    """Return months whose realised amount has moved so far: that it is revised, or differs from
    what others say, is no news."""
    cells = changed.get("benefit_values")
    if cells is None:
        return ()
    return cells.filter(column="realised_gbp")["row_number"].to_list()


def _small(programmes: pl.DataFrame) -> pl.DataFrame:
    costs = ("approved_cost_gbp", "forecast_cost_gbp")
    cells = [programmes.select("row_number", found=c, column=pl.lit(c)) for c in costs]
    return pl.concat(cells).filter((pl.col("found") > 0) & (pl.col("found") < SMALL_COST_GBP.value))


def _changes(kind: str, table: pl.DataFrame, previous: pl.DataFrame) -> pl.DataFrame:
    columns = [field.name for field in KINDS[kind].fields if field.type == "money"]
    if not columns:
        return pl.DataFrame(schema={"row_number": pl.Int64, "column": pl.String})
    pairs = _same_keys(table, previous, KINDS[kind].key, columns)
    answers = pairs.select(_is_far(column).any() for column in columns).row(0)
    far = [column for column, answer in zip(columns, answers, strict=True) if answer]
    if not far:
        return pairs.clear().select("row_number", column=pl.lit("", dtype=pl.String))
    return pl.concat([_moved_far(pairs, column) for column in far])


def _is_far(column: str) -> pl.Expr:
    """Return whether an amount is 500 times the one before or more, or that much less."""
    now, then = pl.col(column), pl.col(f"{column}_before")
    return (
        (now > 0)
        & (then > 0)
        & ((now >= then * CHANGED_TIMES.value) | (then >= now * CHANGED_TIMES.value))
    )


def _moved_far(pairs: pl.DataFrame, column: str) -> pl.DataFrame:
    now, then = pl.col(column), pl.col(f"{column}_before")
    grown = now >= then
    times = pl.when(grown).then(now / then).otherwise(then / now).round(0).cast(pl.Int64)
    words = pl.when(grown).then(pl.lit("larger than")).otherwise(pl.lit("smaller than"))
    return pairs.filter(_is_far(column)).select(
        "row_number",
        found=now,
        times=times,
        direction=words,
        before=then,
        column=pl.lit(column),
    )


def _same_keys(
    table: pl.DataFrame, previous: pl.DataFrame, key: Sequence[str], columns: Sequence[str]
) -> pl.DataFrame:
    """Return rows of both tables side by side, where the key is the same. One number stands for
    each key: among a million keys two share one with odds of one in tens of millions, and then
    at worst a note is said that is not due."""
    hashed = pl.sum_horizontal(pl.col(part).hash(seed) for seed, part in enumerate(key))
    given = pl.any_horizontal(pl.col(column) > 0 for column in columns)
    before = (pl.col(c).cast(pl.Float64).alias(f"{c}_before") for c in columns)
    new = table.select("row_number", *columns, key=hashed).filter(given)
    old = previous.select(*columns, key=hashed).filter(given).select(*before, "key")
    return new.join(old, on="key")
