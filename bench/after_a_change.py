"""The demo loaded return by return, and Overview's first view after a change, against another
checkout: BENCH_AGAINST names the root of one that is set up, with its `.venv`."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import first_view
from bench.goals import Goal, Took, print_goals, ratio, timed
from bench.servers import CHECKOUT

TIMES = 3
LOAD = "Demo load, against the other checkout"
FIRST = "Overview, first view after a {change}, demo, against the other checkout"
CHANGES = ("return", "withdrawal")
LEFT_OUT = "Left out: BENCH_AGAINST names no checkout to measure against."


def main() -> None:
    against = os.environ.get("BENCH_AGAINST")
    if not against:
        print(LEFT_OUT)
        return
    other = Path(against)
    with tempfile.TemporaryDirectory() as name:
        homes = {other: Path(name) / "other", CHECKOUT: Path(name) / "own"}
        loads = {checkout: _load(checkout, home) for checkout, home in homes.items()}
        print(f"Demo load: {loads[CHECKOUT]}; the other: {loads[other]}", flush=True)
        goals = [ratio(LOAD, 0.3, loads[CHECKOUT], loads[other])]
        for change in CHANGES:
            # One after the other in each round, so that an hour in which the machine is slow is
            # slow for both.
            rounds = [
                {checkout: _first_view(checkout, home, change) for checkout, home in homes.items()}
                for _ in range(TIMES)
            ]
            own, theirs = (min(each[one]["first"] for each in rounds) for one in (CHECKOUT, other))
            warm = min(each[CHECKOUT]["warm"] for each in rounds)
            print(
                f"First view after a {change}: {own:.2f} s of the processors, {own / warm:.1f} "
                f"times the warm view; the other: {theirs:.2f}",
                flush=True,
            )
            goals.append(Goal(FIRST.format(change=change), 0.06, own / theirs))
    print_goals(goals)


def _load(checkout: Path, home: Path) -> Took:
    """Each loads its own demo: an earlier release refuses some of a later one."""
    command = ["-m", "portfolio", "load", str(checkout / "data" / "demo"), "--quiet"]
    return timed(lambda: _run(checkout, [*command, "--home", str(home)]))


def _first_view(checkout: Path, home: Path, change: str) -> Mapping[str, float]:
    said = _run(checkout, [first_view.__file__, str(home), "overview", "1", change])
    seconds: Mapping[str, float] = json.loads(said.splitlines()[-1])
    return seconds


def _run(checkout: Path, arguments: list[str]) -> str:
    python = str(checkout / ".venv" / "bin" / "python")
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    done = subprocess.run(
        [python, *arguments],
        cwd=checkout,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
