"""Which partners' figures a view rests on, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.period import Period


@dataclass(frozen=True)
class Coverage:
    """Partners expected at a period: those who reported for it, those whose figures are older,
    and those who have never reported. Each entry is a partner code (with the older period)."""

    reported: tuple[str, ...] = ()
    stale: tuple[tuple[str, Period], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def expected_count(self) -> int:
        return len(self.reported) + len(self.stale) + len(self.missing)
