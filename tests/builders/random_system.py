"""Random small systems with all that makes counting hard: leads that change, a partner that closes,
claims beside confirmations, corrections, withdrawals, contested outcomes, benefits left out."""

from __future__ import annotations

import random
from datetime import date, timedelta

import measured_system as building
import slow_oracle

from portfolio.domain.period import Period

PERIODS = ("2026-01", "2026-02", "2026-03")
MONTHS = ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")
ORGANISATIONS = ("A", "B", "C", "D", "E")
CLOSINGS = {"D": date(2026, 2, 15)}
PROGRAMME_OF = {"B1": "P1", "B2": "P1", "B3": "P2", "B4": "P3", "B5": "P1", "B6": "P3"}
PEOPLE = {"A": 1000, "B": 400, "C": 50, "D": None, "E": 0}
PLACES = {"A": "North", "B": "South", "C": "North", "D": "South", "E": None}
TYPES = {"A": "acute", "B": "vcse", "C": "acute", "D": "acute", "E": "vcse"}
EVIDENCE = {
    (name, org): ("measured", "validated", "estimated", "measured")[(number + place) % 4]
    for number, name in enumerate(PROGRAMME_OF)
    for place, org in enumerate(ORGANISATIONS)
}
SUCCESSOR = {"A": "D"}  # A speaks for D once that has closed
LISTS = slow_oracle.Lists(CLOSINGS, {"D": ("A",)})
RISKS_OF = {"A": ("R1", "R2"), "B": ("R3",), "C": ("R4",), "D": ("R5",), "E": ()}
POUND_TYPES = ("cash_releasing", "non_cash_releasing", "societal")


def leads(rng: random.Random) -> dict[str, dict[str, str]]:
    """Who leads what in each period: P1 may change hands, D's P2 may be taken over."""
    moved = rng.choice(["A", "B"])
    taken = rng.choice([None, "C", "A"])
    return {
        "2026-01": {"P1": "A", "P2": "D", "P3": "B"},
        "2026-02": {"P1": moved, "P2": taken, "P3": "B"},
        "2026-03": {"P1": moved, "P2": taken, "P3": rng.choice(["B", "E"])},
    }


def random_submissions(rng: random.Random) -> list[building.Sent]:
    led = leads(rng)
    sent = []
    for period in PERIODS:
        for partner in ORGANISATIONS:
            if partner in CLOSINGS and CLOSINGS[partner] < Period.parse(period).end:
                continue
            for _ in range(rng.choice([0, 1, 1, 1, 2])):
                received = Period.parse(period).end + timedelta(days=rng.randrange(40))
                withdrawn = received + timedelta(days=5) if rng.random() < 0.1 else None
                files = random_files(rng, partner, led=led[period], period=period)
                sent.append(building.Sent(partner, period, received, files, withdrawn))
    return sent


def sent_as(partner: str, org: str, lead: str | None, period: str) -> str | None:
    """How a partner may send a row about an organisation, None where it may not."""
    if org == lead == partner:
        return "own"
    speaks = SUCCESSOR.get(partner) == org and CLOSINGS[org] < Period.parse(period).end
    if org == partner or speaks:
        return "confirmed"
    return "claimed" if lead == partner else None


def random_files(rng, partner, *, led, period) -> dict:
    files = {
        "programmes": [
            building.programme(
                programme,
                lead,
                primary_theme=rng.choice(["access", "home"]),
                **random_confidence(rng),
                **random_effort(rng),
            )
            for programme, lead in led.items()
            if lead == partner and rng.random() < 0.9
        ],
        "adoptions": [
            random_adoption(rng, programme, org, how)
            for programme, lead in led.items()
            for org in ORGANISATIONS
            if (how := sent_as(partner, org, lead, period)) and rng.random() < 0.6
        ],
        "benefits": [],
        "benefit_values": [],
        "risks": [
            random_risk(rng, name, partner) for name in RISKS_OF[partner] if rng.random() < 0.7
        ],
    }
    for name, programme in PROGRAMME_OF.items():
        for org in ORGANISATIONS:
            how = sent_as(partner, org, led[programme], period)
            if how and rng.random() < 0.6:
                files["benefits"].append(random_benefit(rng, name, org, how))
            if how and rng.random() < 0.6:
                files["benefit_values"] += random_values(rng, name, org, how)
    return {kind: rows for kind, rows in files.items() if rng.random() < 0.85}


def random_confidence(rng):
    rating = ("green", "amber", "red", "exempt", None)
    sro, independent = rng.choice(("green", "green", *rating)), rng.choice((None, *rating))
    return {
        "stage": rng.choice(["delivery", "live", "live", "closed", "stopped"]),
        "sro_confidence": sro,
        "sro_confidence_date": date(2025, 12, 1) + timedelta(days=rng.randrange(90)),
        "independent_confidence": independent,
        "independent_confidence_date": date(2025, 12, 1) + timedelta(days=rng.randrange(90)),
        "planned_end_date": rng.choice([None, date(2026, 6, 30), date(2026, 9, 30)]),
        "forecast_end_date": rng.choice([None, date(2026, 6, 30), date(2027, 1, 31)]),
        "approved_cost_gbp": rng.choice([None, 100.0, 250.5]),
        "forecast_cost_gbp": rng.choice([None, 100.0, 300.0]),
    }


