"""What holds of the ledger on any system, whatever was sent and in whatever order."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portfolio import measures
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.measures.questioning.raised import Evidence
from portfolio.measures.questions import rules
from portfolio.measures.selection import choose
from portfolio.measures.system_frames import system_as_at

any_system = settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)
MEASURES = (
    "learning",
    *("counted_benefit", "beyond_lead_share", "adoption"),
    *("payer_gainer", "emergent_share", "benefit_over_time"),
    *("time_to_adoption", "white_space", "replication_yield"),
    *("effective_organisations", "plan_forecast_realised", "delivery_confidence"),
    *("risk_reward", "beyond_it", "two_horses", "changes", "data_quality"),
)


def told(system, period="2026-03", **filters):
    """The measures' answers without the submission numbers."""
    answers = {name: dict(system.measure(name, period, **filters).to_json()) for name in MEASURES}
    for answer in answers.values():
        del answer["submissions"]
        answer["known_on"] = None
    # The points themselves say on which day they were known; all that follows from them stays.
    changes = answers["changes"]
    del changes["filters"]
    changes["tables"] = {name: rows for name, rows in changes["tables"].items() if name != "points"}
    return answers


@any_system
@given(seed=st.integers(0, 10**9))
def test_row_order_and_who_sent_first_change_nothing(random_system, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    turn = {code: rng.random() for code in random_system.ORGANISATIONS}
    # Within one partner the order in which things came matters; between partners it does not.
    reordered = [
        replace(
            sent, files={kind: rng.sample(rows, len(rows)) for kind, rows in sent.files.items()}
        )
        for sent in sorted(submissions, key=lambda sent: turn[sent.partner])
    ]

    again = random_system.stood_up_from(reordered)

    assert told(again) == told(system)


@any_system
@given(seed=st.integers(0, 10**9))
def test_the_ledger_adds_up(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    for row in system.records("counted_benefit", "by_programme"):
        assert row["removed_gbp"] >= 0
        assert row["reported_gbp"] == pytest.approx(row["counted_gbp"] + row["removed_gbp"])
    by_role: dict = defaultdict(float)
    for row in system.records("counted_benefit", "by_organisation"):
        by_role[row["role"], row["effect"]] += row["counted_gbp"]
    for effect in ("benefit", "disbenefit"):
        assert by_role["lead", effect] == pytest.approx(by_role["beneficiary", effect])
    removed = sum(row["removed_gbp"] for row in system.records("counted_benefit", "removed"))
    whole = sum(row["removed_gbp"] for row in system.records("counted_benefit", "by_type"))
    assert removed == pytest.approx(whole)


@any_system
@given(seed=st.integers(0, 10**9))
def test_filtered_parts_add_up_to_the_whole(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    whole = system.measure("counted_benefit").value or 0
    for name, values in (
        ("lead", random_system.ORGANISATIONS),
        ("beneficiary", random_system.ORGANISATIONS),
        ("programme", ("P1", "P2", "P3")),
        ("theme", ("local:access", "local:home")),
    ):
        parts = (system.measure("counted_benefit", **{name: value}).value or 0 for value in values)
        assert sum(parts) == pytest.approx(whole)


@any_system
@given(seed=st.integers(0, 10**9))
def test_what_is_asked_under_filters_is_what_the_rules_raise_there(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    @cache
    def ask(measure_id, filters):
        return measures.answer(measure_id, system.store, filters, ask)

    for theme in ("local:access", "local:home"):
        filters = Filters(Period(2026, 3), theme=theme)
        asked = ask("questions", filters).tables["raised"].records()

        assert [(row["rule"], row["programme_id"], row["part"]) for row in asked] == [
            (one.rule, one.programme_id, one.part) for one in raised(system, filters, ask)
        ]


def raised(system, filters, ask):
    """What every rule raises over what the other measures answer under these very filters."""
    selection = choose(system_as_at(system.store, filters.period, None), filters)
    evidence = Evidence(ask, filters)

    def place(one):
        return -one.strength, one.programme_id or "", one.org_code or ""

    return [one for rule in rules(selection) for one in sorted(rule(evidence), key=place)]


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

    assert told(system, "2026-02", known_on=day) == told(replayed, "2026-02")


@any_system
@given(seed=st.integers(0, 10**9))
def test_as_now_names_move_and_no_pound_does(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    def told_once(measure_id, table, *columns, is_as_now):
        found = system.records(measure_id, table, is_as_now=is_as_now)
        sums: dict = defaultdict(float)
        for row in found:
            for name in columns:
                sums[name] += row[name] or 0
        return sums

    for measure_id, table, *columns in (
        ("counted_benefit", "by_type", "reported_gbp", "removed_gbp", "counted_gbp"),
        ("counted_benefit", "by_evidence", "counted_gbp"),
        ("payer_gainer", "matrix", "benefit_gbp", "disbenefit_gbp"),
        ("emergent_share", "summary", "emergent_gbp", "all_gbp", "not_said_gbp"),
        ("plan_forecast_realised", "by_type", "planned_gbp", "forecast_gbp", "realised_gbp"),
        ("plan_forecast_realised", "optimism", "realised_gbp", "forecast_gbp", "benefit_months"),
        ("effective_organisations", "shares", "gbp"),
        ("changes", "realised", "gbp"),
    ):
        then, now = (
            told_once(measure_id, table, *columns, is_as_now=is_as_now)
            for is_as_now in (False, True)
        )
        assert now == pytest.approx(then), (measure_id, table)
