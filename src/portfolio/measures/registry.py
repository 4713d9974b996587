"""Asks one measure for one reader's filters, and says where its answer came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Provenance, Result
from portfolio.domain.scope import EVERYTHING, Scope
from portfolio.measures.adoption import adoption
from portfolio.measures.answers import Answer
from portfolio.measures.benefit_over_time import benefit_over_time
from portfolio.measures.benefit_shown import benefit_shown
from portfolio.measures.beyond_it import beyond_it
from portfolio.measures.beyond_lead_share import beyond_lead_share
from portfolio.measures.card_catalogue import CARDS
from portfolio.measures.changes import changes
from portfolio.measures.counted_benefit import counted_benefit
from portfolio.measures.data_quality import data_quality
from portfolio.measures.delivery_confidence import delivery_confidence
from portfolio.measures.effective_organisations import effective_organisations
from portfolio.measures.emergent_share import emergent_share
from portfolio.measures.learning import learning
from portfolio.measures.payer_gainer import payer_gainer
from portfolio.measures.plan_forecast_realised import plan_forecast_realised
from portfolio.measures.questioning.raised import Ask
from portfolio.measures.questions import questions
from portfolio.measures.replication_yield import replication_yield
from portfolio.measures.risk_reward import risk_reward
from portfolio.measures.selection import Selection, choose
from portfolio.measures.system_frames import System, SystemAt, system_as_at
from portfolio.measures.time_to_adoption import time_to_adoption
from portfolio.measures.two_horses import two_horses
from portfolio.measures.white_space import white_space
from portfolio.store.engine import Store

_NOT_LANDING = frozenset({"beyond_lead_share", "effective_organisations", "time_to_adoption"})
_NOT_OFFERED = (
    "This measure compares where benefit lands, so it is not filtered by where it lands: "
    "that filter was left aside."
)


class UnknownMeasure(Exception):
    """There is no measure with this id."""


def answer(
    measure_id: str,
    store: Store,
    filters: Filters,
    ask: Ask | None = None,
    *,
    scope: Scope = EVERYTHING,
) -> Result:
    """Return the result of a measure as at the filters' period, as a reader of this scope sees it.
    Raises UnknownMeasure.

    `ask` gives other measures' results to a measure that reads them, for one who keeps them; else
    they are worked out here.
    """
    if measure_id in _OF_OTHERS:
        return _of_others(measure_id, store, filters, ask or _asked(store, scope))
    compute = _MEASURES.get(measure_id)
    if compute is None:
        raise UnknownMeasure(measure_id)
    applied = _applied(measure_id, filters)

    def system_at(period: Period) -> System:
        return system_as_at(store, period, filters.known_on, is_as_now=filters.is_as_now)

    system = system_at(filters.period)
    found = compute(choose(system, applied, scope), system_at)
    said = (_NOT_OFFERED,) if applied != filters else ()
    return _result(
        measure_id, found, system, replace(_provenance(measure_id, applied), caveats=said)
    )


def _asked(store: Store, scope: Scope) -> Ask:
    return lambda other, chosen: answer(other, store, chosen, scope=scope)


def _of_others(measure_id: str, store: Store, filters: Filters, ask: Ask) -> Result:
    system = system_as_at(store, filters.period, filters.known_on, is_as_now=filters.is_as_now)
    found = _OF_OTHERS[measure_id](choose(system, filters), ask)
    return _result(measure_id, found, system, _provenance(measure_id, filters))


def _applied(measure_id: str, filters: Filters) -> Filters:
    """Return the filters that this measure offers; `lands at` is left aside where it makes no
    sense."""
    return replace(filters, beneficiary=None) if measure_id in _NOT_LANDING else filters


def _provenance(measure_id: str, filters: Filters) -> Provenance:
    return Provenance(measure=measure_id, version=CARDS[measure_id].version, filters=filters)


def _result(measure_id: str, found: Answer, system: System, source: Provenance) -> Result:
    card = CARDS[measure_id]
    return Result(
        provenance=replace(
            source,
            filters=replace(source.filters, since=found.since),
            submissions=system.submissions(found.kinds),
            caveats=(*source.caveats, *found.caveats, *card.caveats),
            kinds=found.kinds,
        ),
        status=found.status,
        value=found.value,
        unit=card.unit,
        numerator=found.numerator,
        denominator=found.denominator,
        n=found.n,
        tables=found.tables,
    )


def _without_history(
    compute: Callable[[Selection], Answer],
) -> Callable[[Selection, SystemAt], Answer]:
    return lambda selection, _: compute(selection)


_MEASURES: Mapping[str, Callable[[Selection, SystemAt], Answer]] = {
    "counted_benefit": _without_history(counted_benefit),
    "beyond_lead_share": _without_history(beyond_lead_share),
    "effective_organisations": _without_history(effective_organisations),
    "adoption": _without_history(adoption),
    "benefit_shown": _without_history(benefit_shown),
    "time_to_adoption": _without_history(time_to_adoption),
    "replication_yield": _without_history(replication_yield),
    "white_space": _without_history(white_space),
    "plan_forecast_realised": plan_forecast_realised,
    "learning": _without_history(learning),
    "payer_gainer": _without_history(payer_gainer),
    "emergent_share": _without_history(emergent_share),
    "benefit_over_time": _without_history(benefit_over_time),
    "delivery_confidence": _without_history(delivery_confidence),
    "risk_reward": _without_history(risk_reward),
    "beyond_it": _without_history(beyond_it),
    "two_horses": _without_history(two_horses),
    "changes": _without_history(changes),
    "data_quality": _without_history(data_quality),
}
_OF_OTHERS: Mapping[str, Callable[[Selection, Ask], Answer]] = {"questions": questions}
"""Measures that read other measures' answers."""
COMPARING = frozenset({"changes", "questions"})
"""Measures that look at an earlier point too: all others are the same whatever it is."""
SCOPED = frozenset({"risk_reward", "changes", "questions"})
"""Measures that show risks, by themselves or from another's answer: all others are the same for
every reader."""
