"""Two tables of one kind side by side: rows that match, where they differ, what comes and goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Kind
from portfolio.domain.codes import ENDED_BENEFITS, ENDED_RISKS, ENDED_STAGES, OFF_LADDER
from portfolio.domain.period import Period
from portfolio.domain.preview import WHATS, KindChange, Tally

STATES = ("state", "stage", "status")
_ALWAYS: Mapping[str, str] = {
    **dict.fromkeys(("sro_confidence", "independent_confidence"), "rating_moved"),
    **dict.fromkeys(STATES, "state_moved"),
}
_IF_GIVEN: Mapping[str, str] = {
    **dict.fromkeys(("approved_cost_gbp", "forecast_cost_gbp"), "cost_moved"),
    **dict.fromkeys(("start_date", "planned_end_date", "forecast_end_date"), "date_moved"),
    **dict.fromkeys(("agreed_date", "live_date", "embedded_date", "stopped_date"), "date_moved"),
    "target_date": "date_moved",
}
_ENDED: Mapping[str, tuple[str, ...]] = {
    "programmes": ENDED_STAGES,
    "adoptions": OFF_LADDER,
    "benefits": ENDED_BENEFITS,
    "risks": ENDED_RISKS,
}
_BY_ROW = ("past_month_revised", "month_filled")


@dataclass(frozen=True)
class Cells:
    """The cells of one column that change for one reason: rows of the new table, with what stood
    there before in `was`."""

    column: str
    what: str
    rows: pl.DataFrame


@dataclass(frozen=True)
class Comparison:
    """Two tables of a kind: rows matched in both, side by side and in the same order, with a
    column of truth per field that tells where they differ; and the rows in one of them only."""

    kind: Kind
    period: Period
    after: pl.DataFrame
    before: pl.DataFrame
    differs: pl.DataFrame
    added: pl.DataFrame
    gone: Mapping[str, pl.DataFrame]

    def in_counts(self) -> KindChange:
        changed = 0
        if self.differs.width and self.differs.height:
            changed = int(self.differs.select(pl.any_horizontal(pl.all()).sum()).item())
        gone = sum(rows.height for rows in self.gone.values())
        return KindChange(
            self.kind.name, self.added.height, changed, gone, self.after.height - changed
        )

    @property
    def field_count(self) -> int:
        gone = sum(rows.height for rows in self.gone.values())
        return sum(int(column.sum()) for column in self.differs) + gone

    def cells(self) -> Iterator[Cells]:
        """Yield the cells that change, by column and by why it matters."""
        for column in self.differs.columns:
            places = self.differs[column].arg_true()
            if places.is_empty():
                continue
            was = self.before[column].alias("was")
            rows = self.after.with_columns(was)[places].with_columns(
                self._why(column).alias("what")
            )
            for (what,), part in rows.group_by("what", maintain_order=True):
                yield Cells(column, str(what), part)

    def tallies(self) -> Iterator[Tally]:
        """Yield how many changes there are of each sort, the most important first."""
        rows: dict[str, list[pl.DataFrame]] = {"new": [self.added]}
        rows |= {what: [gone] for what, gone in self.gone.items()}
        for cells in self.cells():
            rows.setdefault(cells.what, []).append(cells.rows)
        for what in WHATS:
            parts = rows.get(what, [])
            count = sum(part.height for part in parts)
            if count:
                things = self._things(parts) if what in _BY_ROW else count
                most = _most_cut(parts[0]) if what == "target_cut" else None
                yield Tally(what, self.kind.name, things, count, most)

    def _things(self, parts: list[pl.DataFrame]) -> int:
        return pl.concat([part.select(self.kind.key) for part in parts]).n_unique()

    def _why(self, column: str) -> pl.Expr:
        if column in _ALWAYS:
            return pl.lit(_ALWAYS[column])
        if column in _IF_GIVEN:
            return _if_given(_IF_GIVEN[column], "changed")
        if column == "target_value":
            return _why_target()
        if self.kind.has("period") and column.endswith(("_value", "_gbp")):
            is_past = pl.col("period") < str(self.period)
            past = _if_given("past_month_revised", "month_filled")
            return pl.when(is_past).then(past).otherwise(pl.lit("changed"))
        return pl.lit("changed")


def _if_given(then: str, otherwise: str) -> pl.Expr:
    """Return what a change is where something stood before, and where nothing did."""
    return pl.when(pl.col("was").is_not_null()).then(pl.lit(then)).otherwise(pl.lit(otherwise))


def _why_target() -> pl.Expr:
    now, was = pl.col("target_value"), pl.col("was")
    cut = pl.when(pl.col("better") == "lower").then(now > was).otherwise(now < was)
    is_cut = was.is_not_null() & (now.is_null() | cut)
    return pl.when(is_cut).then(pl.lit("target_cut")).otherwise(pl.lit("changed"))


def _most_cut(rows: pl.DataFrame) -> float | None:
    now, was = pl.col("target_value"), pl.col("was")
    shares = rows.filter(was != 0).select(((now - was) / was).abs().max() * 100)
    return None if shares.is_empty() else shares.item()


def compare(
    name: str,
    tables: Mapping[str, pl.DataFrame],
    previous: Mapping[str, pl.DataFrame],
    *,
    period: Period,
    led_elsewhere: frozenset[str] = frozenset(),
) -> Comparison:
    """Return the two tables of a kind, matched by its key; one never sent before is all added."""
    kind = KINDS[name]
    key = list(kind.key)
    new = tables[name].select(kind.columns)
    old = previous[name].select(kind.columns) if name in previous else new.clear()
    matched = (
        new.select(key)
        .with_row_index("new")
        .join(old.select(key).with_row_index("old"), on=key, how="full", nulls_equal=True)
    )
    both = matched.filter(pl.col("new").is_not_null() & pl.col("old").is_not_null())
    after, before = new[both["new"]], old[both["old"]]
    fields = [column for column in kind.columns if column not in key]
    return Comparison(
        kind,
        period,
        after=after,
        before=before,
        differs=pl.DataFrame([after[column].ne_missing(before[column]) for column in fields]),
        added=new[matched["new"].filter(matched["old"].is_null()).sort()],
        gone=_endings(kind, old[matched["old"].filter(matched["new"].is_null())], led_elsewhere),
    )


def _endings(
    kind: Kind, gone: pl.DataFrame, led_elsewhere: frozenset[str]
) -> Mapping[str, pl.DataFrame]:
    """Return the rows no longer there, by why: handed over, left out after an ending, or just
    gone."""
    ended = pl.lit(value=False)
    for column in STATES:
        if kind.has(column):
            ended = pl.col(column).is_in(_ENDED.get(kind.name, ())).fill_null(value=False)
    handed = pl.lit(value=False)
    if kind.name == "programmes":
        handed = pl.col("programme_id").is_in(sorted(led_elsewhere))
    return {
        "handed_over": gone.filter(handed),
        "left_out": gone.filter(~handed & ended),
        "gone": gone.filter(~handed & ~ended),
    }
