"""How long until it happens, when for some it has not happened yet (Kaplan and Meier, 1958)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from portfolio.domain.thresholds import LONGEST_HORIZON_MONTHS

_HALF = 0.5
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Step:
    """A month in which it happened to some: how many were still waiting, how many it happened
    to, and the share still waiting afterwards with its 95% band (None where all have it)."""

    month: int
    at_risk: int
    events: int
    survival: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Survival:
    """The curve as its steps. `median_months` is None while fewer than half have it;
    `restricted_mean_months` is the mean wait within the first `horizon_months`."""

    steps: tuple[Step, ...]
    median_months: int | None
    restricted_mean_months: float
    horizon_months: int


def survival(months: Sequence[int], happened: Sequence[bool]) -> Survival:
    """Return the Kaplan–Meier estimate with Greenwood's log-log band, by SciPy.

    `months` are whole months waited, one a case (at least one); `happened` says whether the wait
    ended. The mean is restricted to the smaller of 24 months and the longest wait seen.
    """
    steps = _steps(months, happened)
    horizon = min(int(LONGEST_HORIZON_MONTHS.value), max(months))
    median = next((s.month for s in steps if s.survival <= _HALF + _TOLERANCE), None)
    return Survival(steps, median, _mean_within(steps, horizon), horizon)


def _steps(months: Sequence[int], happened: Sequence[bool]) -> tuple[Step, ...]:
    # Imported here: it takes a second to load, and most answers do not need it.
    from scipy.stats import CensoredData, ecdf  # noqa: PLC0415

    pairs = list(zip(months, happened, strict=True))
    waits = CensoredData(
        uncensored=[month for month, has in pairs if has],
        right=[month for month, has in pairs if not has],
    )
    curve = ecdf(waits).sf
    with warnings.catch_warnings():  # where everybody has it, there is no band
        warnings.simplefilter("ignore", RuntimeWarning)
        band = curve.confidence_interval(method="log-log")
    found = []
    columns = (
        curve.quantiles,
        curve.probabilities,
        band.low.probabilities,
        band.high.probabilities,
    )
    for month, share, low, high in zip(*(c.tolist() for c in columns), strict=True):
        events = sum(has and waited == month for waited, has in pairs)
        if events:
            at_risk = sum(waited >= month for waited, _ in pairs)
            found.append(Step(int(month), at_risk, events, share, _finite(low), _finite(high)))
    return tuple(found)


def _finite(share: float) -> float | None:
    return share if math.isfinite(share) else None


def _mean_within(steps: Sequence[Step], horizon: int) -> float:
    """Return the area under the curve up to the horizon."""
    corners = [(0, 1.0)]
    corners += [(step.month, step.survival) for step in steps if step.month < horizon]
    corners.append((horizon, 0.0))
    return sum((later - month) * share for (month, share), (later, _) in pairwise(corners))
