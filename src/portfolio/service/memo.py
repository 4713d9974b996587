"""Answers kept until something changes that they were worked out from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """The last few answers by question; the one least asked for goes first.

    Of those who ask the same at once one works it out, and the others wait for it. An answer that
    something has changed since makes room for the new one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, Future[Value]]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self, question: Hashable, work_out: Callable[[], Value], *, while_it_is: Hashable = None
    ) -> Value:
        """Return the answer kept, or the one worked out now and kept from now on: until it is asked
        for while something else is the case.

        Whoever waited for one that could not be worked out tries it again.
        """
        while True:
            is_mine, answer = self._asked(question, while_it_is)
            if is_mine:
                return self._worked_out(question, answer, work_out)
            if answer.exception() is None:
                return answer.result()

    def _asked(self, question: Hashable, while_it_is: Hashable) -> tuple[bool, Future[Value]]:
        """Return whether it is for this thread to work the answer out, and where it will be."""
        with self._lock:
            kept = self._kept.get(question)
            if kept is not None and kept[0] == while_it_is:
                self._kept.move_to_end(question)
                return False, kept[1]
            answer: Future[Value] = Future()
            self._kept[question] = (while_it_is, answer)
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return True, answer

    def _worked_out(
        self, question: Hashable, answer: Future[Value], work_out: Callable[[], Value]
    ) -> Value:
        try:
            value = work_out()
        except BaseException as error:
            with self._lock:
                kept = self._kept.get(question)
                if kept is not None and kept[1] is answer:
                    del self._kept[question]
            answer.set_exception(error)
            raise
        answer.set_result(value)
        return value
