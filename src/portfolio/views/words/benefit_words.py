"""What the Benefits page says: planned, realised, moving, known, noticed, harmed, revised."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.attention import has_moved
from portfolio.views.read_result import (
    Record,
    amount,
    gross,
    having,
    is_true,
    number,
    only,
    records,
    summed,
    text,
    whole,
)
from portfolio.views.snippets import Count
from portfolio.views.words import over_time_words, plan_words, pounds_words
from portfolio.views.words.terms import BENEFIT_TYPE, EVIDENCE, NOTICED_BY, word


def headline(realisation: Result, over: Result) -> str:
    """Return what has come of what was planned, and how many benefits are changing."""
    money = _money(realisation)
    moving = _moving(records(over, "benefits"))
    if money and moving:
        return f"{money}; {moving}"
    if moving:
        return f"No benefit has a price yet; {moving}"
    if money:
        return money
    if only(records(over, "benefits"), _has_figure):
        return "Benefits have figures, and none of them can be judged yet"
    if records(over, "benefits"):
        return "Benefits are named, and none has a figure yet"
    return "No benefit has been named yet for what is shown"


def _money(realisation: Result) -> str:
    """Return the type that moves a budget, else the largest; types are never added."""
    sums = plan_words.to_date(realisation, realisation.provenance.filters.period)
    if not sums:
        return ""
    code = plan_words.headline_type(sums)
    planned, _, realised = sums[code]
    kind = f"{BENEFIT_TYPE[code].lower()} benefit"
    if realised == 0:
        return f"No {kind} is realised yet, of {formats.money(planned)} planned by now"
    if planned == 0:
        return f"{formats.money(realised)} of {kind} is realised, and none was planned by now"
    part = f" ({realised / planned:.0%})" if realised <= planned else ""
    return (
        f"{formats.money(realised)} of the {formats.money(planned)} planned {kind} has been "
        f"realised{part}"
    )


def _moving(rows: Sequence[Record]) -> str:
    """Return how many of the charts with enough months have changed, for the better and the
    worse."""
    judged = only(rows, _is_judged)
    if not judged:
        return ""
    better, worse, other = (
        len(having(judged, "variation", code)) for code in ("improving", "concerning", "neither")
    )
    if len(judged) == 1:
        return _ALONE[text(judged[0], "variation")]
    return _of_many(better, worse, other, len(judged))


def _of_many(better: int, worse: int, other: int, every: int) -> str:
    of = formats.plural(every, "monthly measure")
    if better and worse:
        return f"{formats.count(better)} of {of} improved, {formats.count(worse)} worsened"
    if better:
        return f"{formats.count(better)} of {of} improved"
    if worse:
        return f"{formats.count(worse)} of {of} worsened"
    if other:
        return f"{formats.count(other)} of {of} changed"
    return f"none of {of} shows a real change in its latest month"


_ALONE = {
    "improving": "its monthly figures have changed for the better",
    "concerning": "its monthly figures have changed for the worse",
    "neither": "its monthly figures have changed",
    "common": "its monthly figures show no real change",
}


def counts(over: Result) -> tuple[Count, ...]:
    """Return four figures: realised, changed for the better, short of target, validated."""
    every = records(over, "benefits")
    rows = gross(every)
    judged = only(every, _is_judged)
    moved = len(only(every, has_moved))
    realised = only(rows, _has_figure)
    return (
        _count(len(realised), len(rows), "benefits have a realised figure", ""),
        _changed(judged, moved),
        _short_of_target(rows),
        _count(
            len(having(rows, "evidence", "validated")), len(rows), "are validated", _grades(rows)
        ),
    )


def _is_judged(row: Record) -> bool:
    """Return whether it has months enough, about limits that describe them."""
    is_charted = text(row, "chart_status") in ("ok", "no_variation")
    return is_charted and not is_true(row, "has_moved")


def _changed(judged: Sequence[Record], moved: int) -> Count:
    """For the better and the worse; where nobody says which way is better, changed at all. Those
    whose level has moved are counted apart."""
    apart = f"; the level of {formats.count(moved)} more has moved" if moved else ""
    better, worse, other = (
        len(having(judged, "variation", code)) for code in ("improving", "concerning", "neither")
    )
    if other and not better + worse:
        return _count(other, len(judged), "changed", f"Which way is better, nobody has said{apart}")
    note = f"{formats.count(worse)} for the worse" if judged else "Too few months to judge any"
    return _count(better, len(judged), "changed for the better", f"{note}{apart}")


def _short_of_target(rows: Sequence[Record]) -> Count:
    aimed = only(rows, lambda row: bool(text(row, "assurance")))
    if not aimed:
        return _count(0, len(rows), "have a target that can be judged", "")
    short = len(having(aimed, "assurance", "fail"))
    return _count(short, len(aimed), "will not meet their target as things are", "")


def _count(part: int, every: int, label: str, note: str) -> Count:
    return Count(formats.count(part), label, f"of {formats.count(every)}", note)


def _has_figure(row: Record) -> bool:
    return number(row, "counted_gbp") is not None or bool(text(row, "chart_status"))


def _grades(rows: Sequence[Record]) -> str:
    parts = (
        f"{formats.count(len(having(rows, 'evidence', grade)))} {EVIDENCE[grade].lower()}"
        for grade in ("measured", "estimated")
    )
    return ", ".join(parts) if rows else ""


def list_title(rows: Sequence[Record]) -> str:
    """Return the sentence over the list: how many, and how many changed for the worse."""
    kinds = []
    for effect in ("benefit", "disbenefit"):
        ids = {text(row, "benefit_id") for row in having(rows, "effect", effect)}
        kinds += [formats.plural(len(ids), effect)] if ids else []
    every = formats.listed(kinds)
    places = len({text(row, "beneficiary_org_code") for row in rows})
    where = "one organisation" if places == 1 else f"{formats.count(places)} organisations"
    worse = len(having(rows, "variation", "concerning"))
    said = f"{every} at {where}"
    if worse == 0:
        return f"{said}; {_none_worse(rows)}"
    verb = "has" if worse == 1 else "have"
    return f"{said}; {formats.count(worse)} {verb} changed for the worse"


def _none_worse(rows: Sequence[Record]) -> str:
    """Nothing is for the worse where nobody has said which way is better."""
    changed = len(having(rows, "variation", "neither"))
    if changed == 0 or having(rows, "variation", "improving"):
        return "none has changed for the worse"
    verb = "has" if changed == 1 else "have"
    return f"{formats.count(changed)} {verb} changed, and nobody has said which way is better"


def evidence_title(counted: Result) -> str:
    """Return how many benefits are validated; a share only where there are enough to have one."""
    rows = gross(records(counted, "by_evidence"))
    every = sum(whole(row, "benefits") for row in rows)
    validated = sum(whole(row, "benefits") for row in having(rows, "evidence", "validated"))
    estimated = sum(whole(row, "benefits") for row in having(rows, "evidence", "estimated"))
    if every == 0:
        return "No benefit has been named yet"
    if validated == every:
        return "Every benefit is validated"
    if estimated == every:
        return "Every benefit is only estimated so far"
    if validated == 0:
        return f"No benefit is validated yet; {formats.n_of_m(every - estimated, every)} measured"
    return f"{formats.n_of_m(validated, every)} benefits are validated"


def emergent_kind(emergent: Result) -> str:
    """Return the type of pound in which what nobody planned is drawn: the first of which there
    is any, else the first whose share is known."""
    shared = pounds_words.with_share(records(emergent, "by_type"))
    first = next((row for row in shared if amount(row, "share") > 0), None)
    row = first or next(iter(shared), {})
    return text(row, "benefit_type")


def emergent_title(emergent: Result) -> str:
    """Return what nobody planned, as pence in the pound of one type, else as a count."""
    (summary,) = records(emergent, "summary") or ({},)
    shared = pounds_words.with_share(records(emergent, "by_type"))
    noticed = whole(summary, "emergent_benefits")
    if noticed == 0 and not shared:
        return "Nobody has said yet which benefits were planned and which were noticed later"
    if noticed == 0:
        return "Every benefit was planned: none is said to have been noticed later"
    if not shared:
        verb = "was" if noticed == 1 else "were"
        return f"{formats.plural(noticed, 'benefit')} {verb} noticed later; none has a price yet"
    if not any(amount(row, "share") for row in shared):
        return f"{formats.plural(noticed, 'benefit')} noticed later, nothing realised of it yet"
    kind = pounds_words.benefit(text(shared[0], "benefit_type"))
    if not amount(shared[0], "share"):
        others = pounds_words.beside(only(shared[1:], lambda row: amount(row, "share") > 0))
        return f"None of the {kind} realised was noticed later; of each £1, {others} was"
    pence = formats.pence(number(shared[0], "share"))
    return f"Of every £1 of {kind} realised, {pence} was planned by nobody"


def emergent_note(emergent: Result) -> str:
    """Return the other types, what is left out of the pence, and what has no price."""
    (summary,) = records(emergent, "summary") or ({},)
    shared = pounds_words.with_share(records(emergent, "by_type"))
    parts = []
    if shared[1:] and amount(shared[0], "share"):
        parts.append(f"Beside it {pounds_words.beside(shared[1:])} benefit.")
    not_said = [
        f"{formats.money(amount(row, 'not_said_gbp'))} "
        f"{pounds_words.name(text(row, 'benefit_type'))}"
        for row in pounds_words.in_order(records(emergent, "by_type"))
        if amount(row, "not_said_gbp") > 0
    ]
    if not_said:
        left = formats.listed(not_said)
        parts.append(f"Left out: {left} of which nobody says whether it was planned.")
    unpriced = whole(summary, "emergent_benefits_without_gbp")
    if unpriced:
        parts.append(f"{formats.plural(unpriced, 'of them has', 'of them have')} no price.")
    return " ".join(parts)


def noticed_by(code: str) -> str:
    return word(NOTICED_BY, code) if code else "Nobody said who"


def disbenefit_title(over: Result) -> str:
    """Return how many disbenefits there are, and that they stand beside the benefit, not against
    it."""
    rows = having(records(over, "benefits"), "effect", "disbenefit")
    ids = {text(row, "benefit_id") for row in rows}
    realised = only(rows, lambda row: amount(row, "counted_gbp") > 0)
    if not ids:
        return "No disbenefit has been reported"
    if not realised:
        return f"{formats.plural(len(ids), 'disbenefit')} reported, none with pounds yet"
    where = {text(row, "beneficiary_org_code") for row in realised}
    places = "one organisation" if len(where) == 1 else f"{formats.count(len(where))} organisations"
    verb = "costs" if len(ids) == 1 else "cost"
    sums = summed(realised, "benefit_type", "counted_gbp")
    costs = (f"{formats.money(gbp)} {BENEFIT_TYPE[code].lower()}" for code, gbp in sums.items())
    return f"{formats.plural(len(ids), 'disbenefit')} {verb} {places} {formats.listed(costs)}"


def revised(rows: Sequence[Record], now: Period, unit: str) -> str:
    """`March was first reported as £12,000, then £15,500.`, of the month that moved most."""
    moved = max(rows, key=lambda row: abs(amount(row, "last") - amount(row, "first")))
    month = formats.sentence_case(formats.month_near(Period.parse(text(moved, "period")), now))
    months = {text(row, "period") for row in rows}
    said = f"{month} was first reported as {', then '.join(told(moved, unit))}."
    if len(months) == 1:
        return said
    more = formats.plural(len(months) - 1, "more month was", "more months were")
    return f"{said} {formats.sentence_case(more)} reported differently later."


def told(row: Record, unit: str) -> list[str]:
    """Return each different figure of a month, in the order in which it came."""
    figures = (float(figure) for figure in text(row, "said").split(";"))
    if text(row, "figure") == "gbp":
        return [formats.money_full(figure) for figure in figures]
    return [over_time_words.value(figure, unit) for figure in figures]
