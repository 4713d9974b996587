"""How much memory and time one file may take, and how a process is held to it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portfolio.domain.limits import MEGABYTE

_GRACE_SECONDS = 10


@dataclass(frozen=True)
class Limits:
    """What a file may take beyond what the process takes for itself: so much, and so much more
    for each megabyte of it. A right file of benefit values takes 11 MB and 0.02 s."""

    memory_mb: float = 1024
    memory_mb_per_mb: float = 24
    seconds: float = 30
    seconds_per_mb: float = 3

    def memory_bytes(self, size: int) -> int:
        return int(self.memory_mb * MEGABYTE + self.memory_mb_per_mb * size)

    def time_seconds(self, size: int) -> float:
        return self.seconds + self.seconds_per_mb * size / MEGABYTE


LIMITS = Limits()


@contextmanager
def within(memory_bytes: int, seconds: float) -> Iterator[None]:
    """Hold this process to so much more memory than it has now, where the system can do that.

    An alarm ends it where nobody is left who would: whoever waits for it ends it before.
    """
    if sys.platform != "linux":  # elsewhere there is the time limit of whoever waits
        yield
        return
    import resource  # noqa: PLC0415 - only there on some systems

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    signal.alarm(int(seconds) + _GRACE_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + memory_bytes, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        signal.alarm(0)


def leave_no_core() -> None:
    """Have the system write no copy of this process's memory to disk, should it crash."""
    if os.name == "posix":
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
