"""The programmes row of a return: words from the card, dates and money as they stood then."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from .cards import PERIODS, Programme
from .cast import CARDS, code
from .chance import chance, pick, share
from .months import MONTHS_A_YEAR, first_day, last_day, month_number, working_day

Row = dict[str, str]
EFFORT = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
YES_NO = {"True": "yes", "False": "no"}
COMMENT_KNOWN = 0.9
FINANCIAL_YEAR_STARTS = 3  # April, counted from 0


@cache
def phrases() -> dict[str, Any]:
    """Comments that fit any programme, by who rates and how."""
    return tomllib.loads((CARDS / "phrases.toml").read_text("utf-8"))


def programme_row(programme: Programme, turn: int) -> Row:
    """The row the lead sends in this return."""
    card = programme.card
    row = {
        "programme_id": programme.id,
        "programme_name": programme.name,
        "purpose": programme.purpose,
        "initiative_code": card.get("initiative", ""),
        "for_whom": card.get("for_whom", ""),
        "lead_org_code": code(programme.lead_at(turn)),
        "transferred_from_org_code": code(programme.took_over_in(turn)),
        "primary_theme": programme.theme,
        "other_themes": ";".join(card.get("tags", ())),
        "stage": programme.stages[turn],
        "approach": card.get("approach", ""),
        "owner_role": card.get("owner", ""),
        "clinically_led": YES_NO.get(str(card.get("clinical")), ""),
        "forward_look": forward_look(programme, turn),
    }
    if "effort" in card:
        row |= {name: str(part) for name, part in zip(EFFORT, card["effort"], strict=True)}
    return (
        row
        | dates(programme, turn)
        | money(programme, turn)
        | old(programme, turn)
        | ratings(programme, turn)
    )


def forward_look(programme: Programme, turn: int) -> str:
    """The outlook in the contract's word."""
    words = {"+": "improving", "=": "no_change", "!": "worsening"}
    return words.get(programme.words("forward", turn), "")


def ends(programme: Programme, turn: int) -> tuple[int, int] | None:
    """Approved and forecast month of ending; a re-baselined programme moves both."""
    card = programme.card
    if "end" not in card:
        return None
    approved = month_number(card["end"])
    rebase = card.get("rebaseline")
    if rebase and PERIODS[turn] >= rebase["period"]:
        approved = month_number(rebase["end"])
    late = card.get("slip", (0,) * len(PERIODS))[turn]
    return approved, month_number(card["end"]) + int(late)


def dates(programme: Programme, turn: int) -> Row:
    """Start, approved end and forecast end."""
    row = {"start_date": first_day(month_number(programme.card["start"])).isoformat()}
    both = ends(programme, turn)
    if both:
        row["planned_end_date"] = last_day(both[0]).isoformat()
        row["forecast_end_date"] = last_day(both[1]).isoformat()
    return row


def money(programme: Programme, turn: int) -> Row:
    """Whole-life cost, what is spent and this financial year; blank before a case is approved."""
    card = programme.card
    if "cost" not in card or programme.stages[turn] == "idea":
        return {}
    approved = int(card["cost"])
    rebase = card.get("rebaseline")
    if rebase and PERIODS[turn] >= rebase["period"]:
        approved = int(rebase.get("cost", approved))
    drift = 1 + card.get("drift", (0,) * len(PERIODS))[turn] / 100
    expected = thousands(int(card["cost"]) * drift)
    row = {"approved_cost_gbp": str(approved), "forecast_cost_gbp": str(expected)}
    month = month_number(PERIODS[turn])
    row["spend_to_date_gbp"] = str(spent(programme, turn, expected, month))
    return row | this_year(programme, turn, (approved, expected))


def spent(programme: Programme, turn: int, expected: int, month: int) -> int:
    """Spend by the end of a month: even over the life, a little behind."""
    start = month_number(programme.card["start"])
    both = ends(programme, turn)
    life = max(1, (both[1] if both else start + 5 * MONTHS_A_YEAR) - start + 1)
    done = min(1.0, max(0, month - start + 1) / life)
    behind = 0.9 + 0.1 * share(programme.id, "spend") if done < 1 else 0.995
    return thousands(expected * done * behind)


def this_year(programme: Programme, turn: int, cost: tuple[int, int]) -> Row:
    """Budget and forecast for the financial year of the return; about one in eight leaves it."""
    if not chance(0.87, programme.id, "year"):
        return {}
    month = month_number(PERIODS[turn])
    opens = month - (month - FINANCIAL_YEAR_STARTS) % MONTHS_A_YEAR
    closes = opens + MONTHS_A_YEAR - 1
    budget = spent(programme, turn, cost[0], closes) - spent(programme, turn, cost[0], opens - 1)
    hoped = spent(programme, turn, cost[1], closes) - spent(programme, turn, cost[1], opens - 1)
    return {"year_budget_gbp": str(max(0, budget)), "year_forecast_gbp": str(max(0, hoped))}


def thousands(amount: float) -> int:
    """To the nearest thousand pounds."""
    return round(amount / 1000) * 1000


def old(programme: Programme, turn: int) -> Row:
    """What still runs beside the new, until the return in which it was switched off."""
    said = programme.card.get("old")
    if not said or PERIODS[turn] >= said.get("gone_from", "9999"):
        return {}
    return {
        "old_service": said["service"],
        "old_service_end_date": said.get("end", ""),
        "old_service_cost_gbp_per_year": str(said.get("cost", "")),
    }


def ratings(programme: Programme, turn: int) -> Row:
    """Both confidence ratings, each with its date and mostly with a comment."""
    row: Row = {}
    for rater in ("sro", "independent"):
        rating = rating_word(programme.words(rater, turn))
        if rating:
            row[f"{rater}_confidence"] = rating
            when = rated_in(programme, rater, turn)
            day = working_day(month_number(PERIODS[when]), share(programme.id, rater, when))
            row[f"{rater}_confidence_date"] = day.isoformat()
            row[f"{rater}_comment"] = comment(programme, rater, when, rating)
    return row


def rating_word(letter: str) -> str:
    """G, A, R or E as the contract's word."""
    return {"G": "green", "A": "amber", "R": "red", "E": "exempt"}.get(letter, "")


def rated_in(programme: Programme, rater: str, turn: int) -> int:
    """The return whose rating stands.

    SROs rate for each return unless the card says since when not; reviewers when they change.
    """
    if rater == "sro":
        stale = programme.card.get("sro_not_since")
        return min(turn, PERIODS.index(stale)) if stale else turn
    when = turn
    while when and programme.words(rater, when) == programme.words(rater, when - 1):
        when -= 1
    return when


def comment(programme: Programme, rater: str, turn: int, rating: str) -> str:
    """What the card says for this return, else a phrase that fits any programme."""
    said = programme.card.get("comments", {}).get(f"{rater} {PERIODS[turn]}")
    if said:
        return str(said)
    if not chance(COMMENT_KNOWN, programme.id, rater, turn, "comment"):
        return ""
    return pick(tuple(phrases()[rater][rating]), programme.id, rater, turn)