def random_effort(rng):
    technology = rng.choice([None, 80.0, 79.0, 70.0, 35.0, 0.0])
    other = None if technology is None else (100 - technology) / 2
    old = rng.choice([None, "Paper"])
    return {
        "culture_pct": other,
        "process_pct": other,
        "operating_model_pct": None if technology is None else 0.0,
        "technology_pct": technology,
        "approach": rng.choice([None, "adopt", "new"]),
        "old_service": old,
        "old_service_end_date": rng.choice([None, date(2026, 1, 31), date(2026, 3, 1)]),
        "old_service_cost_gbp_per_year": rng.choice([None, 1200.0]) if old else None,
        "clinically_led": rng.choice([None, True, False]),
    }


def random_risk(rng, name, partner):
    raised = date(2025, 10, 1) + timedelta(days=rng.randrange(120))
    status = rng.choice(["open", "mitigating", "accepted", "became_issue", "closed"])
    issue = raised + timedelta(days=rng.choice([0, 0, 9])) if status == "became_issue" else None
    return building.risk(
        name,
        partner,
        status=status,
        raised_date=raised,
        issue_date=issue,
        raised_by=rng.choice(["clinical", "patient", "finance"]),
        visibility=rng.choice(["system", "system", "own"]),
        likelihood=rng.randrange(1, 6),
        consequence=rng.randrange(1, 6),
        target_likelihood=rng.choice([None, 1]),
        target_consequence=rng.choice([None, 2]),
        reward_score=rng.choice([None, 4]),
        programme_id=rng.choice([None, "P1", "P3"]),
    )


def random_adoption(rng, programme, org, how):
    state = rng.choice(["not_started", "live", "embedded", "stopped", "not_applicable"])
    was_live = state in ("live", "embedded", "stopped")
    live = date(2025, 7, 1) + timedelta(days=rng.randrange(150)) if was_live else None
    stopped = live + timedelta(days=rng.randrange(300)) if state == "stopped" else None
    return building.adoption(
        programme,
        org,
        state,
        sent_as=how,
        live_date=live,
        live_date_is=(None, "exact", "by")[live.day % 3] if live else None,
        stopped_date=stopped,
        people_eligible=rng.choice([None, 100, 50]),
        people_using=rng.choice([None, 10, 20]),
    )


def random_benefit(rng, name, org, how):
    unpriced = name in ("B5", "B6")
    starts = rng.choice([None, None, "2026-01", "2026-03"])
    return building.benefit(
        name,
        org,
        sent_as=how,
        programme_id=PROGRAMME_OF[name],
        benefit_type="unmonetisable" if unpriced else rng.choice(POUND_TYPES),
        effect=rng.choice(["benefit", "benefit", "benefit", "disbenefit"]),
        status=rng.choice(["realising", "realising", "achieved", "ceased", "cancelled"]),
        outcome_code=rng.choice([None, "OUT"]),
        attribution_pct=rng.choice([None, 100.0, 60.0, 33.3, 0.0]),
        combines=rng.choice([None, "average", "last"]) if unpriced else None,
        better=rng.choice(["higher", "lower", "neither"]),
        baseline_value=rng.choice([None, 5.0]),
        target_value=rng.choice([None, 4.0]),
        evidence=EVIDENCE[(name, org)],
        foreseen=rng.choice([None, "planned", "emergent"]),
        noticed_by=rng.choice([None, "patients", "partner"]),
        payer_org_code=rng.choice([None, None, *ORGANISATIONS]),
        recalculate_from=starts,
        recalculate_reason="The process changed" if starts else None,
    )


def random_values(rng, name, org, how):
    unpriced = name in ("B5", "B6")
    pounds = (None, 0.0, 10.01, 99.99, 1234.5)
    return [
        building.value(
            name,
            org,
            month,
            None if unpriced else rng.choice(pounds),
            sent_as=how,
            forecast_gbp=None if unpriced else rng.choice(pounds),
            planned_gbp=None if unpriced else rng.choice(pounds),
            realised_value=rng.choice([None, 0.0, 3.0, 5.0, 8.0]) if unpriced else None,
        )
        for month in MONTHS
        if rng.random() < 0.7
    ]


def add_organisation(system, code):
    known = {"population": PEOPLE[code], "place": PLACES[code], "org_type": TYPES[code]}
    follower = next((name for name, old in SUCCESSOR.items() if old == code), None)
    system.organisation(code, valid_to=CLOSINGS.get(code), successor_codes=follower, **known)


def stand_up(rng):
    """A store with a random system in it, and the submissions it was given."""
    submissions = random_submissions(rng)
    return stood_up_from(submissions), submissions


def stood_up_from(submissions):
    """A store with the random systems' organisations, given some submissions."""
    system = building.MeasuredSystem()
    for code in ORGANISATIONS:
        add_organisation(system, code)
    if submissions:
        system.record_all(submissions)
    return system
