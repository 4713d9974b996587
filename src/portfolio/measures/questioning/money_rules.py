"""What to ask about who pays, who gains, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.thresholds import HALF, OPTIMISM_BELOW, PLAN_SHARE_NEEDED
from portfolio.measures.questioning.raised import Evidence, Raise, Raised, Row, first_of_each


def payer_not_gainer(evidence: Evidence) -> Raise:
    """A council, charity or ambulance service bears the cost, and others gain more of it."""
    more = [
        row
        for row in evidence.rows("payer_gainer", "flags_by_type")
        if (row["others_gain_gbp"] or 0.0) > (row["payer_gains_gbp"] or 0.0)
    ]
    for row in first_of_each(more, "programme_id", "payer_org_code"):
        others, own = row["others_gain_gbp"] or 0.0, row["payer_gains_gbp"] or 0.0
        yield Raised(
            "payer_not_gainer",
            "payer_gainer",
            others - own,
            programme_id=row["programme_id"],
            org_code=row["payer_org_code"],
            part=row["gainers"],
            gbp=others,
            other_gbp=own,
            benefit_type=row["benefit_type"],
            at_stake_gbp=others,
        )


def behind_plan(evidence: Evidence) -> Raise:
    """Less than half of what was planned by now is realised, of the first type of benefit that
    was planned."""
    owners = {
        row["programme_id"]: row for row in evidence.rows("delivery_confidence", "programmes")
    }
    rows = evidence.rows("plan_forecast_realised", "to_date_by_programme")
    planned_rows = [
        row for row in rows if row["effect"] == "benefit" and (row["planned_gbp"] or 0.0) > 0
    ]
    for row in first_of_each(planned_rows, "programme_id"):
        planned, realised = row["planned_gbp"] or 0.0, row["realised_gbp"] or 0.0
        if realised < planned * PLAN_SHARE_NEEDED.value:
            quote = owners.get(row["programme_id"], {}).get("sro_comment")
            yield Raised(
                "behind_plan",
                "plan_forecast_realised",
                planned - realised,
                programme_id=row["programme_id"],
                gbp=realised,
                other_gbp=planned,
                benefit_type=row["benefit_type"],
                at_stake_gbp=planned - realised,
                quote=quote,
                quoted="owner" if quote else None,
            )


def forecast_optimism(evidence: Evidence) -> Raise:
    """Of what was forecast the month before, under four fifths came: of the first type that was
    forecast."""
    rows = evidence.rows("plan_forecast_realised", "optimism_by_type")
    forecast_rows = [row for row in rows if (row["forecast_gbp"] or 0.0) > 0]
    for row in first_of_each(forecast_rows):
        realised, forecast = row["realised_gbp"] or 0.0, row["forecast_gbp"] or 0.0
        if realised < forecast * OPTIMISM_BELOW.value:
            yield Raised(
                "forecast_optimism",
                "plan_forecast_realised",
                forecast - realised,
                gbp=realised,
                other_gbp=forecast,
                benefit_type=row["benefit_type"],
                at_stake_gbp=forecast - realised,
            )


def evaporated(evidence: Evidence) -> Raise:
    """Benefits that have evaporated since the earlier point, by programme. One benefit may have
    been expected at several organisations."""
    gone: dict[str, list[Row]] = {}
    for row in evidence.rows("changes", "changes"):
        if (row["what"], row["effect"]) == ("evaporated", "benefit"):
            gone.setdefault(row["programme_id"], []).append(row)
    for code, rows in gone.items():
        kind, lost = _still_to_come(rows)
        yield Raised(
            "evaporated",
            "changes",
            lost + len(rows),
            programme_id=code,
            part=len({row["benefit_id"] for row in rows}),
            whole=len({row["org_code"] for row in rows}),
            gbp=lost,
            benefit_type=kind,
            at_stake_gbp=lost,
        )


def _still_to_come(rows: Sequence[Row]) -> tuple[str | None, float]:
    """The first type of which anything was still to come, and how much."""
    first = first_of_each(row for row in rows if row["gbp"])
    kind = first[0]["benefit_type"] if first else None
    return kind, sum(row["gbp"] or 0.0 for row in rows if row["benefit_type"] == kind)


def contested(evidence: Evidence) -> Raise:
    """Several programmes claim more than the whole of one outcome."""
    rows = evidence.rows("counted_benefit", "by_type")
    over = [row for row in rows if row["effect"] == "benefit" and (row["over_100_gbp"] or 0.0) > 0]
    for row in first_of_each(over):
        excess = row["over_100_gbp"]
        yield Raised(
            "contested",
            "counted_benefit",
            excess,
            gbp=excess,
            benefit_type=row["benefit_type"],
            at_stake_gbp=excess,
        )


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
