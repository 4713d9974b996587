"""Benefit over time: each benefit at each beneficiary as an XmR chart of its monthly values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import polars as pl

from portfolio.domain.result import LateTables, ResultTable, Status
from portfolio.domain.thresholds import MIN_POINTS
from portfolio.measures import xmr
from portfolio.measures.answers import Answer, table, total
from portfolio.measures.each_programme import table_of_each
from portfolio.measures.selection import Selection
from portfolio.measures.system_frames import System

_GRAIN = ("benefit_id", "beneficiary_org_code")
_SERIES = (*_GRAIN, "period", "value", "mean", "lower", "upper", "label")
_SERIES_MORE = (
    *("variation", "direction", "is_mixed", "stretch", "is_judged"),
    *("is_value_claimed", "value_note"),
)
_SIGNALS = (*_GRAIN, "n", "status", "variation", "assurance", "target")
_SIGNALS_MORE = (
    *("programme_id", "programme_name", "benefit_name", "measure", "unit", "better", "combines"),
    *("effect", "benefit_status", "evidence", "baseline_value", "baseline_date"),
    *("mean", "lower", "upper", "first_period", "last_period", "last_value"),
    *("label", "direction", "is_mixed", "months_missing", "months_special"),
    *("has_moved", "moved_from", "stretch", "months_in_stretch"),
    *("recalculate_from", "recalculate_reason", "recalculated_by", "recalculated_by_name"),
)
_BENEFITS = (
    *_GRAIN,
    *("programme_id", "programme_name", "benefit_name", "benefit_type", "effect", "status"),
    *("evidence", "foreseen", "sent_as", "unit", "better", "target", "counted_gbp", "n"),
    *("chart_status", "variation", "direction", "is_mixed", "assurance"),
    *("last_period", "last_value", "months_special", "months_in_stretch", "has_moved"),
)
_DIRECTION = {1: "high", -1: "low", 0: None}
_MONTHS = ("period", "value", "is_value_claimed", "value_note")
_ASKED = (
    *("period", "value", "better", "target"),
    *("recalculate_from", "recalculate_reason", "recalculated_by"),
)
_LEVELS = ("mean", "lower", "upper")
_OF_MONTHS = pl.Schema(
    {
        **dict.fromkeys(_LEVELS, pl.Float64()),
        **dict.fromkeys(("label", "variation", "direction"), pl.String()),
        "is_mixed": pl.Boolean(),
        "stretch": pl.Int64(),
        "is_judged": pl.Boolean(),
    }
)
_OF_CHART = pl.Schema(
    {
        "n": pl.Int64(),
        "months_in_stretch": pl.Int64(),
        "months_special": pl.Int64(),
        "chart_status": pl.String(),
        "assurance": pl.String(),
        "has_moved": pl.Boolean(),
        "moved_from": pl.String(),
    }
)


def benefit_over_time(selection: Selection) -> Answer:
    """No value of its own; a chart for every benefit and beneficiary with a realised value.

    Values are those of the measure itself, not scaled by any share. `variation` of a chart is that
    of its latest month; it and `assurance` stay empty where there are too few months to judge.

    From `recalculate_from` on, where a register row gives it with a reason, mean and limits are
    worked out anew: each `stretch` by itself, verdict and assurance from the latest. Nothing is
    worked out anew by itself. A month of `series` is not `is_judged` where its stretch has too few
    months or has moved.

    A chart `has_moved` where more than half of the months of its latest stretch lie outside their
    own limits: what the rules find in it stands in `series` and `signals`, and is no verdict.
    `benefits` gives none, so that nobody counts it as improved or worsened; `moved_from` offers the
    month from which limits worked out anew would fit best.
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
        tables=LateTables(
            {
                "series": lambda: _series(kept, signals),
                "signals": lambda: table(signals, *_SIGNALS, *_SIGNALS_MORE),
                "benefits": lambda: table_of_each(selection, "benefits", _benefits),
            }
        ),
    )


