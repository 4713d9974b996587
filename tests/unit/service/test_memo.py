"""Answers kept for as long as nothing changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

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
