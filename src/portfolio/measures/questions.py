"""What to ask: rules that anyone can read, over the answers of the other measures.

Here a rule only decides that there is something to ask, and gives the number behind it. The
words, and where to look, are the views' to give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from portfolio.domain.result import ResultTable
from portfolio.measures.answers import Answer
from portfolio.measures.questioning import confidence, learning, money, spread
from portfolio.measures.questioning.raised import Ask, Evidence, Raised, Rule
from portfolio.measures.selection import Selection

_KINDS = (
    "programmes",
    "adoptions",
    "benefits",
    "benefit_values",
    "lessons",
    "lesson_uses",
)
_COLUMNS = tuple(one.name for one in fields(Raised) if one.name != "strength")


def questions(selection: Selection, ask: Ask) -> Answer:
    """How many questions the rules raise, and each with its facts: the strongest of each rule in
    the order of the rules, then each rule's next."""
    evidence = Evidence(ask, selection.system.period)
    raised = in_turn([_strongest_first(rule, evidence) for rule in rules(selection)])
    rows = tuple(tuple(getattr(one, name) for name in _COLUMNS) for one in raised)
    return Answer(
        status="ok",
        value=float(len(rows)),
        n=len(rows),
        tables={"questions": ResultTable(_COLUMNS, rows)},
        kinds=_KINDS,
    )


def rules(selection: Selection) -> tuple[Rule, ...]:
    """Every rule, in the order in which a board would want to hear of it."""
    return (
        money.payer_not_gainer,
        spread.not_travelled,
        confidence.ratings_differ,
        money.behind_plan,
        confidence.double_running,
        money.evaporated,
        spread.given_up,
        confidence.always_green,
        spread.stalled,
        confidence.mostly_technology,
        learning.target_out_of_reach,
        money.forecast_optimism,
        confidence.vanished,
        learning.without_evidence(selection),
        learning.redprints_unread,
        money.one_has_most,
        money.contested,
        spread.unconfirmed,
    )


def _strongest_first(rule: Rule, evidence: Evidence) -> list[Raised]:
    def place(one: Raised) -> tuple[float, str, str]:
        return -one.strength, one.programme_id or "", one.org_code or ""

    return sorted(rule(evidence), key=place)


def in_turn(by_rule: Sequence[Sequence[Raised]]) -> list[Raised]:
    """The first of each rule, then the second of each, and so on."""
    depth = max((len(found) for found in by_rule), default=0)
    return [found[turn] for turn in range(depth) for found in by_rule if turn < len(found)]
