"""What a submission would change against what stands, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.contract.finding_groups import said
from portfolio.domain.identifiers import masked
from portfolio.domain.period import Period
from portfolio.domain.preview import WHATS, FieldChange, Preview, Revision
from portfolio.domain.verdict import CurrentState
from portfolio.intake.report.comparison import STATES, Comparison, compare

FIELDS_LISTED = 100
_NAMES = {
    "programmes": "programme_name",
    "benefits": "benefit_name",
    "risks": "title",
    "lessons": "title",
}
_NAMED_BY = {"adoptions": "programmes", "benefit_values": "benefits", "lesson_uses": "lessons"}


def led_elsewhere(stands: CurrentState[pl.DataFrame], partner_code: str) -> frozenset[str]:
    """Return the programmes that somebody else has sent last."""
    programmes = stands.current["programmes"]
    return frozenset(programmes.filter(pl.col("partner_code") != partner_code)["programme_id"])


class Change:
    """The tables of a return against the partner's standing rows of the same kinds.

    Rows are matched by the kind's key. Kinds not sent stay as they are and are not shown.
    `led_elsewhere` are the programmes that another partner leads by now.
    """

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        previous: Mapping[str, pl.DataFrame],
        period: Period,
        led_elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self._tables = tables
        self._previous = previous
        self._compared = [
            compare(name, tables, previous, period=period, led_elsewhere=led_elsewhere)
            for name in KINDS
            if name in tables
        ]

    def preview(self) -> Preview:
        """Return the change in counts, and of each sort and kind the first hundred one by one."""
        listed = [change for one in self._compared for change in self._of(one, FIELDS_LISTED)]
        listed.sort(key=lambda change: WHATS.index(change.what))
        tallies = [tally for one in self._compared for tally in one.tallies()]
        tallies.sort(key=lambda tally: WHATS.index(tally.what))
        revised = self._revised()
        return Preview(
            by_kind=tuple(one.in_counts() for one in self._compared),
            fields=tuple(listed),
            field_count=sum(one.field_count for one in self._compared),
            tallies=tuple(tallies),
            revisions=tuple(self._revisions(revised.head(FIELDS_LISTED))),
            revised_benefits=revised.height,
        )

    def every(self) -> Iterator[FieldChange]:
        """Yield every cell that changes and every row that comes or goes, kind by kind."""
        for one in self._compared:
            yield from self._of(one, None)

    def _of(self, one: Comparison, most: int | None) -> Iterator[FieldChange]:
        """Yield the changes of one kind, of each sort at most so many."""
        kind, state = one.kind, _state_column(one.kind)
        for what, gone in one.gone.items():
            for row in _first(gone.with_columns(what=pl.lit(what)), most):
                yield self._told(kind, row, state, (self._state(kind, row), None))
        told: dict[str, int] = {}
        for cells in one.cells():
            room = None if most is None else most - told.get(cells.what, 0)
            told[cells.what] = told.get(cells.what, 0) + cells.rows.height
            for row in _first(cells.rows, room):
                yield self._told(kind, row, cells.column, (row["was"], row[cells.column]))
        for row in _first(one.added.with_columns(what=pl.lit("new")), most):
            yield self._told(kind, row, state, (None, self._state(kind, row)))

    def _told(
        self, kind: Kind, row: Mapping[str, object], column: str, moved: tuple[object, object]
    ) -> FieldChange:
        before, after = (_shown(kind, column, said(cell)) for cell in moved)
        return FieldChange(
            kind.name,
            tuple(str(row[part]) for part in kind.key),
            column,
            before,
            after,
            str(row["what"]),
            name=self._name(kind, row),
            unit=self._unit(row) if column.endswith("_value") else "",
        )

    def _state(self, kind: Kind, row: Mapping[str, object]) -> object:
        column = _state_column(kind)
        return None if column in kind.key else row[column]

    def _unit(self, row: Mapping[str, object]) -> str:
        return self._units.get(str(row["benefit_id"]), "")

    def _name(self, kind: Kind, row: Mapping[str, object]) -> str:
        named_by = _NAMED_BY.get(kind.name, kind.name)
        name = self._names[named_by].get(str(row[KINDS[named_by].key[0]]), "")
        return masked(name, is_free_text=True) if name else ""

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        return {kind: self._by_id(kind, column) for kind, column in _NAMES.items()}

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return self._by_id("benefits", "unit")

    def _by_id(self, kind: str, column: str) -> dict[str, str]:
        """Return a text by id, as this return says it, else as the last one did."""
        found: dict[str, str] = {}
        for tables in (self._previous, self._tables):
            if kind in tables:
                table = tables[kind].select(KINDS[kind].key[0], column).drop_nulls()
                found |= dict(table.iter_rows())
        return found

    def _revised(self) -> pl.DataFrame:
        """Return one row per benefit and beneficiary with past months revised, the longest
        first."""
        parts = [
            cells.rows.select(*one.kind.key, "was", column=pl.lit(cells.column), now=cells.column)
            for one in self._compared
            for cells in one.cells()
            if cells.what == "past_month_revised"
        ]
        if not parts:
            return pl.DataFrame()
        pounds = pl.col("column") == "realised_gbp"
        return (
            pl.concat(parts, how="vertical_relaxed")
            .group_by("benefit_id", "beneficiary_org_code", maintain_order=True)
            .agg(
                months=pl.col("period").n_unique(),
                first=pl.col("period").min(),
                last=pl.col("period").max(),
                before_gbp=pl.when(pounds.any()).then(pl.col("was").filter(pounds).sum()),
                after_gbp=pl.when(pounds.any()).then(pl.col("now").filter(pounds).sum()),
            )
            .sort("months", descending=True, maintain_order=True)
        )

    def _revisions(self, revised: pl.DataFrame) -> Iterator[Revision]:
        for row in revised.iter_rows(named=True):
            yield Revision(name=self._names["benefits"].get(row["benefit_id"], ""), **row)


def _state_column(kind: Kind) -> str:
    """Return the column that says how far a row's thing has got, else the first of its key."""
    return next((column for column in STATES if kind.has(column)), kind.key[0])


def _first(rows: pl.DataFrame, most: int | None) -> Iterable[Mapping[str, object]]:
    return (rows if most is None else rows.head(max(most, 0))).iter_rows(named=True)


def _shown(kind: Kind, column: str, cell: str | None) -> str | None:
    """Return a cell as it may be shown: what stands from earlier returns may not have been
    looked at as this one was."""
    is_text = kind.field(column).type == "text"
    return masked(cell, is_free_text=True) if cell and is_text else cell
