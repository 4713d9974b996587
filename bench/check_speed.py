"""A million benefit values through the door and into the store, against DuckDB alone, and against
frictionless where it is installed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.frictionless import LEFT_OUT, MANY, frictionless_alone
from bench.goals import Goal, Took, print_goals, ratio, timed
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
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Outcome, Receipt, Refusal
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.tabulate.parse_file import read_extract
from portfolio.store.archive import Archive
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.reference_lists import ReferenceLists
from portfolio.submissions import Submissions

ROWS = 1_000_000
TIMES = 5
ALONE = "DuckDB read_csv, typed, and checkpoint"
READ = "read as text, structure proved"
CHECK = "check, all rules"
FAULTY_CHECK = "check, three faults in every row"
WHOLE = "hash, archive, all rules, commit and checkpoint"
REFUSED = "the same with three faults in every row, refused"
MEMORY = "peak memory of the check at 5,000,000 rows less at 1,000,000"
_TYPES = {
    **dict.fromkeys(("benefit_id", "beneficiary_org_code", "period"), "VARCHAR"),
    **dict.fromkeys(("planned_value", "forecast_value", "realised_value"), "DOUBLE"),
    **dict.fromkeys(("planned_gbp", "forecast_gbp", "realised_gbp"), "DOUBLE"),
    "value_note": "VARCHAR",
}


def main(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory() as name:
        goals = _speeds(Path(name), rows)
    goals.append(Goal(MEMORY, 1, growth_gb(), "GB"))
    print_goals(goals)


def _speeds(folder: Path, rows: int) -> list[Goal]:
    path = folder / "benefit_values.csv"
    path.write_bytes(values(rows))
    print(f"{rows:,} benefit values, {path.stat().st_size / 1e6:.0f} MB")
    took = measured(path, rows)
    alone = took.pop(ALONE)
    print(f"{ALONE}: {alone}", flush=True)
    for what, one in took.items():
        print(f"{what}: {one}, {one.times(alone)} DuckDB alone", flush=True)
    print(f"{FAULTY_CHECK}: {took[FAULTY_CHECK].times(took[CHECK])} that of the right file")
    goals = [
        ratio(f"{WHOLE}, against DuckDB alone", 2, took[WHOLE], alone),
        ratio(f"{REFUSED}, against the right file", 2, took[REFUSED], took[WHOLE]),
    ]
    tool = frictionless_alone(path, rows)
    if tool is None:
        print(LEFT_OUT)
        return goals
    print(f"frictionless validate, reckoned from {MANY:,} rows: {tool}", flush=True)
    return [*goals, ratio(f"{WHOLE}, against frictionless alone", 0.15, took[WHOLE], tool)]


def duckdb_alone(path: Path, database: Path) -> None:
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "CREATE TABLE benefit_values AS SELECT * FROM read_csv(?, header = true, columns = ?)",
            [str(path), _TYPES],
        )
        connection.execute("CHECKPOINT")


@dataclass(frozen=True)
class Home:
    """A home folder that has the register and waits for its months."""

    folder: Path
    store: Store
    returns: Submissions

    @classmethod
    def made(cls, folder: Path, rows: int) -> Home:
        folder.mkdir()
        store = Store(folder / "portfolio.duckdb")
        ReferenceLists(store).load(write_system(folder / "system"))
        home = cls(folder, store, Submissions(store, Archive(folder), Journal(folder)))
        sent = home.send(
            ReceivedFile("programmes.csv", programmes()),
            ReceivedFile("benefits.csv", register(rows)),
        )
        assert isinstance(sent, Receipt), sent
        return home

    def send(self, *files: ReceivedFile) -> Outcome:
        return self.returns.receive(files, partner_code=PARTNER, period=Period.parse(PERIOD))

    def check(self, file: ReceivedFile, *, is_right: bool) -> None:
        found = self.returns.check([file], partner_code=PARTNER, period=Period.parse(PERIOD))
        assert found.verdict.accepted == is_right, found.verdict.stops[:3]

    def take(self, file: ReceivedFile) -> None:
        outcome = self.send(file)
        assert isinstance(outcome, Receipt), outcome

    def refuse(self, file: ReceivedFile) -> None:
        assert isinstance(self.send(file), Refusal)

    def taking(self, file: ReceivedFile) -> Took:
        """How long taking it takes. The home goes away afterwards, as DuckDB's own file is written
        over: else every archive went into memory that this machine had not used before, and to
        ask its host for that can take longer than to write the file."""
        took = timed(lambda: self.take(file))
        self.store.close()
        shutil.rmtree(self.folder)
        return took


def measured(path: Path, rows: int) -> dict[str, Took]:
    """Seconds of DuckDB alone, of reading alone, of the whole check of right and of faulty rows,
    and of all that happens to a file that is handed in, each the best of several rounds: one after
    the other in each round, so that an hour in which the machine is slow is slow for all of them.
    Every round has a home of its own, since none takes the same file twice."""
    faulty = ReceivedFile(path.name, faulty_values(rows))
    rounds = [_round(path, faulty, rows) for _ in range(TIMES)]
    return {what: min(took[what] for took in rounds) for what in rounds[0]}


def _round(path: Path, faulty: ReceivedFile, rows: int) -> Mapping[str, Took]:
    right = ReceivedFile(path.name, path.read_bytes())
    home = Home.made(path.parent / "home", rows)
    return {
        ALONE: timed(lambda: duckdb_alone(path, path.parent / "alone.duckdb")),
        READ: timed(lambda: read_extract(decode_file(right))),
        CHECK: timed(lambda: home.check(right, is_right=True)),
        FAULTY_CHECK: timed(lambda: home.check(faulty, is_right=False)),
        REFUSED: timed(lambda: home.refuse(faulty)),
        WHOLE: home.taking(right),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
