"""What a submission is checked against: what is current as at its period, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.verdict import CurrentState
from portfolio.store.engine import AsAt, Store
from portfolio.store.queries import compose

_SQL = Path(__file__).parent / "sql"


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
) -> CurrentState[pl.DataFrame]:
    """Return what stands as at a period, for one partner's return received on `known_on` (None:
    now).

    The partner's own extracts are those known on that day. What others sent counts whenever it
    came: a return of the past that names what came in later is tried again after it. How each
    row was sent is decided as at the period; a former lead's claims no longer count once the
    present lead has sent of the programme.
    """
    as_at = AsAt(str(period))
    extracts = _extracts(store, period, None)
    own = _extracts(store, period, known_on) if _knew_less(store, known_on) else extracts
    theirs = own.filter(partner_code=partner_code).select("kind", "submission_id", "period").rows()
    previous = {
        kind: partial(_extract_rows, store, kind, [submission_id])
        for kind, submission_id, _ in theirs
    }
    current: TablesOnDemand = TablesOnDemand(
        {
            "programmes": partial(_latest_programmes, store, extracts),
            "adoptions": partial(_rows_at, store, as_at, "current_adoption_row"),
            "benefits": partial(_rows_at, store, as_at, "current_benefit_row"),
            "lessons": partial(_current_rows, store, "lessons", extracts),
        }
    )
    return CurrentState(
        current=current,
        previous=TablesOnDemand(previous),
        previous_periods={kind: Period.parse(sent_for) for kind, _, sent_for in theirs},
        elsewhere=store.read(compose(_SQL, "ids_in_use"), {"period": str(period)}),
        values_of_others=partial(
            _values_of_benefits,
            store,
            extracts.filter(pl.col("partner_code") != partner_code),
            as_at,
        ),
        values_sent=lambda ids: _rows_at(store, as_at, "values_sent", benefit_ids=[*ids]),
    )


def _knew_less(store: Store, known_on: date | None) -> bool:
    """Return whether something of the ledger came, or was taken back, after a day."""
    if known_on is None:
        return False
    return not store.read(compose(_SQL, "ledger_after"), {"known_on": known_on}).is_empty()


def _extracts(store: Store, period: Period, known_on: date | None) -> pl.DataFrame:
    return store.read_at(AsAt(str(period), known_on), _SQL, "current_extract")


def _latest_programmes(store: Store, extracts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per programme, the latest sent; a closed partner's live on only in
    another's."""
    rows = _current_rows(store, "programmes", extracts.filter(pl.col("closed_on").is_null()))
    latest = rows.sort("sent_for_period", "received_on", "submission_id")
    return latest.unique("programme_id", keep="last", maintain_order=True)


def _current_rows(store: Store, kind: str, extracts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of one kind in current extracts, each with who sent it for which period.

    The pick of extracts is handed over as numbers: asked for within one query it would be
    worked out again for each kind.
    """
    chosen = extracts.filter(kind=kind).select(
        "submission_id", "partner_code", "received_on", sent_for_period="period"
    )
    rows = _extract_rows(store, kind, chosen["submission_id"].to_list())
    return rows.join(chosen, on="submission_id", maintain_order="left")


def _values_of_benefits(
    store: Store, extracts: pl.DataFrame, as_at: AsAt, benefit_ids: Sequence[str]
) -> pl.DataFrame:
    """Return the months of some benefits in current extracts, with who sent them."""
    chosen = extracts.filter(kind="benefit_values").select("submission_id", "partner_code")
    rows = _rows_at(
        store,
        as_at,
        "values_of_benefits",
        submission_ids=chosen["submission_id"].to_list(),
        benefit_ids=[*benefit_ids],
    )
    return rows.join(chosen, on="submission_id", maintain_order="left")


def extract_rows(store: Store, kind: str, submission: Submission) -> pl.DataFrame:
    """Return the rows of one kind as a submission brought them."""
    return _extract_rows(store, kind, [submission.submission_id])


def _extract_rows(store: Store, kind: str, submission_ids: list[int]) -> pl.DataFrame:
    # The kind is one the ledger holds, so it names a table of ours and nothing else.
    sql = f'SELECT * FROM "accepted_{kind}" WHERE submission_id = ANY($submission_ids)'
    return _rows(store, sql, {"submission_ids": submission_ids})


def _rows_at(store: Store, as_at: AsAt, name: str, **parameters: object) -> pl.DataFrame:
    return _with_numbers(store.read_at(as_at, _SQL, name, parameters))


def _rows(store: Store, sql: str, parameters: Mapping[str, object]) -> pl.DataFrame:
    return _with_numbers(store.read(sql, parameters))


def _with_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with amounts as numbers, the way they are typed when a return is checked."""
    if not any(isinstance(dtype, pl.Decimal) for dtype in rows.dtypes):
        return rows
    return rows.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
