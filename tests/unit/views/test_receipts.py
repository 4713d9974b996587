"""A receipt to keep names everything, safely; taking back says what stands instead."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portfolio.domain.coverage import Coverage
from portfolio.domain.finding import Finding
from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.system import ReportingPeriod
from portfolio.views.receipt_sheet import receipt_page
from portfolio.views.words import current_words
from portfolio.views.words.receipt_words import in_time, stands_again

AT = datetime(2026, 10, 3, 9, tzinfo=UTC)
FILE = SubmittedFile("adoptions", "<b>.csv", "ab" * 32, 100, 1234)


def submission(number: int = 187, **given: object) -> Submission:
    return Submission(
        number, "LOC-A", Period(2026, 9), date(2026, 10, 3), AT, "1", (FILE,), **given
    )


def note(number: int) -> Finding:
    return Finding("note", "blank_rows", "a.csv", f"Row {number} was `blank`.", rows=(2,))


def test_a_receipt_names_everything_it_should() -> None:
    html = receipt_page(submission(), "Alder & Co", "Somewhere", "Made-up data.")

    said = ["0187", "Alder &amp; Co", "September 2026", "3 October 2026", "version 1"]
    for words in [*said, "1,234 rows", "ab" * 32, "Somewhere", "Made-up data.", "&lt;b&gt;.csv"]:
        assert words in html
    assert "<b>" not in html


def test_a_receipt_with_many_notes_still_fits_and_counts_them() -> None:
    html = receipt_page(submission(notes=tuple(map(note, range(40)))), "Alder", "Somewhere")

    assert "40 notes" in html
    assert "28 notes more" in html


def test_a_withdrawn_submission_says_so_on_its_receipt() -> None:
    html = receipt_page(submission(withdrawn_at=AT, withdrawn_reason="<wrong>"), "Alder", "S")

    assert "Withdrawn on 3 October 2026: &lt;wrong&gt;" in html


def test_what_stands_again_is_said_by_submission() -> None:
    said = stands_again({"adoptions": submission(183), "risks": submission(183), "lessons": None})

    assert said == (
        "Adoptions and risks: submission 0183 for September 2026 then stands again. "
        "Lessons: nothing then stands."
    )


def test_taking_back_what_was_replaced_changes_nothing() -> None:
    assert "nothing that is counted changes" in stands_again({})


def test_who_is_current_is_the_headline_and_who_is_not_is_named() -> None:
    labels = Labels(
        {"A": OrganisationLabel("Alder", "acute"), "B": OrganisationLabel("Brook", "icb")}
    )
    found = Coverage(("X", "Y"), (("A", Period(2026, 6)),), ("B",))

    assert current_words.headline(found, Period(2026, 9)) == (
        "2 of 4 partners are current for September 2026"
    )
    assert current_words.behind(found, labels, Period(2026, 9)) == (
        "Alder’s figures are from June. Nothing has come from Brook yet."
    )


def test_when_everybody_is_current_nobody_is_named() -> None:
    found = Coverage(("X", "Y"))

    assert (
        current_words.headline(found, Period(2026, 9))
        == "All 2 partners are current for September 2026"
    )
    assert current_words.behind(found, Labels(), Period(2026, 9)) == ""


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 10, 3), "In time: it was due on 3 October 2026."),
        (date(2026, 9, 30), "3 days late: it was due on 30 September 2026."),
        (None, ""),
    ],
)
def test_a_receipt_says_whether_it_came_in_time(due: date | None, said: str) -> None:
    assert in_time(submission(), [ReportingPeriod(Period(2026, 9), due)]) == said


def test_a_receipt_says_when_the_next_return_is_due() -> None:
    periods = [
        ReportingPeriod(Period(2027, 3), date(2027, 4, 20)),
        ReportingPeriod(Period(2026, 12), date(2027, 1, 22)),
    ]

    assert in_time(submission(), periods) == (
        "The next return, for December 2026, is due on 22 January 2027."
    )
