"""What is missing, from whom, and what to do; an empty place always says so."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.coverage import Coverage
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.domain.thresholds import FEWEST_MONTHS_OF_YIELD
from portfolio.views import formats
from portfolio.views.read_result import amount, only, records, text

EMPTY_STORE = (
    "Nothing has been sent yet. Once a partner sends its first extract, this page shows where "
    "digital benefit lands. To start, open Send an extract; to look round, load the demo system."
)
NO_BENEFIT = (
    "No partner has sent a realised benefit in pounds for what is shown. When one does, this shows "
    "who led the work and who gained. Amounts go into the extract benefit_values, column "
    "realised_gbp."
)
NO_ADOPTION = (
    "No partner has said yet who has adopted what. When one sends the extract adoptions, this "
    "shows each programme at each organisation."
)
NO_PLAN = (
    "No partner has sent planned, forecast or realised pounds for what is shown. They go into the "
    "extract benefit_values."
)
NO_REGISTER = (
    "No partner has named a benefit for what is shown. When one sends the extract benefits, this "
    "lists each benefit where it lands, how it is moving and how well it is known."
)
NO_EMERGENT = (
    "No benefit shown here is said to have been noticed later. Partners say so in the extract "
    "benefits, columns foreseen and noticed_by."
)
NO_DISBENEFIT = (
    "Nothing that digital work made worse has been reported for what is shown. Partners name it in "
    "the extract benefits, with the effect disbenefit."
)
NO_HISTORY = (
    "There is one month only, too few for a line. The next month that partners send draws it."
)
NO_BARRIERS = "No partner has named a barrier for what is shown."
NO_REASONS = "No partner has said that it stopped, or decided against, anything shown here."
NO_SHARES = (
    "No realised benefit in pounds is reported for what is shown, so there are no shares to "
    "compare."
)
NO_LESSONS = (
    "No partner has shared a lesson for what is shown. They go into the extract lessons, on what "
    "to do and on what to avoid. Both help the next organisation."
)
NO_FLOW = (
    "No organisation is reported to use another\u2019s programme or lesson, for what is shown. "
    "Uses of lessons go into the extract lesson_uses."
)
NO_TRACE = (
    "No use of a lesson names a benefit yet. The organisation that used it can, in the extract "
    "lesson_uses, column benefit_id."
)
NO_CURVE = (
    "No programme shown has five other organisations whose live date is known, so there is no "
    "curve to draw. Dates go into the extract adoptions, column live_date."
)
NO_WAITS = (
    "No partner has said yet when a programme went live. Dates go into the extract adoptions, "
    "column live_date."
)
NO_OPENINGS = (
    "No adoption that is still open has been reported: all that is reported has been taken up, or "
    "decided against."
)
NO_REPLICATION = (
    "No adopter can be compared with its lead yet. It takes an exact live date at both, the people "
    f"each serves, and {FEWEST_MONTHS_OF_YIELD:words} months with benefit in pounds at the same "
    "age."
)
NO_GAPS = (
    "Every partner is in for this period, every adoption is confirmed, and every programme in use "
    "says how many people use it."
)
_NAMED = 4
_LEFT_OUT = (
    "Benefit in pounds is reported here, by programmes whose lead cannot itself benefit or that "
    "only one organisation could. They have no share beyond the lead; the page Programmes shows "
    "each of them."
)


def is_all_left_out(beyond: Result) -> bool:
    """Return whether all that is realised comes from programmes that have no share beyond the
    lead."""
    realised = only(records(beyond, "by_programme"), lambda row: amount(row, "denominator_gbp") > 0)
    if beyond.status == "not_applicable":
        return bool(realised)
    return bool(realised) and all(text(row, "status") == "not_applicable" for row in realised)


def no_share(beyond: Result) -> str:
    """Return why there is nothing to show of what lands beyond the lead."""
    return _LEFT_OUT if is_all_left_out(beyond) else NO_BENEFIT


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and what to do about it."""

    what: str
    do: str


def gaps(
    found: Coverage,
    labels: Labels,
    period: Period,
    adoption: Result | None = None,
    *,
    counted: Result | None = None,
) -> tuple[Gap, ...]:
    """Return what is missing from a view: late partners, benefit and adoption that nobody sent,
    unconfirmed states, people not counted."""
    every = (
        _never_sent(found, labels),
        _stale(found, labels, period),
        _nothing_in_pounds(counted),
        _nobody_named(adoption),
        _not_confirmed(adoption),
        _people_unknown(adoption),
    )
    return tuple(gap for gap in every if gap)


def _names(codes: tuple[str, ...], labels: Labels) -> str:
    return formats.listed((labels.organisation(code) for code in codes), _NAMED)


def _never_sent(found: Coverage, labels: Labels) -> Gap | None:
    if not found.missing:
        return None
    verb = "has" if len(found.missing) == 1 else "have"
    return Gap(
        f"{_names(found.missing, labels)} {verb} sent nothing yet",
        "Nothing of theirs is in any figure here, except what others say of them.",
    )


def _stale(found: Coverage, labels: Labels, period: Period) -> Gap | None:
    if not found.stale:
        return None
    verb = "has" if len(found.stale) == 1 else "have"
    codes = tuple(code for code, _ in found.stale)
    oldest = formats.month_near(min(at for _, at in found.stale), period)
    back = f"back to {oldest}" if len(codes) > 1 else f"from {oldest}"
    return Gap(
        f"{_names(codes, labels)} {verb} not reported for {period.words}",
        f"Older figures stand in, {back}.",
    )


def _nothing_in_pounds(counted: Result | None) -> Gap | None:
    if counted is None or any(amount(r, "reported_gbp") for r in records(counted, "by_type")):
        return None
    return Gap(
        "What the work is worth: no partner has sent a realised benefit in pounds",
        "Amounts go into the extract benefit_values, column realised_gbp.",
    )


def _nobody_named(adoption: Result | None) -> Gap | None:
    if adoption is None or records(adoption, "matrix"):
        return None
    return Gap(
        "Who uses what: no partner has said who has taken up which programme",
        "Leads and adopters say so in the extract adoptions.",
    )


def _not_confirmed(adoption: Result | None) -> Gap | None:
    rows = only(records(adoption, "matrix"), lambda row: text(row, "state") != "not_applicable")
    claimed = sum(text(row, "sent_as") == "claimed" for row in rows)
    if claimed == 0:
        return None
    verb = "is" if claimed == 1 else "are"
    return Gap(
        f"{formats.n_of_m(claimed, len(rows))} adoption states {verb} not confirmed by the "
        "organisation",
        "Each organisation confirms its own by sending the extract adoptions.",
    )


def _people_unknown(adoption: Result | None) -> Gap | None:
    rows = only(records(adoption, "by_programme"), lambda row: amount(row, "adopters") > 0)
    unknown = only(rows, lambda row: row.get("people_using") is None)
    if not unknown:
        return None
    verb = "does" if len(unknown) == 1 else "do"
    return Gap(
        f"{formats.n_of_m(len(unknown), len(rows))} programmes in use {verb} not say how many "
        "people use them",
        "Adopters give it in the extract adoptions, columns people_eligible and people_using.",
    )
