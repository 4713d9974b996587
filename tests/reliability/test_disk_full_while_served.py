"""A disk that fills up under the running app: it serves again by itself once there is room."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

resource = pytest.importorskip("resource", reason="needs a limit on file sizes")
pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="needs a limit on file sizes of another process"
)

_STEP = 64_000
_FULL_FOR_SECONDS = 3.0
_DONE, _OUR_FAULT = 0, 4


def limit(process_id: int, size: int) -> None:
    """As good as a full disk: the process cannot write a file beyond the size."""
    _, hard = resource.prlimit(process_id, resource.RLIMIT_FSIZE)
    resource.prlimit(process_id, resource.RLIMIT_FSIZE, (size, hard))


def send_while_full(served: Any, file: Path, size: int) -> tuple[int, float]:
    """The exit code of a submission while no file may grow beyond the size, and how many seconds
    after there is room again the sender has the app's answer."""
    words = ("submit", "--partner", "RXA", "--period", "2026-09", file, "--accept", "--home")
    limit(served.process_id, size)
    with subprocess.Popen(
        [sys.executable, "-m", "portfolio", *map(str, words), str(served.home)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as sending:
        _until_it_is_full(sending, served.home / "inbox" / "claimed")
        limit(served.process_id, resource.RLIM_INFINITY)
        started = time.monotonic()
        sending.wait(60)
    return sending.returncode, time.monotonic() - started


def _until_it_is_full(sending: subprocess.Popen[bytes], claimed: Path) -> None:
    """Until the sender has its answer, or the app has worked for a while and cannot give it."""
    while sending.poll() is None and not any(claimed.iterdir()):
        time.sleep(0.02)
    with suppress(subprocess.TimeoutExpired):
        sending.wait(_FULL_FOR_SECONDS)


def standing(served: Any) -> tuple[int, int]:
    """How many submissions there are, and how many programmes stand."""
    ledger = served.ask("submissions", "--json")
    told = served.ask("measure", "adoption", "--period", "2026-09", "--json")
    return len(ledger), len(told["tables"]["by_programme"])


@pytest.mark.long
def test_a_disk_that_fills_up_in_steps_of_64_kilobytes_under_the_running_app(
    served: Any, tmp_path: Path, *, programmes: Any, goal: Callable[..., None]
) -> None:
    """Up to the first ten steps in a row at which everything went through."""
    refused = taken = in_a_row = steps = 0
    slowest = 0.0
    while in_a_row < 10:
        count = 2_000 + steps
        file = programmes(tmp_path / str(steps), "RXA", count, purpose="Less waiting " * 20)
        code, seconds = send_while_full(served, file, steps * _STEP)
        slowest, steps = max(slowest, seconds), steps + 1
        assert code in (_DONE, _OUR_FAULT)
        taken, refused = taken + (code == _DONE), refused + (code == _OUR_FAULT)
        in_a_row = in_a_row + 1 if code == _DONE else 0
        submissions, rows = standing(served)
        assert submissions == taken
        assert rows in ({count} if code == _DONE else {0, *range(2_000, count)})
    goal(
        "Disk filled in steps of 64 KB under the running app: nothing lost or half there",
        steps=steps,
        refused=refused,
        slowest_in_seconds=round(slowest, 1),
    )
    assert refused > 0
    assert slowest < 5
