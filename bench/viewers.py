"""Ten viewers clicking through the app at once: how many errors, how long they wait."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from pathlib import Path

from bench.pages import PAGES
from bench.servers import demo_home, the_app
from bench.visitor import Visit, Visitor

VIEWERS = 10
SECONDS = 30.0
THINKING_SECONDS = (0.2, 2.0)
QUERIES = ("", "theme=wgll:empower_citizens", "theme=shift:hospital_to_community")


def main() -> None:
    with tempfile.TemporaryDirectory() as name, the_app(demo_home(Path(name))) as address:
        visits: list[Visit] = []
        broken: list[str] = []
        viewers = [
            threading.Thread(target=_view, args=(address, number, visits, broken))
            for number in range(VIEWERS)
        ]
        for viewer in viewers:
            viewer.start()
        for viewer in viewers:
            viewer.join()
    waits = sorted(visit.seconds for visit in visits)
    errors = sum(visit.is_error for visit in visits) + len(broken)
    print(
        f"{VIEWERS} viewers, {len(visits)} page runs in {SECONDS:.0f} s: {errors} errors, "
        f"half within {waits[len(waits) // 2] * 1e3:.0f} ms, "
        f"95 of 100 within {waits[len(waits) * 95 // 100] * 1e3:.0f} ms"
    )
    for line in broken[:3]:
        print(f"  {line}")


def _view(address: str, number: int, visits: list[Visit], broken: list[str]) -> None:
    chance = random.Random(number)
    until = time.monotonic() + SECONDS
    try:
        with Visitor(address) as visitor:
            while time.monotonic() < until:
                visits.append(visitor.open(chance.choice(PAGES), chance.choice(QUERIES)))
                time.sleep(chance.uniform(*THINKING_SECONDS))
    except (OSError, TimeoutError) as error:
        broken.append(type(error).__name__)


if __name__ == "__main__":
    main()
