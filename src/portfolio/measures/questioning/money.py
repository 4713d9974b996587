"""What to ask about who pays, who gains, and what was promised."""

from __future__ import annotations

from portfolio.domain.thresholds import HALF, OPTIMISM_BELOW, PLAN_SHARE_NEEDED
from portfolio.measures.questioning.raised import Evidence, Raise, Raised, Row


def payer_not_gainer(evidence: Evidence) -> Raise:
    """A council, charity or ambulance service bears the cost, and others gain more of it."""
    for row in evidence.rows("payer_gainer", "flags"):
        others, own = row["others_gain_gbp"] or 0.0, row["payer_gains_gbp"] or 0.0
        if others > own:
            yield Raised(
                "payer_not_gainer",
                "payer_gainer",
                others - own,
                programme_id=row["programme_id"],
                org_code=row["payer_org_code"],
                part=row["gainers"],
                gbp=others,
                other_gbp=own,
            )


def behind_plan(evidence: Evidence) -> Raise:
    """Less than half of what was planned by now is realised."""
    for row in evidence.rows("plan_forecast_realised", "by_programme_to_date"):
        planned, realised = row["planned_gbp"] or 0.0, row["realised_gbp"] or 0.0
        if planned > 0 and realised < planned * PLAN_SHARE_NEEDED.value:
            yield Raised(
                "behind_plan",
                "plan_forecast_realised",
                planned - realised,
                programme_id=row["programme_id"],
                gbp=realised,
                other_gbp=planned,
            )


def forecast_optimism(evidence: Evidence) -> Raise:
    """Of what was forecast the month before, under four fifths came."""
    for row in evidence.rows("plan_forecast_realised", "optimism"):
        realised, forecast = row["realised_gbp"] or 0.0, row["forecast_gbp"] or 0.0
        if forecast > 0 and realised < forecast * OPTIMISM_BELOW.value:
            yield Raised(
                "forecast_optimism",
                "plan_forecast_realised",
                forecast - realised,
                gbp=realised,
                other_gbp=forecast,
            )


def evaporated(evidence: Evidence) -> Raise:
    """Benefits that have evaporated since the earlier point, by programme. One benefit may have
    been expected at several organisations."""
    gone: dict[str, list[Row]] = {}
    for row in evidence.rows("changes", "changes"):
        if (row["what"], row["effect"]) == ("evaporated", "benefit"):
            gone.setdefault(row["programme_id"], []).append(row)
    for code, rows in gone.items():
        lost = sum(row["gbp"] or 0.0 for row in rows)
        yield Raised(
            "evaporated",
            "changes",
            lost + len(rows),
            programme_id=code,
            part=len({row["benefit_id"] for row in rows}),
            whole=len({row["org_code"] for row in rows}),
            gbp=lost,
        )


def contested(evidence: Evidence) -> Raise:
    """Several programmes claim more than the whole of one outcome."""
    rows = evidence.rows("counted_benefit", "by_type")
    excess = sum(row["over_100_gbp"] or 0.0 for row in rows if row["effect"] == "benefit")
    if excess > 0:
        yield Raised("contested", "counted_benefit", excess, gbp=excess)


def one_has_most(evidence: Evidence) -> Raise:
    """One organisation has over half of the benefit and under half of the population."""
    for row in evidence.rows("effective_organisations", "shares"):
        share, people = row["share"] or 0.0, row["population_share"]
        if share > HALF.value and people is not None and people < HALF.value:
            yield Raised(
                "one_has_most",
                "effective_organisations",
                share,
                org_code=row["org_code"],
                part=share,
                whole=people,
            )