def _series(kept: _Charts, signals: pl.DataFrame) -> ResultTable:
    """Return every month of every chart; long, and on a page only ever read for one of them."""
    return table(kept.points_of(signals), *_SERIES, *_SERIES_MORE)


def _benefits(selection: Selection) -> ResultTable:
    """Return every benefit of the register, charted or not, with its realised pounds that count."""
    every = _kept(selection.system).benefits
    return table(selection.landing(selection.of_programmes(every)), *_BENEFITS)


class _Charts:
    """The charts of one as-at point: filters choose among them and change nothing in them."""

    def __init__(self, system: System) -> None:
        self._system = system
        who = pl.when(pl.col("recalculate_from").is_not_null()).then("partner_code")
        names = system.names().rename(
            {"org_code": "recalculated_by", "org_name": "recalculated_by_name"}
        )
        said = system.register.with_columns(recalculated_by=who).join(
            names, on="recalculated_by", how="left", maintain_order="left"
        )
        self._said = said.rename({"status": "benefit_status", "target_value": "target"})

    @cached_property
    def _judged(self) -> pl.DataFrame:
        """One row per chart, its months and what was found of them as lists."""
        values = self._system.read("benefit_value")
        if self._system.is_as_now:
            values = _one_a_month(values, self._said)
        listed = values.sort(*_GRAIN, "period").group_by(_GRAIN, maintain_order=True).agg(_MONTHS)
        rows = listed.join(self._said, on=_GRAIN, how="inner", maintain_order="left")
        judged = [
            _judge((periods, values), _decided(*decided), better, target)
            for periods, values, better, target, *decided in rows.select(_ASKED).iter_rows()
        ]
        return pl.concat([rows, _as_frame(judged)], how="horizontal")

    def points_of(self, signals: pl.DataFrame) -> pl.DataFrame:
        """Return one row per month of these charts, which are chosen before their months are
        listed."""
        chosen = self._judged.join(signals.select(_GRAIN), on=_GRAIN, maintain_order="left")
        return chosen.select(*_GRAIN, *_MONTHS, *_OF_MONTHS).explode(*_MONTHS, *_OF_MONTHS)

    @cached_property
    def signals(self) -> pl.DataFrame:
        """One row per chart, with its latest month."""
        is_judged = pl.col("chart_status") != "trial"
        latest = self._judged.with_columns(pl.col(name).list.last() for name in _OF_MONTHS)
        return latest.with_columns(
            pl.when(is_judged).then(name).alias(name) for name in ("variation", "assurance")
        ).with_columns(
            first_period=pl.col("period").list.first(),
            last_period=pl.col("period").list.last(),
            last_value=pl.col("value").list.last(),
            status=pl.col("chart_status"),
            months_missing=_span() - pl.col("n"),
        )

    @cached_property
    def benefits(self) -> pl.DataFrame:
        """One row per benefit and beneficiary of the register."""
        gbp = self._system.ledger.group_by(_GRAIN).agg(total("counted_gbp"))
        verdict = ("variation", "direction", "assurance")
        known = ("n", "chart_status", "is_mixed", "has_moved")
        latest = ("last_period", "last_value", "months_special", "months_in_stretch")
        charts = self.signals.select(
            *_GRAIN,
            *known,
            *latest,
            *(pl.when(~pl.col("has_moved")).then(name).alias(name) for name in verdict),
        )
        return (
            self._said.with_columns(status="benefit_status")
            .join(gbp, on=_GRAIN, how="left", maintain_order="left")
            .join(charts, on=_GRAIN, how="left", maintain_order="left")
        )


