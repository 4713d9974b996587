"""A million benefit values through the door and into the store, against DuckDB alone."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.million_rows import PARTNER, PERIOD, programmes, register, values, write_system
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
        for what, seconds in measured(path, folder, rows):
            print(f"{what}: {seconds:.2f} s, {seconds / alone:.2f} times")


def duckdb_alone(path: Path, database: Path) -> float:
    database.unlink(missing_ok=True)
    start = time.perf_counter()
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "CREATE TABLE benefit_values AS SELECT * FROM read_csv(?, header = true, columns = ?)",
            [str(path), _TYPES],
        )
        connection.execute("CHECKPOINT")
    return time.perf_counter() - start


def measured(path: Path, folder: Path, rows: int) -> list[tuple[str, float]]:
    """Seconds of reading alone, of the whole check, and of check and acceptance together."""
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

    reading = best(lambda: timed(lambda: read_extract(file)))
    checking = best(lambda: timed(whole_check))
    accepting = timed(lambda: send(desk, [(file.name, file.content)]))
    store.close()
    return [
        ("read, structure proved", reading),
        ("check, all rules", checking),
        ("check, archive, store and checkpoint", accepting),
    ]


def send(desk: Desk, files: list[tuple[str, bytes]]) -> None:
    received = [ReceivedFile(name, content) for name, content in files]
    outcome = desk.receive(received, partner_code=PARTNER, period=Period.parse(PERIOD))
    assert isinstance(outcome, Receipt), outcome


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(seconds: Callable[[], float]) -> float:
    return min(seconds() for _ in range(TIMES))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
