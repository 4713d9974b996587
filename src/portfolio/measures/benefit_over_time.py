"""Benefit over time: each benefit at each beneficiary as an XmR chart of its monthly values."""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

import polars as pl

from portfolio.domain.result import LateTable, ResultTable, Status
from portfolio.measures import xmr
from portfolio.measures.answers import Answer, table
from portfolio.measures.selection import Selection
from portfolio.measures.system import System

_GRAIN = ("benefit_id", "beneficiary_org_code")
_SERIES = (*_GRAIN, "period", "value", "mean", "lower", "upper", "label")
_SERIES_MORE = ("variation", "is_mixed", "is_value_claimed", "value_note")
_SIGNALS = (*_GRAIN, "n", "status", "variation", "assurance", "target")
_SIGNALS_MORE = (
    *("programme_id", "programme_name", "benefit_name", "measure", "unit", "better", "combines"),
    *("effect", "benefit_status", "evidence", "baseline_value", "mean", "lower", "upper"),
    *("first_period", "last_period", "last_value", "label", "is_mixed", "months_missing"),
)
_JUDGED = pl.Schema(
    {
        **dict.fromkeys(("mean", "lower", "upper"), pl.List(pl.Float64)),
        **dict.fromkeys(("label", "variation"), pl.List(pl.String)),
        "is_mixed": pl.List(pl.Boolean()),
        "n": pl.Int64(),
        "chart_status": pl.String(),
        "assurance": pl.String(),
    }
)


def benefit_over_time(selection: Selection) -> Answer:
    """No value of its own; a chart for every benefit and beneficiary with a realised value.

    Values are those of the measure itself, not scaled by any share. `variation` of a chart is that
    of its latest month; it and `assurance` stay empty where there are too few months to judge.
    """
    kept = _kept(selection.system)
    signals = selection.landing(selection.of_programmes(kept.signals))
    status: Status = "ok"
    for worse in ("no_variation", "trial"):
        if signals.height and (signals["status"] == worse).all():
            status = worse
    return Answer(
        status=status if signals.height else "not_defined",
        n=signals.height,
        tables={
            "series": _series(kept, signals),
            "signals": table(signals, *_SIGNALS, *_SIGNALS_MORE),
        },
    )


def _series(kept: _Charts, signals: pl.DataFrame) -> ResultTable:
    """Every month of every chart; long, and on a page only ever read for one of them."""

    def rows() -> ResultTable:
        chosen = kept.points.join(signals.select(_GRAIN), on=_GRAIN, maintain_order="left")
        return table(chosen, *_SERIES, *_SERIES_MORE)

    return LateTable((*_SERIES, *_SERIES_MORE), lambda: rows().rows)


class _Charts:
    """The charts of one as-at point: filters choose among them and change nothing in them."""

    def __init__(self, system: System) -> None:
        said = system.register.rename({"status": "benefit_status", "target_value": "target"})
        values = system.read("benefit_value").sort(*_GRAIN, "period")
        months = ("period", "value", "is_value_claimed", "value_note")
        listed = values.group_by(_GRAIN, maintain_order=True).agg(months)
        self._rows = listed.join(said, on=_GRAIN, how="inner", maintain_order="left")

    @cached_property
    def _judged(self) -> pl.DataFrame:
        asked = self._rows.select("period", "value", "better", "target").iter_rows()
        judged = [_judge(*one) for one in asked]
        return pl.concat(
            [self._rows, pl.DataFrame(judged, schema=_JUDGED, orient="row")], how="horizontal"
        )

    @cached_property
    def points(self) -> pl.DataFrame:
        months = ("period", "value", "is_value_claimed", "value_note")
        lists = ("mean", "lower", "upper", "label", "variation", "is_mixed")
        return self._judged.select(*_GRAIN, *months, *lists).explode(*months, *lists)

    @cached_property
    def signals(self) -> pl.DataFrame:
        """One row per chart, with its latest month."""
        is_judged = pl.col("chart_status") != "trial"
        latest = ("mean", "lower", "upper", "label", "variation", "is_mixed")
        return (
            self._judged.with_columns(pl.col(name).list.last() for name in latest)
            .with_columns(
                pl.when(is_judged).then("variation").alias("variation"),
                pl.when(is_judged).then("assurance").alias("assurance"),
                first_period=pl.col("period").list.first(),
                last_period=pl.col("period").list.last(),
                last_value=pl.col("value").list.last(),
                status=pl.col("chart_status"),
            )
            .with_columns(months_missing=_months_missing())
        )


def _judge(
    periods: list[str], values: list[float], better: str, target: float | None
) -> tuple[object, ...]:
    """What `_JUDGED` names, for one chart without a decided baseline."""
    (found,) = xmr.chart(periods, values)
    limits, n = found.limits, len(values)
    every = list(zip(found.rises, found.falls, strict=True))
    return (
        [limits.mean] * n,
        [limits.lower] * n,
        [limits.upper] * n,
        found.labels,
        [xmr.variation(rises, falls, better) for rises, falls in every],
        [rises and falls and better != "neither" for rises, falls in every],
        n,
        _status(limits),
        xmr.assurance(limits, target, better),
    )


def _status(limits: xmr.Limits) -> Status:
    if limits.n < xmr.ENOUGH:
        return "trial"
    return "no_variation" if limits.is_constant else "ok"


def _months_missing() -> pl.Expr:
    """Months between the first and the last for which nothing was sent."""

    def month(column: str) -> pl.Expr:
        year, of_year = (pl.col(column).str.slice(*at).cast(pl.Int64) for at in ((0, 4), (5, 2)))
        return year * 12 + of_year

    return month("last_period") - month("first_period") + 1 - pl.col("n")


_charts: WeakKeyDictionary[System, _Charts] = WeakKeyDictionary()


def _kept(system: System) -> _Charts:
    """The charts of a point, made once: two readers at once may both make them, and agree."""
    if system not in _charts:
        _charts[system] = _Charts(system)
    return _charts[system]
