"""Notes that only follow from cells that could not be read: no news to whoever mends the cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from portfolio.contract.catalogue import KINDS
from portfolio.domain.finding import Finding

_FIGURES = frozenset(
    f"{what}_{unit}" for what in ("planned", "forecast", "realised") for unit in ("value", "gbp")
)
# The columns that a comparison reads beyond those which name the row.
_COMPARED: Mapping[str, Set[str]] = {
    "programme_vanished": frozenset(),
    "benefit_vanished": frozenset(),
    "risk_vanished": frozenset(),
    "adoption_vanished": frozenset(),
    "past_months_revised": _FIGURES,
    "claimed_figures_differ": _FIGURES,
    "claim_differs": frozenset({"state"}),
}


def without_followers(crossed: Iterable[Finding], stops: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was found across files, less the notes that took a cell which stopped for a blank one:
    a row whose id could not be read is not gone, nor is an unreadable figure revised."""
    unread = {(one.kind, one.column) for one in stops if one.severity == "stop" and one.rows}
    return tuple(one for one in crossed if not _follows(one, unread))


def _follows(one: Finding, unread: Set[tuple[str | None, str | None]]) -> bool:
    if one.rule not in _COMPARED or one.kind is None:
        return False
    compared = {*KINDS[one.kind].key, *_COMPARED[one.rule]}
    return any((one.kind, column) in unread for column in compared)
