"""Which earlier point is compared with: the one asked for, else what the last board saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.measures.selection import Selection
from portfolio.measures.system_frames import System


@dataclass(frozen=True)
class Earlier:
    """The earlier point, and the board meeting that saw it where there was one."""

    point: Point
    board: date | None = None


def earlier_point(selection: Selection) -> Earlier | None:
    """Return the point asked for; else what the last board before the period's end saw that day;
    else the period before, as it is known now. None where nothing came before."""
    system, asked = selection.system, selection.filters.since
    if asked is not None:
        return Earlier(asked, asked.known_on if asked.known_on in _boards(system) else None)
    for meeting, period in _boards(system).items():
        if period is not None:
            return Earlier(Point(period, meeting), meeting)
    sent = (Period.parse(text) for text in system.kept("sent_period")["period"])
    before = [period for period in sent if period < system.period]
    return Earlier(Point(max(before), system.known_on)) if before else None


def _boards(system: System) -> dict[date, Period | None]:
    """Board meetings before the period's end, latest first, each with the period it saw."""
    return {
        meeting: Period.parse(period) if period else None
        for meeting, period in system.kept("board_point").iter_rows()
    }
