"""One store, many readers, one writer at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest

from portfolio.store.engine import Store, StoreBusy, StoreFault

_THREADS, _READS, _ROWS = 8, 200, 50


def _values(count: int, submission_id: int) -> pl.DataFrame:
    numbers = pl.int_range(count, eager=True)
    return pl.DataFrame(
        {
            "submission_id": pl.Series([submission_id], dtype=pl.Int32).new_from_index(0, count),
            "row_number": numbers + 2,
            "benefit_id": pl.select(pl.format("B-{}", numbers % 50_000)).to_series(),
            "beneficiary_org_code": pl.select(pl.format("ORG{}", numbers % 100)).to_series(),
            "period": pl.Series(["2026-09"]).new_from_index(0, count),
            "planned_value": numbers.cast(pl.Float64),
            "planned_gbp": numbers.cast(pl.Float64) / 100,
            "value_note": pl.Series([None], dtype=pl.String).new_from_index(0, count),
            "sent_as": pl.Series(["own"]).new_from_index(0, count),
        }
    )


def test_eight_threads_reading_never_see_part_of_a_write(store: Store) -> None:
    partial: list[int] = []

    def read() -> None:
        for _ in range(_READS):
            rows = store.read(
                "SELECT count(*) AS n FROM accepted_benefit_values WHERE row_number >= $least",
                {"least": 2, "not_named": 1},
            )
            if rows["n"][0] % _ROWS:
                partial.append(rows["n"][0])

    readers = [threading.Thread(target=read) for _ in range(_THREADS)]
    for reader in readers:
        reader.start()
    written = 0
    while any(reader.is_alive() for reader in readers):
        with store.transaction() as transaction:
            transaction.append("accepted_benefit_values", _values(_ROWS - 20, written))
            transaction.append("accepted_benefit_values", _values(20, written))
        store.checkpoint()
        written += 1

    assert partial == []
    assert written > 1
    assert store.revision == written


def test_a_snapshot_stays_at_its_moment_while_others_write(store: Store) -> None:
    count = "SELECT count(*) AS n FROM accepted_benefit_values"

    with store.snapshot() as snapshot:
        before = snapshot.read(count)["n"][0]
        with store.transaction() as transaction:
            transaction.append("accepted_benefit_values", _values(5, 1))
        store.checkpoint()
        during = snapshot.read(count)["n"][0]

    assert (before, during, store.read(count)["n"][0]) == (0, 0, 5)


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_works(store: Store) -> None:
    def write() -> None:
        with store.transaction() as transaction:
            transaction.append("accepted_benefit_values", _values(5, 1))
            transaction.append("accepted_benefit_values", _values(5, 1).drop("benefit_id"))

    with pytest.raises(StoreFault, match="Nothing changed"):
        write()

    assert store.read("SELECT * FROM accepted_benefit_values").is_empty()
    assert store.revision == 0
    with store.transaction() as transaction:
        transaction.append("accepted_benefit_values", _values(5, 1))
    assert store.read("SELECT * FROM accepted_benefit_values").height == 5


def test_an_error_of_the_caller_rolls_back_and_comes_through_as_it_is(store: Store) -> None:
    def write() -> None:
        with store.transaction() as transaction:
            transaction.append("accepted_benefit_values", _values(5, 1))
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        write()

    assert store.read("SELECT * FROM accepted_benefit_values").is_empty()


def test_revision_grows_with_each_write_and_is_there_again_after_reopening(tmp_path: Path) -> None:
    first = Store(tmp_path / "p.duckdb")
    for number in range(3):
        with first.transaction() as transaction:
            transaction.append("accepted_benefit_values", _values(1, number))
    first.close()

    again = Store(tmp_path / "p.duckdb")

    assert first.revision == again.revision == 3
    again.close()


def test_opening_and_closing_changes_no_byte(tmp_path: Path) -> None:
    Store(tmp_path / "p.duckdb").close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    opened = Store(tmp_path / "p.duckdb")
    opened.read("SELECT * FROM ledger_submission")
    opened.close()

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_second_process_is_told_that_the_store_is_busy(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "p.duckdb"
    held = Store(path)
    path.read_bytes()  # a copy of the file must not make the process lose its hold
    script = (
        "import sys, pathlib\n"
        "from portfolio.store.engine import Store, StoreBusy\n"
        f"try: Store(pathlib.Path(sys.argv[1]), read_only={read_only})\n"
        "except StoreBusy: print('busy')\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )

    held.close()
    assert said.stdout == "busy\n"


def test_a_second_opening_in_the_same_process_is_busy_until_the_first_is_closed(
    tmp_path: Path,
) -> None:
    held = Store(tmp_path / "p.duckdb")

    with pytest.raises(StoreBusy):
        Store(tmp_path / "p.duckdb")
    held.close()
    held.close()

    Store(tmp_path / "p.duckdb").close()


def test_the_engine_reads_and_writes_no_other_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        store.read("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(StoreFault), store.transaction() as transaction:
        transaction.run(f"COPY ledger_file TO '{tmp_path / 'out.csv'}'")
    with pytest.raises(StoreFault), store.transaction() as transaction:
        transaction.run("SET enable_external_access = true")


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()

    with pytest.raises(StoreFault, match="closed"):
        store.read("SELECT 1 AS one")


def test_a_database_older_than_the_code_is_migrated_before_it_is_only_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.duckdb"
    older = Store(path)
    with older.transaction() as transaction:
        transaction.run("DROP TABLE ledger_refusal")
        transaction.run("DROP TABLE ledger_refused_file")
        transaction.run("DROP TABLE ledger_refused_rule")
        transaction.run("DELETE FROM store_migration WHERE name = '0002_refused_returns'")
    older.close()

    reader = Store(path, read_only=True)

    assert reader.read("SELECT * FROM ledger_refusal").is_empty()
    reader.close()
