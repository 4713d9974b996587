"""An append-only record of who did what, beside the journal: never a token, never a cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from portfolio.store.home_paths import HomePaths
from portfolio.store.journal import Journal

FILE = "audit.jsonl"
LONGEST = 200
"""Characters of one value: an address, a name, a reason of the product's own."""


class Audit:
    """Lines `at`, `what`, `who`, `session` and what it was about, each forced to disk."""

    def __init__(self, home: Path) -> None:
        self._journal = Journal(HomePaths(home).journal, FILE)

    @property
    def is_begun(self) -> bool:
        return self._journal.is_there

    def note(
        self, what: str, *, who: str, at: datetime, session: str = "", about: Mapping[str, str]
    ) -> None:
        """Append a line. `session` is the short name of a session, never its secret."""
        entry = {
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            "what": what,
            "who": who[:LONGEST],
            "session": session,
            **{name: value[:LONGEST] for name, value in about.items()},
        }
        self._journal.append(entry)

    def entries(self) -> tuple[Mapping[str, object], ...]:
        """Return every line that can be read, oldest first."""
        return tuple(self._journal.entries())
