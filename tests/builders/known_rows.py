"""Rows of every kind whose values are known, and a store in memory to send them to.

What a file should come to is said here in Python's own values, without the door having a part
in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt
from portfolio.domain.verdict import Verdict
from portfolio.intake.validate import validate_submission
from portfolio.store.archive import Archive
from portfolio.store.current_state import standing
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.reference_lists import ReferenceLists
from portfolio.submissions import Submissions

Row = Mapping[str, object]
# A longer ledger only makes every further submission slower.
_LEDGER_KEPT = 100
PARTNER, PERIOD = "RXZ", Period(2026, 9)

# What differs from the example row: keys, awkward texts, and cells that are not known.
_OTHER_ROWS: Mapping[str, tuple[Row, ...]] = {
    "programmes": (
        {
            "programme_id": "FEN-002",
            "programme_name": 'The "paperless" ward, phase 2',
            "purpose": "Two lines\nof purpose: £5 saved, café open",
            "clinically_led": None,
            "owner_role": None,
        },
        {"programme_id": "FEN-003", "start_date": date(2024, 2, 29), "other_themes": None},
    ),
    "adoptions": (
        {"org_code": "LOC-HOSPICE", "barrier": "technology", "adaptation": 'The "short" form'},
        {"programme_id": "FEN-002", "people_using": None, "adaptation": "None, so far"},
    ),
    "benefits": (
        {
            "benefit_id": "FEN-001-B2",
            "benefit_name": "Letters, not printed",
            "outcome_code": None,
            "owner_role": None,
        },
        {
            "benefit_id": "FEN-001-B3",
            "outcome_code": "visits",
            "unit": '"visits"',
            "baseline_value": 0.1,
        },
    ),
    "benefit_values": (
        {"period": "2026-07", "realised_value": -2.5, "value_note": None},
        {"period": "2026-06", "planned_gbp": 0.01, "value_note": 'Said to be "final", £'},
    ),
    "risks": (
        {"risk_id": "FEN-R2", "title": 'Staff say "no", twice', "not_acting": None},
        {"risk_id": "FEN-R3", "status": "became_issue", "issue_date": date(2026, 3, 1)},
    ),
    "lessons": (
        {"lesson_id": "FEN-L2", "title": "Train, then switch", "link": None},
        {"lesson_id": "FEN-L3", "summary": 'It was called "the cupboard"; nobody\nlooked.'},
    ),
    "lesson_uses": (
        {"lesson_id": "FEN-L2", "benefit_id": None},
        {"lesson_id": "FEN-L3", "used_date": date(2024, 2, 29)},
    ),
}


def typed(field: Field, text: str) -> object:
    """The value an example of the contract stands for."""
    if not text:
        return None
    reads: Mapping[str, Callable[[str], object]] = {
        "date": date.fromisoformat,
        "money": float,
        "number": float,
        "percent": float,
        "whole": int,
        "yes_no": lambda answer: answer == "yes",
    }
    return reads.get(field.type, str)(text)


def known_rows(kind: str) -> list[dict[str, object]]:
    """Three rows that go together with the rows of the other kinds."""
    example = {f.name: typed(f, KINDS[kind].example_row[f.name]) for f in KINDS[kind].fields}
    return [{**example, **other} for other in ({}, *_OTHER_ROWS[kind])]


def written(value: object) -> str:
    """A value in the plainest spelling of the contract."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def lines(kind: str, rows: Sequence[Row] | None = None) -> list[list[str]]:
    """The header and the rows as cells."""
    columns = KINDS[kind].columns
    rows = known_rows(kind) if rows is None else rows
    return [list(columns), *([written(row[column]) for column in columns] for row in rows)]


def quoted(cell: str, delimiter: str = ",", *, always: bool = False) -> str:
    if always or any(mark in cell for mark in f'{delimiter}"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def plain_csv(cells: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    text = "".join(delimiter.join(quoted(c, delimiter) for c in row) + "\n" for row in cells)
    return text.encode()


def as_kept(row: Row) -> dict[str, object]:
    """A row as the contract keeps it: a line break in a text is one space."""
    return {
        column: value.replace("\n", " ") if isinstance(value, str) else value
        for column, value in row.items()
    }


class StoreInMemory:
    """A desk whose every other return stands already, so that a file can come alone."""

    def __init__(self, folder: Path, system: Path) -> None:
        self._folder, self._system = folder, system
        self._opened = 0
        self._open()

    def _open(self) -> None:
        self._store = Store()
        ReferenceLists(self._store).load(self._system)
        # A new store has books of its own: a journal that knows more would call it damaged.
        self._opened += 1
        home = self._folder / str(self._opened)
        books = Archive(home / "archive"), Journal(home / "journal")
        self._returns = Submissions(
            self._store, *books, lambda: datetime(2026, 10, 3, 9, tzinfo=UTC)
        )
        whole = [ReceivedFile(f"{kind}.csv", plain_csv(lines(kind))) for kind in KINDS]
        outcome = self.receive(whole)
        assert isinstance(outcome, Receipt), outcome
        self._lists = ReferenceLists(self._store).current()
        self._standing = standing(self._store, PARTNER, PERIOD, None)

    def check(self, file: ReceivedFile) -> Verdict:
        """What the real door says of one file, the rest of the return standing."""
        return validate_submission(
            [file],
            partner_code=PARTNER,
            period=PERIOD,
            references=self._lists,
            standing=self._standing,
        ).verdict

    def receive(self, files: Sequence[ReceivedFile]) -> Outcome:
        return self._returns.receive(files, partner_code=PARTNER, period=PERIOD)

    def read_back(self, kind: str, *files: ReceivedFile) -> list[dict[str, object]]:
        """The rows of a kind as they are kept once files have been submitted, in their order."""
        return self.read_all_back(files, (kind,))[kind]

    def read_all_back(
        self, files: Sequence[ReceivedFile], kinds: Iterable[str] = KINDS
    ) -> dict[str, list[dict[str, object]]]:
        if len(self._returns.submissions()) > _LEDGER_KEPT:
            self.close()
            self._open()
        outcome = self.receive(files)
        assert isinstance(outcome, Receipt | AlreadyReceived), outcome
        return {kind: self._kept(kind, outcome.submission.submission_id) for kind in kinds}

    def stand_as_known(self, kind: str) -> None:
        """Puts the known rows of a kind back where others were sent in their place."""
        self.receive([ReceivedFile(f"{kind}.csv", plain_csv(lines(kind)))])

    def _kept(self, kind: str, number: int) -> list[dict[str, object]]:
        columns = ", ".join(KINDS[kind].columns)
        sql = (
            f"SELECT {columns} FROM accepted_{kind} "
            "WHERE submission_id = $number ORDER BY row_number"
        )
        kept = self._store.read(sql, {"number": number})
        return kept.with_columns(pl.col(pl.Decimal).cast(pl.Float64)).to_dicts()

    def close(self) -> None:
        self._store.close()
