"""What to ask: rules that anyone can read, over the answers of the other measures.

Here a rule only decides that there is something to ask, and gives the number behind it. The
words, and where to look, are the views' to give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from portfolio.domain.result import Cell, ResultTable
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
_OF_ONE_PROGRAMME: frozenset[Rule] = frozenset(
    (
        money.payer_not_gainer,
        spread.not_travelled,
        confidence.ratings_differ,
        money.behind_plan,
        confidence.double_running,
        spread.given_up,
        confidence.always_green,
        spread.stalled,
        confidence.mostly_technology,
        learning.target_out_of_reach,
    )
)
"""Rules that look at one programme at a time, and so ask the same of it whichever others are
chosen with it."""
Asked = tuple[Cell, ...]


def questions(selection: Selection, ask: Ask) -> Answer:
    """How many questions the rules raise, and each with its facts: the strongest of each rule in
    the order of the rules, then each rule's next."""
    evidence = Evidence(ask, selection.filters)
    known = _of_the_whole(selection, ask) if selection.is_narrowed else None
    rows = in_turn(
        [
            _strongest_first(rule, evidence)
            if known is None or rule not in _OF_ONE_PROGRAMME
            else known.get(rule.__name__, [])
            for rule in rules(selection)
        ]
    )
    return Answer(
        status="ok",
        value=float(len(rows)),
        n=len(rows),
        tables={"questions": ResultTable(_COLUMNS, tuple(rows))},
        kinds=_KINDS,
    )


def _of_the_whole(selection: Selection, ask: Ask) -> Mapping[str, list[Asked]]:
    """By rule: what is asked of the chosen programmes where all are shown. That is worked out
    once for everybody; only what rules say of programmes together is new under each filter."""
    whole = replace(selection.filters, theme=None, lead=None, programme=None, since=None)
    chosen = frozenset(selection.programmes["programme_id"])
    found: dict[str, list[Asked]] = {}
    for row in ask("questions", whole).tables["questions"].records():
        if row["programme_id"] in chosen:
            found.setdefault(str(row["rule"]), []).append(tuple(row[name] for name in _COLUMNS))
    return found


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


def _strongest_first(rule: Rule, evidence: Evidence) -> list[Asked]:
    def place(one: Raised) -> tuple[float, str, str]:
        return -one.strength, one.programme_id or "", one.org_code or ""

    raised = sorted(rule(evidence), key=place)
    return [tuple(getattr(one, name) for name in _COLUMNS) for one in raised]


def in_turn(by_rule: Sequence[Sequence[Asked]]) -> list[Asked]:
    """The first of each rule, then the second of each, and so on."""
    depth = max((len(found) for found in by_rule), default=0)
    return [found[turn] for turn in range(depth) for found in by_rule if turn < len(found)]
