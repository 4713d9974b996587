"""Answers kept for as long as nothing changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from portfolio.service.memo import Memo


def test_an_answer_is_worked_out_once() -> None:
    remembered: Memo[str] = Memo(2)
    worked_out: list[str] = []

    for _ in range(3):
        remembered.answer("question", lambda: worked_out.append("once") or "answer")

    assert worked_out == ["once"]


def test_the_answer_least_asked_for_goes_first() -> None:
    remembered: Memo[int] = Memo(2)
    remembered.answer("a", lambda: 1)
    remembered.answer("b", lambda: 2)
    remembered.answer("a", lambda: 1)

    remembered.answer("c", lambda: 3)

    assert remembered.answer("a", lambda: 10) == 1
    assert remembered.answer("b", lambda: 20) == 20


def test_many_threads_get_the_answer_to_their_own_question() -> None:
    remembered: Memo[int] = Memo(8)

    def ask(number: int) -> bool:
        return remembered.answer(number % 20, lambda: number % 20) == number % 20

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2_000)))


def test_an_answer_is_kept_only_while_the_same_is_the_case() -> None:
    remembered: Memo[str] = Memo(2)
    remembered.answer("question", lambda: "as it was", while_it_is=1)

    assert remembered.answer("question", lambda: "again", while_it_is=1) == "as it was"
    assert remembered.answer("question", lambda: "as it is", while_it_is=2) == "as it is"


def test_who_asks_what_is_being_worked_out_waits_for_the_one_answer() -> None:
    remembered: Memo[int] = Memo(2)
    begun, go_on, times = Event(), Event(), []

    def work_out() -> int:
        times.append(1)
        begun.set()
        assert go_on.wait(10)
        return 7

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(remembered.answer, "question", work_out)
        assert begun.wait(10)
        others = [pool.submit(remembered.answer, "question", work_out) for _ in range(3)]
        go_on.set()
        assert [one.result(10) for one in (first, *others)] == [7] * 4
    assert times == [1]


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    remembered: Memo[int] = Memo(2)

    with pytest.raises(ZeroDivisionError):
        remembered.answer("question", lambda: 1 // 0)

    assert remembered.answer("question", lambda: 1) == 1
