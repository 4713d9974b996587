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
    def references(self) -> Path:
        return self.home / "reference"
