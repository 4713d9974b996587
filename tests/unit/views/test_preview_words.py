"""What a return would change is said in a sentence, in names and units, as the contract says it."""

from __future__ import annotations

import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.preview import FieldChange, KindChange, Preview, Revision, Tally
from portfolio.views.words import preview_words as words

LABELS = Labels({"LOC-SAL": OrganisationLabel("Saltmere", "icb")}, {"P1": "Care record"})


def seen(*tallies: Tally) -> Preview:
    return Preview((KindChange("benefits", 1, 1, 1, 1),), (), 3, tallies)


def change(**cells: object) -> FieldChange:
    given: dict[str, object] = {
        "kind": "benefit_values",
        "key": ("B1", "LOC-SAL", "2026-03"),
        "column": "realised_gbp",
        "before": "12000",
        "after": "15500",
        "what": "past_month_revised",
        "name": "Beds",
    }
    return FieldChange(**{**given, **cells})


def test_a_long_list_is_said_in_a_sentence() -> None:
    preview = seen(
        Tally("rating_moved", "programmes", 4, 4),
        Tally("target_cut", "benefits", 1, 1, 30.0),
        Tally("gone", "programmes", 3, 3),
        Tally("past_month_revised", "benefit_values", 212, 424),
    )

    assert words.sentence(preview) == (
        "4 ratings moved, 1 target cut by 30%, 3 programmes no longer reported, "
        "212 past months revised."
    )


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally("target_cut", "benefits", 3, 3, 45.4), "3 targets cut, the most by 45%"),
        (Tally("target_cut", "benefits", 1, 1), "1 target cut"),
        (Tally("state_moved", "benefits", 2, 2), "2 benefit statuses moved"),
        (Tally("new", "lesson_uses", 1, 1), "1 new use of a lesson"),
        (Tally("month_filled", "benefit_values", 1, 2), "1 past month given for the first time"),
        (Tally("changed", "risks", 7, 7), "7 other details changed"),
    ],
)
def test_each_sort_of_change_has_its_phrase(tally: Tally, said: str) -> None:
    assert words.summary(seen(tally)) == (said,)


def test_a_past_month_revised_is_said_as_the_contract_says_it() -> None:
    one = change()

    assert words.item(one, LABELS) == "Beds, March 2026 at Saltmere, realised, in pounds"
    assert words.before(one, LABELS) == "£12,000"
    assert words.after(one, LABELS) == "£15,500"
    assert words.why(one) == "a past month revised"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"column": "realised_value", "after": "4380.5", "unit": "hours"}, "4,380.5 hours"),
        ({"before": "12000", "after": "12000.4"}, "£12,000.40"),
        ({"after": None}, "blank"),
        ({"column": "stage", "after": "delivery"}, "Delivery"),
        ({"column": "state", "after": "declined"}, "Decided not to"),
        ({"column": "live_date", "after": "2026-08-14"}, "14 August 2026"),
        ({"column": "payer_org_code", "after": "LOC-SAL"}, "Saltmere"),
        ({"column": "outcome_code", "after": "1234"}, "1234"),
    ],
)
def test_cells_are_said_as_people_say_them(cells: dict[str, object], said: str) -> None:
    assert words.after(change(**cells), LABELS) == said


def test_a_target_cut_says_by_how_much() -> None:
    one = change(column="target_value", before="100", after="70", what="target_cut", unit="days")

    assert words.why(one) == "a target cut by 30%"
    assert words.after(one, LABELS) == "70 days"


def test_a_row_that_goes_is_named_without_a_column() -> None:
    goes = {"column": "state", "before": "exploring", "after": None, "what": "gone", "name": ""}

    one = change(kind="adoptions", key=("P1", "LOC-SAL"), **goes)

    assert words.item(one, LABELS) == "Care record, Saltmere"
    assert words.before(one, LABELS) == "Exploring"
    assert words.after(one, LABELS) == "No longer there"


def test_a_long_text_is_shown_where_it_changes() -> None:
    start = "The same words again and again. " * 12
    one = change(
        column="purpose", before=f"{start}Old end", after=f"{start}New end", what="changed"
    )

    assert words.after(one, LABELS).endswith("New end")
    assert words.after(one, LABELS).startswith("… ")
    assert len(words.after(one, LABELS)) < 130


def test_revised_months_of_a_benefit_are_told_together() -> None:
    one = Revision("B1", "LOC-SAL", "Beds", 212, "2008-01", "2026-08", 1_000_000.0, 1_200_000.0)

    assert words.revised(one, LABELS) == (
        "Beds, Saltmere",
        "212 months, January 2008 to August 2026",
        "£1,000,000",
        "£1,200,000",
    )


def test_a_new_row_is_named_with_its_state() -> None:
    one = change(kind="adoptions", key=("P1", "LOC-SAL"), column="state", before=None,
                 after="live", what="new", name="")  # fmt: skip

    assert words.item(one, LABELS) == "Care record, Saltmere"
    assert (words.before(one, LABELS), words.after(one, LABELS)) == ("not there", "Live")
    assert words.why(one) == "new"
