"""What the ledger keeps of a return that was refused: counts, and nothing that was in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portfolio.domain.period import Period
from portfolio.domain.verdict import Verdict


@dataclass(frozen=True)
class RefusedFile:
    """One file in counts: its rows, and how many findings about it stopped or noted.

    `kind` is None where it could not be told.
    """

    kind: str | None
    rows: int
    stops: int
    notes: int


@dataclass(frozen=True)
class RefusedReturn:
    """One refused return. `rules` are the ids of the rules that stopped it, each once, by name.

    No cell and no file name: a refused file may hold what should never have been sent.
    """

    refusal_id: int
    partner_code: str
    period: Period
    received_on: date
    recorded_at: datetime
    contract_version: str
    files: tuple[RefusedFile, ...]
    rules: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its number among the refusals, written as those of submissions are."""
        return f"{self.refusal_id:04d}"

    def to_json(self) -> Mapping[str, object]:
        return {
            "refusal": self.number,
            "partner": self.partner_code,
            "period": str(self.period),
            "received_on": self.received_on.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "contract_version": self.contract_version,
            "files": [vars(file) for file in self.files],
            "rules": list(self.rules),
        }


def refused_files(verdict: Verdict) -> tuple[RefusedFile, ...]:
    """Return the files of a verdict in counts, in the order they were sent."""
    return tuple(
        RefusedFile(
            kind=one.kind,
            rows=one.rows,
            stops=sum(stop.file == one.file for stop in verdict.stops),
            notes=sum(note.file == one.file for note in verdict.notes),
        )
        for one in verdict.detected
    )


def stopping_rules(verdict: Verdict) -> tuple[str, ...]:
    """Return the ids of the rules that stopped, each once, by name."""
    return tuple(sorted({stop.rule for stop in verdict.stops}))
