"""The verdict on a submission: taken or not, and everything found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from portfolio.domain.extract import Detected
from portfolio.domain.finding import Finding
from portfolio.domain.identifiers import PATIENT_RULES
from portfolio.domain.period import Period

Table = TypeVar("Table")


@dataclass(frozen=True)
class Verdict:
    """The findings on one submission. One stop refuses the whole; notes never refuse."""

    findings: tuple[Finding, ...]
    detected: tuple[Detected, ...]

    @property
    def accepted(self) -> bool:
        return not self.stops

    @property
    def names_a_patient(self) -> bool:
        """Whether what was sent holds what may name a patient: then no copy of it is kept."""
        return any(found.rule in PATIENT_RULES for found in self.findings)

    @property
    def stops(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "stop")

    @property
    def notes(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "note")

    def to_json(self, *, stored: bool = False) -> Mapping[str, object]:
        return {
            "accepted": self.accepted,
            "findings": [finding.to_json() for finding in self.findings],
            "counts": {"stop": len(self.stops), "note": len(self.notes)},
            "detected": [
                {
                    "file": d.file,
                    "kind": d.kind,
                    "encoding": d.encoding,
                    "delimiter": d.delimiter,
                    "rows": d.rows,
                }
                for d in self.detected
            ],
            "stored": stored,
        }


@dataclass(frozen=True)
class Checked(Generic[Table]):
    """A verdict with the typed rows it took, one table per kind, empty when refused.

    Each table has the kind's columns, `row_number`, and for rows that can be sent about
    another organisation `sent_as` (`own`, `confirmed`, `claimed`).
    """

    verdict: Verdict
    tables: Mapping[str, Table] = field(default_factory=dict)


@dataclass(frozen=True)
class CurrentState(Generic[Table]):
    """What stands when a submission is checked, as at its period.

    `current` holds the system's current rows by kind (`programmes`, `adoptions`, `benefits`,
    `lessons`) with the kind's columns and `partner_code`, `submission_id`, `sent_as`;
    `previous` this partner's own standing rows by kind (every kind it has sent), which the new
    extract would replace or follow. `elsewhere` holds ids in use anywhere in accepted
    submissions: columns `kind`, `id`, `partner_code`, `owner_code` (whose it was then: a
    programme's lead, or the organisation that holds it) and `taken_from` (of a programme, the lead
    before), the use nearest to the period last, `is_later` where that is of a later one.
    `previous_periods` tells by kind for which period the rows of `previous` were sent.
    `values_of_others` reads what other partners' standing extracts say of some benefits, month by
    month, with `partner_code`; `values_sent` what every standing extract does, also of earlier
    periods, with `sent_for_period` and `received_on`.
    """

    current: Mapping[str, Table] = field(default_factory=dict)
    previous: Mapping[str, Table] = field(default_factory=dict)
    elsewhere: Table | None = None
    values_of_others: Callable[[Sequence[str]], Table] | None = None
    values_sent: Callable[[Sequence[str]], Table] | None = None
    previous_periods: Mapping[str, Period] = field(default_factory=dict)
