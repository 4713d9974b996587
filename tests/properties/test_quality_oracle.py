"""On any small system data quality says what a slow, plain reading of the returns says."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portfolio.domain.period import Period

NEEDED = {"people_eligible", "people_using"}


def age_in_months(oracle, kinds):
    """Months behind the period of each partner's current extract, by kind."""
    now = oracle.period.year * 12 + oracle.period.month
    ages = {}
    for kind in kinds:
        for partner, place, _, current in oracle.extracts(kind):
            if current and not oracle.closed(partner):
                sent = Period.parse(place[0])
                ages[partner, kind] = now - (sent.year * 12 + sent.month)
    return ages


def people_given(oracle):
    """Cells of people that adopters give, of those they could, by partner that sent them."""
    cells: dict = defaultdict(lambda: [0, 0])
    for partner, _, rows, current in oracle.extracts("adoptions"):
        if not current or oracle.closed(partner):
            continue
        for row in rows:
            if row["state"] in ("live", "embedded"):
                cells[partner][0] += sum(row[column] is not None for column in NEEDED)
                cells[partner][1] += len(NEEDED)
    return {partner: tuple(pair) for partner, pair in cells.items()}


def agreeing(oracle):
    """Answers about adoptions that agree with the lead's claim, by the organisation asked."""
    pairs: dict = defaultdict(lambda: [0, 0])
    current = {name for name, (_, _, is_current) in oracle.programmes().items() if is_current}
    for (programme, org), slot in oracle.adoption_slots().items():
        if programme in current and True in slot and False in slot and not oracle.closed(org):
            pairs[org][0] += slot[True].row["state"] == slot[False].row["state"]
            pairs[org][1] += 1
    return {org: tuple(pair) for org, pair in pairs.items()}


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 10**9))
def test_quality_agrees_with_a_slow_reading(random_system, slow_oracle, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    known_on = rng.choice([None, date(2026, 4, 10)])
    oracle = slow_oracle.Oracle(submissions, random_system.LISTS, "2026-03", known_on)

    rows = system.records("data_quality", "by_partner", "2026-03", known_on=known_on)

    def told(dimension, kind):
        return {
            row["org_code"]: (row["numerator"], row["denominator"])
            for row in rows
            if (row["dimension"], row["kind"]) == (dimension, kind)
        }

    kinds = ("programmes", "adoptions", "benefits", "benefit_values")
    ages = {(org, kind): pair[0] for kind in kinds for org, pair in told("age", kind).items()}
    assert ages == age_in_months(oracle, kinds)
    assert told("completeness", "adoptions") == people_given(oracle)
    assert told("consistency", "adoptions") == agreeing(oracle)
