"""What a submission would change against what stands, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.telling import said
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, KindChange, Preview

FIELDS_LISTED = 500
# What a reader wants to know first.
_IMPORTANCE = (
    "rating_moved",
    "target_cut",
    "gone",
    "state_moved",
    "past_month_revised",
    "changed",
)
_RATINGS = ("sro_confidence", "independent_confidence")
_STATES = ("state", "stage", "status")
_NAMES = ("programme_name", "benefit_name", "title")


def preview(
    tables: Mapping[str, pl.DataFrame], previous: Mapping[str, pl.DataFrame], period: Period
) -> Preview:
    """The change of each kind sent, against the partner's standing rows of that kind.

    Rows are matched by the kind's key; a kind never sent before is all added. Kinds not sent
    stay as they are and are not shown.
    """
    comparisons = [
        _compare(kind, tables[name], previous.get(name))
        for name, kind in KINDS.items()
        if name in tables
    ]
    changes = [change for one in comparisons for change in one.first_changes(period)]
    changes.sort(key=lambda change: _IMPORTANCE.index(change.what))
    return Preview(
        by_kind=tuple(one.in_counts() for one in comparisons),
        fields=tuple(islice(changes, FIELDS_LISTED)),
        field_count=sum(one.field_count for one in comparisons),
    )


@dataclass(frozen=True)
class _Comparison:
    """Two tables of a kind: rows matched in both, side by side and in the same order, with a
    column of truth per field that tells where they differ; and the rows in the old one only."""

    kind: Kind
    after: pl.DataFrame
    before: pl.DataFrame
    differs: pl.DataFrame
    gone: pl.DataFrame
    added_count: int

    def in_counts(self) -> KindChange:
        changed = 0
        if self.differs.width and self.differs.height:
            changed = int(self.differs.select(pl.any_horizontal(pl.all()).sum()).item())
        same = self.after.height - changed
        return KindChange(self.kind.name, self.added_count, changed, self.gone.height, same)

    @property
    def field_count(self) -> int:
        return sum(int(column.sum()) for column in self.differs) + self.gone.height

    def first_changes(self, period: Period) -> Iterator[FieldChange]:
        """The first changes of each column, and the first rows gone, as many as are listed."""
        for row in self.gone.head(FIELDS_LISTED).iter_rows(named=True):
            name = next((row[column] for column in _NAMES if self.kind.has(column)), None)
            yield self._change(row, self.kind.key[0], (name or row[self.kind.key[0]], None), "gone")
        for column in self.differs.columns:
            yield from self._column_changes(column, period)

    def _column_changes(self, column: str, period: Period) -> Iterator[FieldChange]:
        places = self.differs[column].arg_true()
        if places.is_empty():
            return
        what = _what(self.kind, column, period)
        cells = self.after.with_columns(self.before[column].alias("__before"))[places]
        cells = cells.with_columns(what.alias("__what"))
        order = pl.col("__what").replace_strict(_IMPORTANCE, range(len(_IMPORTANCE)))
        for row in cells.sort(order, maintain_order=True).head(FIELDS_LISTED).iter_rows(named=True):
            yield self._change(row, column, (row["__before"], row[column]), row["__what"])

    def _change(
        self, row: Mapping[str, object], column: str, cells: tuple[object, object], what: str
    ) -> FieldChange:
        key = tuple(str(row[part]) for part in self.kind.key)
        before, after = (said(cell) for cell in cells)
        return FieldChange(self.kind.name, key, column, before, after, what)


def _compare(kind: Kind, new: pl.DataFrame, old: pl.DataFrame | None) -> _Comparison:
    new = new.select(kind.columns)
    old = new.clear() if old is None else old.select(kind.columns)
    key = list(kind.key)
    matched = (
        new.select(key)
        .with_row_index("new")
        .join(old.select(key).with_row_index("old"), on=key, how="full", nulls_equal=True)
    )
    both = matched.filter(pl.col("new").is_not_null() & pl.col("old").is_not_null())
    after, before = new[both["new"]], old[both["old"]]
    fields = [column for column in kind.columns if column not in key]
    return _Comparison(
        kind,
        after=after,
        before=before,
        differs=pl.DataFrame([after[column].ne_missing(before[column]) for column in fields]),
        gone=old[matched["old"].filter(matched["new"].is_null())],
        added_count=matched["old"].null_count(),
    )


def _what(kind: Kind, column: str, period: Period) -> pl.Expr:
    """Why a change in a column matters, for a row of the new table with `__before` beside it."""
    if column in _RATINGS:
        return pl.lit("rating_moved")
    if column in _STATES:
        return pl.lit("state_moved")
    if column == "target_value":
        lower = pl.col(column).fill_null(0) < pl.col("__before")
        cut = pl.when(pl.col("better") == "lower").then(pl.col(column) > pl.col("__before"))
        is_cut = pl.col(column).is_null() | cut.otherwise(lower)
        return pl.when(is_cut).then(pl.lit("target_cut")).otherwise(pl.lit("changed"))
    if kind.has("period"):
        is_past = pl.col("period") < str(period)
        return pl.when(is_past).then(pl.lit("past_month_revised")).otherwise(pl.lit("changed"))
    return pl.lit("changed")
