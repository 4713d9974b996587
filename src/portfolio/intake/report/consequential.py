"""What only follows from another fault: no news to whoever mends that one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import RULES
from portfolio.domain.finding import Finding
from portfolio.intake.one_file.file_result import columns_unread

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
    "past_months_gone": frozenset(),
    "claimed_figures_differ": _FIGURES,
    "claim_differs": frozenset({"state"}),
    "attribution_over_100": frozenset({"attribution_pct", "programme_id", "outcome_code"}),
    "values_without_register": frozenset(),
}
# What is wrong with a cell by itself, and what is wrong with an id or a code among others.
_OF_THE_CELL = frozenset({"id_characters", "code_not_listed"})
_OF_THE_NAME = frozenset(
    {
        "id_rewritten",
        "id_written_otherwise",
        "id_as_date",
        "id_with_decimals",
        "ids_differ_in_case",
        "id_in_other_case",
    }
)
_NOT_KNOWN = frozenset({"known_programme", "known_benefit", "known_lesson"})
_OF_THE_ID = frozenset({*_OF_THE_NAME, *_NOT_KNOWN, "known_organisation"})
_NOT_YOURS = frozenset({"not_yours_to_send"})
_SAID_OTHERWISE = frozenset({"benefit_said_as_lead", "benefit_said_alike"})
# Whatever else is wrong with a cell: what it says is not known.
_ANY: Set[str] = frozenset(RULES) - _SAID_OTHERWISE
# A rule, the column in which its cause stands (None: its own), and the rules that are its cause.
_FOLLOWS: Mapping[str, tuple[str | None, Set[str]]] = {
    **dict.fromkeys(_NOT_KNOWN, (None, _OF_THE_CELL)),
    **dict.fromkeys(_SAID_OTHERWISE, (None, _ANY)),
    "benefit_of_another_programme": ("programme_id", {*_OF_THE_CELL, *_NOT_KNOWN}),
    "outcome_on_another_benefit": ("benefit_id", {*_OF_THE_CELL, *_OF_THE_NAME}),
    "id_of_another_partner": ("org_code", _NOT_YOURS),
    "programme_of_another_partner": ("lead_org_code", _NOT_YOURS),
}


def drop_consequential_findings(
    crossed: Iterable[Finding],
    stops: Sequence[Finding],
    unread_columns: Set[tuple[str | None, str | None]] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what was found across files, less what follows from a cell that is wrong by itself:
    a row whose id could not be read is not gone, nor is an unreadable figure revised.
    `unread_columns`, each with its kind, have a cell that another's fault put in doubt."""
    crossed = tuple(crossed)
    faults = [*(one for one in stops if one.severity == "stop"), *crossed]
    unread = columns_unread(stops) | unread_columns
    unread |= {(one.kind, one.column) for one in crossed if one.rule in _OF_THE_ID}
    # What goes by a name that is wrong where it is given is there under the wrong one.
    names = {one.column for one in crossed if one.rule in _OF_THE_NAME}
    unread |= {(kind, column) for kind in KINDS for column in names}
    return tuple(
        one for one in crossed if not (_is_of_unread(one, unread) or _follows(one, faults))
    )


def _is_of_unread(one: Finding, unread: Set[tuple[str | None, str | None]]) -> bool:
    if one.rule not in _COMPARED or one.kind is None:
        return False
    compared = {*KINDS[one.kind].key, *_COMPARED[one.rule]}
    return any((one.kind, column) in unread for column in compared)


def _follows(one: Finding, faults: Iterable[Finding]) -> bool:
    """Return whether all the rows of a finding have its cause. Of long lists the first rows are
    known."""
    if one.rule not in _FOLLOWS:
        return False
    column, rules = _FOLLOWS[one.rule]
    place = (one.kind, column or one.column)
    causes = [f for f in faults if f.rule in rules and place in columns_unread([f])]
    caused = {row for cause in causes for row in cause.rows}
    return sum(cause.row_count for cause in causes) >= one.row_count and {*one.rows} <= caused
