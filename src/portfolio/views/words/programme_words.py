"""What the page Programmes says: of the portfolio, and of one programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.codes import RATINGS
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, number, only, records, text, whole
from portfolio.views.words import pounds_words
from portfolio.views.words.terms import CONFIDENCE, EFFORT, possessive, word

NONE_REPORTED = "No programme is reported for what is shown"
NOT_HERE = (
    "This programme is not among those reported for what is shown. It may have ended, be under "
    "another theme or lead, or not have been sent for this period yet."
)
_NAME_LETTERS = 60
_MONTH_DAYS = 30.4375
_MANY_DAYS = 90
_PART = {"operating_model_pct": "the operating model"}
_ENDED = {"closed": "is closed", "stopped": "was stopped before it was finished"}


def headline(programmes: Sequence[Programme], adoption: Result, confidence: Result) -> str:
    """Return how many there are, how many are used beyond their lead, and how many are rated
    red."""
    if not programmes:
        return NONE_REPORTED
    parts = [part for part in (_spread(adoption), _rated(confidence)) if part]
    every = formats.plural(len(programmes), "programme")
    if not parts:
        return f"{every}; nobody has said yet who uses them or how sure they are to deliver"
    return f"{every}: {' and '.join(parts)}"


def _spread(adoption: Result) -> str:
    rows = only(
        records(adoption, "by_programme"), lambda row: amount(row, "eligible_beyond_lead") > 0
    )
    if not rows:
        return ""
    used = sum(whole(row, "adopters_beyond_lead") > 0 for row in rows)
    return f"{_counted(used, len(rows), 'in routine use beyond the lead')}"


def _counted(some: int, every: int, what: str) -> str:
    if some == 0:
        return f"none is {what}"
    if some == every and every > 1:
        return f"all {formats.count(every)} that others could use are {what}"
    return f"{formats.count(some)} {'is' if some == 1 else 'are'} {what}"


def _rated(confidence: Result) -> str:
    summary = next(iter(records(confidence, "summary")), {})
    rated = whole(summary, "rated")
    if not rated:
        return ""
    red = rating_counts(confidence, "shown").get("red", 0)
    if red == 0:
        return f"none of the {formats.count(rated)} rated is red" if rated > 1 else "none is red"
    return f"{formats.count(red)} of the {formats.count(rated)} rated {_be(red)} red"


def _be(number_: int) -> str:
    return "is" if number_ == 1 else "are"


def rating_counts(confidence: Result, rater: str) -> dict[str, int]:
    """Return programmes by rating of one rater, in the order green, amber, red."""
    rows = only(records(confidence, "counts"), lambda row: text(row, "rater") == rater)
    return {text(row, "rating"): whole(row, "programmes") for row in rows}


def one_headline(
    programme: Programme, adoption: Result, beyond: Result, confidence: Result | None = None
) -> str:
    """Where one programme stands: its end, its spread, its benefit; else its rating."""
    name = formats.shortened(programme.name, _NAME_LETTERS)
    if programme.stage in _ENDED:
        return f"{name} {_ENDED[programme.stage]}{_landed(beyond)}"
    reach = _reach(adoption)
    if not reach and not _landed(beyond):
        return f"{name}{_only_rated(confidence)}"
    return f"{name} {reach or 'has begun to bring benefit'}{_landed(beyond)}"


def _only_rated(confidence: Result | None) -> str:
    row: Record = next(iter(records(confidence, "programmes")), {})
    shown = text(row, "shown")
    if not shown:
        return ": nobody has said yet who uses it, or what it has brought"
    who = "reviewer" if text(row, "independent") == shown else "owner"
    rated = word(CONFIDENCE, shown).lower()
    return f" is rated {rated} by its {who}; nobody has said yet who uses it"


def _reach(adoption: Result) -> str:
    row: Record = next(iter(records(adoption, "by_programme")), {})
    others, used = whole(row, "eligible_beyond_lead"), whole(row, "adopters_beyond_lead")
    if others == 0:
        return ""
    if used == 0:
        return "is not yet in routine use beyond its lead"
    if others == 1:
        return "is in routine use at the one other organisation that could use it"
    if used == others:
        return f"is in routine use at all {formats.count(others)} others that could use it"
    return f"is in routine use at {formats.n_of_m(used, others)} other organisations"


def _landed(beyond: Result) -> str:
    """Return what it has realised of the first type there is, and how much of that beyond its
    lead."""
    rows = only(
        pounds_words.in_order(records(beyond, "by_programme_type")),
        lambda row: amount(row, "denominator_gbp") > 0,
    )
    if not rows:
        return ""
    kind, share = pounds_words.benefit(text(rows[0], "benefit_type")), number(rows[0], "share")
    realised = f"; {formats.money(amount(rows[0], 'denominator_gbp'))} of {kind} is realised"
    lands = f", {formats.pence(share)} of each £1 beyond its lead"
    return realised if share is None else f"{realised}{lands}"


def later(days: float | None) -> str:
    """Return a slip in words: `on time`, `61 days later`, `about 15 months later`, `5 days
    sooner`."""
    if days is None:
        return ""
    if days == 0:
        return "as approved"
    way, size = ("later" if days > 0 else "sooner"), abs(days)
    if size < _MANY_DAYS:
        return f"{formats.plural(round(size), 'day')} {way}"
    return f"about {formats.count(size / _MONTH_DAYS)} months {way}"


def plan_line(programme: Programme) -> str:
    """`To March 2027, 61 days later`; what has ended has its approved end; what is not known is
    said."""
    planned, forecast = programme.planned_end_date, programme.forecast_end_date
    if programme.stage in _ENDED:
        return f"Approved to {_month(planned)}" if planned else "No end date given"
    end = forecast or planned
    if end is None:
        return "No end date given"
    slip = (forecast - planned).days if forecast and planned else 0
    if slip == 0:
        return f"To {_month(end)}"
    return f"To {_month(end)}, {later(slip)}"


def _month(day: date) -> str:
    return formats.month_short(Period.of(day))


def rating_line(row: Record) -> str:
    """Whose rating is shown, and what the other one says where it differs."""
    shown, sro, reviewer = (text(row, name) for name in ("shown", "sro", "independent"))
    if not shown:
        return "Exempt from rating" if "exempt" in (sro, reviewer) else "Not rated"
    if reviewer not in CONFIDENCE or reviewer == "exempt":
        return "Owner\u2019s own"
    if sro in CONFIDENCE and sro not in ("exempt", reviewer):
        return f"Reviewer; owner says {word(CONFIDENCE, sro).lower()}"
    return "Owner and reviewer" if sro == reviewer else "Reviewer"


def effort_title(row: Record) -> str:
    """Return the sentence over the split of effort, of one programme or of a mean."""
    technology = number(row, "technology_pct")
    if technology is None:
        return "Nobody has said where the effort goes"
    share = formats.percent(technology / 100)
    biggest = max(EFFORT, key=lambda name: amount(row, name))
    if biggest == "technology_pct":
        return f"{share} of the effort is technology, more than any other part"
    verb = "take" if biggest == "process_pct" else "takes"
    most = _PART.get(biggest, EFFORT[biggest].lower())
    return f"{share} of the effort is technology; {most} {verb} most"


def old_service_title(horses: Result) -> str:
    """Return how many old services run on, how many past their end, and what they cost in a
    year."""
    summary = next(iter(records(horses, "summary")), {})
    every, overdue = whole(summary, "old_services"), whole(summary, "overdue")
    if every == 0:
        return "No old service is named as still running"
    runs = (
        "One old service still runs"
        if every == 1
        else (f"{formats.sentence_case(formats.number_word(every))} old services still run")
    )
    late = "" if not overdue else f", {_late(overdue, every)} past {_their_end(every)}"
    cost = "" if horses.value is None else f", for {formats.money(horses.value)} a year"
    return f"{runs} beside the new{late}{cost}"


def _late(overdue: int, every: int) -> str:
    if every == 1:
        return "and is"
    return "all" if overdue == every else formats.number_word(overdue)


def _their_end(every: int) -> str:
    return "its planned end" if every == 1 else "their planned end"


def led_by(history: Sequence[Record], labels: Labels) -> str:
    """Return who led it before, where the lead has changed: `Led by X until its return for …`."""
    rows = sorted(history, key=lambda row: text(row, "period"))
    parts = []
    for before, after in zip(rows, rows[1:], strict=False):
        old, new = text(before, "lead_org_code"), text(after, "lead_org_code")
        if old != new:
            since = Period.parse(text(after, "period")).words
            parts.append(
                f"{labels.organisation(new)} leads it since the return for {since}; before, it "
                f"was {labels.organisation(old)}."
            )
    return " ".join(parts)


def over_time_title(history: Sequence[Record], rater: str = "sro") -> str:
    """Return what the ratings did over the returns that gave one, of the owner unless told
    otherwise."""
    who = "The owner" if rater == "sro" else "The reviewer"
    ratings = [
        text(row, rater)
        for row in sorted(history, key=lambda row: text(row, "period"))
        if text(row, rater) in RATINGS
    ]
    if not ratings:
        return "" if rater != "sro" else over_time_title(history, "independent") or "Not rated yet"
    last = word(CONFIDENCE, ratings[-1]).lower()
    if len(ratings) == 1:
        return f"{who} has rated it once: {last}"
    if len(set(ratings)) == 1:
        return f"{possessive(who)} rating has been {last} in all {len(ratings)} returns"
    run = next((i for i, one in enumerate(reversed(ratings)) if one != ratings[-1]), len(ratings))
    before = word(CONFIDENCE, ratings[-1 - run]).lower()
    if run == 1:
        return f"{possessive(who)} rating moved from {before} to {last} in the last return"
    return f"{possessive(who)} rating has been {last} in {run} returns, {before} before"
