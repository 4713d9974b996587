"""What the Overview says: the headline, the line under the split pound, and the four counts."""

from __future__ import annotations

from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import (
    Record,
    amount,
    gross,
    having,
    number,
    only,
    records,
    summed,
    text,
    whole,
)
from portfolio.views.snippets import Count
from portfolio.views.words import (
    confidence_words,
    empty_words,
    ledger_words,
    plan_words,
    pounds_words,
    since_words,
)
from portfolio.views.words.terms import BENEFIT_TYPE

_TOLERANCE = 1e-9
_COUNTS = 4


def headline(
    beyond: Result,
    adoption: Result | None = None,
    plan: Result | None = None,
    delivery: Result | None = None,
) -> str:
    """Return the one sentence a chair reads first. It says no more than the data: with nothing
    in pounds it is of what is known best, which is confidence, then adoption, then the plan."""
    shared = shares(beyond)
    if shared:
        return _split(shared[0])
    if beyond.status != "suppressed" and empty_words.is_all_left_out(beyond):
        return (
            "No programme with benefit in pounds has both a lead that can benefit and others that "
            "can, so nothing can be said yet about what lands beyond the lead"
        )
    if beyond.status == "suppressed":
        return "The numbers are too small to show what lands beyond the lead"
    return _nothing_realised(adoption, plan, delivery)


def shares(beyond: Result) -> list[Record]:
    """Return what lands beyond the lead of each £ type that has any, the type that is spoken of
    first."""
    return pounds_words.with_share(records(beyond, "by_type")) if beyond.status == "ok" else []


def _split(row: Record) -> str:
    share, kind = amount(row, "share"), pounds_words.benefit(text(row, "benefit_type"))
    if share <= _TOLERANCE:
        return f"All {kind} realised so far stays with the organisation that led the work"
    if share >= 1 - _TOLERANCE:
        return f"All {kind} realised so far lands outside the organisation that led the work"
    return (
        f"Of every £1 of {kind} realised, {formats.pence(share)} lands outside the organisation "
        "that led the work"
    )


def _nothing_realised(adoption: Result | None, plan: Result | None, delivery: Result | None) -> str:
    if is_in_pounds(plan):
        return (
            "No realised benefit in pounds is reported yet; what is planned and forecast is below"
        )
    if delivery is not None and confidence_words.rated(delivery):
        return confidence_words.how_sure(delivery)
    if adoption and adoption.denominator:
        uses = formats.n_of_m(adoption.numerator, adoption.denominator)
        return f"Beyond the lead, {uses} possible adoptions are in routine use"
    if delivery is not None and whole(confidence_words.summary(delivery), "end_known"):
        return confidence_words.slips_title(delivery)
    return "No realised benefit in pounds is reported yet"


def has_nothing_in_pounds(beyond: Result) -> bool:
    """Return whether no benefit in pounds is realised, of any programme, too small to show or
    not."""
    return beyond.status == "not_defined" or (
        beyond.status == "not_applicable" and not empty_words.is_all_left_out(beyond)
    )


def is_in_pounds(plan: Result | None) -> bool:
    """Return whether anything at all is planned or forecast in pounds."""
    rows = gross(records(plan, "by_month"))
    return any(amount(row, "planned_gbp") or amount(row, "forecast_gbp") for row in rows)


def split_caption(beyond: Result) -> str:
    """Return the line under the split pound: a year ago, half the programmes, what is left out."""
    spoken_of = shares(beyond)[:1]
    said = [part for row in spoken_of for part in (_year_ago(beyond, row), _middle(row))]
    return " ".join(part for part in (*said, _left_out(beyond)) if part)


def _year_ago(beyond: Result, spoken_of: Record) -> str:
    """Return what it was by the same month a year before; that month itself may have had no
    figure."""
    year_ago: Period = beyond.provenance.filters.period.plus(-12)
    of_type = having(
        records(beyond, "over_time_by_type"), "benefit_type", text(spoken_of, "benefit_type")
    )
    until = only(of_type, lambda row: text(row, "period") <= str(year_ago))
    last = max(until, key=lambda row: text(row, "period"), default={})
    share = number(last, "share")
    return "" if share is None else f"It was {formats.pence(share)} in {year_ago.words}."


def _middle(spoken_of: Record) -> str:
    """Half the programmes with any of this type: one large programme can make the share."""
    middle, programmes = (
        number(spoken_of, "median_programme_share"),
        whole(spoken_of, "programmes_counted"),
    )
    kind = pounds_words.benefit(text(spoken_of, "benefit_type"))
    if middle is None or programmes == 0:
        return ""
    if programmes == 1:
        return f"One programme has realised {kind}."
    half = f"{formats.count(programmes)} programmes that have realised any"
    if middle <= _TOLERANCE:
        return f"Of half or more of the {half}, all stays with the lead."
    if middle >= 1 - _TOLERANCE:
        return f"Of half or more of the {half}, all lands beyond."
    return f"Half of the {half} are above {formats.pence(middle)}."


def _left_out(beyond: Result) -> str:
    summary = next(iter(records(beyond, "summary")), {})
    left = whole(summary, "programmes_not_applicable")
    if left == 0:
        return ""
    verb = "is" if left == 1 else "are"
    return (
        f"{formats.plural(left, 'programme')} {verb} left out, because the lead cannot itself "
        "benefit or only one organisation could."
    )


