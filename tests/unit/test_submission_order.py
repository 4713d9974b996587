"""What stands when a submission is taken back, and what stood when it came."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.submission_order import stands_instead, stood_before


def submission(number: int, month: int, *kinds: str, **given: object) -> Submission:
    files = tuple(SubmittedFile(kind, f"{kind}.csv", "ab", 1, 1) for kind in kinds)
    at = datetime(2026, 10, number, 9, tzinfo=UTC)
    what: dict[str, object] = {"partner_code": "RXA", "received_on": date(2026, 10, number)}
    return Submission(
        submission_id=number,
        period=Period(2026, month),
        recorded_at=at,
        contract_version="1",
        files=files,
        **{**what, **given},
    )


def numbers(found: object) -> dict[str, int | None]:
    return {kind: one.submission_id if one else None for kind, one in found.items()}


def test_the_one_before_in_the_same_month_stands_again_else_the_month_before() -> None:
    june = submission(1, 6, "risks", "programmes")
    first = submission(2, 9, "programmes")
    second = submission(3, 9, "programmes", "risks", "lessons")

    assert numbers(stands_instead([june, first, second], second)) == {
        "programmes": 2,
        "risks": 1,
        "lessons": None,
    }


def test_what_was_replaced_already_changes_nothing() -> None:
    first, second = submission(1, 9, "risks", "lessons"), submission(2, 9, "risks")

    assert numbers(stands_instead([first, second], first)) == {"lessons": None}


def test_neither_withdrawn_nor_later_nor_other_partners_returns_stand_again() -> None:
    withdrawn = submission(1, 9, "risks", withdrawn_at=datetime(2026, 10, 5, tzinfo=UTC))
    other = submission(2, 9, "risks", partner_code="RXB")
    later = submission(3, 12, "risks")
    this = submission(4, 9, "risks")

    assert numbers(stands_instead([withdrawn, other, later, this], this)) == {"risks": None}


def test_what_stood_before_is_seen_as_it_was_then() -> None:
    withdrawn_later = submission(1, 9, "risks", withdrawn_at=datetime(2026, 10, 20, tzinfo=UTC))
    this, after = submission(2, 9, "risks"), submission(3, 9, "risks")

    assert numbers(stood_before([withdrawn_later, this, after], this)) == {"risks": 1}
