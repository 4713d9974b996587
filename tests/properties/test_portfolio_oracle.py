"""On any small system confidence, risk, effort and old services are what a slow reading says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

MEASURES = ("delivery_confidence", "risk_reward", "beyond_it", "two_horses")
any_system = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)


@any_system
@given(seed=st.integers(0, 10**9))
def test_they_agree_with_a_slow_reading_of_the_rules(
    random_system, slow_oracle, slow_portfolio, seed
):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    period = rng.choice(random_system.PERIODS)
    known_on = rng.choice([None, None, date(2026, 3, 10), date(2026, 4, 20)])
    oracle = slow_oracle.Oracle(submissions, random_system.LISTS, period, known_on)

    def ask(measure_id):
        return system.measure(measure_id, period, known_on=known_on)

    check_confidence(ask("delivery_confidence"), slow_portfolio, oracle)
    check_risks(ask("risk_reward"), slow_portfolio, oracle)
    check_effort(ask("beyond_it"), slow_portfolio.technology(oracle))
    check_old_services(ask("two_horses"), slow_portfolio.old_services(oracle))


def check_confidence(result, slow, oracle):
    told = slow.confidence(oracle)
    rows = {row["programme_id"]: row for row in result.tables["programmes"].records()}
    assert rows.keys() == told.keys()
    for key, wanted in told.items():
        assert {name: rows[key][name] for name in wanted} == pytest.approx(wanted)
    counts = {
        (row["rater"], row["rating"]): row["programmes"]
        for row in result.tables["counts"].records()
    }
    assert counts == slow.counts(told)
    (summary,) = result.tables["summary"].records()
    assert summary["unchanged"] == sum(row["is_unchanged"] for row in told.values())
    assert summary["rated_by_both"] == sum(row["gap"] is not None for row in told.values())


def check_risks(result, slow, oracle):
    standing, raised = slow.risks(oracle)
    rows = {row["risk_id"]: row for row in result.tables["risks"].records()}
    assert rows.keys() == standing.keys()
    for key, row in standing.items():
        target = (row["target_likelihood"], row["target_consequence"])
        assert rows[key]["score"] == row["likelihood"] * row["consequence"]
        assert rows[key]["target_score"] == (None if None in target else target[0] * target[1])
        assert rows[key]["visibility"] == row["visibility"]
    openness = {
        row["period"]: (row["raised"], row["clinical_or_patient"], row["before_issue"])
        for row in result.tables["openness"].records()
    }
    assert openness == slow.openness(raised)
    quarters = result.tables["openness_by_quarter"].records()
    assert sum(row["raised"] for row in quarters) == len(raised)


def check_effort(result, given_pct):
    mean = sum(given_pct) / len(given_pct) / 100 if given_pct else None
    assert result.value == pytest.approx(mean)
    assert result.status == ("ok" if given_pct else "not_defined")
    listed = result.tables["mostly_technology"].column("technology_pct")
    assert sorted(listed) == sorted(pct for pct in given_pct if pct >= 80)


def check_old_services(result, told):
    rows = {
        row["programme_id"]: (
            row["overdue_days"],
            row["cost_gbp_per_year"],
            row["cost_to_date_gbp"],
        )
        for row in result.tables["by_programme"].records()
    }
    assert rows == told
    costs = [cost for _, cost, _ in told.values() if cost is not None]
    assert result.value == (sum(costs) if costs else None)


def told_by(system, period="2026-03", **filters):
    """The measures' answers without the submission numbers."""
    answers = {name: dict(system.measure(name, period, **filters).to_json()) for name in MEASURES}
    for answer in answers.values():
        del answer["submissions"]
        answer["known_on"] = None
    return answers


@any_system
@given(seed=st.integers(0, 10**9))
def test_row_order_and_who_sent_first_change_nothing(random_system, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    turn = {code: rng.random() for code in random_system.ORGANISATIONS}
    reordered = [
        replace(
            sent, files={kind: rng.sample(rows, len(rows)) for kind, rows in sent.files.items()}
        )
        for sent in sorted(submissions, key=lambda sent: turn[sent.partner])
    ]

    again = random_system.stood_up_from(reordered)

    assert told_by(again) == told_by(system)


@any_system
@given(seed=st.integers(0, 10**9))
def test_parts_of_a_partition_add_up_to_the_whole(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    for parts in (
        [{"lead": code} for code in random_system.ORGANISATIONS],
        [{"programme": code} for code in ("P1", "P2", "P3")],
        [{"theme": code} for code in ("local:access", "local:home")],
    ):
        for measure_id, name in (
            ("delivery_confidence", "programmes"),
            ("beyond_it", "by_programme"),
            ("two_horses", "by_programme"),
        ):
            whole = system.measure(measure_id).tables[name].rows
            listed = [
                row
                for part in parts
                for row in system.measure(measure_id, **part).tables[name].rows
            ]
            assert sorted(listed, key=str) == sorted(whole, key=str)
    held = system.records("risk_reward", "risks")
    of_programmes = [
        row
        for code in ("P1", "P2", "P3")
        for row in system.records("risk_reward", "risks", programme=code)
    ]
    assert len(of_programmes) <= len(held)
    assert {row["risk_id"] for row in of_programmes} == {
        row["risk_id"] for row in held if row["programme_name"] is not None
    }


@any_system
@given(seed=st.integers(0, 10**9))
def test_known_on_is_what_a_store_said_that_day(random_system, seed):
    system, submissions = random_system.stand_up(random.Random(seed))
    day = date(2026, 3, 20)

    received = [sent for sent in submissions if sent.received_on <= day]
    then = [
        replace(sent, withdrawn_on=sent.withdrawn_on if (sent.withdrawn_on or day) <= day else None)
        for sent in received
    ]
    replayed = random_system.stood_up_from(then)

    assert told_by(system, "2026-02", known_on=day) == told_by(replayed, "2026-02")
