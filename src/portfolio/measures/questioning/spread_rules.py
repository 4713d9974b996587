"""What to ask about who took work up, who waits, and who gave it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from portfolio.domain.codes import GIVEN_UP, IN_USE
from portfolio.domain.thresholds import (
    GIVEN_UP_NEEDED,
    HALF,
    MONTHS_TO_STALL,
    MONTHS_TO_TRAVEL,
    OTHERS_NEEDED,
    STOPPED_NEEDED,
)
from portfolio.measures.ages import months_between
from portfolio.measures.questioning.raised import Evidence, Raise, Raised, Row, first_of_each


def not_travelled(evidence: Evidence) -> Raise:
    """In routine use at the lead for a year, where three or more others could, and nowhere else."""
    since = {row["programme_id"]: row["live_date"] for row in _at_lead(evidence)}
    by_type = evidence.rows("beyond_lead_share", "by_programme_type")
    first = {row["programme_id"]: row for row in first_of_each(by_type, "programme_id")}
    for row in evidence.rows("adoption", "by_programme"):
        code, others = row["programme_id"], row["eligible_beyond_lead"]
        if row["adopters_beyond_lead"] or others < OTHERS_NEEDED.value or since.get(code) is None:
            continue
        months = months_between(since[code], evidence.period.end)
        if months >= MONTHS_TO_TRAVEL.value:
            realised = first.get(code, {})
            gbp = realised.get("denominator_gbp") or 0.0
            yield Raised(
                "not_travelled",
                "adoption",
                gbp + months,
                programme_id=code,
                part=0,
                whole=others,
                gbp=gbp,
                months=months,
                benefit_type=realised.get("benefit_type"),
                at_stake_gbp=gbp,
            )


def _at_lead(evidence: Evidence) -> list[Row]:
    matrix = evidence.rows("adoption", "matrix")
    return [row for row in matrix if row["is_lead"] and row["state"] in IN_USE]


def stalled(evidence: Evidence) -> Raise:
    """Agreed or piloting since an agreement a year or more old, at one organisation or several."""
    waiting: dict[str, list[tuple[int, Row]]] = {}
    for row in evidence.rows("adoption", "matrix"):
        agreed = row["agreed_date"]
        if row["state"] in ("agreed", "piloting") and isinstance(agreed, date):
            months = months_between(agreed, evidence.period.end)
            if months >= MONTHS_TO_STALL.value:
                waiting.setdefault(row["programme_id"], []).append((months, row))
    for code, found in waiting.items():
        longest_first = sorted(found, key=lambda one: -one[0])
        rows = [row for _, row in longest_first]
        said = next((row for row in rows if row["reason"]), None)
        yield Raised(
            "stalled",
            "adoption",
            sum(months for months, _ in found),
            programme_id=code,
            org_code=rows[0]["org_code"] if len(rows) == 1 else None,
            part=len(rows),
            months=longest_first[0][0],
            at_stake_people=_people(rows),
            quote=said["reason"] if said else None,
            quoted=said["org_code"] if said else None,
        )


def _people(rows: Sequence[Row]) -> float | None:
    """The people it is for at these organisations, where any says so."""
    known = [row["people_eligible"] for row in rows if row["people_eligible"]]
    return float(sum(known)) if known else None


def given_up(evidence: Evidence) -> Raise:
    """Two or more organisations stopped, or three or more stopped or decided not to."""
    gone: dict[str, list[Row]] = {}
    for row in evidence.rows("adoption", "matrix"):
        if row["state"] in GIVEN_UP and not row["is_lead"]:
            gone.setdefault(row["programme_id"], []).append(row)
    for code, rows in gone.items():
        stopped = sum(row["state"] == "stopped" for row in rows)
        if stopped >= STOPPED_NEEDED.value or len(rows) >= GIVEN_UP_NEEDED.value:
            barriers = Counter(row["barrier"] for row in rows if row["barrier"])
            yield Raised(
                "given_up",
                "adoption",
                len(rows),
                programme_id=code,
                part=stopped,
                whole=len(rows),
                said=";".join(f"{name}:{times}" for name, times in barriers.most_common(2)) or None,
                at_stake_people=_people(rows),
            )


def unconfirmed(evidence: Evidence) -> Raise:
    """Over half of what is in routine use beyond the lead is the lead's word only."""
    used = [
        row
        for row in evidence.rows("adoption", "matrix")
        if row["state"] in IN_USE and not row["is_lead"]
    ]
    claimed = sum(row["sent_as"] == "claimed" for row in used)
    if len(used) >= OTHERS_NEEDED.value and claimed > len(used) * HALF.value:
        yield Raised("unconfirmed", "adoption", claimed, part=claimed, whole=len(used))
