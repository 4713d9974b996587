"""What the Learning page says of lessons, of who used them, and of where knowledge goes."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.codes import UNPRICED_TYPE
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.snippets import Count
from portfolio.views.words.terms import BENEFIT_TYPE, LESSON_KIND, LESSON_OUTCOME, word

_NAMED = 4


def headline(learning: Result) -> str:
    """Return how much of what was learned somebody else has used."""
    if not records(learning, "lessons"):
        if records(learning, "flow"):
            return "No lesson has been shared yet; knowledge travels with programmes only"
        return "No lesson has been shared yet"
    if learning.numerator is None or learning.denominator is None:
        return f"{_new(len(records(learning, 'lessons')))}, too new to say whether others use them"
    return _used(round(learning.numerator), round(learning.denominator))


def _used(used: int, every: int) -> str:
    if every == 1:
        use = "has been used" if used else "has not yet been used"
        return f"The one lesson with time to travel {use} by another organisation"
    if used == 0:
        return f"None of {formats.count(every)} lessons has been used by another organisation yet"
    if used == every:
        return f"All {formats.count(every)} lessons have been used by another organisation"
    verb = "has" if used == 1 else "have"
    return f"{formats.n_of_m(used, every)} lessons {verb} been used by another organisation"


def _new(lessons: int) -> str:
    noun = "lesson" if lessons == 1 else "lessons"
    return f"{formats.sentence_case(formats.number_word(lessons))} {noun} shared"


def counts(learning: Result) -> tuple[Count, ...]:
    """Return blueprints and redprints used, uses that name a benefit, organisations with no part
    in it."""
    every = (
        _kind(learning, "blueprint", "lessons on what to do are used elsewhere"),
        _kind(learning, "redprint", "lessons on what to avoid are heeded elsewhere"),
        _with_benefit(learning),
        _alone(learning),
    )
    return tuple(one for one in every if one)


def _kind(learning: Result, kind: str, label: str) -> Count | None:
    rows = having(records(learning, "by_kind"), "kind", kind)
    if not rows or whole(rows[0], "old_enough") == 0:
        return None
    row = rows[0]
    considered = whole(row, "reused_or_considered") - whole(row, "reused")
    note = f"{formats.count(considered)} more considered" if considered else ""
    return Count(
        formats.count(amount(row, "reused")),
        label,
        f"of {formats.count(amount(row, 'old_enough'))}",
        note,
    )


def _with_benefit(learning: Result) -> Count | None:
    uses = taken_up(learning)
    if not uses:
        return None
    named = only(uses, lambda row: bool(text(row, "benefit_id")))
    label = "uses of a lesson point to a benefit"
    return Count(formats.count(len(named)), label, f"of {formats.count(len(uses))}")


def _alone(learning: Result) -> Count | None:
    summary = next(iter(records(learning, "summary")), {})
    if not whole(summary, "edges"):
        return None
    label = "organisations neither give nor take yet"
    every = f"of {formats.count(amount(summary, 'organisations'))}"
    return Count(formats.count(amount(summary, "isolated")), label, every)


def taken_up(learning: Result) -> list[Record]:
    """Return the uses by which a lesson was adopted or adapted."""
    return only(records(learning, "trace"), lambda row: text(row, "outcome") != "considered")


def flow_title(learning: Result) -> str:
    """Return how much of the flow of knowledge is answered; no organisation is named first."""
    summary = next(iter(records(learning, "summary")), {})
    edges, answered = whole(summary, "edges"), whole(summary, "answered_edges")
    if edges == 0:
        return "No knowledge is reported to have travelled between organisations yet"
    if edges == 1:
        return "Knowledge goes one way so far, from one organisation to one other"
    if answered == 0:
        return f"Knowledge goes one way in all {formats.count(edges)} links between organisations"
    if answered == edges:
        return f"All {formats.count(edges)} links between organisations go both ways"
    return f"{formats.n_of_m(answered, edges)} links between organisations go both ways"


def cell(row: Record) -> str:
    """`2 programmes in routine use, 1 lesson used`."""
    adoptions, lessons = whole(row, "adoptions"), whole(row, "lessons")
    parts = []
    if adoptions:
        parts.append(f"{formats.plural(adoptions, 'programme')} in routine use")
    if lessons:
        parts.append(f"{formats.plural(lessons, 'lesson')} used")
    return ", ".join(parts)


def lessons_title(rows: list[Record], kind: str) -> str:
    """Of the lessons of one kind, how many are in use; every one a contribution."""
    on = f"on {formats.lower_first(LESSON_KIND[kind])}"
    if not rows:
        return f"No lesson {on} has been shared yet"
    used = sum(whole(row, "organisations") > 0 for row in rows)
    organisations = len({text(row, "org_code") for row in rows})
    shared = (
        f"{formats.plural(organisations, 'organisation')} shared "
        f"{formats.plural(len(rows), 'lesson')} {on}"
    )
    return f"{formats.sentence_case(shared)}; {formats.count(used) if used else 'none'} used so far"


def used_by(uses: list[Record], labels: Labels) -> str:
    """`Adopted by A and B; adapted by C`, or that nobody has yet."""
    parts = []
    for outcome, words in LESSON_OUTCOME.items():
        codes = [text(row, "used_by_org_code") for row in having(uses, "outcome", outcome)]
        names = formats.listed((labels.organisation(code) for code in codes), _NAMED)
        parts += [f"{words.lower()} by {names}"] if names else []
    return formats.sentence_case("; ".join(parts)) or "Not used elsewhere yet"


def trace_title(learning: Result) -> str:
    """Return how many uses point to a benefit, and no claim that one caused the other."""
    uses = taken_up(learning)
    named = only(uses, lambda row: bool(text(row, "benefit_id")))
    if not uses:
        return "No lesson has been taken up yet, so there is no benefit to trace"
    if not named:
        return f"None of {formats.plural(len(uses), 'use')} points to a benefit yet"
    if len(named) == 1:
        return "One use of a lesson points to a benefit"
    return f"{_many(named)} uses of lessons point to a benefit"


def worth(row: Record) -> str:
    """Return what is counted of the benefit that a use names, where it was used."""
    gbp = number(row, "realised_gbp")
    if gbp:
        kind = word(BENEFIT_TYPE, text(row, "benefit_type")).lower()
        harm = " disbenefit" if text(row, "effect") == "disbenefit" else ""
        return f"{formats.money(gbp)} {kind}{harm} realised"
    if not text(row, "benefit_name"):
        return "Not in this organisation\u2019s register"
    if text(row, "benefit_type") == UNPRICED_TYPE:
        return "Without a price"
    return "No pounds realised yet"


def alone_title(learning: Result) -> str:
    """Return who has no part in the flow of knowledge yet."""
    alone = records(learning, "isolated")
    if not records(learning, "flow"):
        return "Who stands apart is not known yet"
    if not alone:
        return "Every organisation gives or takes something"
    if len(alone) == 1:
        return "One organisation neither gives nor takes yet"
    return f"{_many(alone)} organisations neither give nor take yet"


def _many(rows: Sequence[Record]) -> str:
    return formats.sentence_case(formats.number_word(len(rows)))
