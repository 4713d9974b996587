"""Arithmetic of how evenly benefit is spread."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def effective_number(amounts: Iterable[float]) -> float | None:
    """Return the effective number of sharers, 1/sum of squared shares (inverse Simpson; Hill,
    1973).

    k equal amounts give k. None where the amounts add to nothing.
    """
    known = [amount for amount in amounts if amount > 0]
    whole = math.fsum(known)
    if whole <= 0:
        return None
    return 1 / math.fsum((amount / whole) ** 2 for amount in known)


def median(values: Sequence[float]) -> float | None:
    """Return the middle value, the midpoint of the two middle ones where the number is even."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
