"""However organisations merged and whoever tells the months from before, each pound counts once."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

_TOGETHER = 100  # histories side by side in one store: they share nothing but the question
_SMALL = 30
_LONG = 2_000
_PENNY = 0.005


def check_histories(merging_systems, rng: random.Random, names: list[str]) -> Counter:
    histories = [merging_systems.merging(rng, name) for name in names]
    system = merging_systems.stood_up(rng, histories)
    rows = {
        row["programme_id"]: row
        for row in system.records("counted_benefit", "by_programme", merging_systems.LAST)
    }
    now = {
        row["programme_id"]: row["counted_gbp"]
        for row in system.records(
            "counted_benefit", "by_programme", merging_systems.LAST, is_as_now=True
        )
    }
    told: Counter = Counter()
    wrong = []
    for one in histories:
        row = rows[one.programme]
        counted, removed = row["counted_gbp"], row["removed_gbp"]
        if abs(counted - one.pounds) > _PENNY:
            wrong.append((one.name, one.shape, one.ways, one.pounds, counted))
        assert removed >= 0
        assert row["reported_gbp"] == pytest.approx(counted + removed)
        assert now[one.programme] == pytest.approx(counted)
        told["systems"] += 1
        told["told_again"] += row["told_by_successor_gbp"] > 0
        told["double"] += counted > one.pounds + _PENNY
        told["lost"] += counted < one.pounds - _PENNY
    assert not wrong
    assert_sides_agree(system, merging_systems.LAST)
    return told


def assert_sides_agree(system, period: str) -> None:
    by_role: Counter = Counter()
    for row in system.records("counted_benefit", "by_organisation", period):
        by_role[row["role"]] += row["counted_gbp"]
    assert by_role["lead"] == pytest.approx(by_role["beneficiary"])


def test_what_a_successor_tells_again_counts_once(merging_systems):
    told = check_histories(
        merging_systems, random.Random(13), [f"N{number}" for number in range(_SMALL)]
    )

    assert told["told_again"] > _SMALL // 3


@pytest.mark.long
@pytest.mark.parametrize("part", range(_LONG // _TOGETHER))
def test_any_history_of_mergers_told_in_any_way_counts_once(merging_systems, goal, part):
    new = os.environ.get("PORTFOLIO_EXAMPLES") == "new"
    rng = random.Random(None if new else part)

    told = check_histories(merging_systems, rng, [f"N{number}" for number in range(_TOGETHER)])

    goal("mergers, however told: counted once", **told)
