"""A million benefit values through the door and into the store, against DuckDB alone.

Seconds are those of the processors, all threads together, so that what else the machine does
counts little."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.memory import growth_gb
from bench.million_rows import (
    PARTNER,
    PERIOD,
    faulty_values,
    programmes,
    register,
    values,
    write_system,
)
from portfolio.desk import Desk
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.intake.door import check
from portfolio.intake.reading import read_extract
from portfolio.store.archive import Archive
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.references import ReferenceLists
from portfolio.store.standing import standing

ROWS = 1_000_000
TIMES = 3
CHECK = "check, all rules"
FAULTY = "check, three faults in every row"
WHOLE = "check, archive, store and checkpoint"
MEMORY = "peak memory of the check at 5,000,000 rows less at 1,000,000"
_TYPES = {
    **dict.fromkeys(("benefit_id", "beneficiary_org_code", "period"), "VARCHAR"),
    **dict.fromkeys(("planned_value", "forecast_value", "realised_value"), "DOUBLE"),
    **dict.fromkeys(("planned_gbp", "forecast_gbp", "realised_gbp"), "DOUBLE"),
    "value_note": "VARCHAR",
}


def main(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "benefit_values.csv"
        path.write_bytes(values(rows))
        print(f"{rows:,} benefit values, {path.stat().st_size / 1e6:.0f} MB")
        alone = best(lambda: duckdb_alone(path, folder / "alone.duckdb"))
        print(f"DuckDB read_csv, typed, and checkpoint: {alone:.2f} s")
        seconds = measured(path, folder, rows)
        for what, took in seconds.items():
            print(f"{what}: {took:.2f} s, {took / alone:.2f} times")
        whole, right, faulty = seconds[WHOLE], seconds[CHECK], seconds[FAULTY]
        print("goal | measured | met")
        for goal, most, ratio in (
            (f"{WHOLE}, against DuckDB alone", 2.0, whole / alone),
            ("three faults in every row, against the right file", 2.0, faulty / right),
        ):
            print(f"{goal}: at most {most} | {ratio:.2f} | {'yes' if ratio <= most else 'no'}")
    grown = growth_gb()
    print(f"{MEMORY}: at most 1 GB | {grown:.2f} GB | {'yes' if grown <= 1 else 'no'}")


def duckdb_alone(path: Path, database: Path) -> float:
    database.unlink(missing_ok=True)
    start = time.process_time()
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "CREATE TABLE benefit_values AS SELECT * FROM read_csv(?, header = true, columns = ?)",
            [str(path), _TYPES],
        )
        connection.execute("CHECKPOINT")
    return time.process_time() - start


def measured(path: Path, folder: Path, rows: int) -> dict[str, float]:
    """Seconds of reading alone, of the whole check of right and of faulty rows, and of check and
    acceptance together."""
    home = folder / "home"
    home.mkdir()
    store, archive, journal = Store(home / "portfolio.duckdb"), Archive(home), Journal(home)
    references = ReferenceLists(store).load(write_system(folder / "system"))
    desk = Desk(store, archive, journal)
    file = ReceivedFile(path.name, path.read_bytes())
    period = Period.parse(PERIOD)
    send(desk, [("programmes.csv", programmes()), ("benefits.csv", register(rows))])
    stands = standing(store, PARTNER, period)

    def whole_check() -> None:
        verdict = check(
            [file], partner_code=PARTNER, period=period, references=references, standing=stands
        ).verdict
        assert verdict.accepted, verdict.stops[:3]

    def faulty_check() -> None:
        verdict = check(
            [faulty], partner_code=PARTNER, period=period, references=references, standing=stands
        ).verdict
        assert not verdict.accepted

    faulty = ReceivedFile(path.name, faulty_values(rows))
    wrong = best(lambda: timed(faulty_check))
    reading = best(lambda: timed(lambda: read_extract(file)))
    checking = best(lambda: timed(whole_check))
    accepting = timed(lambda: send(desk, [(file.name, file.content)]))
    store.close()
    return {
        "read, structure proved": reading,
        CHECK: checking,
        FAULTY: wrong,
        WHOLE: accepting,
    }


def send(desk: Desk, files: list[tuple[str, bytes]]) -> None:
    received = [ReceivedFile(name, content) for name, content in files]
    outcome = desk.receive(received, partner_code=PARTNER, period=Period.parse(PERIOD))
    assert isinstance(outcome, Receipt), outcome


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def best(seconds: Callable[[], float]) -> float:
    return min(seconds() for _ in range(TIMES))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