def counts(
    counted: Result | None,
    beyond: Result | None,
    adoption: Result | None,
    changes: Result | None = None,
    *,
    plan: Result | None = None,
    effort: Result | None = None,
    delivery: Result | None = None,
) -> tuple[Count, ...]:
    """At most four counts, each with its denominator; one that cannot be said is left out. Plan and
    cost come first, the two that a board asks for; then what is known of other kinds."""
    every = (
        _of_plan(plan) or _realised(counted),
        _cost(effort),
        _adopted(adoption, changes),
        _without_price(beyond),
        *(_red_and_late(delivery) if delivery is not None else ()),
    )
    return tuple(one for one in every if one)[:_COUNTS]


def _of_plan(plan: Result | None) -> Count | None:
    """Return what is realised of what was planned by now, of the type that a headline speaks of;
    the other types stand beside it, each against its own plan."""
    sums = plan_words.to_date(plan, plan.provenance.filters.period) if plan is not None else {}
    planned_too = {code: three for code, three in sums.items() if three[0] > 0}
    if not planned_too or not any(realised for _, _, realised in sums.values()):
        return None
    first = plan_words.headline_type(planned_too)
    planned, _, realised = planned_too[first]
    beside = [
        f"{pounds_words.name(code)} {formats.money(done)} of {formats.money(of)}"
        for code, (of, _, done) in planned_too.items()
        if code != first
    ]
    return Count(
        formats.money(realised),
        f"planned {pounds_words.benefit(first)} by now is realised ({realised / planned:.0%})",
        f"of {formats.money(planned)}",
        f"{formats.sentence_case(' and '.join(beside))}, not added in" if beside else "",
    )


def _cost(effort: Result | None) -> Count | None:
    """Return what the programmes were approved to cost, over those that say."""
    row = next(iter(records(effort, "cost")), {})
    approved, spent = number(row, "approved_cost_gbp"), number(row, "spend_to_date_gbp")
    every, missing = whole(row, "programmes"), whole(row, "cost_missing")
    if approved is None:
        return None
    giving = formats.plural(every - missing, "programme")
    of_all = f" of {formats.count(every)}" if missing else ""
    note = f"{formats.money(spent)} spent so far" if spent is not None else ""
    return Count(formats.money(approved), f"approved cost of {giving}{of_all}", note=note)


def _red_and_late(delivery: Result) -> tuple[Count | None, ...]:
    """Return how many are rated red, and how many expect to end later than approved."""
    found = confidence_words.summary(delivery)
    rated, known = whole(found, "rated"), whole(found, "end_known")
    red = confidence_words.rated(delivery, "red")
    return (
        Count(formats.count(red), "rated programmes are red", f"of {formats.count(rated)}")
        if rated
        else None,
        Count(
            formats.count(whole(found, "ends_later")),
            "programmes expect to end later than approved",
            f"of {formats.count(known)}",
        )
        if known
        else None,
    )


def _realised(counted: Result | None) -> Count | None:
    """The £ types are never added: the one that moves a budget leads, the others stand beside."""
    by_type = summed(gross(records(counted, "by_type")), "benefit_type", "counted_gbp")
    priced = {code: gbp for code, gbp in by_type.items() if code in BENEFIT_TYPE and gbp > 0}
    if counted is None or not priced:
        return None
    order = [code for code in BENEFIT_TYPE if code in priced]
    first, *others = order
    beside = [f"{formats.money(priced[c])} {BENEFIT_TYPE[c].lower()}" for c in others]
    stand = "stands" if len(beside) == 1 else "stand"
    note = f"{' and '.join(beside)} {stand} beside it, not added in" if beside else ""
    label = f"of {BENEFIT_TYPE[first].lower()} benefit realised and counted"
    return Count(formats.money(priced[first]), label, note=note or ledger_words.short(counted))


def _adopted(adoption: Result | None, changes: Result | None) -> Count | None:
    if adoption is None or not adoption.denominator:
        return None
    said = (_newly_in_use(changes) or _people(adoption), _somewhere(adoption))
    note = "; ".join(part for part in said if part)
    label = "possible adoptions beyond the lead are in routine use"
    return Count(
        formats.count(adoption.numerator),
        label,
        f"of {formats.count(adoption.denominator)}",
        note,
    )


def _newly_in_use(changes: Result | None) -> str:
    """Return how many are new since the earlier point; nothing where none is, or none was
    compared."""
    if changes is None or changes.status != "ok":
        return ""
    newly = len(since_words.newly_in_use(records(changes, "changes")))
    return f"{formats.count(newly)} more since {since_words.earlier(changes)}" if newly else ""


def _people(adoption: Result) -> str:
    rows = records(adoption, "by_programme")
    using = sum(amount(row, "people_using") for row in rows)
    return f"{formats.count(using)} people use them" if using else ""


def _without_price(beyond: Result | None) -> Count | None:
    summary = next(iter(records(beyond, "summary")), {})
    every = whole(summary, "benefits_without_gbp")
    if every == 0:
        return None
    reach = number(summary, "benefits_without_gbp_beyond_lead")
    label = "benefits without a price are realised beyond the lead"
    return Count(formats.count(reach), label, f"of {formats.count(every)}", "counted, never priced")


def _somewhere(adoption: Result) -> str:
    """Return how many programmes are in use anywhere beyond their lead, beside the count of
    adoptions."""
    travelled = _travelled(adoption)
    return f"{travelled.figure} {travelled.of} programmes somewhere" if travelled else ""


def _travelled(adoption: Result | None) -> Count | None:
    rows = only(
        records(adoption, "by_programme"), lambda row: amount(row, "eligible_beyond_lead") > 0
    )
    if not rows:
        return None
    gone = sum(amount(row, "adopters_beyond_lead") > 0 for row in rows)
    label = "programmes are in routine use somewhere beyond their lead"
    return Count(formats.count(gone), label, f"of {formats.count(len(rows))}")
