"""What was reported, what was removed and why, and what counts."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, gross, having, records
from portfolio.views.words import pounds_words

_BECAUSE = {
    "also_confirmed_gbp": "{gbp} was the same benefit reported twice",
    "told_by_successor_gbp": "{gbp} was told again after a merger",
    "not_attributed_gbp": "{gbp} is due to other causes",
    "over_100_gbp": "{gbp} was claimed by several programmes at once",
}


def sentence(counted: Result) -> str:
    """`£240k was reported; £60k was the same benefit reported twice; £180k is counted.`, of the
    type that moves a budget, or the next there is; by name where there are several."""
    kinds = pounds_words.kinds(_benefit(counted), "reported_gbp")
    if not kinds:
        return "No realised benefit in pounds has been reported yet."
    rows = having(_benefit(counted), "benefit_type", kinds[0])
    reported, removed, remaining = _sums(rows)
    of = f" of {pounds_words.benefit(kinds[0])}" if len(kinds) > 1 else ""
    if removed == 0:
        return f"{formats.money(reported)}{of} was reported, and all of it is counted."
    why = _reasons(rows) or [f"{formats.money(removed)} was removed"]
    remains = f"{formats.money(remaining)} is counted"
    return "; ".join([f"{formats.money(reported)}{of} was reported", *why, remains]) + "."


def short(counted: Result) -> str:
    """Return the same without what is counted, for the soft line under a count of one type."""
    kinds = pounds_words.kinds(_benefit(counted), "reported_gbp")
    rows = having(_benefit(counted), "benefit_type", kinds[0]) if kinds else []
    reported, removed, _ = _sums(rows)
    if removed == 0:
        return ""
    return "; ".join([f"{formats.money(reported)} was reported", *_reasons(rows)])


def _benefit(counted: Result) -> list[Record]:
    """Disbenefits are an account of their own."""
    return gross(records(counted, "by_type"))


def _sums(rows: Sequence[Record]) -> tuple[float, float, float]:
    """Return reported, removed and counted."""
    columns = ("reported_gbp", "removed_gbp", "counted_gbp")
    reported, removed, remaining = (sum(amount(row, name) for row in rows) for name in columns)
    return reported, removed, remaining


def _reasons(rows: Sequence[Record]) -> list[str]:
    removed = {reason: sum(amount(row, reason) for row in rows) for reason in _BECAUSE}
    return [
        words.format(gbp=formats.money(removed[reason]))
        for reason, words in _BECAUSE.items()
        if removed[reason] > 0
    ]
