"""Refused returns in the ledger: counts only, never a cell and never a file's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import Any

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedFile, RefusedReturn
from portfolio.store import touched
from portfolio.store.engine import Store
from portfolio.store.ledger_rows import without_zone
from portfolio.store.queries import compose

_SQL = Path(__file__).parent / "sql"
_FILE_COLUMNS = {
    "refusal_id": pl.Int32,
    "kind": pl.String,
    "row_count": pl.Int64,
    "stop_count": pl.Int64,
    "note_count": pl.Int64,
}


class Refusals:
    """The refused returns of a store. They are only ever added to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, refused: RefusedReturn) -> None:
        """Keep a refusal whole. Raises StoreFault when it could not be kept."""
        rules = {"refusal_id": refused.refusal_id, "rule": list(refused.rules)}
        with self._store.transaction(touched.by_refusal(refused)) as transaction:
            transaction.append("ledger_refusal", _refusal_row(refused))
            transaction.append("ledger_refused_file", _file_rows(refused))
            transaction.append("ledger_refused_rule", pl.DataFrame(rules))

    def every(self) -> tuple[RefusedReturn, ...]:
        """Return all refusals, oldest first."""
        with self._store.snapshot() as snapshot:
            rows = snapshot.read(compose(_SQL, "refusals"))
            files = snapshot.read(compose(_SQL, "refused_files"))
            rules = snapshot.read(compose(_SQL, "refused_rules"))
        return tuple(_refusal(row, files, rules) for row in rows.iter_rows(named=True))

    def next_id(self) -> int:
        """Return the id of the refusal to come; only sure while the store's `writing` is held."""
        highest = self._store.read("SELECT max(refusal_id) AS highest FROM ledger_refusal")
        return int(highest["highest"][0] or 0) + 1


def is_known(refused: RefusedReturn, before: Iterable[RefusedReturn], *, is_loaded: bool) -> bool:
    """Return whether the same refusal is there already.

    Of a return of the past, which is loaded from a folder named for its day, there is one a day:
    loading the folder again adds none. One sent now is the same if it came the same day with the
    same counts, stopped by the same rules.
    """
    of_the_day = [
        one
        for one in before
        if (one.partner_code, one.period, one.received_on)
        == (refused.partner_code, refused.period, refused.received_on)
    ]
    if is_loaded:
        return bool(of_the_day)
    return any((one.files, one.rules) == (refused.files, refused.rules) for one in of_the_day)


def _refusal_row(refused: RefusedReturn) -> pl.DataFrame:
    row = {
        "refusal_id": refused.refusal_id,
        "partner_code": refused.partner_code,
        "period": str(refused.period),
        "received_on": refused.received_on,
        "recorded_at": without_zone(refused.recorded_at),
        "contract_version": refused.contract_version,
    }
    return pl.DataFrame([row])


def _file_rows(refused: RefusedReturn) -> pl.DataFrame:
    rows = [(refused.refusal_id, f.kind, f.rows, f.stops, f.notes) for f in refused.files]
    return pl.DataFrame(rows, schema=_FILE_COLUMNS, orient="row")


# A named row of a frame has values of the types that the ledger's tables state: hence Any.
def _refusal(row: dict[str, Any], files: pl.DataFrame, rules: pl.DataFrame) -> RefusedReturn:
    number = row["refusal_id"]
    counts = files.filter(refusal_id=number).drop("refusal_id").iter_rows()
    return RefusedReturn(
        refusal_id=number,
        partner_code=row["partner_code"],
        period=Period.parse(row["period"]),
        received_on=row["received_on"],
        recorded_at=row["recorded_at"].replace(tzinfo=UTC),
        contract_version=row["contract_version"],
        files=tuple(RefusedFile(*one) for one in counts),
        rules=tuple(rules.filter(refusal_id=number)["rule"]),
    )
