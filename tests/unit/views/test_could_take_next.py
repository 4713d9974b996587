"""What one organisation could take up next: ranked, with barrier, lesson and whom to ask."""

from __future__ import annotations

import pytest

from portfolio.domain.programme import Programme
from portfolio.views.organisations.could_take_next import could_take_next, openings
from portfolio.views.words import taking_up_words as words

PAIR = {
    "programme_id": "P1", "org_code": "RWH", "state": "exploring", "status": "ok",
    "low_gbp": 55_000.0, "high_gbp": 102_000.0, "low_gbp_per_person": 0.5,
    "high_gbp_per_person": 0.9, "benefit_type": "cash_releasing", "adopters": 3,
    "adopters_with_evidence": 2, "talk_to_org_code": "RSG", "because": "org_type;theme",
}  # fmt: skip
NONE = {
    **PAIR, "programme_id": "P2", "status": "insufficient_data", "low_gbp": None, "high_gbp": None,
    "low_gbp_per_person": None, "high_gbp_per_person": None, "benefit_type": None, "adopters": 1,
    "adopters_with_evidence": 0, "talk_to_org_code": None,
}  # fmt: skip
ADOPTED = [
    {"programme_id": key, "lead_org_code": "RSG", "adopters_beyond_lead": 4,
     "eligible_beyond_lead": 9}
    for key in ("P1", "P2")
]  # fmt: skip
MATRIX = [
    {"programme_id": "P1", "org_code": code, "org_type": "acute", "barrier": barrier}
    for code, barrier in (("RWH", "technology"), ("RSG", "value"), ("XXX", "value"), ("YYY", None))
]
LESSONS = [
    {"lesson_id": "L1", "programme_id": "P1", "title": "Start small", "organisations": 1},
    {"lesson_id": "L2", "programme_id": "P1", "title": "Measure <looks>", "organisations": 3},
]


@pytest.fixture
def results(make):
    return (
        make("white_space", pairs=[NONE, {**PAIR, "org_code": "RSG"}, PAIR]),
        make("adoption", by_programme=ADOPTED, matrix=MATRIX),
        make("learning", lessons=LESSONS),
    )


def test_what_its_type_gained_most_from_comes_first(results):
    every = openings("RWH", results, ())

    assert [one.programme_id for one in every] == ["P1", "P2"]


def test_a_line_says_range_barrier_lesson_owner_and_whom_to_ask(results, labels, without_links):
    owned = Programme("P1", "Ward", "Why", "RSG", "live", "home", owner_role="Chief nurse")

    html = could_take_next(openings("RWH", results, [owned]), labels).html

    said = without_links(html)
    assert "£55k to £102k cash-releasing" in said
    assert "to date, from 2 of its type with measured benefit" in said
    assert "In routine use at 4 of 9 others" in said
    assert "In the way here: the technology. Its type met: its value to us (" in said
    assert "XXX)" in said
    assert "Read: Measure &lt;looks&gt;" in said  # the most used
    assert f"Ask: {labels.organisation('RSG')} (same type and has others of this theme)" in said
    assert f"Its owner: Chief nurse, {labels.organisation('RSG')}" in said
    assert "./learning?lesson=L2" in html
    assert "./organisations?organisation=RSG" in html


def test_nothing_open_says_so(make, labels):
    nothing = (make("white_space", pairs=[]), make("adoption"), make("learning"))

    assert could_take_next(openings("RWH", nothing, ()), labels).is_empty


@pytest.mark.parametrize(
    ("row", "worth", "evidence"),
    [
        (NONE, "No range yet", "1 of its type has it; a range needs two with measured benefit"),
        ({**NONE, "adopters": 0}, "No range yet", "nobody of its type has it in routine use yet"),
        (
            {**PAIR, "status": "not_defined"},
            "£0.50 to £0.90 cash-releasing a person",
            "from 2 of its type with measured benefit; how many people it serves is not known",
        ),
        (
            {**PAIR, "high_gbp": 55_000.0},
            "about £55k cash-releasing",
            "to date, from 2 of its type with measured benefit",
        ),
    ],
)
def test_without_enough_evidence_no_range_is_said(row, worth, evidence):
    assert (words.worth(row), words.evidence(row)) == (worth, evidence)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "has decided on every programme of others that it could take up"),
        ([NONE], "could still take up 1 programme of others; what its type gains is not known yet"),
        ([NONE, PAIR], "could still take up 2 programmes of others; its type shows what one is "
         "worth"),
    ],
)  # fmt: skip
def test_the_headline_counts_what_is_open(pairs, said):
    assert words.headline("W", pairs, 3) == f"W {said}"


def test_an_organisation_that_nobody_names_is_not_said_to_have_decided():
    assert words.headline("W", [], 0).startswith("Nobody has said yet which programmes")
