"""Years so far from the period that a slip of the keys is likelier: 2062 for 2026, 1926."""

from __future__ import annotations

from datetime import MAXYEAR, date

import polars as pl

from portfolio.contract.checks.row_rule import RowRule
from portfolio.contract.fields import Field, Kind
from portfolio.domain.period import Period

# Nothing that is reported began before there were computers on desks.
_EARLIEST = 1990
# What has happened may be told a little early; the largest programmes are planned for decades.
_YEARS_AHEAD = 30
_HAPPENED = {
    **dict.fromkeys(("raised_date", "issue_date", "date"), 1),
    **dict.fromkeys(("sro_confidence_date", "independent_confidence_date"), 1),
    # These stop after the period's end anyway.
    **dict.fromkeys(("agreed_date", "live_date", "embedded_date", "stopped_date"), MAXYEAR),
    "used_date": MAXYEAR,
}
_ENDS = ("planned_end_date", "forecast_end_date")
_YEARS_TO_END = 50
_YEARS_BETWEEN_ENDS = 20


def year_rules(kind: Kind, period: Period) -> tuple[RowRule, ...]:
    """Notes on dates and months of one kind."""
    dated = [field for field in kind.fields if field.type in ("date", "month")]
    return tuple(_rule(field, period) for field in dated)


def _rule(field: Field, period: Period) -> RowRule:
    cell = pl.col(field.name)
    last = Period(min(period.year + _years_ahead(field), MAXYEAR), period.month)
    if field.type == "month":
        low, high = pl.lit(f"{_EARLIEST}-01"), pl.lit(str(last))
        year = cell.str.slice(0, 4).cast(pl.Int32, strict=False)
    else:
        low, high = pl.lit(date(_EARLIEST, 1, 1)), pl.lit(last.end)
        year = cell.dt.year()
    fails = (cell < low) | (cell > high)
    any_fails = (cell.min() < low) | (cell.max() > high)
    if field.name in _ENDS:
        other = pl.col(_ENDS[1 - _ENDS.index(field.name)])
        is_far_from_other = year - other.dt.year() > _YEARS_BETWEEN_ENDS
        fails, any_fails = fails | is_far_from_other, any_fails | is_far_from_other.any()
    away = year - period.year
    words = {
        "years": away.abs().cast(pl.String),
        "side": pl.when(away > 0).then(pl.lit("after")).otherwise(pl.lit("before")),
    }
    return RowRule("year_far_off", field.name, fails, field.name, words, any_fails=any_fails)


def _years_ahead(field: Field) -> int:
    return _HAPPENED.get(field.name, _YEARS_TO_END if field.name in _ENDS else _YEARS_AHEAD)
