"""Eight partners sending at once through the running app, readers polling all the while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

PROGRAMMES = 20


@pytest.mark.long
def test_each_is_received_exactly_once_and_no_reader_sees_part_of_one(
    served: Any, tmp_path: Path, partners: list[str], *, programmes: Any, goal: Callable[..., None]
) -> None:
    seen: list[int] = []
    done = threading.Event()

    def send(partner: str) -> list[bool]:
        file = programmes(tmp_path / partner, partner, PROGRAMMES)
        words = ("submit", "--partner", partner, "--period", "2026-09", file, "--accept", "--json")
        return [bool(served.ask(*words)["already_received"]) for _ in range(2)]

    def read() -> None:
        while not done.is_set():
            told = served.ask("measure", "adoption", "--period", "2026-09", "--json")
            seen.append(len(told["tables"]["by_programme"]))

    with ThreadPoolExecutor(len(partners) + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        ends = list(pool.map(send, partners))
        done.set()
        for reader in readers:
            reader.result()

    ledger = served.ask("submissions", "--json")
    parts = [count for count in seen if count % PROGRAMMES]
    goal(
        "Eight partners at once: each received exactly once, no reader sees a part",
        partners=len(partners),
        received=len(ledger),
        readings=len(seen),
        of_a_part=len(parts),
    )
    assert ends == [[False, True]] * len(partners)
    assert sorted(one["partner"] for one in ledger) == partners
    assert parts == []
    assert len(seen) > 1
