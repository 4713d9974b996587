"""Submissions as rows of the ledger's tables, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import polars as pl

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile


def submission_row(submission: Submission) -> pl.DataFrame:
    row = {
        "submission_id": submission.submission_id,
        "partner_code": submission.partner_code,
        "period": str(submission.period),
        "received_on": submission.received_on,
        "recorded_at": without_zone(submission.recorded_at),
        "contract_version": submission.contract_version,
        "notes": json.dumps([asdict(note) for note in submission.notes], ensure_ascii=False),
    }
    return pl.DataFrame([row])


def file_rows(submission: Submission) -> pl.DataFrame:
    rows = [
        {
            "submission_id": submission.submission_id,
            "kind": file.kind,
            "file_name": file.file,
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
            "row_count": file.rows,
        }
        for file in submission.files
    ]
    return pl.DataFrame(rows)


def withdrawal_row(submission_id: int, reason: str, at: datetime) -> pl.DataFrame:
    row = {"submission_id": submission_id, "withdrawn_at": without_zone(at), "reason": reason}
    return pl.DataFrame([row])


def submissions(rows: pl.DataFrame, files: pl.DataFrame) -> tuple[Submission, ...]:
    """Return ledger rows and their files as submissions, in the order of the rows."""
    files_of: dict[int, list[SubmittedFile]] = {}
    for file in files.iter_rows(named=True):
        files_of.setdefault(file["submission_id"], []).append(_file(file))
    return tuple(
        _submission(row, tuple(files_of.get(row["submission_id"], ())))
        for row in rows.iter_rows(named=True)
    )


def without_zone(moment: datetime) -> datetime:
    """Return a moment as the store keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


# A named row of a frame has values of the types that the ledger's tables state: hence Any.
def _submission(row: dict[str, Any], files: tuple[SubmittedFile, ...]) -> Submission:
    withdrawn_at = row["withdrawn_at"]
    return Submission(
        submission_id=row["submission_id"],
        partner_code=row["partner_code"],
        period=Period.parse(row["period"]),
        received_on=row["received_on"],
        recorded_at=row["recorded_at"].replace(tzinfo=UTC),
        contract_version=row["contract_version"],
        files=files,
        notes=tuple(_note(note) for note in json.loads(row["notes"])),
        withdrawn_at=withdrawn_at.replace(tzinfo=UTC) if withdrawn_at else None,
        withdrawn_reason=row["reason"],
    )


def _file(row: dict[str, Any]) -> SubmittedFile:
    return SubmittedFile(
        kind=row["kind"],
        file=row["file_name"],
        sha256=row["sha256"],
        size_bytes=row["size_bytes"],
        rows=row["row_count"],
    )


def _note(written: dict[str, Any]) -> Finding:
    return Finding.read(written)
