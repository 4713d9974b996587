"""On any small system the measures say what a slow, plain reading of the rules says."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from portfolio.domain.period import Period

MONTHS = ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")


@dataclass(frozen=True)
class View:
    """One as-at point, asked of the measures and of the oracle."""

    system: Any
    oracle: Any
    period: str
    known_on: date | None

    def records(self, measure_id: str, table: str):
        return self.system.records(measure_id, table, self.period, known_on=self.known_on)


def summed(entries, key, amount) -> dict:
    totals: dict = defaultdict(float)
    for entry in entries:
        if entry.get(amount) is not None:
            totals[key(entry)] += float(entry[amount])
    return dict(totals)


def close(found: dict, expected: dict) -> None:
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


def check_counted(view, entries) -> None:
    rows = view.records("counted_benefit", "by_programme")
    for amount, column in (("reported_gbp",) * 2, ("realised_gbp", "counted_gbp")):
        found = {
            (r["programme_id"], r["lead_org_code"], r["benefit_type"], r["effect"]): r[column]
            for r in rows
        }
        close(found, summed(entries, by_programme, amount))
    removed = view.records("counted_benefit", "removed")
    for reason in ("also_confirmed", "told_by_successor", "not_attributed", "over_100"):
        told = sum(r["removed_gbp"] for r in removed if r["reason"].startswith(reason))
        expected = sum(float(entry.get(f"{reason}_gbp", 0)) for entry in entries)
        assert told == pytest.approx(expected, rel=1e-9, abs=1e-6)


def by_programme(entry) -> tuple:
    said = entry["said"]
    return said["programme_id"], entry["lead"], said["benefit_type"], said["effect"]


def check_beyond(view, entries) -> None:
    oracle = view.oracle
    gross = [entry for entry in entries if entry["said"]["effect"] == "benefit"]
    landed = summed(gross, lambda e: e["said"]["programme_id"], "realised_gbp")
    beyond = summed(
        [e for e in gross if e["org"] != e["lead"]],
        lambda e: e["said"]["programme_id"],
        "realised_gbp",
    )
    counted = {e["said"]["programme_id"] for e in gross if e["realised_gbp"] is not None}
    counted |= {programme for _, _, programme, _ in oracle.unpriced()}
    listed = {p for p, (_, _, current) in oracle.programmes().items() if current or p in counted}
    rows = view.records("beyond_lead_share", "by_programme")
    assert {row["programme_id"] for row in rows} == listed
    could = who_could(oracle)
    for row in rows:
        name, those = row["programme_id"], could[row["programme_id"]]
        left_out = row["lead_org_code"] not in those or len(those) <= 1
        defined = landed.get(name, 0) > 0
        expected = "not_applicable" if left_out else "ok" if defined else "not_defined"
        assert row["status"] == expected
        assert row["denominator_gbp"] == pytest.approx(landed.get(name, 0))
        assert row["numerator_gbp"] == pytest.approx(beyond.get(name, 0))
    check_unpriced(view, {r["programme_id"] for r in rows if r["status"] != "not_applicable"})


def who_could(oracle) -> dict:
    could: dict = defaultdict(set)
    for (programme, org), row in oracle.adoptions().items():
        if row["state"] != "not_applicable":
            could[programme].add(org)
    for (_, org), row in oracle.said_of().items():
        if row["effect"] == "benefit":
            could[row["programme_id"]].add(org)
    return could


def check_unpriced(view, headline) -> None:
    leads_now = {p: row["lead_org_code"] for p, (row, _, _) in view.oracle.programmes().items()}
    told_of = [one for one in view.oracle.unpriced() if one[2] in headline]
    known = {name for name, *_ in told_of}
    beyond = {n for n, org, programme, is_so in told_of if is_so and org != leads_now[programme]}
    (told,) = view.records("beyond_lead_share", "summary")
    assert told["benefits_without_gbp"] == len(known)
    assert told["benefits_without_gbp_beyond_lead"] == len(beyond)


def check_adoption(view) -> None:
    oracle = view.oracle
    end = oracle.period.end
    expected: dict = defaultdict(lambda: [0] * 6)
    for programme, (_, _, current) in oracle.programmes().items():
        if current:
            expected[programme]
    for (programme, org), row in oracle.adoptions().items():
        known = oracle.programmes().get(programme)
        if known is None or not known[2] or oracle.closed(org):
            continue
        counts, other = expected[programme], org != known[0]["lead_org_code"]
        eligible = row["state"] != "not_applicable"
        adopter = row["state"] in ("live", "embedded")
        aged = row["live_date"] is not None and six_months_on(row["live_date"]) <= end
        kept = aged and not (
            row["stopped_date"] and row["stopped_date"] <= six_months_on(row["live_date"])
        )
        for place, counts_here in enumerate(
            (eligible, adopter, eligible and other, adopter and other, aged, kept)
        ):
            counts[place] += counts_here
    columns = ("eligible", "adopters", "eligible_beyond_lead", "adopters_beyond_lead")
    found = {
        row["programme_id"]: [row[c] for c in (*columns, "live_6_months_ago", "still_live")]
        for row in view.records("adoption", "by_programme")
    }
    assert found == dict(expected)


def check_shown(view, entries) -> None:
    oracle = view.oracle
    pounds = summed(entries, lambda e: (e["benefit"], e["org"]), "realised_gbp")
    said = oracle.said_of()
    realised = {pair for pair, gbp in pounds.items() if gbp > 0}
    realised |= {(name, org) for name, org, _, is_so in oracle.unpriced() if is_so}
    showing = {
        (said[pair]["programme_id"], pair[1])
        for pair in realised
        if said[pair]["effect"] == "benefit" and said[pair]["evidence"] != "estimated"
    }
    expected = {p: [0] * 5 for p, (_, _, current) in oracle.programmes().items() if current}
    for (programme, org), row in oracle.adoptions().items():
        known = oracle.programmes().get(programme)
        if known is None or not known[2] or oracle.closed(org):
            continue
        if org == known[0]["lead_org_code"]:
            continue
        adopted = row["state"] in ("live", "embedded")
        for place, holds in enumerate(
            (
                adopted or row["state"] in ("agreed", "piloting"),
                adopted,
                adopted and (row["people_using"] or 0) > 0,
                adopted and row["people_using"] is None,
                adopted and (programme, org) in showing,
            )
        ):
            expected[programme][place] += holds
    columns = ("agreed", "adopted", "used", "use_not_known", "shown")
    found = {
        row["programme_id"]: [row[c] for c in columns]
        for row in view.records("benefit_shown", "by_programme")
    }
    assert found == expected


def six_months_on(day: date) -> date:
    month = Period.of(day).plus(6)
    return date(month.year, month.month, min(day.day, month.end.day))


def check_optimism(view, entries, ledger_at) -> None:
    """Each month's realised figure beside the forecast of a ledger made at the month before."""
    realised = forecast = 0.0
    for month in MONTHS:
        before = str(Period.parse(month).plus(-1))
        forecasts = {
            (e["benefit"], e["org"], e["month"]): e["forecast_gbp"] for e in ledger_at(before)
        }
        for entry in entries:
            then = forecasts.get((entry["benefit"], entry["org"], month))
            gross = entry["month"] == month and entry["said"]["effect"] == "benefit"
            if entry.get("told_by_successor_gbp") and not entry["realised_gbp"]:
                continue  # its month is the successor's
            if gross and entry["realised_gbp"] is not None and then is not None:
                realised += float(entry["realised_gbp"])
                forecast += float(then)
    told = view.records("plan_forecast_realised", "optimism")
    found = (told[0]["realised_gbp"], told[0]["forecast_gbp"]) if told else (0.0, 0.0)
    assert found == pytest.approx((realised, forecast), rel=1e-9, abs=1e-6)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a seed does not shrink
    suppress_health_check=list(HealthCheck),
)
@example(seed=359)  # without a price, of a programme no longer reported
@given(seed=st.integers(0, 10**9))
def test_measures_agree_with_a_slow_reading_of_the_rules(random_system, slow_oracle, seed):
    rng = random.Random(seed)
    system, submissions = random_system.stand_up(rng)
    period = rng.choice(random_system.PERIODS[1:])
    known_on = rng.choice([None, None, date(2026, 3, 10), date(2026, 4, 20)])

    def oracle_at(when):
        return slow_oracle.Oracle(submissions, random_system.LISTS, when, known_on)

    view = View(system, oracle_at(period), period, known_on)
    entries = list(view.oracle.ledger())

    check_counted(view, entries)
    check_beyond(view, entries)
    check_adoption(view)
    check_shown(view, entries)
    check_optimism(view, entries, lambda when: oracle_at(when).ledger())
