"""Confidence, risk, effort and old services once more, slowly: written from the words and not from
the SQL. Each function reads an `Oracle` of `slow_oracle`."""

from __future__ import annotations

from collections import Counter

STEPS = {"green": 0, "amber": 1, "red": 2}


def standing_programmes(oracle) -> dict:
    """{programme: row} of the current ones."""
    return {key: row for key, (row, _, current) in oracle.programmes().items() if current}


def returns(oracle) -> dict:
    """{programme: [rows]}, one for each period, oldest first."""
    by_period: dict = {}
    for _, place, rows, _ in oracle.extracts("programmes"):
        for row in rows:
            slot = by_period.setdefault(row["programme_id"], {})
            period = place[0]
            if period not in slot or slot[period][0] < place[1:]:
                slot[period] = (place[1:], row)
    return {key: [slot[p][1] for p in sorted(slot)] for key, slot in by_period.items()}


def confidence(oracle) -> dict:
    """{programme: what is told of it}, of programmes that have not ended."""
    sent = returns(oracle)
    told = {}
    for key, row in standing_programmes(oracle).items():
        if row["stage"] in ("closed", "stopped"):
            continue
        sro, independent = row["sro_confidence"], row["independent_confidence"]
        rater = "independent" if independent in STEPS else "sro" if sro in STEPS else None
        day = row[f"{rater}_confidence_date"] if rater else None
        given = [r["sro_confidence"] for r in sent[key] if r["sro_confidence"] in STEPS]
        run = 0
        for rating in reversed(given):
            if rating != given[-1]:
                break
            run += 1
        told[key] = {
            "sro": sro,
            "independent": independent,
            "shown": row[f"{rater}_confidence"] if rater else None,
            "age_days": (oracle.period.end - day).days if day else None,
            "periods_unchanged": run or None,
            "gap": STEPS[independent] - STEPS[sro]
            if sro in STEPS and independent in STEPS
            else None,
            "is_unchanged": run >= 3,
            "is_always_green": len(given) >= 3 and set(given) == {"green"},
            "slip_days": _less(row, "forecast_end_date", "planned_end_date"),
            "cost_change_gbp": _less(row, "forecast_cost_gbp", "approved_cost_gbp"),
            "times_rebaselined": _rebaselined(sent[key]),
        }
    return told


def _less(row, later, earlier):
    if row[later] is None or row[earlier] is None:
        return None
    gap = row[later] - row[earlier]
    return gap if isinstance(gap, float) else gap.days


def _rebaselined(rows) -> int:
    times, last = 0, {"planned_end_date": None, "approved_cost_gbp": None}
    for row in rows:
        moved = False
        for name, before in last.items():
            now = row[name]
            moved |= None not in (now, before) and now != before
            last[name] = before if now is None else now
        times += moved
    return times


def counts(told) -> Counter:
    return Counter(
        (rater, row[rater])
        for row in told.values()
        for rater in ("sro", "independent", "shown")
        if row[rater] in STEPS
    )


def risks(oracle) -> tuple[dict, list]:
    """Risks that stand, {risk: row}, and the rows of all that count as once raised."""
    standing, raised = {}, {}
    for partner, place, rows, current in oracle.extracts("risks"):
        for row in rows:
            ended = row["status"] in ("closed", "became_issue")
            raised[row["risk_id"]] = (place, row, current or ended)
            if current and not oracle.closed(partner):
                standing[row["risk_id"]] = row
    return standing, [row for _, row, counted in raised.values() if counted]


def openness(rows) -> dict:
    """{month: (raised, by clinical or patient voices, raised before it was an issue)}"""
    told: dict = {}
    for row in rows:
        month = row["raised_date"].isoformat()[:7]
        raised, voices, early = told.get(month, (0, 0, 0))
        told[month] = (
            raised + 1,
            voices + (row["raised_by"] in ("clinical", "patient")),
            early + (row["issue_date"] is None or row["issue_date"] > row["raised_date"]),
        )
    return told


def technology(oracle) -> list[float]:
    given = [row["technology_pct"] for row in standing_programmes(oracle).values()]
    return [pct for pct in given if pct is not None]


def old_services(oracle) -> dict:
    """{programme: (overdue days, cost a year, cost to date)} of those that name one."""
    told = {}
    for key, row in standing_programmes(oracle).items():
        if row["old_service"] is None:
            continue
        end, cost = row["old_service_end_date"], row["old_service_cost_gbp_per_year"]
        over = None if end is None else max((oracle.period.end - end).days, 0)
        months = _months_live_at_lead(oracle, key, row["lead_org_code"])
        to_date = None if None in (cost, months) else cost * months / 12
        told[key] = (over, cost, to_date)
    return told


def _months_live_at_lead(oracle, programme, lead):
    row = oracle.adoptions().get((programme, lead))
    if row is None or row["state"] not in ("live", "embedded"):
        return None
    live, months = row["live_date"], 0
    # The period ends on the last day of its month, so a whole month more fits in each later one.
    while (live.year * 12 + live.month + months) < oracle.period.year * 12 + oracle.period.month:
        months += 1
    return months
