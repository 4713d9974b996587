"""On any small system learning says what a slow, plain reading of the rules says."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

NAMES = [f"L{place}" for place in range(8)]
OUTCOMES = ("adopted", "adapted", "considered")
NINETY_DAYS_AND_MORE = timedelta(days=100)


def with_lessons(rng, submissions):
    """Lessons and uses put beside what each partner sent; a lesson belongs to one partner."""
    owner = {name: rng.choice("ABCE") for name in NAMES}
    for sent in submissions:
        if rng.random() < 0.6:
            sent.files["lessons"] = [
                random_lesson(rng, name, sent)
                for name in NAMES
                if owner[name] == sent.partner and rng.random() < 0.8
            ]
        if rng.random() < 0.6:
            sent.files["lesson_uses"] = [
                {
                    "lesson_id": name,
                    "used_by_org_code": sent.partner,
                    "used_date": date(2025, 12, 1),
                    "outcome": rng.choice(OUTCOMES),
                }
                for name in NAMES
                if rng.random() < 0.5
            ]
    return submissions


def random_lesson(rng, name, sent):
    days = rng.choice([10, 60, 130, 300])
    return {
        "lesson_id": name,
        "org_code": sent.partner,
        "kind": rng.choice(["blueprint", "redprint"]),
        "category": "process",
        "title": name,
        "summary": name,
        "date": date(2026, 3, 31) - timedelta(days=days),
    }


def latest(oracle, kind, key):
    rows: dict = {}
    for _, place, sent, current in oracle.extracts(kind):
        for row in sent if current else ():
            if key(row) not in rows or rows[key(row)][0] < place:
                rows[key(row)] = (place, row)
    return {name: row for name, (_, row) in rows.items()}


def read_slowly(oracle):
    lessons = latest(oracle, "lessons", lambda row: row["lesson_id"])
    uses = latest(oracle, "lesson_uses", lambda row: (row["lesson_id"], row["used_by_org_code"]))
    used, edges = set(), set()
    for (name, taker), row in uses.items():
        if name in lessons and row["outcome"] != "considered":
            giver = lessons[name]["org_code"]
            if giver != taker:
                used.add(name)
                edges.add((giver, taker))
    programmes = oracle.programmes()
    for (name, taker), row in oracle.adoptions().items():
        known = programmes.get(name)
        if known and known[2] and row["state"] in ("live", "embedded") and not oracle.closed(taker):
            giver = known[0]["lead_org_code"]
            if giver != taker:
                edges.add((giver, taker))
    old = {
        n for n, row in lessons.items() if oracle.period.end - row["date"] > NINETY_DAYS_AND_MORE
    }
    return lessons, old, used & old, edges


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 10**9))
def test_learning_agrees_with_a_slow_reading(building, random_system, slow_oracle, seed):
    rng = random.Random(seed)
    submissions = with_lessons(rng, random_system.random_submissions(rng))
    system = building.MeasuredSystem()
    for code in random_system.ORGANISATIONS:
        system.organisation(code, valid_to=random_system.CLOSINGS.get(code))
    if submissions:
        system.record_all(submissions)
    oracle = slow_oracle.Oracle(submissions, random_system.LISTS, "2026-03", None)

    result = system.measure("learning")

    lessons, old, used, edges = read_slowly(oracle)
    assert {row["lesson_id"] for row in result.tables["lessons"].records()} == set(lessons)
    assert result.denominator == (len(old) or None)
    assert result.numerator == (len(used) if old else None)
    flow = result.tables["flow"].records()
    assert {(row["from_org_code"], row["to_org_code"]) for row in flow} == edges
    (summary,) = result.tables["summary"].records()
    nodes = {code for code in "ABCDE" if not oracle.closed(code)} | {o for e in edges for o in e}
    assert summary["density"] == len(edges) / (len(nodes) * (len(nodes) - 1))
    assert summary["isolated"] == len(nodes - {o for e in edges for o in e})
