"""The frames that filters have narrowed, kept for the measures that fold them next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import polars as pl

_MOST_FRAMES = 512
_MOST_ROWS = 4_000_000  # a history of a million months is kept a few times over, not hundreds


class Narrowed:
    """The last frames by what they are of. All measures of a page ask for the same few; who comes
    back much later has them made again."""

    def __init__(self) -> None:
        self._frames: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def frame(self, asked: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The frame kept, or the one made now. Two who ask at once may both make it, and agree."""
        with self._lock:
            found = self._frames.get(asked)
            if found is not None:
                self._frames.move_to_end(asked)
                return found
        made = make()
        with self._lock:
            if asked not in self._frames:
                self._frames[asked] = made
                self._rows += made.height
            while len(self._frames) > 1 and self._is_full():
                self._rows -= self._frames.popitem(last=False)[1].height
        return made

    def _is_full(self) -> bool:
        return len(self._frames) > _MOST_FRAMES or self._rows > _MOST_ROWS
