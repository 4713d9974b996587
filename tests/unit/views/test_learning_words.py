"""What the Learning page says and draws, in every state."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.views.learning import lesson_pictures
from portfolio.views.learning.knowledge_flow import COLUMNS_AT_MOST, gives_and_takes, knowledge_flow
from portfolio.views.words import learning_words as words

LESSON = {
    "lesson_id": "L1",
    "kind": "redprint",
    "title": "Do not switch it on <at night>",
    "org_code": "RWH",
    "category": "process",
    "date": date(2026, 1, 5),
    "organisations": 1,
}
USE = {
    "lesson_id": "L1",
    "title": LESSON["title"],
    "from_org_code": "RWH",
    "used_by_org_code": "RSG",
    "used_date": date(2026, 2, 5),
    "outcome": "adopted",
    "benefit_id": "B1",
    "benefit_name": "Nights saved",
    "benefit_type": "cash_releasing",
    "effect": "benefit",
    "realised_gbp": 240_000.0,
}
EDGE = {"from_org_code": "RWH", "to_org_code": "RSG", "adoptions": 2, "lessons": 1}


@pytest.mark.parametrize(
    ("used", "every", "said"),
    [
        (0, 4, "None of 4 lessons has been used by another organisation yet"),
        (1, 4, "1 of 4 lessons has been used by another organisation"),
        (3, 4, "3 of 4 lessons have been used by another organisation"),
        (4, 4, "All 4 lessons have been used by another organisation"),
        (1, 1, "The one lesson with time to travel has been used by another organisation"),
        (0, 1, "The one lesson with time to travel has not yet been used by another organisation"),
    ],
)
def test_headline_counts_lessons_that_travelled(make, used, every, said):
    result = make("learning", numerator=used, denominator=every, lessons=[LESSON])

    assert words.headline(result) == said


def test_headline_says_when_there_is_nothing_or_too_little_to_judge(make):
    nothing = make("learning", status="not_defined")
    only_flow = make("learning", status="not_defined", flow=[EDGE])
    too_new = make("learning", status="not_defined", lessons=[LESSON])

    assert words.headline(nothing) == "No lesson has been shared yet"
    assert words.headline(only_flow).endswith("knowledge travels with programmes only")
    assert words.headline(too_new) == "One lesson shared, too new to say whether others use them"


@pytest.mark.parametrize(
    ("edges", "answered", "said"),
    [
        (0, 0, "No knowledge is reported to have travelled between organisations yet"),
        (1, 0, "Knowledge goes one way so far, from one organisation to one other"),
        (5, 0, "Knowledge goes one way in all 5 links between organisations"),
        (5, 2, "2 of 5 links between organisations go both ways"),
        (4, 4, "All 4 links between organisations go both ways"),
    ],
)
def test_flow_is_said_by_what_is_answered_and_names_nobody_first(make, edges, answered, said):
    summary = [{"edges": edges, "answered_edges": answered}]

    assert words.flow_title(make("learning", summary=summary)) == said


def test_flow_cells_hold_programmes_and_lessons_together(make, labels):
    drawn = knowledge_flow(make("learning", flow=[EDGE]), labels)

    assert drawn.figure["data"][1]["text"] == ["3"]
    assert drawn.table.values == (("RWH", "RSG", 2, 1),)
    assert words.cell(EDGE) == "2 programmes in routine use, 1 lesson used"


def test_hundreds_of_takers_are_counted_by_type(make, many_labels):
    takers = list(many_labels.organisations)[1 : COLUMNS_AT_MOST + 3]
    flow = [{**EDGE, "from_org_code": "Y00000", "to_org_code": code} for code in takers]

    drawn = knowledge_flow(make("learning", flow=flow), many_labels)

    kinds = {many_labels.org_type(code) for code in takers}
    assert len(drawn.figure["data"][1]["text"]) == len(kinds)
    assert len(drawn.table) == len(takers)


def test_a_phone_reads_to_how_many_and_from_how_many(make, labels):
    organisations = [
        {"org_code": "RWH", "given": 3, "taken": 1},
        {"org_code": "GNF", "given": 0, "taken": 0},
    ]

    drawn = gives_and_takes(make("learning", flow=[EDGE], organisations=organisations), labels)

    assert "Wenmarsh Hospitals" in drawn.html
    assert "Northfen GPs" not in drawn.html


def test_a_redprint_is_a_contribution_with_who_used_it(make, labels, without_links):
    drawn = lesson_pictures.redprints(make("learning", lessons=[LESSON], trace=[USE]), labels)

    assert drawn.title == "1 organisation shared 1 lesson on what to avoid; 1 used so far"
    assert "Do not switch it on &lt;at night&gt;" in drawn.html
    assert "Adopted by Saltmere General" in without_links(drawn.html)


def test_a_lesson_nobody_used_says_so_without_blame(make, labels):
    unused = {**LESSON, "organisations": 0}

    drawn = lesson_pictures.redprints(make("learning", lessons=[unused]), labels)

    assert "Not used elsewhere yet" in drawn.html
    assert drawn.title.endswith("none used so far")


def test_no_blueprint_says_what_to_do(make, labels):
    drawn = lesson_pictures.blueprints(make("learning", lessons=[LESSON]), labels)

    assert drawn.is_empty
    assert "extract lessons" in drawn.empty


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ({}, "£240k cash-releasing realised"),
        ({"effect": "disbenefit"}, "£240k cash-releasing disbenefit realised"),
        ({"realised_gbp": None}, "No pounds realised yet"),
        ({"realised_gbp": None, "benefit_type": "unmonetisable"}, "Without a price"),
        ({"realised_gbp": None, "benefit_name": None}, "Not in this organisation\u2019s register"),
    ],
)
def test_a_trace_says_what_is_counted_of_the_benefit(use, said):
    assert words.worth({**USE, **use}) == said


def test_a_trace_claims_no_cause(make, labels):
    drawn = lesson_pictures.lesson_trace(make("learning", trace=[USE]), labels)

    assert drawn.title == "One use of a lesson points to a benefit"
    assert "not proof of cause" in drawn.subtitle
    assert "Nights saved" in drawn.html


def test_a_use_that_was_only_considered_is_not_traced(make, labels):
    result = make("learning", trace=[{**USE, "outcome": "considered"}])

    assert lesson_pictures.lesson_trace(result, labels).is_empty


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), "Every organisation gives or takes something"),
        (("GNF",), "One organisation neither gives nor takes yet"),
        (("GNF", "VLC"), "Two organisations neither give nor take yet"),
    ],
)
def test_those_without_a_part_are_named(make, labels, codes, said):
    alone = [{"org_code": code, "org_type": "vcse"} for code in codes]
    result = make("learning", flow=[EDGE], isolated=alone)

    assert lesson_pictures.isolated(result, labels).title == said


def test_four_counts_carry_their_denominators(make):
    by_kind = [
        {"kind": "blueprint", "old_enough": 3, "reused": 2, "reused_or_considered": 3},
        {"kind": "redprint", "old_enough": 2, "reused": 0, "reused_or_considered": 0},
    ]
    summary = [{"edges": 1, "organisations": 5, "isolated": 2}]
    result = make("learning", by_kind=by_kind, summary=summary, trace=[USE])

    every = words.counts(result)

    assert [(one.figure, one.of) for one in every] == [
        ("2", "of 3"),
        ("0", "of 2"),
        ("1", "of 1"),
        ("2", "of 5"),
    ]
    assert every[0].note == "1 more considered"


def test_nobody_is_called_apart_where_no_use_is_reported(make, labels):
    alone = [{"org_code": "RWH", "org_type": "acute"}]

    picture = lesson_pictures.isolated(make("learning", isolated=alone), labels)

    assert picture.is_empty
    assert picture.title == "Who stands apart is not known yet"
