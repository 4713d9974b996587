"""Organisations as they are now: one that has closed is shown as the one that followed it.

Only names move: what counts was settled before, under the codes of the day. An organisation with
several successors stays under its own name, since nothing says which of them gained what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from portfolio.domain.codes import LESSON_OUTCOMES

_CODES = (
    "org_code",
    "beneficiary_org_code",
    "lead_org_code",
    "payer_org_code",
    "used_by_org_code",
    "from_org_code",
)
# Frames about organisations and returns themselves, which stay as they were.
_AS_REPORTED = frozenset(
    {"current_organisation", "current_extract", "row_source", "return_due", "succession"}
)
# What there is one row of: where old and new both have one, the new one's own stands.
_GRAIN: Mapping[str, tuple[str, ...]] = {
    "adoption": ("programme_id", "org_code"),
    "register": ("benefit_id", "beneficiary_org_code"),
    "said_of_benefit": ("benefit_id", "beneficiary_org_code"),
    "benefit_flag": ("benefit_id", "beneficiary_org_code"),
}
_OUTCOMES = pl.Enum(LESSON_OUTCOMES)


def followers(closed: pl.DataFrame) -> dict[str, str]:
    """Return the code each closed organisation is shown under: its one successor, or the one
    that followed that in turn. `closed` has `org_code` and `successor_codes`."""
    next_of = {}
    for code, listed in closed.select("org_code", "successor_codes").iter_rows():
        named = [one.strip() for one in (listed or "").split(";") if one.strip()]
        if len(named) == 1:
            next_of[code] = named[0]
    return {code: _last(code, next_of) for code in next_of}


def _last(code: str, next_of: Mapping[str, str]) -> str:
    seen = {code}
    while code in next_of and next_of[code] not in seen:
        code = next_of[code]
        seen.add(code)
    return code


def as_now(
    name: str, rows: pl.DataFrame, follows: Mapping[str, str], organisations: pl.DataFrame
) -> pl.DataFrame:
    """Return a named frame with every code moved to the organisation that stands for it now."""
    columns = [column for column in _CODES if column in rows.columns]
    if name in _AS_REPORTED or not columns or not follows:
        return rows
    grain = _GRAIN.get(name)
    about = grain[1] if grain else columns[0]
    moved = rows.with_columns(
        *(pl.col(column).replace(follows) for column in columns),
        was_moved=pl.col(about).is_in(list(follows)),
    )
    moved = moved.sort(*_first(name), "was_moved", maintain_order=True).drop("was_moved")
    if grain:
        moved = moved.unique(grain, keep="first", maintain_order=True)
    together = _TOGETHER.get(name)
    if together:
        return together(moved)
    return _with_names(moved, organisations) if name == "adoption" else moved


def _first(name: str) -> tuple[pl.Expr, ...]:
    """Of an adoption, the row of the one that is open stands before any other."""
    return (~pl.col("is_open"),) if name == "adoption" else ()


def _realised_anywhere(unpriced: pl.DataFrame) -> pl.DataFrame:
    """Return realised where it is so at either of the two; not known only where it is at
    neither."""
    grain = ("benefit_id", "beneficiary_org_code")
    is_realised = pl.col("is_realised").max()
    return unpriced.group_by(grain, maintain_order=True).agg(
        pl.exclude("is_realised").first(), is_realised
    )


def _used_once(uses: pl.DataFrame) -> pl.DataFrame:
    """Return one use of a lesson by the two, the fullest; none of a lesson that is now their
    own."""
    by_others = uses.filter(pl.col("used_by_org_code") != pl.col("from_org_code"))
    fullest = by_others.sort(pl.col("outcome").cast(_OUTCOMES), maintain_order=True)
    return fullest.unique(("lesson_id", "used_by_org_code"), keep="first", maintain_order=True)


_TOGETHER: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "unpriced_benefit": _realised_anywhere,
    "lesson_use": _used_once,
}


def _with_names(adoption: pl.DataFrame, organisations: pl.DataFrame) -> pl.DataFrame:
    """Name, type and lead anew; open where the old one or the one that follows it is."""
    known = organisations.select("org_code", "org_name", "org_type", is_open_now="is_open")
    named = adoption.drop("org_name", "org_type").join(
        known, on="org_code", how="left", maintain_order="left"
    )
    return named.with_columns(
        is_open=pl.col("is_open") | pl.col("is_open_now").fill_null(value=False),
        is_lead=pl.col("org_code") == pl.col("lead_org_code"),
    ).select(adoption.columns)
