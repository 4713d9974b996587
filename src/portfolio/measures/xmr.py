"""XmR charts by the rules of NHS England's Making Data Count: limits, special causes, assurance.

Plain numbers in, labels out. Sources: the Making Data Count workbook (limits from all moving
ranges) and NHSRplotthedots, whose two differences are options of `Rules`.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import fsum, inf, sqrt
from typing import NamedTuple

from portfolio.domain.thresholds import LIMIT_FACTOR, MR_SCREEN_FACTOR, SHIFT_LENGTH

_SHIFT = int(SHIFT_LENGTH.value)
_CLOSE = 1e-9  # of the largest value: floats that differ by less are equal
_NEAR = 2 / 3  # of the way from the mean to a limit
_WINDOW = 3  # points that the rule "two of three" looks at


@dataclass(frozen=True)
class Rules:
    """The two points on which the published tools differ; the defaults are Making Data Count's.

    `is_screened` leaves moving ranges of 3.267 times their mean or more out of the limits, once.
    `counts_outside` lets a point beyond a limit be one of the two of three.
    """

    is_screened: bool = False
    counts_outside: bool = True


@dataclass(frozen=True)
class Baseline:
    """From `starts` on new limits, worked out from its points to `ends` (all where None).

    Somebody decides this and says why: it never happens by itself.
    """

    starts: str
    ends: str | None
    reason: str
    author: str


class Limits(NamedTuple):
    """Mean and limits; `n` is how many points they rest on. One point alone has no limits."""

    mean: float
    lower: float | None
    upper: float | None
    n: int
    is_constant: bool


class Stretch(NamedTuple):
    """A stretch of points under one set of limits. `ways` is the direction of each point's label:
    1 high or rising, -1 low or falling, 0 of none. `rises` and `falls` say whether any rule finds
    it high, and low: where both do, the signal is mixed."""

    limits: Limits
    labels: list[str]
    ways: list[int]
    rises: list[bool]
    falls: list[bool]

    @property
    def mixed(self) -> list[bool]:
        """Whether each point is high by one rule and low by another."""
        return [up and down for up, down in zip(self.rises, self.falls, strict=True)]

    @property
    def has_moved(self) -> bool:
        """Whether more than half of the points lie outside their own limits: the level moved, and
        the limits describe neither side of where it did."""
        return self.labels.count("outside") * 2 > len(self.labels)


MAKING_DATA_COUNT = Rules()


def chart(
    periods: Sequence[str],
    values: Sequence[float],
    baselines: Sequence[Baseline] = (),
    rules: Rules = MAKING_DATA_COUNT,
) -> list[Stretch]:
    """Return one stretch for each baseline, in order; one for all points where there is none.
    The rules begin afresh in each. Missing months are not filled: points count in order."""
    decided = sorted(baselines, key=lambda one: one.starts)
    edges = [0, *(bisect_left(periods, one.starts) for one in decided), len(values)]
    ends = [None, *(one.ends for one in decided)]
    return [
        judge(values[start:end], rules, None if until is None else bisect(periods, until) - start)
        for (start, end), until in zip(pairwise(edges), ends, strict=True)
        if end > start
    ]


def judge(
    values: Sequence[float], rules: Rules = MAKING_DATA_COUNT, baseline: int | None = None
) -> Stretch:
    """Return limits from the first `baseline` points (all where None) and the label of every
    point."""
    close = _CLOSE * max(map(abs, values))
    limits = limits_of(values[:baseline], rules)
    marked = _marked(limits, len(values))
    mean, lower, upper, *_ = limits
    if limits.is_constant or lower is None or upper is None:
        return marked
    # The rule that takes precedence comes last, so that its label is the one that stays.
    sides = [_sign(value - mean, close) for value in values]
    for start, end, sign in _runs(sides, _SHIFT):
        _mark(marked, range(start, end), "shift", sign)
    reach = (upper - mean) * _NEAR + close
    furthest = inf if rules.counts_outside else upper - mean + close
    near = [reach < abs(value - mean) <= furthest for value in values]
    _mark_two_of_three(marked, near, sides)
    steps = [_sign(after - before, close) for before, after in pairwise(values)]
    for start, end, sign in _runs(steps, _SHIFT - 1):
        _mark(marked, range(start, end + 1), "trend", sign)
    for at, value in enumerate(values):
        if value > upper + close or value < lower - close:
            _mark(marked, (at,), "outside", sides[at])
    return marked


def limits_of(values: Sequence[float], rules: Rules = MAKING_DATA_COUNT) -> Limits:
    """Return mean, and 2.66 mean moving ranges to either side; never cut at zero."""
    n = len(values)
    mean = fsum(values) / n
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        return Limits(mean, None, None, n, is_constant=False)
    average = fsum(ranges) / len(ranges)
    if rules.is_screened:
        kept = [one for one in ranges if one < MR_SCREEN_FACTOR.value * average]
        average = fsum(kept) / len(kept) if kept else 0.0
    if average <= _CLOSE * max(map(abs, values)):
        return Limits(mean, mean, mean, n, is_constant=True)
    reach = LIMIT_FACTOR.value * average
    return Limits(mean, mean - reach, mean + reach, n, is_constant=False)


def step_in(values: Sequence[float]) -> int | None:
    """Where a level most likely moved: the place from which on a second mean leaves the least
    squared distance of all points from the mean of their side, with at least seven points on
    either side. The earliest where several do; None where there are too few points, or no step.
    """
    every = fsum(values)
    n = len(values)
    # Least squares within both sides is most between them, which needs running sums only.
    between = [
        (abs(before / at - (every - before) / (n - at)) * sqrt(at * (n - at)), at)
        for at, before in enumerate(accumulate(values), start=1)
        if _SHIFT <= at <= n - _SHIFT
    ]
    close = _CLOSE * n * max(map(abs, values))
    most = max((gain for gain, _ in between), default=0.0)
    return (
        next((at for gain, at in between if gain >= most - close), None) if most > close else None
    )


def variation(way: int, better: str) -> str:
    """`improving`, `concerning`, `neither` or `common`, from the direction of a point's label:
    a mixed signal too goes by the rule that takes precedence, as in NHSRplotthedots."""
    if way == 0:
        return "common"
    if better not in ("higher", "lower"):
        return "neither"
    return "improving" if (way > 0) == (better == "higher") else "concerning"


def assurance(limits: Limits, target: float | None, better: str) -> str | None:
    """`pass`, `fail` or `hit_and_miss`; None without a target, a direction or limits. Where
    nothing varies, whether the mean meets or beats the target."""
    if target is None or better not in ("higher", "lower"):
        return None
    if limits.lower is None or limits.upper is None:
        return None
    close = _CLOSE * max(abs(limits.lower), abs(limits.upper), abs(target))
    above, below = target - limits.upper, limits.lower - target
    if better == "lower":
        above, below = below, above
    if limits.is_constant:
        return "fail" if above > close else "pass"
    if above > close:
        return "fail"
    return "pass" if below > close else "hit_and_miss"


def _marked(limits: Limits, points: int) -> Stretch:
    """Return a stretch in which no rule has found anything yet."""
    return Stretch(limits, ["common"] * points, [0] * points, [False] * points, [False] * points)


def _mark(found: Stretch, places: Iterable[int], label: str, sign: int) -> None:
    directions = found.rises if sign > 0 else found.falls
    for at in places:
        found.labels[at] = label
        found.ways[at] = sign
        directions[at] = True


def _runs(signs: Sequence[int], least: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and sign of each unbroken run of one sign that is long enough."""
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if at - start >= least and signs[start]:
                yield start, at, signs[start]
            start = at


def _mark_two_of_three(found: Stretch, near: Sequence[bool], sides: Sequence[int]) -> None:
    """All three on one side; only those beyond two thirds of the way are marked."""
    places = [at for at, is_near in enumerate(near) if is_near]
    for one, other in pairwise(places):
        if other - one == 1 and sides[one] == sides[other]:
            third = [at for at in (one - 1, other + 1) if 0 <= at < len(sides)]
            if any(sides[at] == sides[one] for at in third):
                _mark(found, (one, other), "two_of_three", sides[one])
        elif other - one == _WINDOW - 1 and sides[one] == sides[one + 1] == sides[other]:
            _mark(found, (one, other), "two_of_three", sides[one])


def _sign(number: float, close: float) -> int:
    return 1 if number > close else -1 if number < -close else 0
