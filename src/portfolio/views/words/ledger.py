"""What was reported, what was removed and why, and what counts."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.reading import amount, gross, records, summed

_BECAUSE = {
    "also_confirmed": "{gbp} was the same benefit reported twice",
    "not_attributed": "{gbp} is due to other causes",
    "over_100_percent": "{gbp} was claimed by several programmes at once",
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
    removed = summed(gross(records(counted, "removed")), "reason", "removed_gbp")
    return [
        _BECAUSE[reason].format(gbp=formats.money(removed[reason]))
        for reason in _BECAUSE
        if removed.get(reason, 0.0) > 0
    ]
