"""Chance that never changes: each draw comes from the seed and a name, not from the draws before.

Adding a programme therefore leaves every other programme's figures as they were.
"""

from __future__ import annotations

import hashlib

SEED = "wenmarsh-and-the-levels-1"


def share(*name: object) -> float:
    """A number from 0 up to 1 that belongs to this name."""
    text = "|".join([SEED, *(str(part) for part in name)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def chance(likelihood: float, *name: object) -> bool:
    """Whether something of this likelihood happens to this name."""
    return share(*name) < likelihood


def swing(*name: object) -> float:
    """Month-to-month noise between -1 and 1, mostly near 0 (the mean of three even draws)."""
    return sum(share(*name, part) for part in range(3)) * 2 / 3 - 1


def pick(options: tuple[str, ...], *name: object) -> str:
    """One of the options, always the same one for this name."""
    return options[int(share(*name) * len(options))]
