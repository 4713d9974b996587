"""A process that enters submissions until it is killed: at random, or by itself at a named point.

Run as `python submitting.py HOME POINT`. After each receipt it prints the submission's number.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.store.archive import Archive, fingerprint
from portfolio.store.checkpoint_backup import Spare
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.submission_writer import SubmissionWriter

ROWS = 2_000
FATAL_SUBMISSION = 3


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def content(number: int) -> bytes:
    return f"return {number}\n".encode() * 100


def risks(number: int) -> pl.DataFrame:
    row = {
        "org_code": "RXA",
        "title": "Late",
        "category": "schedule",
        "likelihood": 2,
        "consequence": 3,
        "status": "open",
        "raised_date": date(2026, 9, 1),
        "raised_by": "digital",
        "visibility": "system",
    }
    rows = [{"row_number": n + 2, "risk_id": f"R{number}-{n}", **row} for n in range(ROWS)]
    return pl.DataFrame(rows)


def submission(number: int) -> Submission:
    sent = content(number)
    file = SubmittedFile("risks", "risks.csv", fingerprint(sent), len(sent), ROWS)
    return Submission(
        submission_id=number,
        partner_code="RXA",
        period=Period(2026, 9),
        received_on=date(2026, 10, 3),
        recorded_at=datetime(2026, 10, 3, 9, tzinfo=UTC),
        contract_version="1",
        files=(file,),
    )


class DyingArchive(Archive):
    """Dies with half of the bytes written, or with all of them kept."""

    point = ""
    kept = 0

    def keep(self, sent: bytes, sha256: str | None = None) -> str:
        self.kept += 1
        if self.kept == FATAL_SUBMISSION and self.point == "half_archived":
            (self._folder / f".{fingerprint(sent)}.x.part").write_bytes(sent[:50])
            die()
        sha256 = super().keep(sent, sha256)
        if self.kept == FATAL_SUBMISSION and self.point == "archived":
            die()
        return sha256


class DyingJournal(Journal):
    """Dies before its line, or with half of it written."""

    point = ""
    written = 0

    def append(self, entry: Mapping[str, object]) -> None:
        self.written += 1
        if self.written == FATAL_SUBMISSION and self.point == "committed":
            die()
        if self.written == FATAL_SUBMISSION and self.point == "half_journalled":
            with self._path.open("ab") as file:
                file.write(b'{"event": "submis')
            die()
        super().append(entry)


class DyingStore(Store):
    """Dies instead of a checkpoint, or with half of its first block written over in place."""

    point = ""
    checkpoints = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        super().__init__(path)

    def checkpoint(self) -> None:
        self.checkpoints += 1
        if self.checkpoints == FATAL_SUBMISSION and self.point == "journalled":
            die()
        if self.checkpoints == FATAL_SUBMISSION and self.point == "half_checkpointed":
            Spare(self._path).keep([0])
            with self._path.open("r+b") as file:
                file.seek(12_288)
                file.write(os.urandom(100_000))
            die()
        super().checkpoint()


def main(home: Path, point: str) -> None:
    DyingArchive.point = DyingJournal.point = DyingStore.point = point
    store = DyingStore(home / "portfolio.duckdb")
    books = SubmissionWriter(store, DyingArchive(home / "archive"), DyingJournal(home / "journal"))
    print("ready", flush=True)
    for number in range(books.ledger.next_id(), 10_000):
        tables = {"risks": risks(number)}
        if point == "in_transaction" and number == FATAL_SUBMISSION:
            with store.transaction() as transaction:
                marked = tables["risks"].with_columns(submission_id=pl.lit(number))
                transaction.append("accepted_risks", marked)
                die()
        books.record(submission(number), [content(number)], tables)
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
