"""The months of one benefit at one organisation: what happened, was planned, was forecast.

Every function gives the benefit's own unit (pounds where the card says `pounds`), or None for a
month with nothing to say.
"""

from __future__ import annotations

from .cards import FIRST_MONTH, HORIZON, PERIODS, Benefit, Path, Programme
from .cast import heirs, organisations
from .chance import chance, swing
from .months import MONTHS_A_YEAR, month_number

WINTER = (0.9, 0.6, 0.1, -0.2, -0.4, -0.5, -0.5, -0.6, -0.3, 0.2, 0.5, 0.8)
OPTIMISM = (1.22, 1.18, 1.16, 1.12, 1.09, 1.07)
FORECAST_DELAY = 2
FORECAST_MONTHS = 6
MISSED = 0.012


def first_month(programme: Programme, benefit: Benefit, org: str) -> int | None:
    """The month the benefit begins at an organisation; None where it never does.

    The card may say so; otherwise it is the organisation's own going live, and for one that
    gains without adopting, the lead's.
    """
    said = (benefit.start or {}).get(org)
    if said:
        return None if said == "never" else month_number(said)
    path = programme.paths.get(org)
    if path is None or path.reaches == "not_applicable":
        path = programme.paths[programme.lead]
    return path.went_live


def final_month(programme: Programme, benefit: Benefit, org: str) -> int:
    """The last month the benefit can have: when it ended, adoption stopped or the body closed."""
    ends = [HORIZON]
    said = (benefit.end or {}).get(org)
    if said:
        ends.append(month_number(said))
    path = programme.paths.get(org)
    if path and path.ends:
        ends.append(month_number(path.ends))
    organisation = organisations()[org]
    if organisation.valid_to:
        ends.append(month_number(organisation.valid_to))
    return min(ends)


def realised(programme: Programme, benefit: Benefit, org: str, month: int) -> float | None:
    """What happened in a month, before rounding."""
    own = level(programme, benefit, org, month) if org in benefit.at else None
    if benefit.combines != "sum":
        return own
    closed = [each for each in heirs(org) if each in benefit.at]
    inherited = [
        level(programme, benefit, each, month, inherited=True)
        for each in closed
        if month > month_number(organisations()[each].valid_to)
    ]
    parts = [part for part in (own, *inherited) if part is not None]
    return sum(parts) if parts else None


def level(
    programme: Programme, benefit: Benefit, org: str, month: int, *, inherited: bool = False
) -> float | None:
    """The month at one organisation alone; `inherited` reads on past its closing."""
    begins = first_month(programme, benefit, org)
    end = HORIZON if inherited else final_month(programme, benefit, org)
    if month > end or chance(MISSED, benefit.id, org, month, "missed"):
        return None
    if begins is None or month < begins:
        return before(benefit, org, month) if organisations()[org].is_open(month) else None
    return grown(benefit, org, month - begins, month) * wobble(benefit, org, month)


def before(benefit: Benefit, org: str, month: int) -> float | None:
    """The months before the benefit began, for measures that were already taken."""
    if not benefit.before or org not in benefit.before:
        return None
    return benefit.before[org] * wobble(benefit, org, month)


def grown(benefit: Benefit, org: str, age: int, month: int) -> float:
    """The underlying level so many months in: a ramp, then a trend, and a step where there is one.

    A flow grows from nothing; a rate moves from where it stood before.
    """
    floor = (benefit.before or {}).get(org, 0.0) if benefit.combines != "sum" else 0.0
    progress = min(1.0, (age + 0.5) / benefit.ramp) if benefit.ramp else 1.0
    reached = floor + (benefit.at[org] - floor) * progress
    reached *= (1 + benefit.trend) ** age
    if benefit.step and month >= month_number(str(benefit.step["month"])):
        reached *= benefit.step["factor"]
    return reached


def wobble(benefit: Benefit, org: str, month: int) -> float:
    """Season and noise; a stock hardly wobbles."""
    noise = benefit.noise / 4 if benefit.combines == "last" else benefit.noise
    season = 1 + benefit.winter * WINTER[month % MONTHS_A_YEAR]
    return season * (1 + noise * swing(benefit.id, org, month))


def planned(programme: Programme, benefit: Benefit, org: str, month: int) -> float | None:
    """What the case promised for a month: sooner and larger, and without seasons."""
    starts = plan_start(programme, benefit, org)
    if starts is None or benefit.foreseen == "emergent" or not benefit.plan:
        return None
    if not organisations()[org].is_open(month) or month < starts:
        return None
    floor = (benefit.before or {}).get(org, 0.0) if benefit.combines != "sum" else 0.0
    ramp = min(1.0, (month - starts + 1) / max(1, benefit.ramp - 2))
    aim = floor + (benefit.at[org] - floor) * benefit.plan
    return max(0.0, floor + (aim - floor) * ramp)


def plan_start(programme: Programme, benefit: Benefit, org: str) -> int | None:
    """When the case said the benefit would begin."""
    begins = first_month(programme, benefit, org)
    if begins is None:
        path = programme.paths.get(org)
        if path is None or not path.when:
            return None
        begins = month_number(path.when) + 2
    return max(FIRST_MONTH, begins - benefit.plan_early)


def forecast(
    programme: Programme, benefit: Benefit, org: str, month: int, *, turn: int
) -> float | None:
    """What was said of a month at the last return before it; None where nothing was said."""
    said_in = last_turn_before(month, turn)
    if said_in is None or not organisations()[org].is_open(month):
        return None
    said_on = month_number(PERIODS[said_in])
    starts = forecast_start(programme, benefit, org, said_on)
    if starts is None or month < starts or month > min(said_on + FORECAST_MONTHS, HORIZON):
        return None
    if month > final_month(programme, benefit, org):
        return None
    floor = (benefit.before or {}).get(org, 0.0) if benefit.combines != "sum" else 0.0
    hope = OPTIMISM[said_in] if benefit.better != "lower" else 2 - OPTIMISM[said_in]
    reached = grown(benefit, org, month - starts, said_on)
    return max(0.0, floor + (reached - floor) * (hope if benefit.combines == "sum" else 1.0))


def forecast_start(programme: Programme, benefit: Benefit, org: str, said_on: int) -> int | None:
    """When a return expects the benefit to begin: what has not begun is always two months off."""
    begins = first_month(programme, benefit, org)
    if begins is not None and begins <= said_on:
        return begins
    path: Path | None = programme.paths.get(org)
    if path is None or not path.when or path.reaches in ("declined", "exploring"):
        return None
    if month_number(path.when) - 4 > said_on:
        return None
    hoped = said_on + FORECAST_DELAY
    return hoped if begins is None else max(hoped, begins - FORECAST_DELAY)


def last_turn_before(month: int, turn: int) -> int | None:
    """The latest return, up to this one, for a period before the month."""
    sent = [i for i, period in enumerate(PERIODS[: turn + 1]) if month_number(period) < month]
    return sent[-1] if sent else None
