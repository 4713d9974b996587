"""What was reported, what was removed and why, and what counts."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.reading import amount, gross, records

_BECAUSE = {
    "also_confirmed_gbp": "{gbp} was the same benefit reported twice",
    "told_by_successor_gbp": "{gbp} was told again after a merger",
    "not_attributed_gbp": "{gbp} is due to other causes",
    "over_100_gbp": "{gbp} was claimed by several programmes at once",
}


def sentence(counted: Result) -> str:
    """`£240k was reported; £60k was the same benefit reported twice; £180k is counted.`"""
    reported, removed, remaining = _sums(counted)
    if reported == 0:
        return "No realised benefit in pounds has been reported yet."
    if removed == 0:
        return f"{formats.money(reported)} was reported, and all of it is counted."
    why = _reasons(counted) or [f"{formats.money(removed)} was removed"]
    remains = f"{formats.money(remaining)} is counted"
    return "; ".join([f"{formats.money(reported)} was reported", *why, remains]) + "."


def short(counted: Result) -> str:
    """The same without what is counted, for the soft line under a count that shows it."""
    reported, removed, _ = _sums(counted)
    if removed == 0:
        return ""
    return "; ".join([f"{formats.money(reported)} was reported", *_reasons(counted)])


def _sums(counted: Result) -> tuple[float, float, float]:
    """Reported, removed and counted benefit; disbenefits are an account of their own."""
    rows = gross(records(counted, "by_type"))
    columns = ("reported_gbp", "removed_gbp", "counted_gbp")
    reported, removed, remaining = (sum(amount(row, name) for row in rows) for name in columns)
    return reported, removed, remaining


def _reasons(counted: Result) -> list[str]:
    rows = gross(records(counted, "by_type"))
    removed = {reason: sum(amount(row, reason) for row in rows) for reason in _BECAUSE}
    return [
        words.format(gbp=formats.money(removed[reason]))
        for reason, words in _BECAUSE.items()
        if removed[reason] > 0
    ]
