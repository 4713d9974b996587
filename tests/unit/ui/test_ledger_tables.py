"""The ledger lists what was taken, withdrawn and refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portfolio.contract.catalogue import KINDS
from portfolio.domain.organisation import Organisations
from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedFile, RefusedReturn
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.system import References, SystemSettings
from portfolio.ui import submission_tables

LISTS = References(SystemSettings("Somewhere"), Organisations(()), ())
AT = datetime(2026, 7, 9, 9, tzinfo=UTC)


def test_a_submission_is_a_line_that_leads_to_it() -> None:
    file = SubmittedFile("risks", "risks.csv", "ab", 10, 1234)
    row = Submission(7, "LOC-A", Period(2026, 6), date(2026, 7, 9), AT, "1", (file,))

    html = submission_tables.ledger([row], LISTS)

    assert '<a href="./submissions?submission=0007" target="_self">0007</a>' in html
    for words in ("June 2026", "9 Jul 2026", "Risks", "1,234", "Accepted"):
        assert words in html


def test_a_refused_return_is_a_line_of_counts() -> None:
    files = (RefusedFile("risks", 12, 3, 1), RefusedFile(None, 0, 1, 0))
    row = RefusedReturn(1, "LOC-A", Period(2026, 6), date(2026, 7, 9), AT, "1", files, ("x",))

    html = submission_tables.ledger([row], LISTS)

    assert "Refused<small>4 things to put right" in html
    assert "Risks and 1 other file" in html
    assert "submission=" not in html  # nothing of it was kept


def test_several_extracts_are_counted_and_all_of_them_said() -> None:
    def line(*kinds: str) -> str:
        files = tuple(SubmittedFile(kind, f"{kind}.csv", "ab", 10, 1) for kind in kinds)
        row = Submission(7, "LOC-A", Period(2026, 6), date(2026, 7, 9), AT, "1", files)
        return submission_tables.ledger([row], LISTS)

    assert "2 of 7" in line("risks", "lessons")
    assert "All seven" in line(*KINDS)