def _one_a_month(values: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return one value a month: of a flow that an organisation and the one it followed both
    gave, their sum; of an average or a stock, the follower's own."""
    known = values.join(said.select(*_GRAIN, "combines"), on=_GRAIN, maintain_order="left")
    adds_up = pl.col("combines").first() == "sum"
    return known.group_by(*_GRAIN, "period", maintain_order=True).agg(
        value=pl.when(adds_up).then(pl.col("value").sum()).otherwise(pl.col("value").first()),
        is_value_claimed=pl.col("is_value_claimed").any(),
        value_note=pl.col("value_note").drop_nulls().first(),
    )


def _decided(starts: str | None, reason: str, author: str) -> list[xmr.Baseline]:
    """Return the month from which somebody has limits worked out anew, where there is one."""
    return [xmr.Baseline(starts, None, reason, author)] if starts else []


def _judge(
    months: tuple[list[str], list[float]],
    decided: list[xmr.Baseline],
    better: str,
    target: float | None,
) -> tuple[object, ...]:
    """Return what `_OF_MONTHS` and `_OF_CHART` name, for one chart: each stretch by itself, the
    verdict from the latest."""
    periods, values = months
    stretches = xmr.chart(periods, values, decided)
    latest, n = stretches[-1], len(values)
    length = len(latest.labels)
    at = xmr.step_in(values[-length:]) if latest.has_moved else None
    return (
        *([level for one in stretches for level in _levels(one, name)] for name in _LEVELS),
        [label for one in stretches for label in one.labels],
        [xmr.variation(way, better) for one in stretches for way in one.ways],
        [_DIRECTION[way] for one in stretches for way in one.ways],
        [is_mixed and better != "neither" for one in stretches for is_mixed in one.mixed],
        [place for place, one in enumerate(stretches, start=1) for _ in one.labels],
        [_is_judged(one) for one in stretches for _ in one.labels],
        n,
        length,
        length - latest.labels.count("common"),
        _status(latest.limits),
        xmr.assurance(latest.limits, target, better),
        latest.has_moved,
        None if at is None else periods[n - length + at],
    )


def _as_frame(judged: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """Return one row per chart. Its lists are cut from columns of all months: made one by one they
    take longer than what is in them takes to find."""
    lists = [one[: len(_OF_MONTHS)] for one in judged]
    number = [place for place, (first, *_) in enumerate(lists) for _ in first]
    columns = {
        name: [value for one in lists for value in one[place]]
        for place, name in enumerate(_OF_MONTHS)
    }
    months = pl.DataFrame({"chart": number, **columns}, {"chart": pl.Int64(), **_OF_MONTHS})
    verdicts = [one[len(_OF_MONTHS) :] for one in judged]
    return pl.concat(
        [
            months.group_by("chart", maintain_order=True).agg(_OF_MONTHS.names()).drop("chart"),
            pl.DataFrame(verdicts, _OF_CHART, orient="row"),
        ],
        how="horizontal",
    )


def _levels(stretch: xmr.Stretch, name: str) -> list[float | None]:
    """Return a line of the chart, once for each month of a stretch."""
    return [getattr(stretch.limits, name)] * len(stretch.labels)


def _is_judged(stretch: xmr.Stretch) -> bool:
    """Return whether a stretch has months enough, and limits that describe them."""
    return _status(stretch.limits) != "trial" and not stretch.has_moved


def _status(limits: xmr.Limits) -> Status:
    if limits.n < MIN_POINTS.value:
        return "trial"
    return "no_variation" if limits.is_constant else "ok"


def _span() -> pl.Expr:
    """Return months from the first point of a list of months to its last, both included."""
    first, last = (
        end.str.slice(0, 4).cast(pl.Int64) * 12 + end.str.slice(5, 2).cast(pl.Int64)
        for end in (pl.col("period").list.first(), pl.col("period").list.last())
    )
    return last - first + 1


_charts: WeakKeyDictionary[System, _Charts] = WeakKeyDictionary()


def _kept(system: System) -> _Charts:
    """Return the charts of a point, made once: two readers at once may both make them, and
    agree."""
    if system not in _charts:
        _charts[system] = _Charts(system)
    return _charts[system]
