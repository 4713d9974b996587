"""Answers kept for as long as the store does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """The last few answers by question; the one least asked for goes first.

    Two who ask the same at the same moment may both work it out: no one waits for another.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, question: Hashable, work_out: Callable[[], Value]) -> Value:
        """Return the answer kept, or the one worked out now and kept from now on."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        value = work_out()
        with self._lock:
            self._kept[question] = value
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
