"""On any small system emergent share, payer and gainer, and the charts say what the rules say."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portfolio.domain.period import Period

any_system = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)


def realised(entries):
    return [entry for entry in entries if entry["realised_gbp"] is not None]


def added(entries, key) -> dict:
    sums: dict = defaultdict(float)
    for entry in entries:
        sums[key(entry)] += float(entry["realised_gbp"])
    return dict(sums)


def check_emergent(result, entries, said) -> None:
    benefits = [e for e in realised(entries) if e["said"]["effect"] == "benefit"]
    flagged = [e for e in benefits if e["said"]["foreseen"]]
    emergent = [e for e in flagged if e["said"]["foreseen"] == "emergent"]
    whole = sum(float(e["realised_gbp"]) for e in flagged)
    part = sum(float(e["realised_gbp"]) for e in emergent)
    assert result.status == ("ok" if whole > 0 else "not_defined")
    assert (result.value or 0) == pytest.approx(part / whole if whole else 0)
    (summary,) = result.tables["summary"].records()
    blank = sum(float(e["realised_gbp"]) for e in benefits) - whole
    assert (summary["not_said_gbp"] or 0) == pytest.approx(blank)
    noticed = result.tables["noticed_by"].records()
    found = {row["noticed_by"]: row["gbp"] for row in noticed if row["gbp"] is not None}
    assert found == pytest.approx(added(emergent, lambda e: e["said"]["noticed_by"]))
    wanted = defaultdict(set)
    for (name, _), row in said.items():
        if row["foreseen"] == "emergent" and row["effect"] == "benefit":
            wanted[row["noticed_by"]].add(name)
    counted = {row["noticed_by"]: row["benefits"] for row in noticed if row["benefits"]}
    assert counted == {who: len(names) for who, names in wanted.items()}


def check_payer(result, entries) -> None:
    def pair(entry):
        return entry["said"]["payer_org_code"] or entry["lead"], entry["org"]

    rows = result.tables["matrix"].records()
    assert {(r["payer_org_code"], r["beneficiary_org_code"]) for r in rows} == {
        pair(entry) for entry in realised(entries)
    }
    for effect in ("benefit", "disbenefit"):
        of = [e for e in realised(entries) if e["said"]["effect"] == effect]
        found = {
            (r["payer_org_code"], r["beneficiary_org_code"]): r[f"{effect}_gbp"]
            for r in rows
            if r[f"{effect}_gbp"]
        }
        wanted = {key: gbp for key, gbp in added(of, pair).items() if gbp}
        assert found == pytest.approx(wanted)


def check_charts(result, oracle) -> None:
    months = oracle.charted()
    said, known = oracle.said_of(), oracle.programmes()
    wanted = {
        key: dict(sorted(given.items()))
        for key, given in months.items()
        if key in said and said[key]["programme_id"] in known
    }
    found: dict = defaultdict(dict)
    for row in result.tables["series"].records():
        found[row["benefit_id"], row["beneficiary_org_code"]][row["period"]] = row["value"]
    assert dict(found) == wanted
    for row in result.tables["signals"].records():
        key = row["benefit_id"], row["beneficiary_org_code"]
        first, last = min(wanted[key]), max(wanted[key])
        span = 1
        while str(Period.parse(first).plus(span - 1)) != last:
            span += 1
        assert (row["n"], row["months_missing"]) == (len(wanted[key]), span - len(wanted[key]))
        assert row["target"] == said[key]["target_value"]
        starts = said[key]["recalculate_from"] or first
        latest = [value for month, value in wanted[key].items() if month >= starts]
        latest = latest or list(wanted[key].values())
        assert row["mean"] == pytest.approx(sum(latest) / len(latest))
        assert row["months_in_stretch"] == len(latest)


@any_system
@given(seed=st.integers(0, 10**9))
def test_benefits_agree_with_a_slow_reading_of_the_rules(random_system, slow_oracle, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    period = rng.choice(random_system.PERIODS[1:])
    known_on = rng.choice([None, None, date(2026, 3, 10), date(2026, 4, 20)])
    oracle = slow_oracle.Oracle(submissions, random_system.LISTS, period, known_on)
    entries = list(oracle.ledger())
    known = oracle.programmes()
    said = {key: row for key, row in oracle.said_of().items() if row["programme_id"] in known}

    check_emergent(system.measure("emergent_share", period, known_on=known_on), entries, said)
    check_payer(system.measure("payer_gainer", period, known_on=known_on), entries)
    check_charts(system.measure("benefit_over_time", period, known_on=known_on), oracle)


@any_system
@given(seed=st.integers(0, 10**9))
def test_filtered_parts_of_who_pays_and_of_what_emerged_add_up(random_system, seed):
    system, _ = random_system.stand_up(random.Random(seed))

    def amounts(**filters) -> tuple[float, ...]:
        matrix = system.records("payer_gainer", "matrix", **filters)
        emergent = system.measure("emergent_share", **filters)
        charts = system.records("benefit_over_time", "signals", **filters)
        return (
            sum(row["benefit_gbp"] for row in matrix),
            sum(row["disbenefit_gbp"] for row in matrix),
            emergent.numerator or 0,
            emergent.denominator or 0,
            len(charts),
        )

    for name, values in (
        ("lead", random_system.ORGANISATIONS),
        ("beneficiary", random_system.ORGANISATIONS),
        ("programme", ("P1", "P2", "P3")),
        ("theme", ("local:access", "local:home")),
    ):
        parts = [amounts(**{name: value}) for value in values]
        assert [sum(column) for column in zip(*parts, strict=True)] == pytest.approx(amounts())
