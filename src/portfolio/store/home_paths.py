"""Where things are in a home folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HomePaths:
    """The places of one home folder that the store knows."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "portfolio.duckdb"

    @property
    def database_log(self) -> Path:
        """What was committed and is not in the database file yet."""
        return self.home / "portfolio.duckdb.wal"

    @property
    def lock(self) -> Path:
        return self.home / "portfolio.duckdb.lock"

    @property
    def archive(self) -> Path:
        return self.home / "archive"

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    @property
    def papers(self) -> Path:
        """Papers as they were made; nothing else remembers them."""
        return self.home / "packs"

    @property
    def references(self) -> Path:
        return self.home / "reference"
