"""What filters have narrowed, kept for the measures that fold it next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import TypeVar, cast

_MOST_KEPT = 512
_MOST_ROWS = 4_000_000  # a history of a million months is kept a few times over, not hundreds
Rows = TypeVar("Rows", bound=Sized)


class Narrowed:
    """The last frames and lists by what they are of. All measures of a page ask for the same few;
    who comes back much later has them made again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Sized] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def rows(self, asked: Hashable, make: Callable[[], Rows]) -> Rows:
        """Return what is kept, or is made now. Two who ask at once may both make it, and agree."""
        with self._lock:
            found = self._kept.get(asked)
            if found is not None:
                self._kept.move_to_end(asked)
                return cast(Rows, found)
        made = make()
        with self._lock:
            if asked not in self._kept:
                self._kept[asked] = made
                self._rows += len(made)
            while len(self._kept) > 1 and self._is_full():
                self._rows -= len(self._kept.popitem(last=False)[1])
        return made

    def _is_full(self) -> bool:
        return len(self._kept) > _MOST_KEPT or self._rows > _MOST_ROWS
