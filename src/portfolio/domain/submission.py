"""What the ledger knows of one submission, and what the partner is told when it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period


@dataclass(frozen=True)
class SubmittedFile:
    """One extract of a submission. The sheets of a workbook are one each, under the workbook's
    name and with its fingerprint."""

    kind: str
    file: str
    sha256: str
    size_bytes: int
    rows: int


@dataclass(frozen=True)
class Submission:
    """One accepted submission. `received_on` is the day it counts as known from; a seeded one
    names it, otherwise it is the day of `recorded_at`."""

    submission_id: int
    partner_code: str
    period: Period
    received_on: date
    recorded_at: datetime
    contract_version: str
    files: tuple[SubmittedFile, ...]
    notes: tuple[Finding, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None

    @property
    def number(self) -> str:
        """The number people say, for example `0187`."""
        return f"{self.submission_id:04d}"

    @property
    def state(self) -> str:
        return "withdrawn" if self.withdrawn_at else "accepted"

    def to_json(self) -> Mapping[str, object]:
        return {
            "submission": self.number,
            "partner": self.partner_code,
            "period": str(self.period),
            "received_on": self.received_on.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "contract_version": self.contract_version,
            "state": self.state,
            "withdrawn_at": self.withdrawn_at.isoformat() if self.withdrawn_at else None,
            "withdrawn_reason": self.withdrawn_reason,
            "files": [
                {
                    "kind": f.kind,
                    "file": f.file,
                    "sha256": f.sha256,
                    "bytes": f.size_bytes,
                    "rows": f.rows,
                }
                for f in self.files
            ],
            "notes": [note.to_json() for note in self.notes],
        }
