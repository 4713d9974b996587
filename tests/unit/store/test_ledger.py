"""The ledger: whole or nothing, added to and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.store.already_received import received_on_day, standing_with
from portfolio.store.current_state import standing
from portfolio.store.engine import Store, StoreFault
from portfolio.store.ledger import Ledger, NotWithdrawn
from portfolio.store.queries import STEPS_FOLDER, compose

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
A, B = "a" * 64, "b" * 64


def _ids(store: Store, period: str, known_on: date | None = None) -> list[str]:
    sql = compose(STEPS_FOLDER, "current_programme")
    rows = store.read(sql, {"period": period, "known_on": known_on})
    return rows["programme_id"].sort().to_list()


def test_a_submission_comes_back_as_it_was_recorded(
    ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    recorded = submit(("P1", "P2"))

    assert ledger.submissions() == (recorded,)
    assert ledger.find(recorded.submission_id) == recorded
    assert ledger.find(99) is None


def test_lists_can_be_of_one_partner_or_one_period(
    ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    first = submit(period="2026-06", received_on=date(2026, 7, 3))
    second = submit(period="2026-09")
    other = submit(("P9",), partner="RXB")

    assert ledger.submissions(partner_code="RXA") == (first, second)
    assert ledger.submissions(period=Period(2026, 9)) == (second, other)


def test_a_row_that_cannot_be_kept_leaves_nothing_of_its_submission(
    store: Store, ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    recorded = submit()
    faulty = pl.DataFrame({"row_number": [2], "risk_id": ["R1"], "title": ["Late"]})
    files = (SubmittedFile("risks", "risks.csv", B, 9, 1), *recorded.files)

    with pytest.raises(StoreFault):
        ledger.record(replace(recorded, submission_id=2, files=files), {"risks": faulty})

    assert ledger.submissions() == (recorded,)
    assert store.read("SELECT * FROM ledger_file").height == 1
    assert store.read("SELECT * FROM accepted_risks").is_empty()
    assert store.revision == 1


def test_what_came_last_in_a_period_stands(store: Store, submit: Callable[..., Submission]) -> None:
    submit(("P1", "P2"), received_on=date(2026, 10, 3))
    submit(("P1", "P3"), received_on=date(2026, 10, 9))

    assert _ids(store, "2026-09") == ["P1", "P3"]


def test_a_late_return_for_an_earlier_period_does_not_replace_a_later_one(
    store: Store, submit: Callable[..., Submission]
) -> None:
    submit(("P1",), period="2026-09", received_on=date(2026, 10, 3))
    submit(("P2",), period="2026-06", received_on=date(2026, 11, 1))

    assert _ids(store, "2026-09") == ["P1"]
    assert _ids(store, "2026-06") == ["P2"]
    assert _ids(store, "2026-05") == []


def test_what_stood_is_known_for_every_day(store: Store, submit: Callable[..., Submission]) -> None:
    submit(("P1",), received_on=date(2026, 10, 3))
    submit(("P2",), received_on=date(2026, 10, 9))

    assert _ids(store, "2026-09", date(2026, 10, 2)) == []
    assert _ids(store, "2026-09", date(2026, 10, 3)) == ["P1"]
    assert _ids(store, "2026-09", date(2026, 10, 9)) == ["P2"]


def test_a_return_of_the_past_follows_its_own_partner_as_known_then(
    store: Store, submit: Callable[..., Submission]
) -> None:
    submit(("P1",), received_on=date(2026, 10, 3))
    submit(("P2",), received_on=date(2026, 10, 9))

    stands = standing(store, "RXA", Period(2026, 9), date(2026, 10, 3))

    assert stands.previous["programmes"]["programme_id"].to_list() == ["P1"]
    assert stands.current["programmes"]["programme_id"].to_list() == ["P2"]


def test_after_a_withdrawal_the_one_before_stands_again(
    store: Store, ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    submit(("P1",), received_on=date(2026, 10, 3))
    second = submit(("P2",), received_on=date(2026, 10, 9))

    withdrawn = ledger.withdraw(second.submission_id, " wrong month ", NOW)

    assert (withdrawn.state, withdrawn.withdrawn_reason) == ("withdrawn", "wrong month")
    assert withdrawn.withdrawn_at == NOW
    assert _ids(store, "2026-09") == ["P1"]


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [
        (7, "wrong", "no submission 0007"),
        (1, "wrong", "was withdrawn on 5 November 2026"),
        (2, "  ", "the reason is kept"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused_in_words(
    ledger: Ledger, submit: Callable[..., Submission], *, number: int, reason: str, words: str
) -> None:
    submit()
    submit(("P2",))
    ledger.withdraw(1, "wrong file", NOW)
    before = ledger.submissions()

    with pytest.raises(NotWithdrawn, match=words):
        ledger.withdraw(number, reason, NOW)

    assert ledger.submissions() == before


def test_the_same_bytes_stand_only_until_others_stand_between(
    ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    submit(sha256=A)
    assert standing_with(ledger.submissions(), frozenset({A})) is not None

    submit(sha256=B)

    assert standing_with(ledger.submissions(), frozenset({A})) is None
    assert standing_with(ledger.submissions(), frozenset({B})) is not None
    assert standing_with(ledger.submissions(), frozenset({A, B})) is None
    assert standing_with(ledger.submissions(), frozenset()) is None


def test_a_withdrawn_return_no_longer_stands_but_is_known_to_have_come_that_day(
    ledger: Ledger, submit: Callable[..., Submission]
) -> None:
    submit(sha256=A, received_on=date(2026, 10, 3))
    ledger.withdraw(1, "wrong", NOW)

    submissions = ledger.submissions()

    assert standing_with(submissions, frozenset({A})) is None
    assert received_on_day(submissions, frozenset({A}), date(2026, 10, 3)) == submissions[0]
    assert received_on_day(submissions, frozenset({A}), date(2026, 10, 4)) is None
    assert received_on_day(submissions, frozenset({A, B}), date(2026, 10, 3)) is None


def test_previous_is_what_the_partner_sent_last_up_to_the_period(
    store: Store, submit: Callable[..., Submission]
) -> None:
    submit(("P1",), period="2026-06", received_on=date(2026, 7, 1))
    submit(("P2",), period="2026-09")
    submit(("P3",), partner="RXB")

    def previous(period: str) -> dict[str, list[str]]:
        stands = standing(store, "RXA", Period.parse(period))
        return {kind: rows["programme_id"].to_list() for kind, rows in stands.previous.items()}

    assert previous("2026-08") == {"programmes": ["P1"]}
    assert previous("2026-12") == {"programmes": ["P2"]}
    assert previous("2026-05") == {}


def test_standing_rows_have_the_types_of_the_door_and_say_whose_they_are(
    store: Store, submit: Callable[..., Submission]
) -> None:
    submit(("P1",))

    stands = standing(store, "RXB", Period(2026, 9))

    row = stands.current["programmes"].row(0, named=True)
    assert (row["approved_cost_gbp"], row["partner_code"], row["submission_id"]) == (
        1234.56,
        "RXA",
        1,
    )
    assert stands.elsewhere is not None
    assert stands.elsewhere.rows() == [("programmes", "P1", "RXA", "RXA", None, False)]


def test_tables_nobody_asks_for_are_not_read(
    store: Store, submit: Callable[..., Submission]
) -> None:
    submit(("P1",))
    with store.transaction() as transaction:
        transaction.run("DROP TABLE accepted_benefit_values")
        transaction.run("DROP TABLE accepted_adoptions")

    stands = standing(store, "RXA", Period(2026, 9))

    assert stands.current["programmes"].height == 1
    assert list(stands.current) == ["programmes", "adoptions", "benefits", "lessons"]
    with pytest.raises(StoreFault):
        stands.current["adoptions"]
