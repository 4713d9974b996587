"""Who has sent for which period, in words and shapes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.domain.system import References, ReportingPeriod, SystemSettings
from portfolio.ui import due_table

JUNE = Period(2026, 6)


def refused(day: date) -> RefusedReturn:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return RefusedReturn(1, "LOC-A", JUNE, day, at, "1", (), ("known_organisation",))


def due(
    *received: date,
    today: date = date(2026, 8, 1),
    valid_to: date | None = None,
    refusals: tuple[date, ...] = (),
    withdrawn_at: datetime | None = None,
) -> str:
    partner = Organisation("LOC-A", "<Alder>", "acute", is_partner=True, valid_to=valid_to)
    periods = (ReportingPeriod(Period(2026, 3)), ReportingPeriod(JUNE, date(2026, 7, 9)))
    lists = References(
        SystemSettings("Somewhere", reporting_periods=periods), Organisations((partner,)), ()
    )
    rows = [
        Submission(
            n, "LOC-A", JUNE, day, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "1", (),
            withdrawn_at=withdrawn_at,
        )
        for n, day in enumerate(received, 1)
    ]  # fmt: skip
    return due_table.table(due_table.Due(lists, rows, [refused(day) for day in refusals], today))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (due(date(2026, 7, 9)), "9 Jul 2026"),
        (due(date(2026, 7, 12)), "3 days late"),
        (due(date(2026, 7, 20), date(2026, 7, 8)), "8 Jul 2026"),
        (due(), "23 days over"),
        (due(today=date(2026, 7, 9)), "not due yet"),
        (due(valid_to=date(2026, 4, 1)), "closed"),
        (due(date(2026, 7, 9), refusals=(date(2026, 7, 8),)), "refused first"),
        (due(date(2026, 7, 12), refusals=(date(2026, 7, 1),) * 2), "3 days late, refused 2 times"),
        (due(refusals=(date(2026, 7, 8),)), "refused<small>23 days over"),
    ],
)
def test_each_state_is_said_in_words(html: str, said: str) -> None:
    assert said in html


def test_a_correction_refused_after_the_first_return_is_no_first_refusal() -> None:
    assert "refused" not in due(date(2026, 7, 9), refusals=(date(2026, 7, 20),))


def test_the_foot_counts_who_sent_and_who_did_at_the_first_try() -> None:
    assert "1 of 1<small>1 of 1 first time" in due(date(2026, 7, 9))
    assert "1 of 1<small>0 of 1 first time" in due(date(2026, 7, 9), refusals=(date(2026, 7, 8),))


def test_a_date_leads_to_its_submission() -> None:
    assert 'href="./submissions?submission=0001"' in due(date(2026, 7, 9))


def test_names_are_never_markup() -> None:
    assert "&lt;Alder&gt;" in due()
    assert "<Alder>" not in due()


def test_a_withdrawn_return_is_not_a_return() -> None:
    assert "missing" in due(date(2026, 7, 9), withdrawn_at=datetime(2026, 7, 20, tzinfo=UTC))
