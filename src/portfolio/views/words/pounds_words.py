"""Which type of pound a sentence speaks of: one by its name, the others beside it, none added up.

Cash-releasing is the only benefit that moves a budget, so it leads wherever there is any of it;
else the next type in order does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.domain.codes import PRICED_TYPES
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, number, only, text
from portfolio.views.words.terms import BENEFIT_TYPE


def name(code: str) -> str:
    """Return a type as an adjective within a sentence: `cash-releasing`."""
    return BENEFIT_TYPE[code].lower()


def benefit(code: str) -> str:
    """`cash-releasing benefit`."""
    return f"{name(code)} benefit"


def in_order(rows: Iterable[Record]) -> list[Record]:
    """Return the rows of the types with a price, in the order in which a headline takes them."""
    priced = only(rows, lambda row: text(row, "benefit_type") in PRICED_TYPES)
    return sorted(priced, key=lambda row: PRICED_TYPES.index(text(row, "benefit_type")))


def with_share(rows: Iterable[Record]) -> list[Record]:
    """Return those whose share is known, the one that a sentence speaks of first."""
    return only(in_order(rows), lambda row: number(row, "share") is not None)


def kinds(rows: Iterable[Record], *columns: str) -> tuple[str, ...]:
    """Return the types of which any of the amounts is above nothing, in order."""
    there = only(in_order(rows), lambda row: any(amount(row, column) > 0 for column in columns))
    return tuple(dict.fromkeys(text(row, "benefit_type") for row in there))


def beside(others: Sequence[Record]) -> str:
    """Return the other types in their own pence: `52p of non-cash-releasing and 37p of
    societal`."""
    return formats.listed(
        f"{formats.pence(number(row, 'share'))} of {name(text(row, 'benefit_type'))}"
        for row in others
    )
