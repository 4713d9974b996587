"""Who moved a share beyond the lead between two answers: programmes, and organisations it lands at.

The share is a ratio of sums. With an earlier share s, what a part adds to the difference is
(its change of numerator - s x its change of denominator) / the later denominator: the parts add up
to the whole difference exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.domain.result import Cell, Result

Sums = dict[str, tuple[float, float]]
"""Of each programme or organisation its numerator and denominator in pounds."""
_NO_SUMS = (0.0, 0.0)


@dataclass(frozen=True)
class Mover:
    """One part of the difference: what it is of, and how much of the share it added (0 to 1)."""

    code: str
    share: float


def programme_movers(before: Result, now: Result, benefit_type: str) -> tuple[Mover, ...]:
    """Return each programme's part in the difference between two shares of one type, the largest
    first. Programmes that are in neither share have none."""
    return _movers(*(_by_programme(one, benefit_type) for one in (before, now)))


def organisation_movers(before: Result, now: Result, benefit_type: str) -> tuple[Mover, ...]:
    """Return the same by the organisation at which the benefit lands."""
    return _movers(*(_by_organisation(one, benefit_type) for one in (before, now)))


def _by_programme(result: Result, benefit_type: str) -> Sums:
    return {
        str(row["programme_id"]): (_gbp(row["numerator_gbp"]), _gbp(row["denominator_gbp"]))
        for row in _of_type(result, "by_programme_type", benefit_type)
        if row["status"] != "not_applicable"
    }


def _by_organisation(result: Result, benefit_type: str) -> Sums:
    sums: Sums = {}
    for row in _of_type(result, "flow_by_type", benefit_type):
        code, gbp = str(row["beneficiary_org_code"]), _gbp(row["gbp"])
        beyond = gbp if row["lead_org_code"] != row["beneficiary_org_code"] else 0.0
        numerator, denominator = sums.get(code, _NO_SUMS)
        sums[code] = (numerator + beyond, denominator + gbp)
    return sums


def _of_type(result: Result, table: str, benefit_type: str) -> Iterable[dict[str, Cell]]:
    rows = result.tables[table].records() if table in result.tables else []
    return (row for row in rows if row["benefit_type"] == benefit_type)


def _gbp(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _movers(before: Sums, now: Sums) -> tuple[Mover, ...]:
    (beyond, landed), whole = _total(before), _total(now)[1]
    if landed <= 0 or whole <= 0:
        return ()
    share = beyond / landed
    found = []
    for code in dict.fromkeys([*before, *now]):
        was, is_ = before.get(code, _NO_SUMS), now.get(code, _NO_SUMS)
        added = (is_[0] - was[0]) - share * (is_[1] - was[1])
        found.append(Mover(code, added / whole))
    return tuple(sorted(found, key=lambda one: (-abs(one.share), one.code)))


def _total(sums: Sums) -> tuple[float, float]:
    return sum(n for n, _ in sums.values()), sum(d for _, d in sums.values())
