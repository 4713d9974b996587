"""The check of one small return from the command line, against importing polars and DuckDB."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.goals import Took, print_goals, ratio, timed
from bench.servers import CHECKOUT, demo_home

TIMES = 5
PARTNER, PERIOD = "LOC-SAL", "2026-09"
RETURN = CHECKOUT / "data" / "demo" / "extracts" / PARTNER / f"{PERIOD}@2026-10-16"
CHECKED = "check of a return of seven files, command line, against importing polars and duckdb"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        home = demo_home(Path(name))
        asked = ["--partner", PARTNER, "--period", PERIOD, "--home", str(home)]
        check = ["-m", "portfolio", "check", *map(str, sorted(RETURN.glob("*.csv"))), *asked]
        # One after the other in each round, as everywhere: a slow hour is slow for both.
        rounds = [(_run(check), _run(["-c", "import polars, duckdb"])) for _ in range(TIMES)]
    took, alone = (min(one[place] for one in rounds) for place in (0, 1))
    print(f"Check: {took}; importing alone: {alone}", flush=True)
    print_goals([ratio(CHECKED, 3, took, alone)])


def _run(arguments: list[str]) -> Took:
    environment = {key: kept for key, kept in os.environ.items() if key != "PYTHONPATH"}
    environment["POLARS_MAX_THREADS"] = "1"
    command = [sys.executable, *arguments]
    return timed(
        lambda: subprocess.run(
            command,
            cwd=CHECKOUT,
            env=environment,
            check=False,  # findings are an answer, too
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )


if __name__ == "__main__":
    main()
