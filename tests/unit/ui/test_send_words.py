"""How much came is counted in files, and of a workbook in extracts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from portfolio.domain.extract import Detected
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.verdict import Verdict
from portfolio.ui.send_words import headline, ready_detail, refused_detail


def verdict(*places: int, stops: tuple[str, ...] = ()) -> Verdict:
    detected = tuple(
        Detected(f"part {number}", "lessons", None, None, 10, place)
        for number, place in enumerate(places)
    )
    found = tuple(Finding("stop", "cell_required", file, "It is blank.") for file in stops)
    return Verdict(findings=found, detected=detected)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((0,), "1 file, 10 rows."),
        ((0, 1), "2 files, 20 rows."),
        ((0, 0, 0), "3 extracts in 1 file, 30 rows."),
        ((0, 1, 1), "3 extracts in 2 files, 30 rows."),
    ],
)
def test_sheets_of_a_workbook_are_extracts_and_not_files(places, said):
    assert ready_detail(verdict(*places), None).startswith(said)


def test_where_things_are_wrong_is_said_of_what_came():
    files = verdict(0, 1, 2, stops=("part 0", "part 2"))
    sheets = verdict(0, 0, 0, stops=("part 0", "part 2"))

    assert refused_detail(files).endswith("2 things to put right in 2 of 3 files.")
    assert refused_detail(sheets).endswith("2 things to put right in 2 of 3 extracts.")


def test_what_is_wrong_with_a_workbook_as_a_whole_is_not_counted_as_a_sheet():
    whole_and_sheet = verdict(0, stops=("the workbook", "part 0"))

    assert refused_detail(whole_and_sheet).endswith("2 things to put right.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Saltreach", "Check Saltreach\u2019s September 2026 return, then send it"),
        (
            "NHS Wenmarsh and the Levels and Far Beyond Integrated Care Board",
            "Check NHS Wenmarsh and the Levels \u2026 Care Board\u2019s September 2026 "
            "return, then send it",
        ),
    ],
)
def test_a_return_not_yet_looked_at_is_headed_by_what_to_do_in_two_lines(name, said):
    period = SimpleNamespace(period=Period(2026, 9))
    partner = SimpleNamespace(org_name=name)

    told = headline(
        SimpleNamespace(partner=partner, period=period, outcome=None, looked=None, has_partner=True)
    )

    assert told == said
