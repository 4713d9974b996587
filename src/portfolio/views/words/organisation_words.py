"""What the Organisations page says of who gives, who receives and how evenly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.domain.codes import IN_USE, PRICED_TYPES
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.words import empty_words, pounds_words

_NAME_LETTERS = 40
_CLOSE = 1e-9


def headline(beyond: Result, labels: Labels) -> str:
    """Return who gives most and who receives most, beyond what stays with the lead."""
    kind = given_kind(beyond)
    given, received = given_and_received(beyond, kind)
    if not records(beyond, "flow_by_type") and empty_words.is_all_left_out(beyond):
        return "No programme with benefit in pounds has a lead and others that could both benefit"
    if not records(beyond, "flow_by_type"):
        return (
            "Who gives and who receives is not known yet: no realised benefit in pounds is reported"
        )
    if not given:
        return "No organisation yet gains in pounds from work that another leads"
    givers, takers = _first(given, labels), _first(received, labels)
    if len(given) == len(received) == 1:
        benefit = formats.sentence_case(pounds_words.benefit(kind))
        return f"{benefit} beyond the lead goes one way so far: from {givers} to {takers}"
    gives, receives = _verb(given, "give"), _verb(received, "receive")
    if givers == takers:
        return f"{givers} {gives} and {receives} most {pounds_words.benefit(kind)}"
    return f"{givers} {gives} most {pounds_words.benefit(kind)}; {takers} {receives} most"


def _beyond_lead(beyond: Result) -> list[Record]:
    return only(
        records(beyond, "flow_by_type"),
        lambda row: text(row, "lead_org_code") != text(row, "beneficiary_org_code"),
    )


def given_kinds(beyond: Result) -> tuple[str, ...]:
    """Return the types of pound of which any lands beyond the lead, in order."""
    return pounds_words.kinds(_beyond_lead(beyond), "gbp")


def given_kind(beyond: Result) -> str:
    """Return the type in which giving and receiving is told: the first of which anything is
    given."""
    return next(iter(given_kinds(beyond)), PRICED_TYPES[0])


def given_and_received(beyond: Result, kind: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return realised benefit of one type beyond the lead, by the organisation that led and by
    the one that gained."""
    given: dict[str, float] = {}
    received: dict[str, float] = {}
    of_kind = having(_beyond_lead(beyond), "benefit_type", kind)
    for row in only(of_kind, lambda row: amount(row, "gbp") > 0):
        lead, gainer = text(row, "lead_org_code"), text(row, "beneficiary_org_code")
        given[lead] = given.get(lead, 0.0) + amount(row, "gbp")
        received[gainer] = received.get(gainer, 0.0) + amount(row, "gbp")
    return given, received


def _leaders(sums: Mapping[str, float]) -> list[str]:
    most = max(sums.values())
    return [code for code, gbp in sums.items() if gbp >= most * (1 - _CLOSE)]


def _first(sums: Mapping[str, float], labels: Labels) -> str:
    names = sorted(formats.shortened(labels.organisation(c), _NAME_LETTERS) for c in _leaders(sums))
    return formats.listed(names, 2)


def _verb(sums: Mapping[str, float], verb: str) -> str:
    return f"{verb}s" if len(_leaders(sums)) == 1 else verb


def evenness(effective: Result) -> str:
    """Return how evenly benefit is spread, with the number that take part."""
    sharing = only(records(effective, "shares"), lambda row: amount(row, "gbp") > 0)
    if effective.value is None or effective.status != "ok":
        return "How evenly benefit is spread is not known yet."
    could = len(records(effective, "shares"))
    if len(sharing) == 1:
        return (
            f"One organisation has all the benefit, of {formats.count(could)} that could benefit."
        )
    return (
        f"Benefit is spread as if {formats.decimal(effective.value)} organisations shared it "
        f"equally, out of {formats.count(could)} that could benefit."
    )


def largest_share(effective: Result, labels: Labels) -> str:
    """Return the largest share of benefit beside the same organisation's share of population."""
    rows = only(records(effective, "shares"), lambda row: amount(row, "share") > 0)
    if not rows:
        return ""
    top = max(rows, key=lambda row: amount(row, "share"))
    name = labels.organisation(text(top, "org_code"))
    people = number(top, "population_share")
    share = formats.percent(number(top, "share"))
    if people is None:
        return f"{name} has {share} of the benefit; its population is not known."
    return f"{name} has {share} of the benefit and {formats.percent(people)} of the population."


def gives_and_takes(name: str, gives: float, takes: float, kind: str) -> str:
    """Return one organisation in a sentence, also where it gives or receives nothing."""
    benefit = pounds_words.benefit(kind)
    if gives and takes:
        return (
            f"{name} gives others {formats.money(gives)} of {benefit} and receives "
            f"{formats.money(takes)}"
        )
    if gives:
        return f"{name} gives others {formats.money(gives)} of {benefit} and receives none yet"
    if takes:
        return f"{name} receives {formats.money(takes)} of {benefit} from others and gives none yet"
    return f"{name} neither gives others {benefit} nor receives it from them yet"


def taken(could_take: Sequence[Record]) -> str:
    """Return what it has taken up of what others lead."""
    used = sum(text(row, "state") in IN_USE for row in could_take)
    if not could_take:
        return "Nobody has said which programmes of others it could take up."
    return f"In routine use: {formats.n_of_m(used, len(could_take))} that others lead."


def gone(led: Sequence[Record]) -> str:
    """Return how far its own programmes have gone."""
    others = sum(whole(row, "eligible_beyond_lead") for row in led)
    if not led:
        return ""
    if not others:
        return "Nobody is named that could take up what it leads."
    used = formats.n_of_m(sum(whole(row, "adopters_beyond_lead") for row in led), others)
    return f"Programmes it leads: in routine use at {used} others that could."


def used_by(organisations: int) -> str:
    """`used by 3 others`."""
    if not organisations:
        return "not used elsewhere yet"
    return f"used by {formats.plural(organisations, 'other')}"


def learned(lessons: Sequence[Record], of: Sequence[Record]) -> str:
    """Return lessons it wrote that others used, and lessons of others that it used."""
    row: Record = of[0] if of else {}
    used_elsewhere = sum(whole(lesson, "organisations") > 0 for lesson in lessons)
    taken = whole(row, "taken_lessons")
    wrote = (
        f"It has shared {formats.plural(len(lessons), 'lesson')}, "
        f"{formats.number_word(used_elsewhere)} of them used by others"
        if lessons
        else "It has shared no lesson yet"
    )
    uses = formats.plural(taken, "lesson") if taken else "no lesson"
    return f"{wrote}; it has used {uses} of others."
