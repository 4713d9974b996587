"""What a system's lists say that they did not say before: who joined or closed, which periods."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.organisation import Organisations
from portfolio.domain.system import References, ReportingPeriod


@dataclass(frozen=True)
class ListChanges:
    """Codes of organisations and reporting periods, in the order of the lists. Nothing is told
    of the first lists there are: all of them would be new."""

    joined: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    opened: tuple[ReportingPeriod, ...] = ()
    dropped: tuple[ReportingPeriod, ...] = ()
    organisations: Organisations = Organisations(())

    def __bool__(self) -> bool:
        return bool(self.joined or self.closed or self.removed or self.opened or self.dropped)

    def to_json(self) -> dict[str, object]:
        """Return the same as a document for scripts: codes, and periods as `2026-12`."""
        return {
            "joined": list(self.joined),
            "closed": list(self.closed),
            "removed": list(self.removed),
            "opened": [str(one.period) for one in self.opened],
            "dropped": [str(one.period) for one in self.dropped],
        }


def list_changes(before: References, after: References) -> ListChanges:
    """Return what changed between two states of the lists of one system."""
    was, is_ = before.organisations, after.organisations
    if not was.rows:
        return ListChanges()
    had = {one.period for one in before.settings.reporting_periods}
    has = {one.period for one in after.settings.reporting_periods}
    gone = [row for row in was.rows if not is_.knows(row.org_code)]
    return ListChanges(
        joined=tuple(code for code in is_.codes if not was.knows(code)),
        closed=tuple(
            code
            for code in is_.codes
            if was.knows(code) and is_.closed_on(code) and not was.closed_on(code)
        ),
        removed=tuple(code for code in was.codes if not is_.knows(code)),
        opened=tuple(p for p in after.settings.reporting_periods if p.period not in had),
        dropped=tuple(p for p in before.settings.reporting_periods if p.period not in has),
        organisations=Organisations((*is_.rows, *gone)),
    )
