"""What each kind of change touches: the points in time whose rows it may change, and no other.

A point shows what stands up to its period, as known on its day. So a return, and one that corrects
an earlier period, touches the points of its period and of later ones that know of the day it was
received; a withdrawal those that know of the day it was withdrawn; a refusal those that would know
of a return in its place, but none of their rows. The lists touch every point.

Whatever is read beside a point's own rows is of earlier points: periods before its own, board
meetings before its day. A change that touches one of those touches the point as well.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.store.ledger_rows import without_zone

# A return touches one entry; beyond so many, points touched longer ago are counted again.
_MOST_CHANGES = 2_048


class AsAt(NamedTuple):
    """The point in time a question is asked for: all up to a period, known on a day (None: now)."""

    period: str
    known_on: date | None = None


@dataclass(frozen=True)
class Touch:
    """The points of a period and later ones that know of a day. `is_of_rows` is false of a change
    that no row which stands at a point comes from: steps of queries are what they were."""

    period: str
    day: date
    is_of_rows: bool = True

    def reaches(self, as_at: AsAt) -> bool:
        return as_at.period >= self.period and (
            as_at.known_on is None or as_at.known_on >= self.day
        )


EVERY_POINT = Touch("", date.min)
"""What a change of the lists touches, and one of which nothing is known."""


def by_return(submission: Submission) -> Touch:
    return Touch(str(submission.period), submission.received_on)


def by_withdrawal(submission: Submission, at: datetime) -> Touch:
    return Touch(str(submission.period), without_zone(at).date())


def by_refusal(refused: RefusedReturn) -> Touch:
    return Touch(str(refused.period), refused.received_on, is_of_rows=False)


class Changes:
    """The revisions of a store since it was opened, each with what it touched.

    A change is noted before it is committed: whoever sees its rows must find it here, and whoever
    does not yet see them asks for the revisions up to its own.
    """

    def __init__(self, revision: int) -> None:
        self._noted: list[tuple[int, Touch]] = []
        self._first = revision
        self._lock = threading.Lock()

    def note(self, revision: int, touch: Touch) -> None:
        with self._lock:
            self._noted.append((revision, touch))
            if len(self._noted) > _MOST_CHANGES:
                half = len(self._noted) // 2
                self._first = self._noted[half - 1][0]
                self._noted = self._noted[half:]

    def take_back(self, revision: int) -> None:
        """Forget a change that was not committed after all."""
        with self._lock:
            self._noted = [noted for noted in self._noted if noted[0] != revision]

    def last(self, as_at: AsAt, up_to: int, *, of_rows: bool = False) -> int:
        """Return the last revision, up to one, that touched a point (`of_rows`: rows that stand
        there): what was counted there is the same from that revision on."""
        with self._lock:
            for revision, touch in reversed(self._noted):
                if revision <= up_to and touch.reaches(as_at) and (touch.is_of_rows or not of_rows):
                    return revision
            return min(self._first, up_to)
