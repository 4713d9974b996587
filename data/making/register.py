"""Benefit rows and their months, as one sender puts them in one return."""

from __future__ import annotations

from dataclasses import dataclass

from . import series
from .cards import FIRST_MONTH, HORIZON, LAST_MONTH, PERIODS, Benefit, Programme
from .cast import code, heirs, organisations
from .chance import chance, share
from .months import last_day, month_number, month_text, working_day

Row = dict[str, str]
NEVER = 99
LEAD_MONTHS = 8
CONFIRMED = {"all": 1.0, "most": 0.72, "some": 0.4, "none": 0.0}
ESTIMATE_STEPS = ((200, 5), (2000, 10), (20000, 100))
POUNDS_STEP = 500


@dataclass(frozen=True)
class Sent:
    """Which return (0 is the first), and whether it is the lead speaking of another."""

    turn: int
    is_claim: bool


def beneficiaries(benefit: Benefit, month: int) -> tuple[str, ...]:
    """Who the register names: those on the card, and whoever took over one that closed."""
    named = set(benefit.at)
    for org in list(named):
        if not organisations()[org].is_open(month):
            named.update(organisations()[org].successors)
    return tuple(sorted(named))


def is_listed(programme: Programme, benefit: Benefit, org: str, month: int) -> bool:
    """Whether the benefit is in the register by this return.

    What the case promised is there from the programme's first return; what nobody planned, only
    once it was noticed.
    """
    if benefit.noticed:
        return month >= month_number(benefit.noticed)
    if org not in benefit.at:
        return True
    begins = series.first_month(programme, benefit, org)
    path = programme.paths.get(org)
    if begins is None:
        return bool(path and path.when and path.reaches != "declined")
    return begins - LEAD_MONTHS <= month


def confirmed_from(programme: Programme, benefit: Benefit, org: str) -> int:
    """The first return in which the organisation itself sends the row; 99 is never."""
    likely = CONFIRMED[benefit.confirmed]
    if share(benefit.id, org, "confirms") >= likely:
        return NEVER
    begins = series.first_month(programme, benefit, org)
    if begins is None:
        return NEVER
    settled = max(begins + 1, month_number(benefit.noticed or "2024-04"))
    first = [i for i, period in enumerate(PERIODS) if month_number(period) >= settled]
    late = 1 if chance(0.35, benefit.id, org, "slow") else 0
    return first[0] + late if first else NEVER


def register_row(programme: Programme, benefit: Benefit, org: str, turn: int) -> Row:
    """The register row of one benefit at one organisation."""
    month = month_number(PERIODS[turn])
    row = {
        "benefit_id": benefit.id,
        "beneficiary_org_code": code(org),
        "programme_id": programme.id,
        "benefit_name": benefit.name,
        "payer_org_code": code(benefit.payer),
        "benefit_type": benefit.type,
        "effect": benefit.effect,
        "foreseen": benefit.foreseen,
        "noticed_by": benefit.noticed_by,
        "measure": benefit.measure,
        "unit": benefit.unit,
        "better": benefit.better,
        "combines": benefit.combines,
        "status": status(programme, benefit, org, turn),
        "evidence": evidence(programme, benefit, org, month),
        "outcome_code": benefit.outcome,
        "owner_role": benefit.owner if chance(0.85, benefit.id, org, "owner") else "",
    }
    if benefit.share and org in benefit.share:
        row["attribution_pct"] = f"{benefit.share[org]:g}"
    return row | aims(programme, benefit, org, turn) | new_limits(benefit, org, turn)


def new_limits(benefit: Benefit, org: str, turn: int) -> Row:
    """The month from which limits are worked out anew, with the reason, once it has come."""
    month, _, reason = (benefit.recalculate or {}).get(org, "").partition(" ")
    if not month or PERIODS[turn] < month:
        return {}
    return {"recalculate_from": month, "recalculate_reason": reason}


def aims(programme: Programme, benefit: Benefit, org: str, turn: int) -> Row:
    """Baseline and target with their dates; about one row in seven gives neither."""
    if benefit.foreseen == "emergent" or not chance(0.86, benefit.id, org, "aims"):
        return {}
    source = org if org in benefit.at else heirs(org)[0]
    starts = series.plan_start(programme, benefit, source)
    if starts is None:
        return {}
    floor = (benefit.before or {}).get(source, 0.0)
    target = benefit.at[source] * (benefit.plan or 1.0)
    if benefit.combines != "sum":
        target = floor + (benefit.at[source] - floor) * (benefit.plan or 1.0)
    if benefit.target_cut != 1.0 and turn >= PERIODS.index("2026-03"):
        target *= benefit.target_cut
    day = working_day(starts + 14, share(benefit.id, "target day"))
    return {
        "baseline_value": shown(benefit, floor, estimated=False),
        "baseline_date": last_day(min(starts - 1, FIRST_MONTH + 5)).isoformat(),
        "target_value": shown(benefit, target, estimated=True),
        "target_date": day.isoformat(),
    }


