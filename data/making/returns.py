"""What one partner sends for one period: its rows of each kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from . import ladder, learning, register
from .cards import PERIODS, Benefit, Programme, programmes
from .cast import CARDS, closing, code, organisations, partner_of, partners, sender_for
from .chance import share
from .months import FRIDAY, month_number
from .programme_rows import programme_row

Row = dict[str, str]
Extracts = dict[str, list[Row]]
USUAL_DAYS_EARLY, USUAL_DAYS_SPAN = 8, 9


@dataclass(frozen=True)
class Return:
    """One submission: who, for which period, received when, and its rows by kind."""

    partner: str
    period: str
    received: date
    extracts: Extracts


@cache
def calendar_card() -> dict[str, Any]:
    """Due dates, and the returns that were late, missing or corrected."""
    return tomllib.loads((CARDS / "returns.toml").read_text("utf-8"))


def returns() -> list[Return]:
    """Every return of every partner, in order of partner and period."""
    made: list[Return] = []
    for partner in partners():
        for turn, period in enumerate(PERIODS):
            is_open = organisations()[partner].is_open(month_number(period))
            if is_open and f"{partner} {period}" not in calendar_card()["missing"]:
                made.extend(with_correction(partner, turn))
    return made


def with_correction(partner: str, turn: int) -> list[Return]:
    """The return, and the corrected months sent after it where there were any."""
    period, extracts = PERIODS[turn], extracts_of(partner, turn)
    said = correction(partner, period)
    if not said:
        sent = Return(partner, period, received(partner, turn), extracts)
        return [opening(partner, extracts), sent] if turn == 0 else [sent]
    wrong = {**extracts, "benefit_values": before_correction(extracts["benefit_values"], said)}
    right = {"benefit_values": extracts["benefit_values"]}
    return [
        Return(partner, period, received(partner, turn), wrong),
        Return(partner, period, date.fromisoformat(said["day"]), right),
    ]


def opening(partner: str, extracts: Extracts) -> Return:
    """What each partner sent first of all, so that the others could name it in their returns."""
    days = [date.fromisoformat(day) for day in calendar_card()["opening_days"]]
    day = days[int(share(partner, "opening") * len(days))]
    kinds = [kind for kind in ("programmes", "lessons") if kind in extracts]
    return Return(partner, PERIODS[0], day, {kind: extracts[kind] for kind in kinds})


def correction(partner: str, period: str) -> dict[str, Any]:
    """The correction of a return, if it had one."""
    listed: list[dict[str, Any]] = calendar_card()["correction"]
    return next((one for one in listed if (one["partner"], one["period"]) == (partner, period)), {})


def before_correction(rows: list[Row], said: dict[str, Any]) -> list[Row]:
    """The months as first sent, counted the wrong way."""
    return [wrong_month(row, said) if is_corrected(row, said) else row for row in rows]


def is_corrected(row: Row, said: dict[str, Any]) -> bool:
    """Whether the correction is about this month."""
    return (
        row["benefit_id"] == said["benefit"]
        and said["from"] <= row["period"] <= said["until"]
        and bool(row.get("realised_value"))
    )


def wrong_month(row: Row, said: dict[str, Any]) -> Row:
    """One month as first sent, without the note that came with the correction."""
    value = round(float(row["realised_value"]) * said["wrong"])
    wrong = {**row, "realised_value": str(value), "value_note": ""}
    if row.get("realised_gbp"):
        wrong["realised_gbp"] = str(round(float(row["realised_gbp"]) * said["wrong"]))
    return wrong


def received(partner: str, turn: int) -> date:
    """The day the return came: usually in the ten days up to the due date, or as the card says."""
    period = PERIODS[turn]
    due = date.fromisoformat(calendar_card()["due"][period])
    late = calendar_card()["late"].get(f"{partner} {period}")
    if late is not None:
        return due + timedelta(days=late)
    early = USUAL_DAYS_EARLY - int(USUAL_DAYS_SPAN * share(partner, period, "received"))
    return weekday_before(due - timedelta(days=early))


def weekday_before(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def extracts_of(partner: str, turn: int) -> Extracts:
    """The partner's rows of each kind; kinds without rows are not sent."""
    orgs = frozenset(org for org in organisations() if partner_of(org) == partner)
    month = month_number(PERIODS[turn])
    extracts: Extracts = {
        "programmes": [
            programme_row(each, turn)
            for each in programmes()
            if each.is_sent(turn) and each.lead_at(turn) in orgs
        ],
        "adoptions": [],
        "benefits": [],
        "benefit_values": [],
        "risks": learning.risk_rows(orgs, month),
        "lessons": learning.lesson_rows(orgs, month),
        "lesson_uses": [],
    }
    for programme in programmes():
        if programme.is_sent(turn) and (
            partner_of(programme.lead_at(turn)) == partner or is_known(programme, turn)
        ):
            add_adoptions(extracts, partner, programme, turn)
            for benefit in programme.benefits:
                add_benefit(extracts, partner, (programme, benefit), turn)
    extracts["lesson_uses"] = uses_of_known_lessons(extracts, orgs, turn)
    return {kind: rows for kind, rows in extracts.items() if rows}


