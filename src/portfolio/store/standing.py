"""What a submission is checked against: what is current as at its period, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.verdict import Standing
from portfolio.store.engine import Store
from portfolio.store.queries import STEPS_FOLDER, compose

_SQL = Path(__file__).parent / "sql"
_CURRENT_STEPS = {
    "programmes": "current_programme",
    "adoptions": "current_adoption_row",
    "benefits": "current_benefit_row",
    "lessons": "current_lesson",
}


class TablesOnDemand(Mapping[str, pl.DataFrame]):
    """Tables by kind, each read the first time it is asked for, then kept.

    A return of a hundred rows must not pay for reading a million that it does not touch.
    """

    def __init__(self, readings: Mapping[str, Callable[[], pl.DataFrame]]) -> None:
        self._readings = readings
        self._read: dict[str, pl.DataFrame] = {}

    def __getitem__(self, kind: str) -> pl.DataFrame:
        if kind not in self._read:
            self._read[kind] = self._readings[kind]()
        return self._read[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._readings

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


def standing(
    store: Store, partner_code: str, period: Period, known_on: date | None = None
) -> Standing[pl.DataFrame]:
    """What stands as at a period, for one partner's return received on `known_on` (None: now).

    The partner's own extracts are those known on that day. What others sent counts whenever it
    came: a return of the past that names what came in later is tried again after it.
    """
    as_at = {"period": str(period), "known_on": None}
    own_as_at = {**as_at, "known_on": known_on, "partner_code": partner_code}
    current = {
        kind: partial(_rows, store, compose(STEPS_FOLDER, step), as_at)
        for kind, step in _CURRENT_STEPS.items()
    }
    extracts = store.read(compose(_SQL, "extracts_of_partner"), own_as_at)
    previous = {
        kind: partial(_extract_rows, store, kind, submission_id)
        for kind, submission_id in extracts.select("kind", "submission_id").iter_rows()
    }
    return Standing(
        current=TablesOnDemand(current),
        previous=TablesOnDemand(previous),
        elsewhere=store.read(compose(_SQL, "ids_in_use")),
    )


def _extract_rows(store: Store, kind: str, submission_id: int) -> pl.DataFrame:
    # The kind is one the ledger holds, so it names a table of ours and nothing else.
    sql = f'SELECT * FROM "accepted_{kind}" WHERE submission_id = $submission_id'
    return _rows(store, sql, {"submission_id": submission_id})


def _rows(store: Store, sql: str, parameters: Mapping[str, object]) -> pl.DataFrame:
    """Rows with amounts as numbers, the way they are typed at the door."""
    return store.read(sql, parameters).with_columns(pl.col(pl.Decimal).cast(pl.Float64))
