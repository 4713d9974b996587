"""Seconds of a piece of work, and goals printed beside what was measured."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Took:
    """Seconds of the processors, all threads and finished children together, so that what else
    the machine does counts little; and those that passed on the clock."""

    processors: float
    clock: float

    def __str__(self) -> str:
        return f"{self.processors:.2f} s of the processors, {self.clock:.2f} s on the clock"

    def times(self, other: Took) -> str:
        by_clock = self.clock / other.clock
        return f"{self.processors / other.processors:.2f} times ({by_clock:.2f} by the clock)"


@dataclass(frozen=True)
class Goal:
    """What something may be at most, by the seconds of the processors where it is a ratio."""

    what: str
    most: float
    measured: float
    unit: str = "times"

    def __str__(self) -> str:
        met = "met" if self.measured <= self.most else "MISSED"
        return f"{self.what}: at most {self.most:g} {self.unit} | {self.measured:.2f} | {met}"


def timed(work: Callable[[], object]) -> Took:
    spent, start = _spent(), time.perf_counter()
    work()
    return Took(_spent() - spent, time.perf_counter() - start)


def ratio(what: str, most: float, took: Took, against: Took) -> Goal:
    return Goal(what, most, took.processors / against.processors)


def print_goals(goals: list[Goal]) -> None:
    print("goal | measured | met or missed")
    for goal in goals:
        print(goal, flush=True)


def _spent() -> float:
    return sum(os.times()[:4])