def status(programme: Programme, benefit: Benefit, org: str, turn: int) -> str:
    """Where the benefit stands; a card may say how it finished and from which return."""
    finish = benefit.finish or {}
    state, _, since = (finish.get(org) or finish.get("every") or "").partition(" ")
    if state and PERIODS[turn] >= since:
        return state
    month = month_number(PERIODS[turn])
    source = org if org in benefit.at else heirs(org)[0]
    begins = series.first_month(programme, benefit, source)
    if not organisations()[org].is_open(month):
        return "ceased"
    if begins is None or begins > month:
        path = programme.paths.get(org)
        return "identified" if path and path.reaches in ("exploring",) else "planned"
    if month > series.final_month(programme, benefit, source) and org == source:
        return "ceased"
    reached = benefit.achieved_from and PERIODS[turn] >= benefit.achieved_from
    return "achieved" if reached and chance(0.7, benefit.id, org, "achieved") else "realising"


def evidence(programme: Programme, benefit: Benefit, org: str, month: int) -> str:
    """Estimated until it has run for four months, then as the card says."""
    source = org if org in benefit.at else heirs(org)[0]
    begins = series.first_month(programme, benefit, source)
    has_run = begins is not None and month >= begins + 4
    return benefit.evidence if has_run or benefit.before else "estimated"


def shown(benefit: Benefit, value: float, *, estimated: bool) -> str:
    """A value as sent: measured to the unit, estimated to a round figure."""
    if benefit.pounds:
        return str(round(value / POUNDS_STEP) * POUNDS_STEP if estimated else round(value))
    if not estimated or benefit.decimals:
        return f"{value:.{benefit.decimals}f}"
    step = next((step for below, step in ESTIMATE_STEPS if value < below), 500)
    return str(round(value / step) * step)


def value_rows(programme: Programme, benefit: Benefit, org: str, sent: Sent) -> list[Row]:
    """Every month there is something to say about, the whole history again."""
    rows = []
    for month in range(FIRST_MONTH, HORIZON + 1):
        amounts = month_amounts(programme, benefit, org, month, sent=sent)
        if amounts:
            key = {"benefit_id": benefit.id, "beneficiary_org_code": code(org)}
            rows.append({**key, "period": month_text(month), **amounts})
    return rows


def month_amounts(
    programme: Programme, benefit: Benefit, org: str, month: int, *, sent: Sent
) -> Row:
    """The amounts of one month as known at one return; empty where there are none."""
    source = org if org in benefit.at else heirs(org)[0]
    sent_for = month_number(PERIODS[sent.turn])
    amounts: Row = {}
    if org == source:
        plan = series.planned(programme, benefit, org, month)
        amounts |= pair(benefit, "planned", plan, estimated=True)
        hope = series.forecast(programme, benefit, org, month, turn=sent.turn)
        amounts |= pair(benefit, "forecast", hope, estimated=True)
    if month <= min(sent_for - benefit.lag, LAST_MONTH):
        seen = series.realised(programme, benefit, org, month)
        if seen is not None and benefit.provisional and month == sent_for - benefit.lag:
            seen *= 1 - benefit.provisional
        if seen is not None and not sent.is_claim:
            seen *= (benefit.corrected or {}).get(org, 1.0)
        amounts |= pair(benefit, "realised", seen, estimated=benefit.evidence == "estimated")
    return amounts


def pair(benefit: Benefit, kind: str, value: float | None, *, estimated: bool) -> Row:
    """The value and its pounds, for one of planned, forecast and realised."""
    if value is None:
        return {}
    text = shown(benefit, value, estimated=estimated)
    if benefit.pounds:
        return {f"{kind}_gbp": text}
    if benefit.price is None:
        return {f"{kind}_value": text}
    gbp = float(text) * benefit.price
    rounded = round(gbp / 100) * 100 if estimated else round(gbp)
    return {f"{kind}_value": text, f"{kind}_gbp": str(rounded)}
