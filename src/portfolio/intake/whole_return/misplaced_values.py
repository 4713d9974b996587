"""Columns whose values have left their rows since this partner's last return: two that changed
places, one that was sorted without the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.finding_groups import said
from portfolio.intake.whole_return.context import FindingCollector

# The first rows show it as well as a million do.
_LOOKED_AT = 2_000
# By chance, or because something was put right, a row or two may look so.
_BY_CHANCE = 2
_MANY = 0.4
_FEW = 0.25
# In so few rows a column is in order by chance.
_SHORT = 8
_FEW_VALUES = 3
_ROW_BEFORE = "row_number_before"


@dataclass(frozen=True)
class _Beside:
    """Rows of this return that the last one had too, in the order sent, with what stood there
    and the row in which it stood."""

    kind: Kind
    rows: pl.DataFrame

    @property
    def fields(self) -> list[str]:
        """The columns of both returns beyond those that name the row."""
        return [c for c in self.kind.columns if _before(c) in self.rows.columns]

    @cached_property
    def differing(self) -> dict[str, int]:
        """In how many rows each of these columns says what it did not."""
        counted = self.rows.select(
            pl.col(c).ne_missing(pl.col(_before(c))).sum() for c in self.fields
        )
        return dict(zip(counted.columns, counted.row(0), strict=True)) if self.fields else {}

    @property
    def are_in_order_of_before(self) -> bool:
        """Whether the rows follow each other as they did: where whole rows were sorted, by a score
        that has been given anew, that column is in order and rightly so."""
        return self.rows[_ROW_BEFORE].is_sorted()

    def differs(self, column: str) -> pl.Series:
        return self.rows[column].ne_missing(self.rows[_before(column)])


def check_misplaced(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """Note only: whether a return is taken must not depend on the order of its rows."""
    for kind, table in tables.items():
        before = findings.context.standing.previous.get(kind) if table.height > _BY_CHANCE else None
        if before is None or before.height <= _BY_CHANCE:
            continue
        beside = _beside(KINDS[kind], table.head(_LOOKED_AT), before)
        for one, other in _swapped(beside):
            findings.say("columns_swapped", kind=kind, column=one, other=other)
        for column in _sorted_alone(beside, table):
            _tell_sorted(findings, kind, column, beside)


def _before(column: str) -> str:
    return f"{column}_before"


def _beside(kind: Kind, table: pl.DataFrame, before: pl.DataFrame) -> _Beside:
    then = before.select(
        *kind.key,
        pl.col("row_number").alias(_ROW_BEFORE),
        *(
            pl.col(c).alias(_before(c))
            for c in kind.columns
            if c not in kind.key and c in before.columns and c in table.columns
        ),
    )
    rows = table.join(then, on=list(kind.key), how="inner", maintain_order="left")
    return _Beside(kind, rows)


def _swapped(beside: _Beside) -> Iterator[tuple[str, str]]:
    """Yield pairs of columns of which each holds in all rows what the other held, where the two
    were not the same anyway."""
    by_type: dict[tuple[object, object], list[str]] = {}
    for column in beside.fields:
        field = beside.kind.field(column)
        if field.type not in ("text", "yes_no") and beside.differing[column] > _BY_CHANCE:
            by_type.setdefault((field.type, field.codes), []).append(column)
    for alike in by_type.values():
        for one, other in combinations(alike, 2):
            crossed = beside.rows.select(
                pl.col(one).eq_missing(pl.col(_before(other))).all()
                & pl.col(other).eq_missing(pl.col(_before(one))).all()
            )
            if crossed.item():
                yield one, other


def _sorted_alone(beside: _Beside, table: pl.DataFrame) -> Iterator[str]:
    """Yield columns in order from end to end that say in most rows what another row said before."""
    if beside.rows.height < _SHORT or not beside.are_in_order_of_before:
        return
    counts = {column: count / beside.rows.height for column, count in beside.differing.items()}
    moved = [column for column, share in counts.items() if share > _MANY]
    still = [column for column, share in counts.items() if share < _FEW]
    if len(moved) != 1 or len(still) + 1 < len(counts):
        return
    values, was = table[moved[0]].drop_nulls(), beside.rows[_before(moved[0])].drop_nulls()
    is_told_apart = values.n_unique() >= _FEW_VALUES and not _is_in_order(was)
    if is_told_apart and _is_in_order(values) and _are_mostly_of(values, was):
        yield moved[0]


def _is_in_order(values: pl.Series) -> bool:
    return values.is_sorted() or values.is_sorted(descending=True)


def _are_mostly_of(values: pl.Series, was: pl.Series) -> bool:
    """Return whether values are those of before in another order, some new ones apart."""
    return values.is_in(was.implode()).sum() > (1 - _FEW) * values.len()


def _tell_sorted(findings: FindingCollector, kind: str, column: str, beside: _Beside) -> None:
    rows = beside.rows.filter(beside.differs(column))
    now, was = rows[column][0], rows[_before(column)][0]
    findings.tell_together(
        "column_sorted_alone",
        kind,
        column,
        rows["row_number"],
        found=said(now) or "nothing",
        was=said(was) or "nothing",
        share=f"{rows.height:,} of {beside.rows.height:,}",
    )
