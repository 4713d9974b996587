"""What is said of two points, in every state, and of a picture that is not the latest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from portfolio.domain.filters import Filters, Point
from portfolio.domain.period import Period
from portfolio.views.changes_since import changes_since
from portfolio.views.words import coverage_words, overview_words, since_words

JUNE, SEPTEMBER = Period(2026, 6), Period(2026, 9)
BOARD = date(2026, 8, 19)
UP = {"what": "moved_up", "kind": "adoptions", "id": "P03/RSG", "field": "state"}
LIVE = {**UP, "before": "piloting", "after": "live", "programme_id": "P03", "org_code": "RSG"}
RATED = {"what": "re_rated", "kind": "programmes", "id": "P03", "field": "shown_rating"}
MONTH = {"what": "revised", "kind": "benefit_values", "id": "B1/RSG/2026-01"}


def compared(make, *changes, board=BOARD, point=None, realised=(), known_on=None):
    """The result of `changes` as at September, since what a board saw or another point."""
    since_point = point or Point(JUNE, board)
    before = {
        "point": "before",
        "period": str(since_point.period),
        "known_on": since_point.known_on,
        "board_meeting": board,
    }
    result = make(
        "changes", value=len(changes), changes=changes, points=[before], realised=realised
    )
    filters = Filters(SEPTEMBER, known_on, since=since_point)
    return replace(result, provenance=replace(result.provenance, filters=filters))


@pytest.mark.parametrize(
    ("board", "point", "said"),
    [
        (BOARD, None, "the August board"),
        (date(2025, 11, 19), Point(Period(2025, 9), date(2025, 11, 19)), "the November 2025 board"),
        (None, Point(JUNE), "30 June 2026"),
        (None, Point(JUNE, BOARD), "30 June 2026 as it was known on 19 August 2026"),
    ],
)
def test_the_earlier_point_is_said_as_people_say_it(make, board, point, said):
    assert since_words.earlier(compared(make, board=board, point=point)) == said


def test_titles_say_what_changed_that_nothing_did_and_that_nothing_came_before(make):
    assert since_words.title(compared(make, LIVE)) == "Changed since the August board"
    assert since_words.title(compared(make)) == "Nothing has changed since the August board"
    assert since_words.title(make("changes", status="not_defined")).startswith(
        "Nothing came before"
    )


def test_both_pictures_are_named_with_the_day_each_was_known(make):
    result = compared(make, LIVE, known_on=date(2026, 10, 20))

    assert since_words.subtitle(result) == (
        "From 30 June 2026, as it was known on 19 August 2026, to 30 September 2026, as it was "
        "known on 20 October 2026."
    )


def share(make, value, kind="cash_releasing"):
    rows = [{"benefit_type": kind, "share": value, "status": "ok"}]
    return make("beyond_lead_share", status="ok" if value else "not_defined", by_type=rows)


def test_three_pictures_of_one_share(make):
    saw, knew, now = (share(make, value) for value in (0.24, 0.26, 0.29))

    assert since_words.three_pictures(compared(make, LIVE), saw, knew, now) == (
        ("As the August board saw it", "24p"),
        ("As we now know it was", "26p"),
        ("Now", "29p"),
    )


def test_the_pictures_are_of_the_type_that_is_spoken_of_now(make):
    cash, societal = share(make, 0.29), share(make, 0.9, "societal")

    assert since_words.three_pictures(compared(make, LIVE), societal, societal, cash) == ()
    assert since_words.of_each_pound(cash, compared(make)) == (
        "Pence of each £1 of cash-releasing benefit. No realised pound has moved between the two."
    )


def test_a_point_known_today_has_no_board_and_no_third_picture(make):
    saw, now = share(make, 0.24), share(make, 0.29)
    result = compared(make, LIVE, board=None, point=Point(JUNE))

    assert since_words.three_pictures(result, saw, saw, now) == (
        ("On 30 June 2026", "24p"),
        ("Now", "29p"),
    )


def test_no_pictures_where_there_was_no_share_or_nothing_before(make):
    now = share(make, 0.29)

    assert since_words.three_pictures(compared(make, LIVE), share(make, None), now, now) == ()
    assert since_words.three_pictures(make("changes", status="not_defined"), now, now, now) == ()


def test_why_it_differs_is_said_in_counts_and_never_in_added_pounds(make):
    moved = [
        {"reason": "new_months", "gbp": 9e6, "benefits": 154, "months": 455},
        {"reason": "revised", "gbp": 1.0, "benefits": 1, "months": 1},
        {"reason": "vanished", "gbp": 0.0, "benefits": 0, "months": 0},
    ]

    assert since_words.why(compared(make, realised=moved)) == (
        "In between: 455 months of 154 benefits came in; 1 month reported differently than before."
    )
    assert since_words.why(compared(make)) == "No realised pound has moved between the two."


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (LIVE, "Adoptions newly in routine use"),
        ({**LIVE, "what": "joined", "before": None}, "Adoptions newly in routine use"),
        ({**UP, "before": "exploring", "after": "agreed"}, "Other adoptions a step further"),
        ({**UP, "before": "live", "after": "embedded"}, "Other adoptions a step further"),
        ({**UP, "what": "left", "after": "stopped"}, "Adoptions moved back, stopped or gone"),
        ({**RATED, "before": "green", "after": "red"}, "Confidence down"),
        ({**RATED, "before": "red", "after": "amber"}, "Confidence up"),
        (
            {**RATED, "what": "re_dated", "before": date(2026, 1, 1), "after": date(2027, 1, 1)},
            "End dates put back",
        ),
        ({**RATED, "what": "re_costed", "before": 5.0, "after": 6.0}, "Costs put up"),
        (
            {**MONTH, "what": "newly_realised", "kind": "benefits", "effect": "benefit"},
            "Benefits realised for the first time",
        ),
        ({**MONTH, "what": "evaporated", "kind": "benefits"}, "Benefits no longer expected"),
        ({**RATED, "what": "vanished"}, "Programmes no longer reported"),
        ({**MONTH, "what": "became_issue", "kind": "risks"}, "Risks that became issues"),
        (MONTH, "Past months revised"),
        ({**MONTH, "what": "disagreement"}, "Answers that differ from the lead\u2019s claim"),
        ({**MONTH, "what": "late", "kind": "submissions"}, "Returns late"),
        ({**MONTH, "what": "missing", "kind": "submissions"}, "Returns missing"),
    ],
)
def test_each_change_is_counted_under_one_line(make, change, label):
    assert [(line.label, line.figure) for line in since_words.lines(compared(make, change))] == [
        (label, "1")
    ]


def test_a_count_opens_to_names_with_before_and_after_the_weightiest_first(make, labels):
    fell = {**RATED, "before": "green", "after": "amber", "name": "Virtual ward", "id": "P1"}
    fell["programme_id"] = "P1"
    crashed = {**fell, "after": "red", "name": "<b>Staff</b> passport", "id": "P2"}

    drawn = changes_since(compared(make, fell, crashed), labels).html

    named = re.findall(r"<li><a href=.*?>(.*?)</a><small>(.*?)</small></li>", drawn)
    assert named == [
        ("&lt;b&gt;Staff&lt;/b&gt; passport", "Green → Red"),
        ("Virtual ward", "Green → Amber"),
    ]


def test_who_moved_the_share_is_named_by_how_much():
    parts = [("E-rostering", 0.0123), ("Passport", -0.004), ("Wards", 0.001), ("Rest", 0.0008)]

    assert since_words.moved_by("Moved most by", parts) == (
        "Moved most by E-rostering (+1.2p), Passport (\u22120.4p) and Wards (+0.1p)."
    )
    assert since_words.moved_by("Moved most by", [("Rest", 0.0001)]) == ""


@pytest.mark.parametrize(
    "change",
    [
        {**RATED, "before": None, "after": "green"},
        {**RATED, "what": "re_dated", "before": None, "after": date(2027, 1, 1)},
        {**RATED, "what": "re_costed", "before": 6.0, "after": 5.0},
        {**UP, "what": "left", "because": "organisation_closed"},
        {**MONTH, "what": "newly_realised", "kind": "benefits", "effect": "disbenefit"},
    ],
)
def test_what_is_no_news_for_a_board_is_in_the_table_only(make, labels, change):
    result = compared(make, change)

    assert since_words.lines(result) == ()
    assert not changes_since(result, labels).html


def test_a_benefit_at_several_organisations_is_counted_once_and_names_them(
    make, labels, without_links
):
    first = {"what": "newly_realised", "kind": "benefits", "effect": "benefit", "benefit_id": "B1"}
    at = [{**first, "id": f"B1/{code}", "org_code": code} for code in ("RSG", "RWH")]
    other = {**first, "id": "B2/RSG", "benefit_id": "B2", "org_code": "RSG"}

    (line,) = since_words.lines(compared(make, *at, other))

    assert (line.figure, line.org_codes) == ("2", ("RSG", "RWH"))
    said = f"At {labels.organisation('RSG')} and {labels.organisation('RWH')}</small>"
    assert said in without_links(changes_since(compared(make, *at, other), labels).html)


def test_a_month_revised_in_pounds_and_in_its_unit_is_one_month(make):
    both = ({**MONTH, "field": "realised_gbp"}, {**MONTH, "field": "realised_value"})

    assert [line.figure for line in since_words.lines(compared(make, *both))] == ["1"]


def test_the_table_says_every_change_in_words(make, labels):
    costed = {**RATED, "what": "re_costed", "field": "approved_cost_gbp", "name": "<b>Ward</b>"}
    result = compared(make, LIVE, {**costed, "before": None, "after": 1_200_000.0})

    moved, cost = changes_since(result, labels).table.text

    assert moved[:2] == ("A step further", "Adoption")
    assert moved[3:7] == ("Saltmere General", "State", "Piloting", "Live")
    assert cost[4:7] == ("Approved cost", "not given", "£1,200,000")


def test_the_count_of_adoptions_says_how_many_are_new(make):
    adoption = make("adoption", numerator=9, denominator=20)

    (count,) = overview_words.counts(None, None, adoption, compared(make, LIVE, UP))

    assert count.note == "1 more since the August board"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(SEPTEMBER), ""),
        (
            Filters(JUNE),
            "This is not the latest picture: it shows 30 June 2026; the latest is 30 September "
            "2026.",
        ),
        (
            Filters(SEPTEMBER, BOARD),
            "This is not the latest picture: it shows what was known on 19 August 2026.",
        ),
        (
            Filters(JUNE, BOARD),
            "This is not the latest picture: it shows 30 June 2026, as it was known on 19 August "
            "2026; the latest is 30 September 2026.",
        ),
    ],
)
def test_an_earlier_picture_is_called_one(filters, said):
    assert coverage_words.not_latest(filters, SEPTEMBER) == said
