"""Builders for the store's tests: one good submission, with one thing to override."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import polars as pl
import pytest

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.store.engine import Store
from portfolio.store.ledger import Ledger

MORNING = datetime(2026, 10, 3, 9, 30, tzinfo=UTC)


class Submit(Protocol):
    def __call__(
        self,
        programme_ids: tuple[str, ...] = ...,
        *,
        partner: str = ...,
        period: str = ...,
        received_on: date = ...,
        sha256: str = ...,
    ) -> Submission: ...


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store)


def programmes(*ids: str) -> pl.DataFrame:
    """Typed programme rows as the door hands them over, with no more than what is required."""
    return pl.DataFrame(
        {
            "row_number": pl.Series(range(2, len(ids) + 2), dtype=pl.Int64),
            "programme_id": pl.Series(ids, dtype=pl.String),
            "programme_name": pl.Series([f"Programme {i}" for i in ids], dtype=pl.String),
            "purpose": pl.Series(["Less waiting"] * len(ids), dtype=pl.String),
            "lead_org_code": pl.Series(["RXA"] * len(ids), dtype=pl.String),
            "primary_theme": pl.Series(["access"] * len(ids), dtype=pl.String),
            "stage": pl.Series(["live"] * len(ids), dtype=pl.String),
            "approved_cost_gbp": pl.Series([1234.56] * len(ids), dtype=pl.Float64),
        }
    )


def submission(submission_id: int, **changed: object) -> Submission:
    good = {
        "submission_id": submission_id,
        "partner_code": "RXA",
        "period": Period(2026, 9),
        "received_on": date(2026, 10, 3),
        "recorded_at": MORNING,
        "contract_version": "1",
        "files": (SubmittedFile("programmes", "programmes.csv", "a" * 64, 120, 1),),
        "notes": (Finding("note", "money_sign", "programmes.csv", "Read.", rows=(2, 3)),),
    }
    return Submission(**{**good, **changed})  # type: ignore[arg-type]  # overriding by name


@pytest.fixture
def submit(ledger: Ledger) -> Submit:
    """Records programmes of a partner, numbered as they come."""

    def record(
        programme_ids: tuple[str, ...] = ("P1",),
        *,
        partner: str = "RXA",
        period: str = "2026-09",
        received_on: date = date(2026, 10, 3),
        sha256: str = "a" * 64,
    ) -> Submission:
        made = submission(
            ledger.next_id(),
            partner_code=partner,
            # Against the order of receipt: what goes by the time of recording is found out.
            recorded_at=MORNING - timedelta(minutes=ledger.next_id()),
            period=Period.parse(period),
            received_on=received_on,
            files=(SubmittedFile("programmes", "programmes.csv", sha256, 120, len(programme_ids)),),
        )
        ledger.record(made, {"programmes": programmes(*programme_ids)})
        return made

    return record
