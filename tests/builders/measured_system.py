"""A small system put straight into an in-memory store, for tests of what is current and counted.

Rows are plain mappings with good defaults; override what a test is about. A kind that is not
named was not sent; an empty list is a file with a header and no rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.measures import answer
from portfolio.store.engine import Store
from portfolio.store.ledger import Ledger

Row = Mapping[str, object]


@dataclass(frozen=True)
class Sent:
    """One submission as a test wrote it."""

    partner: str
    period: str
    received_on: date
    files: Mapping[str, Sequence[Row]]
    withdrawn_on: date | None = None


@dataclass
class MeasuredSystem:
    """Organisations and submissions, and the store that holds them."""

    store: Store = field(default_factory=Store)
    _numbers: int = 0

    def organisation(self, code: str, **override: object) -> None:
        row = {"org_code": code, "org_name": f"The {code}", "org_type": "acute"}
        self._append("reference_organisation", [{**row, "is_partner": True, **override}])

    def organisations(self, *codes: str) -> None:
        for code in codes:
            self.organisation(code)

    def organisations_of(self, rows: Iterable[Row]) -> None:
        """Rows of the list at once, each with what differs from an open partner."""
        given = {"successor_codes": None, "reports_through": None, "valid_from": None}
        self._append(
            "reference_organisation",
            [
                {"org_name": "", "org_type": "acute", "valid_to": None, **given, **row}
                for row in rows
            ],
        )

    def theme(self, theme_set: str, code: str) -> None:
        row = {"theme_set": theme_set, "theme_code": code, "theme_name": code.title()}
        self._append("reference_theme", [{**row, "display_order": 1}])

    def boards(self, *days: date) -> None:
        self._append("reference_board_meeting", [{"meeting_date": day} for day in days])

    def sends(
        self,
        partner: str,
        period: str = "2026-03",
        received_on: date | None = None,
        **files: object,
    ) -> int:
        """Records a submission; returns its number."""
        received = received_on or Period.parse(period).end
        return self.record(Sent(partner, period, received, files))  # type: ignore[arg-type]

    def record(self, sent: Sent) -> int:
        return self.record_all([sent])[-1]

    def record_all(self, submissions: Sequence[Sent]) -> list[int]:
        """Records submissions in order; returns their numbers."""
        kept: dict[str, list[Row]] = {}
        numbers = []
        for sent in submissions:
            self._numbers += 1
            numbers.append(self._numbers)
            for table, rows in _rows_of(self._numbers, sent).items():
                kept.setdefault(table, []).extend(rows)
        with self.store.transaction() as transaction:
            for table, rows in kept.items():
                transaction.append(table, pl.DataFrame(rows, infer_schema_length=None))
        return numbers

    def takes(self, sent: Sent) -> int:
        """Records a submission the way that returns are recorded, which says what it touches."""
        self._numbers += 1
        tables = {
            table.removeprefix("accepted_"): pl.DataFrame(rows, infer_schema_length=None).drop(
                "submission_id"
            )
            for table, rows in _rows_of(self._numbers, sent).items()
            if table.startswith("accepted_")
        }
        submission = Submission(
            submission_id=self._numbers,
            partner_code=sent.partner,
            period=Period.parse(sent.period),
            received_on=sent.received_on,
            recorded_at=recorded_at(self._numbers).replace(tzinfo=UTC),
            contract_version="1",
            files=tuple(
                SubmittedFile(kind, kind, "0", 1, len(of)) for kind, of in sent.files.items()
            ),
            notes=(),
        )
        Ledger(self.store).record(submission, tables)
        return self._numbers

    def takes_back(self, number: int, on: date) -> None:
        """Withdraws one the way that submissions are withdrawn."""
        at = datetime.combine(on, time(12), tzinfo=UTC)
        Ledger(self.store).withdraw(number, "A mistake", at)

    def withdraw(self, number: int, on: date) -> None:
        at = datetime.combine(on, time(12))
        row = {"submission_id": number, "withdrawn_at": at, "reason": "A mistake"}
        self._append("ledger_withdrawal", [row])

    def measure(self, measure_id: str, period: str = "2026-03", **filters: object) -> Result:
        return answer(
            measure_id,
            self.store,
            Filters(Period.parse(period), **filters),  # type: ignore[arg-type]
        )

    def records(self, measure_id: str, table: str, period: str = "2026-03", **filters: object):
        return self.measure(measure_id, period, **filters).tables[table].records()

    def _append(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            with self.store.transaction() as transaction:
                transaction.append(table, pl.DataFrame(rows, infer_schema_length=None))


def recorded_at(number: int) -> datetime:
    """When a submission is recorded: against the order of receipt, so that what goes by the one
    where it should by the other is found out."""
    return datetime(2030, 1, 1) - timedelta(minutes=number)


def _rows_of(number: int, sent: Sent) -> Mapping[str, list[Row]]:
    """What one submission puts into each table."""
    tables: dict[str, list[Row]] = {
        "ledger_submission": [
            {
                "submission_id": number,
                "partner_code": sent.partner,
                "period": sent.period,
                "received_on": sent.received_on,
                "recorded_at": recorded_at(number),
                "contract_version": "1",
                "notes": "[]",
            }
        ],
        "ledger_file": [],
    }
    for kind, rows in sent.files.items():
        file = {"submission_id": number, "kind": kind, "file_name": kind, "sha256": "0"}
        tables["ledger_file"].append({**file, "size_bytes": 1, "row_count": len(rows)})
        if rows:
            tables[f"accepted_{kind}"] = [
                {"submission_id": number, "row_number": place, **row}
                for place, row in enumerate(rows, start=2)
            ]
    if sent.withdrawn_on:
        at = datetime.combine(sent.withdrawn_on, time(12))
        tables["ledger_withdrawal"] = [
            {"submission_id": number, "withdrawn_at": at, "reason": "A mistake"}
        ]
    return tables


def programme(programme_id: str, lead: str, **override: object) -> Row:
    return {
        "programme_id": programme_id,
        "programme_name": f"Programme {programme_id}",
        "purpose": "Shorter waits",
        "lead_org_code": lead,
        "primary_theme": "access",
        "other_themes": None,
        "stage": "live",
        **override,
    }


def risk(risk_id: str, org: str, **override: object) -> Row:
    return {
        "risk_id": risk_id,
        "org_code": org,
        "title": f"Risk {risk_id}",
        "category": "technical",
        "likelihood": 3,
        "consequence": 4,
        "status": "open",
        "raised_date": date(2026, 1, 10),
        "raised_by": "digital",
        "visibility": "system",
        **override,
    }


def adoption(programme_id: str, org: str, state: str = "live", **override: object) -> Row:
    return {
        "programme_id": programme_id,
        "org_code": org,
        "state": state,
        "sent_as": "own",
        **override,
    }


def benefit(benefit_id: str, org: str, **override: object) -> Row:
    return {
        "benefit_id": benefit_id,
        "beneficiary_org_code": org,
        "programme_id": "P1",
        "benefit_name": f"Benefit {benefit_id}",
        "benefit_type": "cash_releasing",
        "effect": "benefit",
        "measure": "Hours",
        "unit": "hours",
        "better": "higher",
        "status": "realising",
        "evidence": "measured",
        "sent_as": "own",
        **override,
    }


def value(
    benefit_id: str, org: str, period: str, gbp: float | None = None, **override: object
) -> Row:
    return {
        "benefit_id": benefit_id,
        "beneficiary_org_code": org,
        "period": period,
        "realised_gbp": gbp,
        "sent_as": "own",
        **override,
    }
