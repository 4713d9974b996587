"""How long the app takes to open: on the demo, and on a history of a million months."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.big_home import big_home
from bench.goals import Goal, print_goals
from bench.servers import demo_home, the_app

TIMES = 3
OPENS = "serve opens on a million months, against the demo"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        homes = demo_home(Path(name)), big_home(Path(name))
        rounds = [[_seconds_to_open(home) for home in homes] for _ in range(TIMES)]
    demo, big = (min(one[place] for one in rounds) for place in (0, 1))
    print(f"Opens after {demo:.1f} s on the clock; with a million months: {big:.1f} s", flush=True)
    print_goals([Goal(OPENS, 1.5, big / demo, "times by the clock")])


def _seconds_to_open(home: Path) -> float:
    start = time.perf_counter()
    with the_app(home):
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
