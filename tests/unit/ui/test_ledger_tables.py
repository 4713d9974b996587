"""Who has sent for which period, in words and shapes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.system import References, ReportingPeriod, SystemSettings
from portfolio.ui import ledger_tables

JUNE = Period(2026, 6)


def due(
    *received: date, today: date = date(2026, 8, 1), valid_to: date | None = None
) -> ledger_tables.Due:
    partner = Organisation("LOC-A", "<Alder>", "acute", is_partner=True, valid_to=valid_to)
    periods = (ReportingPeriod(Period(2026, 3)), ReportingPeriod(JUNE, date(2026, 7, 9)))
    lists = References(
        SystemSettings("Somewhere", reporting_periods=periods), Organisations((partner,)), ()
    )
    rows = [
        Submission(n, "LOC-A", JUNE, day, datetime(2026, 7, 1), "1", ())
        for n, day in enumerate(received, 1)
    ]
    return ledger_tables.Due(lists, rows, today)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (due(date(2026, 7, 9)), "9 Jul 2026"),
        (due(date(2026, 7, 12)), "3 days late"),
        (due(date(2026, 7, 20), date(2026, 7, 8)), "8 Jul 2026"),
        (due(), "23 days over"),
        (due(today=date(2026, 7, 9)), "not due yet"),
        (due(valid_to=date(2026, 4, 1)), "closed"),
    ],
)
def test_each_state_is_said_in_words(what: ledger_tables.Due, said: str) -> None:
    assert said in ledger_tables.due(what)


def test_names_are_never_markup() -> None:
    assert "&lt;Alder&gt;" in ledger_tables.due(due())
    assert "<Alder>" not in ledger_tables.due(due())


def test_a_withdrawn_return_is_not_a_return() -> None:
    what = due(date(2026, 7, 9))
    gone = Submission(
        1, "LOC-A", JUNE, date(2026, 7, 9), datetime(2026, 7, 1), "1", (),
        withdrawn_at=datetime(2026, 7, 20), withdrawn_reason="wrong month",
    )  # fmt: skip

    assert "missing" in ledger_tables.due(ledger_tables.Due(what.references, [gone], what.today))
