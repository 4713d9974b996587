"""On any small system time to adoption, white space and replication say what the rules say."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portfolio.domain.period import Period
from portfolio.measures.survival import survival

any_system = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)


@given(cases=st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_survival_agrees_with_the_product_written_out(cases):
    months, happened = [list(column) for column in zip(*cases, strict=True)]

    curve = survival(months, happened)

    share, written = Fraction(1), {}
    for month in sorted(set(months)):
        at_risk = sum(waited >= month for waited in months)
        events = sum(has and waited == month for waited, has in cases)
        share *= 1 - Fraction(events, at_risk)
        if events:
            written[month] = (at_risk, events, float(share))
    told = {step.month: (step.at_risk, step.events, step.survival) for step in curve.steps}
    assert told.keys() == written.keys()
    for month, (at_risk, events, left) in written.items():
        assert told[month] == (at_risk, events, pytest.approx(left, abs=1e-12))
    halves = [month for month, (_, _, left) in written.items() if left <= 0.5 + 1e-9]
    assert curve.median_months == (min(halves) if halves else None)
    horizon = min(24, max(months))
    alive = [min([1.0, *(left for m, (*_, left) in written.items() if m <= t)]) for t in
             range(horizon)]  # fmt: skip
    assert curve.restricted_mean_months == pytest.approx(sum(alive), abs=1e-9)


def complete_months(start: date, end: date) -> int:
    """Counted up one by one."""
    k = 0
    while kept_inside(start, k + 1) <= end:
        k += 1
    return k


def kept_inside(start: date, months: int) -> date:
    month = Period.of(start).plus(months)
    return date(month.year, month.month, min(start.day, month.end.day))


def stated(oracle):
    """Adoption rows of current programmes at open organisations, with the lead of each."""
    known = oracle.programmes()
    for (programme, org), row in oracle.adoptions().items():
        if programme in known and known[programme][2]:
            yield programme, org, known[programme][0]["lead_org_code"], row


def check_waits(system, oracle, asked) -> None:
    rows = list(stated(oracle))
    exact = [r for r in rows if r[3]["live_date"] and r[3]["live_date_is"] != "by"]
    expected, left_out = {}, defaultdict(int)
    for programme, org, lead, row in rows:
        other = org != lead and not oracle.closed(org) and row["state"] != "not_applicable"
        if not other:
            continue
        if row["live_date"] and row["live_date_is"] == "by":
            left_out[programme] += 1
            continue
        days = [r[3]["live_date"] for r in exact if r[0] == programme]
        of_lead = [r[3]["live_date"] for r in exact if r[0] == programme and r[1] == lead]
        if not days:
            continue
        origin = of_lead[0] if of_lead else min(days)
        if not of_lead and row["live_date"] == origin:
            continue
        end = row["live_date"] or oracle.period.end
        expected[programme, org] = (complete_months(origin, end), row["live_date"] is not None)
    waits = system.records("time_to_adoption", "waits", **asked)
    found = {
        (row["programme_id"], row["org_code"]): (row["months"], row["counted_as"] == "live")
        for row in waits
        if row["months"] is not None
    }
    assert found == expected
    for row in system.records("time_to_adoption", "by_programme", **asked):
        assert row["by_dates"] == left_out[row["programme_id"]]


def gained(entries, keep) -> dict:
    """Counted benefit in pounds by programme and organisation, of the entries to keep."""
    sums: dict = defaultdict(float)
    for entry in entries:
        is_benefit = entry["said"]["effect"] == "benefit"
        if is_benefit and entry["realised_gbp"] is not None and keep(entry):
            sums[entry["said"]["programme_id"], entry["org"]] += float(entry["realised_gbp"])
    return dict(sums)


def check_white_space(system, oracle, entries, asked, systems) -> None:
    people, kinds = systems.PEOPLE, systems.TYPES

    def proved(pounds: str) -> dict:
        said = {"measured", "validated"}
        return gained(
            entries,
            lambda e: e["said"]["evidence"] in said and e["said"]["benefit_type"] == pounds,
        )

    by_type = {pounds: proved(pounds) for pounds in systems.POUND_TYPES}
    rows = [row for row in stated(oracle) if not oracle.closed(row[1])]
    expected = {}
    for programme, org, _, row in rows:
        if row["state"] not in ("not_started", "exploring", "agreed", "piloting"):
            continue
        each = [
            [
                sums[programme, other] / people[other]
                for of, other, _, theirs in rows
                if of == programme
                and kinds[other] == kinds[org]
                and theirs["state"] in ("live", "embedded")
                and sums.get((programme, other), 0) > 0
                and people[other]
            ]
            for sums in by_type.values()
        ]
        enough = [found for found in each if len(found) > 1]
        some = [*enough, *(found for found in each if found), []][0]
        known = enough and people[org]
        span = (min(some) * people[org], max(some) * people[org]) if known else (None, None)
        expected[programme, org] = (len(some), *span)
    found = {
        (row["programme_id"], row["org_code"]): (
            row["adopters_with_evidence"],
            row["low_gbp"],
            row["high_gbp"],
        )
        for row in system.records("white_space", "pairs", **asked)
    }
    assert found == {key: pytest.approx(value) for key, value in expected.items()}


def check_replication(system, oracle, entries, asked, people) -> None:
    rows = [row for row in stated(oracle) if not oracle.closed(row[1])]
    by_age: dict = defaultdict(lambda: defaultdict(float))
    for programme, org, _, row in rows:
        if row["live_date"] is None or row["live_date_is"] == "by":
            continue
        for entry in entries:
            here = entry["org"] == org and entry["said"]["programme_id"] == programme
            month = Period.parse(entry["month"])
            age = (month.year - row["live_date"].year) * 12 + month.month - row["live_date"].month
            is_benefit = entry["said"]["effect"] == "benefit"
            if here and is_benefit and entry["realised_gbp"] is not None and age >= 0:
                by_age[programme, org][age] += float(entry["realised_gbp"])
    expected = {}
    for programme, org, lead, row in rows:
        if org == lead or row["state"] not in ("live", "embedded"):
            continue
        own, theirs = by_age[programme, org], by_age[programme, lead]
        ages = own.keys() & theirs.keys()
        listed = any(r[0] == programme and r[1] == lead for r in rows)
        ratio = None
        if len(ages) > 2 and people[org] and people[lead] and listed:
            below = sum(theirs[age] for age in ages) / people[lead]
            ratio = sum(own[age] for age in ages) / people[org] / below if below else None
        expected[programme, org] = (len(ages), ratio)
    found = {
        (row["programme_id"], row["org_code"]): (row["months"], row["yield"])
        for row in system.records("replication_yield", "by_adopter", **asked)
    }
    assert found == {key: pytest.approx(value) for key, value in expected.items()}


@any_system
@given(seed=st.integers(0, 10**9))
def test_spread_agrees_with_a_slow_reading_of_the_rules(random_system, slow_oracle, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    period = rng.choice(random_system.PERIODS[1:])
    known_on = rng.choice([None, None, date(2026, 3, 10), date(2026, 4, 20)])
    oracle = slow_oracle.Oracle(submissions, random_system.LISTS, period, known_on)
    entries, asked = list(oracle.ledger()), {"period": period, "known_on": known_on}

    check_waits(system, oracle, asked)
    check_white_space(system, oracle, entries, asked, random_system)
    check_replication(system, oracle, entries, asked, random_system.PEOPLE)
