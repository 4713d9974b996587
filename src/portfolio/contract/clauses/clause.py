"""One thing that the contract asks, and what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Clause:
    """What the contract asks, in short; the ids of the rules that hold it; and, where there are
    none or they do not say all of it, why nothing more is checked."""

    asks: str
    rules: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Section:
    """The sentences of one part of the contract, numbered in its order: `P3` is the third of P."""

    letter: str
    title: str
    clauses: tuple[Clause, ...]

    def numbered(self) -> Iterator[tuple[str, Clause]]:
        for number, clause in enumerate(self.clauses, start=1):
            yield f"{self.letter}{number}", clause


def held(asks: str, *rules: str, because: str = "") -> Clause:
    """Return a sentence that rules hold; `because` says what of it they leave open."""
    return Clause(asks, rules, because)


def unchecked(asks: str, because: str) -> Clause:
    """Return a sentence that no rule can or need hold."""
    return Clause(asks, (), because)