def is_known(programme: Programme, turn: int) -> bool:
    """Whether others can name the programme: it opened the list, or was in an earlier return."""
    return programme.is_sent(max(0, turn - 1))


def uses_of_known_lessons(extracts: Extracts, orgs: frozenset[str], turn: int) -> list[Row]:
    """Uses of lessons that were in an earlier return; a benefit only where it is also sent."""
    before = month_number(PERIODS[max(0, turn - 1)])
    everybody = frozenset(organisations())
    known = {row["lesson_id"] for row in learning.lesson_rows(everybody, before)}
    own_benefits = {row["benefit_id"] for row in extracts["benefits"]} | {""}
    uses = learning.use_rows(orgs, month_number(PERIODS[turn]))
    return [
        row if row["benefit_id"] in own_benefits else {**row, "benefit_id": ""}
        for row in uses
        if row["lesson_id"] in known
    ]


def add_adoptions(extracts: Extracts, partner: str, programme: Programme, turn: int) -> None:
    """Adds the adoptions rows that are this partner's to send.

    An organisation that has closed stays on the list as it stood when it closed.
    """
    month = month_number(PERIODS[turn])
    lead = programme.lead_at(turn)
    for org, path in programme.paths.items():
        is_own = sender_for(org, month) == partner
        is_lead = partner_of(lead) == partner
        confirms = is_own and (org == lead or ladder.confirmed_from(programme, path) <= turn)
        if confirms or is_lead:
            is_claim = is_lead and not is_own
            extracts["adoptions"].append(
                ladder.adoption_row(programme, path, min(month, closing(org)), is_claim=is_claim)
            )


def add_benefit(
    extracts: Extracts, partner: str, what: tuple[Programme, Benefit], turn: int
) -> None:
    """Adds a benefit's register rows and months where they are this partner's to send."""
    programme, benefit = what
    month = month_number(PERIODS[turn])
    for org in register.beneficiaries(benefit, month):
        if register.is_listed(programme, benefit, org, month):
            is_claim = claims(partner, what, org, turn)
            if is_claim is not None:
                sent = register.Sent(turn, is_claim)
                values = register.value_rows(programme, benefit, org, sent)
                extracts["benefits"].append(register.register_row(programme, benefit, org, turn))
                extracts["benefit_values"].extend(with_notes(values, partner, turn))


def claims(partner: str, what: tuple[Programme, Benefit], org: str, turn: int) -> bool | None:
    """True where the partner speaks of another, False of its own, None where it sends nothing."""
    programme, benefit = what
    month = month_number(PERIODS[turn])
    lead = programme.lead_at(turn)
    speaks_for = sender_for(org, month) == partner
    if speaks_for and (org == lead or partner_of(lead) == partner):
        return False
    if speaks_for and confirms(what, org, turn):
        return False
    return True if partner_of(lead) == partner and benefit.claimed else None


def confirms(what: tuple[Programme, Benefit], org: str, turn: int) -> bool:
    """Whether the organisation itself reports the benefit by this return.

    Once an organisation has confirmed a benefit it goes on doing so; what it took over from
    one that closed, it confirms at once.
    """
    programme, benefit = what
    is_closed = not organisations()[org].is_open(month_number(PERIODS[turn]))
    if is_closed or org not in benefit.at:
        return True
    return register.confirmed_from(programme, benefit, org) <= turn


def with_notes(rows: list[Row], partner: str, turn: int) -> list[Row]:
    """The rows with the note that a correction put on its months, from then on."""
    for said in calendar_card()["correction"]:
        if said["partner"] == partner and PERIODS[turn] >= said["period"]:
            rows = [{**r, "value_note": said["note"]} if is_corrected(r, said) else r for r in rows]
    return rows


def code_of(one: Return) -> str:
    """The folder name of the partner."""
    return code(one.partner)
