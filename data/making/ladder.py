"""Where an organisation stood on the ladder at the end of a month, as an adoptions row."""

from __future__ import annotations

from datetime import date

from .cards import FIRST_MONTH, PERIODS, Path, Programme
from .cast import code, organisations
from .chance import chance, share
from .months import day_of, last_day, month_number, working_day

Row = dict[str, str]
REACH_MONTHS = 12
UPTAKE_LOWEST, UPTAKE_RANGE = 0.35, 0.45
KNOWN_SHARE = 0.86
SLOW_FROM = 0.6
NEVER = 99


def stands(programme: Programme, path: Path, month: int) -> str:
    """The state at the end of a month."""
    if path.reaches in ("not_applicable", "not_started"):
        return path.reaches
    if path.ends and month_number(path.ends) <= month:
        return "stopped"
    reached = month_number(path.when)
    if month >= reached:
        return embedded_or_live(path, month) if path.went_live else path.reaches
    return rung_before(path, month - reached)


def embedded_or_live(path: Path, month: int) -> str:
    """Embedded once the months on the card have passed since going live."""
    reached = month_number(path.when)
    return "embedded" if path.embeds_after and month >= reached + path.embeds_after else "live"


def rung_before(path: Path, months: int) -> str:
    """The rung so many months (a negative number) before the one on the card."""
    ladder = {
        "live": ((-2, "piloting"), (-4, "agreed"), (-7, "exploring")),
        "piloting": ((-2, "agreed"), (-5, "exploring")),
        "agreed": ((-4, "exploring"),),
        "declined": ((-5, "exploring"),),
    }
    for since, state in ladder.get(path.reaches, ()):
        if months >= since:
            return state
    return "not_started"


def dates(programme: Programme, path: Path, month: int) -> Row:
    """The dates known by the end of a month, in the order of the ladder."""
    name = (programme.id, path.org)
    state = stands(programme, path, month)
    row: Row = {}
    if path.reaches in ("live", "agreed", "piloting"):
        before = {"live": 4, "agreed": 0, "piloting": 2}[path.reaches]
        agreed = working_day(month_number(path.when) - before, share(*name, "agreed"))
        if agreed <= last_day(month) and chance(KNOWN_SHARE, *name, "agreed known"):
            row["agreed_date"] = agreed.isoformat()
    if path.went_live is not None and path.went_live <= month:
        live = live_date(programme, path)
        row["live_date"] = live.isoformat()
        row["live_date_is"] = "by" if path.is_by else "exact"
        if path.embeds_after and state in ("embedded", "stopped"):
            embedded = working_day(path.went_live + path.embeds_after, share(*name, "embedded"))
            if embedded <= last_day(month):
                row["embedded_date"] = embedded.isoformat()
    if state == "stopped":
        row["stopped_date"] = day_of(path.ends, share(*name, "stopped")).isoformat()
    return row


def live_date(programme: Programme, path: Path) -> date:
    """The day of going live."""
    if path.is_by and len(path.when) == len("2025-03"):
        return last_day(month_number(path.when))
    return day_of(path.when, share(programme.id, path.org, "live"))


def people(programme: Programme, path: Path, month: int) -> Row:
    """People the programme is for and people using it; some organisations cannot say."""
    organisation = organisations()[path.org]
    reach = float(programme.card.get("reach", 0))
    base = (
        organisation.staff
        if programme.card.get("for_whom") == "staff"
        else organisation.population or 0
    )
    known = chance(KNOWN_SHARE, programme.id, path.org, "people")
    if path.eligible is None and (not reach or not base or not known):
        return {}
    eligible = path.eligible or round(base * reach * (0.9 + 0.2 * share(programme.id, path.org)))
    row = {"people_eligible": str(eligible)}
    if path.went_live is not None and path.went_live <= month:
        row["people_using"] = str(round(eligible * uptake(programme, path, month)))
    return row


def uptake(programme: Programme, path: Path, month: int) -> float:
    """Share of eligible people using it: grows for a year after going live."""
    final = path.uptake
    if final is None:
        chosen = share(programme.id, path.org, "uptake")
        final = float(programme.card.get("uptake", UPTAKE_LOWEST + UPTAKE_RANGE * chosen))
        final *= 0.85 + 0.3 * chosen
    age = month - (path.went_live or month) + 1
    return min(0.98, final * min(1.0, (age + 2) / (REACH_MONTHS + 2)))


def adoption_row(programme: Programme, path: Path, month: int, *, is_claim: bool) -> Row:
    """The row for one organisation, as it would send it itself or as the lead sees it."""
    state = stands(programme, path, month)
    row = {
        "programme_id": programme.id,
        "org_code": code(path.org),
        "state": state,
        **dates(programme, path, month),
    }
    if state != "not_applicable":
        row |= people(programme, path, month)
    if state in ("not_applicable", "declined", "stopped"):
        row["reason"] = path.reason
    if state in ("live", "embedded"):
        row["adaptation"] = path.adaptation
    elif path.barrier and state not in ("not_applicable",):
        row["barrier"] = path.barrier
    claimed_day = path.claimed_as.partition(" ")[2]
    is_ahead = is_claim and path.claimed_as and claimed_day <= last_day(month).isoformat()
    return as_the_lead_says(row, path) if is_ahead else row


def as_the_lead_says(row: Row, path: Path) -> Row:
    """The lead's version where the card says it sees more progress than the organisation does."""
    kept: Row = {key: row[key] for key in ("programme_id", "org_code", "agreed_date") if key in row}
    state, _, day = path.claimed_as.partition(" ")
    return {**kept, "state": state, **({"live_date": day} if day else {})}


def confirmed_from(programme: Programme, path: Path) -> int:
    """The first return in which the organisation itself reports where it stands; 99 is never."""
    if path.confirmed_from:
        return PERIODS.index(path.confirmed_from) if path.confirmed_from in PERIODS else NEVER
    draw = share(programme.id, path.org, "confirms")
    when = month_number(path.when) if path.when else FIRST_MONTH + int(30 * draw)
    likely = 0.84 if path.went_live else 0.35
    if draw > likely:
        return NEVER
    first = next((i for i, period in enumerate(PERIODS) if month_number(period) >= when), NEVER)
    return first + (1 if share(programme.id, path.org, "slow") > SLOW_FROM else 0)
