"""XmR charts: published answers, each rule at its edge, baselines, assurance."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from portfolio.domain.thresholds import SHIFT_LENGTH
from portfolio.measures import xmr
from portfolio.measures.xmr import Baseline, Limits, Rules

R_PACKAGE = {"is_screened": True, "counts_outside": False}
TYPES = {
    "Above UCL": ("outside", "high"),
    "Below LCL": ("outside", "low"),
    "7 Point Trend (Increasing)": ("trend", "high"),
    "7 Point Trend (Decreasing)": ("trend", "low"),
    "2 in 3 Above CL": ("two_of_three", "high"),
    "2 in 3 Below CL": ("two_of_three", "low"),
    "7 Points Above CL": ("shift", "high"),
    "7 Points Below CL": ("shift", "low"),
    "Common Cause": ("common", ""),
}
ONE_SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
STEADY = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 11, 9]


def labels(values, rules=xmr.MAKING_DATA_COUNT, baseline=None) -> list[str]:
    return xmr.judge(values, rules, baseline).labels


@pytest.fixture(scope="module")
def vectors(real_folder: Path) -> dict:
    """The published series beside the published data, or a skip that says so."""
    path = real_folder.parent / "vectors" / "spc_vectors.json"
    if not path.exists():
        pytest.skip("Published XmR series not found: the test on all 34 was left out.")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.real
def test_every_published_series_comes_out(vectors: dict) -> None:
    assert len(vectors["series"]) == 34
    for series in vectors["series"]:
        options = series["options"]
        rules = Rules(options["screen_outliers"], counts_outside=False)
        judged = xmr.judge(series["input"], rules, options["fix_after_n_points"])
        check_limits(judged.limits, series)
        if not judged.limits.is_constant:  # one of them has limits on the mean, and no signal
            check_labels(judged, series)


PINNED = [
    json.loads(line)
    for line in Path(__file__).with_name("xmr_pinned.jsonl").read_text("utf-8").splitlines()
]
LETTERS = {"outside": "o", "trend": "t", "two_of_three": "w", "shift": "s", "common": "."}


def letters(judged: xmr.Stretch) -> str:
    """One letter a point: the rule of its label, a capital where it is high or rising."""
    pairs = zip(judged.labels, judged.ways, strict=True)
    return "".join(LETTERS[label].upper() if way > 0 else LETTERS[label] for label, way in pairs)


@pytest.mark.parametrize("pinned", PINNED, ids=[one["id"] for one in PINNED])
def test_published_series_as_making_data_count_draws_them(pinned: dict) -> None:
    # Limits and labels worked out with fractions, by the slow reading in tests/properties:
    # unscreened, two of three counting points beyond a limit. Series: NHSRplotthedots and its
    # Python sibling (MIT), NHS England's A&E statistics (OGL v3).
    judged = xmr.judge(pinned["values"])

    if pinned["lower"] != pinned["upper"]:
        assert letters(judged) == pinned["labels"]
    assert judged.limits[:3] == pytest.approx([pinned[n] for n in ("mean", "lower", "upper")])
    for value, way in zip(pinned["values"], judged.ways, strict=True):
        found = xmr.variation(way, pinned["better"])
        worse = value < pinned["lower"] if pinned["better"] == "higher" else value > pinned["upper"]
        assert not (worse and found == "improving")


COLOURS = {
    "improving": "special_cause_improvement",
    "concerning": "special_cause_concern",
    "common": "common_cause",
}


@pytest.mark.real
def test_every_point_has_the_colour_that_nhsrplotthedots_gives(vectors: dict) -> None:
    points, other = 0, {}
    for series in vectors["series"]:
        wanted = series.get("derived_expected_R_semantics", {}).get("point_type")
        if wanted is None:
            continue
        options = series["options"]
        better = {"increase": "higher", "decrease": "lower"}[options["improvement_direction"]]
        rules = Rules(options["screen_outliers"], counts_outside=False)
        judged = xmr.judge(series["input"], rules, options["fix_after_n_points"])
        ours = [COLOURS[xmr.variation(way, better)] for way in judged.ways]
        points += len(ours)
        differ = sum(one != theirs for one, theirs in zip(ours, wanted, strict=True))
        if differ:
            other[series["id"]] = differ

    assert points == 583
    # Screening leaves it no move at all: NHSRplotthedots draws limits on the mean, and every
    # point as outside them.
    assert other == {"py_one_step_degenerate": 5}


def test_the_last_of_a_rising_run_keeps_its_direction() -> None:
    # NHSRplotthedots gives a point that another run follows at once the direction of its right
    # side, although no run goes through both: here the seventh, "decreasing" there.
    values = [1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13]

    assert xmr.judge(values).ways[6] == 1


def check_limits(limits: Limits, series: dict) -> None:
    names = {"mean": limits.mean, "lpl": limits.lower, "upl": limits.upper}
    published = series.get("published_expected") or {}
    derived = series.get("derived_expected_R_semantics") or series.get("derived") or {}
    for name, found in names.items():
        if name in published:
            assert found == pytest.approx(published[name], abs=series["published_tolerance"])
        if name in derived:
            assert found == pytest.approx(derived[name], rel=1e-12, abs=1e-12), series["id"]


def check_labels(judged: xmr.FileResult, series: dict) -> None:
    derived = series.get("derived_expected_R_semantics") or series["derived"]
    wanted = derived.get("special_cause_type") or derived["R_semantics_types"]
    for label, is_high, is_low, name in zip(
        judged.labels, judged.rises, judged.falls, wanted, strict=True
    ):
        kind, side = TYPES[name]
        assert label == kind, series["id"]
        assert is_high or side != "high"
        assert is_low or side != "low"


@pytest.mark.real
def test_published_rule_vectors_come_out(vectors: dict) -> None:
    for case in vectors["rule_unit_vectors"]["seven_point_trend_end_flags"]:
        found = [end for _, end, _ in runs_of_steps(case["y"])]
        assert found == [at for at, flag in enumerate(case["out"]) if flag]
    for case in vectors["assurance_vectors"]:
        better = {"increase": "higher", "decrease": "lower"}.get(
            case["improvement_direction"], "neither"
        )
        limits = Limits(0, case["lpl"], case["upl"], 20, is_constant=False)
        wanted = {
            "consistent_pass": "pass",
            "consistent_fail": "fail",
            "inconsistent": "hit_and_miss",
            None: None,
        }[case["expected"]]
        assert xmr.assurance(limits, case["target"], better) == wanted


def runs_of_steps(values):
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    return list(xmr._runs(steps, int(SHIFT_LENGTH.value) - 1))


@pytest.mark.parametrize(
    ("values", "is_screened", "mean", "lower", "upper"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], True, 5.5, 2.84, 8.16),
        ([3, 1, 4, 1, 5, 9, 2], True, 3.5714285714, -6.6252380952, 13.7680952381),
        ([16, 9, 4, 2, 1], True, 6.4, -3.575, 16.375),
        ([1, 1, 1, 1, 2], True, 1.2, 1.2, 1.2),
    ],
)
def test_limits_as_published(values, is_screened, mean, lower, upper) -> None:
    found = xmr.limits_of(values, Rules(is_screened))

    assert (found.mean, found.lower, found.upper) == pytest.approx((mean, lower, upper))


@pytest.mark.parametrize(
    ("is_screened", "lower", "upper"), [(True, -0.72, 4.6), (False, -3.06, 6.95)]
)
def test_screening_leaves_the_largest_moves_out_of_the_limits(is_screened, lower, upper) -> None:
    judged = xmr.judge(ONE_SPIKE, Rules(is_screened))

    assert judged.limits.lower == pytest.approx(lower, abs=0.005)
    assert judged.limits.upper == pytest.approx(upper, abs=0.005)
    assert [at for at, label in enumerate(judged.labels) if label != "common"] == [4]


def test_a_published_run_of_eight_below_the_mean_is_a_shift() -> None:
    breaches = [1195, 1843, 1397, 1333, 1771, 1751, 2013, 1759, 2179, 2585, 1654, 1543, 1632]
    breaches += [1558, 1190, 1357, 1279, 1683, 2190, 1804, 986, 2181, 2048, 2154]

    found = labels(breaches, Rules(**R_PACKAGE))

    assert found[9] == "outside"
    assert found[10:18] == ["shift"] * 8
    assert found.count("common") == 15


def test_a_trend_gives_way_to_points_outside_and_a_peak_is_both() -> None:
    judged = xmr.judge([0, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], Rules(**R_PACKAGE))

    assert judged.labels == ["outside", *["trend"] * 6, "outside", *["trend"] * 6]
    assert (judged.rises[7], judged.falls[7]) == (True, True)


@pytest.mark.parametrize(("counts_outside", "label"), [(True, "two_of_three"), (False, "common")])
def test_a_point_beyond_the_limit_is_one_of_the_two_of_three(counts_outside, label) -> None:
    found = labels([*STEADY, 14, 16, 11, 9], Rules(True, counts_outside), 18)

    assert found[18:] == [label, "outside", "common", "common"]


def test_two_of_three_needs_all_three_on_one_side() -> None:
    values = [1, -1] * 7 + [5.5, -5.5]

    assert set(labels(values)) == {"common"}


@pytest.mark.parametrize(("run", "found"), [(6, "common"), (7, "shift")])
def test_seven_on_one_side_make_a_shift_and_six_do_not(run, found) -> None:
    values = [2, -2] * 5 + [1] * run + [-2, 2] * 5

    assert set(labels(values)[10 : 10 + run]) == {found}


def test_equal_points_are_no_trend() -> None:
    assert "trend" not in labels([1, 2, 3, 3, 4, 5, 6, 1, 6, 1, 6])


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    values = [0.1, 0.3] * 3 + [0.2] + [0.1, 0.3] * 3

    assert set(labels(values)) == {"common"}
    assert 0.1 + 0.2 != 0.3  # what the tolerance is for


def test_a_constant_series_has_limits_on_its_mean_and_no_signal() -> None:
    judged = xmr.judge([5.0] * 14)

    assert judged.limits == Limits(5, 5, 5, 14, is_constant=True)
    assert set(judged.labels) == {"common"}


def test_one_point_has_a_mean_and_no_limits() -> None:
    assert xmr.judge([4.0]).limits == Limits(4, None, None, 1, is_constant=False)


@pytest.mark.parametrize(
    ("way", "better", "said"),
    [
        (1, "higher", "improving"),
        (1, "lower", "concerning"),
        (-1, "lower", "improving"),
        (-1, "higher", "concerning"),
        (1, "neither", "neither"),
        (0, "higher", "common"),
    ],
)
def test_direction_decides_what_a_signal_means(way, better, said) -> None:
    assert xmr.variation(way, better) == said


@pytest.mark.parametrize(
    ("values", "label", "way"),
    [
        ([100, 102] * 10 + [1, 2, 3, 4, 5, 6, 7], "outside", -1),  # though seven are rising
        ([20, 60] * 10 + [28, 29, 30, 31, 32, 33, 34], "trend", 1),  # though seven lie below
    ],
)
def test_what_is_both_goes_by_the_rule_that_comes_first(values, label, way) -> None:
    judged = xmr.judge(values)

    assert (judged.rises[-1], judged.falls[-1]) == (True, True)
    assert (judged.labels[-1], judged.ways[-1]) == (label, way)


@pytest.mark.parametrize(("outside", "every", "has_moved"), [(7, 14, False), (7, 13, True)])
def test_a_level_has_moved_where_more_than_half_lie_outside(outside, every, has_moved) -> None:
    labels = ["outside"] * outside + ["common"] * (every - outside)

    assert xmr.Stretch(Limits(0, -1, 1, every, False), labels, [], [], []).has_moved is has_moved


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ([10, 12] * 7 + [30, 32] * 7, 14),
        ([10, 12] * 4 + [30, 32] * 9, 8),
        ([1] * 13 + [9] * 4, 10),  # at least seven on either side
        ([1] * 6 + [9] * 7, None),
        ([5] * 20, None),
    ],
)
def test_where_two_levels_fit_best(values, place) -> None:
    assert xmr.step_in(values) == place


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [
        (4, "higher", "fail"),
        (3, "higher", "hit_and_miss"),
        (1, "higher", "hit_and_miss"),
        (0.5, "higher", "pass"),
        (4, "lower", "pass"),
        (0.5, "lower", "fail"),
        (2, "neither", None),
        (None, "higher", None),
    ],
)
def test_assurance_is_strict_at_the_limits(target, better, said) -> None:
    assert xmr.assurance(Limits(2, 1, 3, 20, False), target, better) == said


@pytest.mark.parametrize(("target", "said"), [(4, "pass"), (5, "pass"), (6, "fail")])
def test_a_constant_series_meets_its_target_by_its_mean(target, said) -> None:
    assert xmr.assurance(Limits(5, 5, 5, 20, is_constant=True), target, "higher") == said


def months(count: int) -> list[str]:
    return [f"{2024 + at // 12}-{at % 12 + 1:02d}" for at in range(count)]


def test_a_frozen_baseline_holds_later_points_against_its_own_limits() -> None:
    values = [*STEADY, 14, 16, 11, 9]
    frozen = Baseline("2024-01", "2025-06", "Before the new rota", "Analyst")

    (judged,) = xmr.chart(months(22), values, [frozen])

    assert (judged.limits.n, judged.limits.mean) == (18, 10)
    assert judged.limits.upper == pytest.approx(14.850588235294119)


def test_a_rebase_starts_limits_and_rules_afresh() -> None:
    before, after = [10.0, 12.0] * 7, [30.0, 32.0] * 7
    moved = Baseline("2025-03", None, "A second site opened", "Analyst")

    first, second = xmr.chart(months(28), before + after, [moved])

    assert (first.limits.mean, second.limits.mean) == (11, 31)
    assert set(first.labels + second.labels) == {"common"}
    assert "outside" in labels(before + after)


def test_without_a_decision_nothing_is_rebased() -> None:
    (judged,) = xmr.chart(months(28), [10.0, 12.0] * 7 + [30.0, 32.0] * 7)

    assert judged.limits.mean == 21
