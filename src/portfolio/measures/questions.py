"""What to ask: rules that anyone can read, over the answers of the other measures.

Here a rule only decides that there is something to ask, and gives the number behind it. The
words, and where to look, are the views' to give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from portfolio.domain.result import Cell, ResultTable
from portfolio.measures.answers import Answer
from portfolio.measures.questioning import (
    confidence_rules,
    learning_rules,
    money_rules,
    spread_rules,
)
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
_OF_ONE_PROGRAMME: frozenset[Rule] = frozenset(
    (
        money_rules.payer_not_gainer,
        spread_rules.not_travelled,
        confidence_rules.ratings_differ,
        money_rules.behind_plan,
        confidence_rules.double_running,
        spread_rules.given_up,
        confidence_rules.always_green,
        spread_rules.stalled,
        confidence_rules.mostly_technology,
        learning_rules.target_out_of_reach,
    )
)
"""Rules that look at one programme at a time, and so ask the same of it whichever others are
chosen with it."""
Asked = tuple[Cell, ...]


def questions(selection: Selection, ask: Ask) -> Answer:
    """Return how many questions there are to ask, and each with its facts: one a programme, the
    first of the rules in their order; what has most at stake first."""
    evidence = Evidence(ask, selection.filters)
    known = _of_the_whole(selection, ask) if selection.is_narrowed else None
    raised = [
        one
        for rule in rules(selection)
        for one in (
            _strongest_first(rule, evidence)
            if known is None or rule not in _OF_ONE_PROGRAMME
            else known.get(rule.__name__, [])
        )
    ]
    rows = by_stake(one_a_programme(raised))
    return Answer(
        status="ok",
        value=float(len(rows)),
        n=len(rows),
        tables={
            "questions": ResultTable(_COLUMNS, tuple(rows)),
            "raised": ResultTable(_COLUMNS, tuple(raised)),
        },
        kinds=_KINDS,
    )


def _of_the_whole(selection: Selection, ask: Ask) -> Mapping[str, list[Asked]]:
    """By rule: what is raised of the chosen programmes where all are shown. That is worked out
    once for everybody; only what rules say of programmes together is new under each filter."""
    whole = replace(selection.filters, theme=None, lead=None, programme=None, since=None)
    chosen = frozenset(selection.programmes["programme_id"])
    found: dict[str, list[Asked]] = {}
    for row in ask("questions", whole).tables["raised"].records():
        if row["programme_id"] in chosen:
            found.setdefault(str(row["rule"]), []).append(tuple(row[name] for name in _COLUMNS))
    return found


def rules(selection: Selection) -> tuple[Rule, ...]:
    """Return every rule, in the order in which a board would want to hear of it."""
    return (
        money_rules.payer_not_gainer,
        spread_rules.not_travelled,
        confidence_rules.ratings_differ,
        money_rules.behind_plan,
        confidence_rules.double_running,
        money_rules.evaporated,
        spread_rules.given_up,
        confidence_rules.always_green,
        spread_rules.stalled,
        confidence_rules.mostly_technology,
        learning_rules.target_out_of_reach,
        money_rules.forecast_optimism,
        confidence_rules.vanished,
        learning_rules.without_evidence(selection),
        learning_rules.redprints_unread,
        money_rules.one_has_most,
        money_rules.contested,
        spread_rules.unconfirmed,
    )


def _strongest_first(rule: Rule, evidence: Evidence) -> list[Asked]:
    def place(one: Raised) -> tuple[float, str, str]:
        return -one.strength, one.programme_id or "", one.org_code or ""

    raised = sorted(rule(evidence), key=place)
    return [tuple(getattr(one, name) for name in _COLUMNS) for one in raised]


def one_a_programme(raised: Sequence[Asked]) -> list[Asked]:
    """Return the first of what is raised about each programme, and all that is about no single
    one."""
    at = _COLUMNS.index("programme_id")
    seen: set[Cell] = set()
    kept = []
    for one in raised:
        if one[at] is None or one[at] not in seen:
            kept.append(one)
            seen.add(one[at])
    return kept


def by_stake(asked: Sequence[Asked]) -> list[Asked]:
    """Return most pounds at stake first, then most people, then the others in the order they
    came. Pounds of different types are compared here to give an order, and nowhere added up."""
    return sorted(asked, key=_stake)


_STAKES = tuple(_COLUMNS.index(name) for name in ("at_stake_gbp", "at_stake_people"))


def _stake(one: Asked) -> tuple[int, float]:
    for place, column in enumerate(_STAKES):
        stake = one[column]
        if isinstance(stake, int | float) and stake > 0:
            return place, -float(stake)
    return len(_STAKES), 0.0
