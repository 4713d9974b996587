"""What the Spread page says of how long others took, and of who could be next."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.domain.thresholds import FEWEST_TO_DRAW_A_CURVE
from portfolio.views import formats
from portfolio.views.read_result import Record, having, number, records, text, whole

_LETTERS_TOLD_APART = 100
"""Of a name with who leads it, where several programmes share the name."""


def speed(waiting: Result) -> str:
    """Return how fast programmes reach others, all together; never a median while fewer than
    half."""
    if waiting.status == "not_defined":
        return "Nothing is known to be live yet, so there is no time to tell."
    if waiting.status == "insufficient_data":
        return "No programme has five other organisations whose date is known: too few to tell."
    every, happened = round(waiting.denominator or 0), round(waiting.numerator or 0)
    if waiting.value is None:
        return (
            f"Fewer than half so far: {formats.n_of_m(happened, every)} possible adoptions have "
            "gone live."
        )
    months = formats.plural(round(waiting.value), "month")
    left = every - happened
    rest = (
        f"{formats.count(left)} {'has' if left == 1 else 'have'} not yet"
        if left
        else ("all have by now")
    )
    return f"Half of {formats.count(every)} possible adoptions went live within {months}; {rest}."


def apart_from(adoption: Result, waiting: Result) -> str:
    """Return why how fast counts fewer than how far, on a page that says both; nothing where it
    does not.

    Every organisation that could take a programme up is in one of the parts."""
    possible, timed = round(adoption.denominator or 0), round(waiting.denominator or 0)
    if waiting.status != "ok" or possible == timed:
        return ""
    rows = records(waiting, "by_programme")
    ok = having(rows, "status", "ok")
    by, first = (sum(whole(row, name) for row in ok) for name in ("by_dates", "live_on_origin"))
    rest = possible - timed - by - first
    parts = [
        (by, "known only as “on or before” a date"),
        (first, "live on the first day"),
        (rest, "of programmes with too few others, or live nowhere yet"),
    ]
    left = formats.listed(f"{formats.count(n)} {why}" for n, why in parts if n > 0)
    return f"Of the {formats.count(possible)}, left out here: {left}."


def another_count(row: Record, adopted: Record) -> str:
    """Return why one programme's curve says another count than who has it now; nothing where it
    says the same. A curve counts going live, also where it was stopped later, and only known
    dates."""
    n, events = whole(row, "n"), whole(row, "events")
    others, using = (whole(adopted, f"{name}_beyond_lead") for name in ("eligible", "adopters"))
    if not adopted or (n, events) == (others, using):
        return ""
    return (
        f"{formats.n_of_m(using, others)} have it in routine use now; this counts the "
        f"{formats.count(n)} whose date can be counted, and when they went live, also where it has "
        "stopped since."
    )


def of_programme(row: Record, name: str) -> str:
    """Return one programme's curve as a sentence."""
    short = formats.shortened(name, _LETTERS_TOLD_APART)
    median = number(row, "median_months")
    others = whole(row, "n")
    if median is None:
        done = whole(row, "events")
        if done == 0:
            return f"None of {formats.count(others)} others has {short} live yet"
        return f"{formats.n_of_m(done, others)} others have {short}: fewer than half so far"
    if median == 0:
        return f"Half of the other organisations had {short} as soon as it began"
    return f"Half of the other organisations had {short} within {_months(median)}"


def half_by(row: Record) -> tuple[str, str]:
    """Return a short figure and a softer line for a list of programmes."""
    if text(row, "status") == "not_defined":
        return "–", "not live anywhere with an exact date"
    if text(row, "status") == "insufficient_data":
        return "–", f"too few to judge (fewer than {FEWEST_TO_DRAW_A_CURVE})"
    median = number(row, "median_months")
    if median is None:
        within = _months(whole(row, "horizon_months"))
        mean = formats.decimal(number(row, "restricted_mean_months"))
        return "Not half yet", f"{mean} of the first {within} without it, on average"
    return _months(median), "half had it"


def since(row: Record, origin_name: str) -> str:
    """Return what the clock starts with; `origin_name` is of the organisation whose date that
    is."""
    origin = text(row, "origin_org_code")
    if origin and origin == text(row, "lead_org_code"):
        return f"Counted from the day {origin_name}, the lead, went live."
    if origin:
        return f"Counted from the day {origin_name}, the first, went live: the lead gives no date."
    return "Counted from the first exact date anywhere, of several at once: the lead gives none."


def left_out(row: Record) -> str:
    """Return what the curve could not count, and what it counts as still waiting."""
    parts = []
    by, start, no = (whole(row, name) for name in ("by_dates", "live_on_origin", "declined"))
    if by:
        parts.append(f"{formats.count(by)} known only as “on or before” a date")
    if start:
        parts.append(f"{formats.count(start)} live on the first day")
    said = [f"Left out: {' and '.join(parts)}."] if parts else []
    if no:
        verb = "has" if no == 1 else "have"
        said.append(f"{formats.count(no)} {verb} decided not to, counted as without it.")
    return " ".join(said)


def opportunities(space: Result) -> str:
    """Return how much is still open, and how much of it can be judged by others."""
    pairs = records(space, "pairs")
    judged = sum(text(row, "status") == "ok" for row in pairs)
    if not pairs:
        return "Every possible adoption has been decided"
    still = "is still open" if len(pairs) == 1 else "are still open"
    opened = f"{formats.plural(len(pairs), 'possible adoption')} {still}"
    if not judged:
        return f"{opened}; none can be judged yet by what others of its kind gained"
    return f"{opened}; {formats.count(judged)} can be judged by what others of its kind gained"


def why_ask(because: str) -> str:
    """Return what the adopter to ask has in common: `same type and place`."""
    known = {"org_type": "same type", "place": "same place", "theme": "has others of this theme"}
    said = [known[code] for code in because.split(";") if code in known]
    return formats.listed(said) if said else "has it already"


def copied(replication: Result) -> str:
    """Return how many adopters gain per person what their lead had gained at the same age."""
    judged = [r for r in records(replication, "by_adopter") if text(r, "status") == "ok"]
    if not judged:
        return "No adopter can be compared with its lead yet"
    as_much = sum((number(row, "yield") or 0) >= 1 for row in judged)
    gain = "gains" if as_much == 1 else "gain"
    none = "none" if as_much == 0 else formats.count(as_much)
    if len(judged) == 1:
        gains = "gains as much per person as" if as_much else "gains less per person than"
        return f"The one adopter that can be compared {gains} its lead did at the same age"
    return (
        f"Of {formats.count(len(judged))} adopters that can be compared, {none} {gain} as much per "
        "person as the lead had at the same age"
    )


def _months(months: float) -> str:
    return formats.plural(round(months), "month")
