"""Counts of people as they may be published: none so small that a person could be found."""

from __future__ import annotations

LARGEST_HIDDEN = 7
NEAREST = 5


def published(people: float | None) -> int | None:
    """Return a count of people rounded for the public; None where it is hidden or not known."""
    if people is None or is_hidden(people):
        return None
    return int(people / NEAREST + 0.5) * NEAREST


def is_hidden(people: float) -> bool:
    return 0 < people <= LARGEST_HIDDEN
