"""On any series of months the XmR rules say what a slow reading of their words says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.measures import xmr

any_months = st.lists(st.integers(-4, 12) | st.integers(-400, 400), min_size=1, max_size=40)


def slow_limits(values: Sequence[int]) -> tuple[Fraction, Fraction | None]:
    """Mean, and how far the limits are from it; exact."""
    moves = [abs(Fraction(after - before)) for before, after in pairwise(values)]
    reach = Fraction(266, 100) * sum(moves) / len(moves) if moves else None
    return Fraction(sum(values), len(values)), reach


def slow_signals(values: Sequence[int]) -> list[set[tuple[str, str]]]:
    """For each point every rule that holds, with its direction."""
    mean, reach = slow_limits(values)
    found: list[set[tuple[str, str]]] = [set() for _ in values]
    if not reach:
        return found
    for turn, side in ((1, "high"), (-1, "low")):
        away = [turn * (value - mean) for value in values]
        for at in range(len(values)):
            if away[at] > reach:
                found[at].add(("outside", side))
        for start in range(len(values)):
            window = range(start, start + 7)
            if window[-1] < len(values):
                if all(away[at] > 0 for at in window):
                    add(found, window, ("shift", side))
                if all(away[a] < away[b] for a, b in pairwise(window)):
                    add(found, window, ("trend", side))
            three = range(start, start + 3)
            if three[-1] < len(values) and all(away[at] > 0 for at in three):
                far = [at for at in three if away[at] > reach * 2 / 3]
                if len(far) >= 2:
                    add(found, far, ("two_of_three", side))
    return found


def add(found, places, signal) -> None:
    for at in places:
        found[at].add(signal)


def first_label(signals: set[tuple[str, str]]) -> str:
    names = {name for name, _ in signals}
    order = ("outside", "trend", "two_of_three", "shift")
    return next((name for name in order if name in names), "common")


@settings(max_examples=300, deadline=None)
@given(values=any_months)
def test_xmr_agrees_with_a_slow_reading(values):
    judged = xmr.judge([float(value) for value in values])

    signals = slow_signals(values)
    assert judged.labels == [first_label(point) for point in signals]
    assert judged.rises == [any(side == "high" for _, side in point) for point in signals]
    assert judged.falls == [any(side == "low" for _, side in point) for point in signals]
    assert judged.has_moved == (sum(first_label(p) == "outside" for p in signals) * 2 > len(values))
    for point, way in zip(signals, judged.ways, strict=True):
        sides = {side for name, side in point if name == first_label(point)}
        assert {1: "high", -1: "low"}[way] in sides if sides else way == 0


@settings(max_examples=100, deadline=None)
@given(values=any_months, scale=st.sampled_from([1e-6, 0.1, 3.7, 1e9]))
def test_another_unit_changes_no_label(values, scale):
    judged = xmr.judge([value * scale for value in values])

    assert judged.labels == xmr.judge([float(value) for value in values]).labels


@settings(max_examples=100, deadline=None)
@given(values=any_months)
def test_a_month_outside_on_the_worse_side_is_never_improving(values):
    judged = xmr.judge([float(value) for value in values])
    mean, reach = slow_limits(values)

    for value, way in zip(values, judged.ways, strict=True):
        if reach and value < mean - reach:
            assert xmr.variation(way, "higher") == "concerning"
        if reach and value > mean + reach:
            assert xmr.variation(way, "lower") == "concerning"


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_month_offered_leaves_the_least_to_both_levels(values):
    def left(at: int) -> Fraction:
        return sum(
            (value - Fraction(sum(side), len(side))) ** 2
            for side in (values[:at], values[at:])
            for value in side
        )

    places = range(7, len(values) - 6)
    best = min(places, key=left, default=None)
    if best is not None and left(best) == sum(
        (value - Fraction(sum(values), len(values))) ** 2 for value in values
    ):
        best = None

    assert xmr.step_in(values) == best


@settings(max_examples=100, deadline=None)
@given(values=any_months)
def test_turned_upside_down_high_is_low(values):
    one = xmr.judge([float(value) for value in values])
    other = xmr.judge([-float(value) for value in values])

    assert (one.labels, one.rises, one.falls) == (other.labels, other.falls, other.rises)
