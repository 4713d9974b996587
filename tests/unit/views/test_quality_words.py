"""Each dimension in its own unit, and nothing added up."""

from __future__ import annotations

import pytest

from portfolio.measures.data_quality import DIMENSIONS
from portfolio.views import quality_picture
from portfolio.views.words import quality_words as words

ROW = {"org_code": "RWH", "kind": None, "numerator": 3.0, "denominator": 4.0}


@pytest.mark.parametrize(
    ("dimension", "value", "said"),
    [
        ("validity", 0.75, "3 of 4"),
        ("timeliness", -6.4, "6 days before"),
        ("timeliness", 1.0, "1 day after"),
        ("timeliness", 0.2, "on the day"),
        ("completeness", 0.82, "82%"),
        ("uniqueness", 1.0, "100%"),
        ("consistency", None, "not known"),
        ("age", 0.0, "up to date"),
        ("age", 2.5, "2.5 months"),
    ],
)
def test_a_dimension_is_said_in_its_own_unit(dimension, value, said):
    assert words.said(dimension, {**ROW, "value": value}) == said


def test_a_dimension_nothing_is_known_of_says_so():
    assert words.said("age", None) == "not known"


def test_every_dimension_of_the_measure_has_its_name_and_place():
    assert tuple(words.DIMENSIONS) == DIMENSIONS


def test_partners_stand_by_name_with_their_findings(make, labels):
    rows = [
        {**ROW, "org_code": code, "dimension": "validity", "value": 0.75} for code in ("RWH", "GNF")
    ]
    found = [{"org_code": "RWH", "findings": 3, "row_count": 1200}]
    result = make("data_quality", by_partner=rows, findings=found)

    drawn = quality_picture.quality_by_partner(result, labels)

    assert drawn.html.index("Northfen GPs") < drawn.html.index("Wenmarsh Hospitals")
    assert "3 findings in 1,200 rows" in drawn.html
    assert drawn.table.text[0][:4] == ("Wenmarsh Hospitals", "Validity", "All", "3 of 4")


def test_over_time_has_a_column_a_period(make):
    rows = [
        {"period": period, "dimension": "completeness", "value": value, "numerator": 1.0}
        for period, value in (("2026-03", 0.8), ("2026-06", 0.9))
    ]

    drawn = quality_picture.quality_over_time(make("data_quality", over_time=rows))

    assert "80%" in drawn.html
    assert drawn.html.index("Mar 2026") < drawn.html.index("Jun 2026")


def test_nothing_sent_says_what_will_be_here(make, labels):
    assert quality_picture.quality_by_partner(make("data_quality"), labels).is_empty
    assert quality_picture.quality_over_time(make("data_quality")).is_empty


def test_what_completeness_counts_is_said_view_by_view(make):
    needed = [{"kind": "adoptions", "column": "people_using", "view": "Spread"}]

    assert words.needs(make("data_quality", needed=needed)).endswith("Spread: people_using.")
