"""The partners' rows that a number was counted from, each with its file and its row in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from portfolio.domain.filters import Filters
from portfolio.domain.result import ResultTable
from portfolio.domain.scope import EVERYTHING, Scope
from portfolio.measures.answers import table
from portfolio.measures.selection import Selection, choose
from portfolio.measures.system_frames import system_as_at
from portfolio.store.engine import Store

MOST_ROWS = 50_000
"""So many rows are handed out; the rest are counted."""


@dataclass(frozen=True)
class _Kind:
    """The step that holds a kind's rows that stand, and which columns say what of whom."""

    step: str
    thing: str
    organisation: str
    state: str | None = None


# In the order in which a reader who asks for rows wants them: figures and states before registers.
_KINDS: Mapping[str, _Kind] = {
    "benefit_values": _Kind("current_benefit_value_row", "benefit_id", "beneficiary_org_code"),
    "adoptions": _Kind("current_adoption_row", "programme_id", "org_code", "state"),
    "risks": _Kind("current_risk", "risk_id", "org_code", "status"),
    "lesson_uses": _Kind("current_lesson_use", "lesson_id", "used_by_org_code", "outcome"),
    "lessons": _Kind("current_lesson", "lesson_id", "org_code", "kind"),
    "benefits": _Kind("current_benefit_row", "benefit_id", "beneficiary_org_code", "status"),
    "programmes": _Kind("current_programme", "programme_id", "lead_org_code", "stage"),
}
_AMOUNTS = tuple(
    f"{when}_{what}" for what in ("gbp", "value") for when in ("planned", "forecast", "realised")
)
_SCHEMA: Mapping[str, type[pl.DataType]] = {
    "submission": pl.String,
    "partner_code": pl.String,
    "sent_for_period": pl.String,
    "received_on": pl.Date,
    "kind": pl.String,
    "file_name": pl.String,
    "row_number": pl.Int64,
    "sent_as": pl.String,
    "programme_id": pl.String,
    "id": pl.String,
    "org_code": pl.String,
    "month": pl.String,
    "state": pl.String,
    **dict.fromkeys(_AMOUNTS, pl.Float64),
}


@dataclass(frozen=True)
class RowsBehind:
    """The first rows by kind, programme, thing, organisation and month; how many there are in
    all; and the codes of the programmes and organisations among all of them. `kept_back` counts the
    risks among them that the reader may not see."""

    table: ResultTable
    count: int
    programmes: tuple[str, ...]
    organisations: tuple[str, ...]
    kept_back: int = 0


def rows_behind(
    store: Store,
    filters: Filters,
    kinds: Sequence[str],
    *,
    programme_id: str | None = None,
    org_code: str | None = None,
    most: int = MOST_ROWS,
    scope: Scope = EVERYTHING,
) -> RowsBehind:
    """Return rows of these kinds that stand as at the filters' period and that a reader of this
    scope sees, within the part of the portfolio the filters keep; narrowed to one programme or
    organisation where named.

    Both a confirmation and the claim it removes are among them: both were read.
    """
    system = system_as_at(store, filters.period, filters.known_on, is_as_now=filters.is_as_now)
    selection = choose(system, filters, scope)
    found = [_rows(selection, kind) for kind in _KINDS if kind in kinds]
    rows = _at(pl.concat([pl.DataFrame(schema=_SCHEMA), *found]), filters.beneficiary)
    programmes, organisations = _codes(rows, "programme_id"), _codes(rows, "org_code")
    rows = _of(_at(rows, org_code), programme_id)
    kept_back = _at(_at(_kept_back(selection, kinds), filters.beneficiary), org_code)
    kind = pl.col("kind").cast(pl.Enum(list(_KINDS)))
    in_order = rows.sort(kind, "programme_id", "id", "org_code", "month", nulls_last=True)
    first = table(in_order.head(most), *_SCHEMA)
    hidden = _of(kept_back, programme_id).height
    return RowsBehind(first, rows.height, programmes, organisations, hidden)


def _at(rows: pl.DataFrame, org_code: str | None) -> pl.DataFrame:
    return rows if org_code is None else rows.filter(pl.col("org_code") == org_code)


def _of(rows: pl.DataFrame, programme_id: str | None) -> pl.DataFrame:
    return rows if programme_id is None else rows.filter(pl.col("programme_id") == programme_id)


def _kept_back(selection: Selection, kinds: Sequence[str]) -> pl.DataFrame:
    """Return the risks among these kinds that their organisations keep from this reader."""
    risks = selection.system.kept(_KINDS["risks"].step)
    if "risks" not in kinds or selection.scope.is_everything:
        return risks.clear()
    return selection.kept_back(selection.whole_or_of_programmes(risks))


def _codes(rows: pl.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(rows[column].drop_nulls().unique().sort())


def _rows(selection: Selection, kind: str) -> pl.DataFrame:
    described = _KINDS[kind]
    rows = selection.whole_or_of_programmes(selection.system.kept(described.step))
    if kind == "risks":
        rows = selection.seen(rows)
    sources = selection.system.kept("row_source").filter(kind=kind).drop("kind")
    own = [name for name in ("partner_code", "sent_for_period", "received_on") if name in rows]
    columns = {
        "submission": pl.col("submission_id").cast(pl.String).str.zfill(4),
        "kind": pl.lit(kind),
        "id": pl.col(described.thing),
        "org_code": pl.col(described.organisation),
        "month": pl.col("period") if kind == "benefit_values" else pl.lit(None),
        "state": pl.col(described.state) if described.state else pl.lit(None),
    }
    given = {
        name: columns.get(name, pl.col(name) if name in rows.columns else pl.lit(None))
        for name in _SCHEMA
        if name not in ("partner_code", "sent_for_period", "received_on", "file_name")
    }
    return (
        rows.drop(own)
        .select("submission_id", **given)
        .join(sources, on="submission_id", how="left", maintain_order="left")
        .select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())
    )
