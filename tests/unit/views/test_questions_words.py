"""Every rule has one wording, its number, the rule in words, and a link to the view behind it."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from portfolio.domain.filters import Filters
from portfolio.views.words import question_words
from portfolio.views.words.question_rule_words import ASKED, About

ROOT = Path(__file__).parents[3]
ROW = {"programme_id": "P03", "org_code": "RWH", "measure": "adoption"}
CASES = [
    (
        "payer_not_gainer",
        {"part": 4, "gbp": 682_240.0, "other_gbp": 108_982.0, "benefit_type": "societal"},
        "Virtual ward: who pays once the money ends?",
        "4 other organisations gain £682k of societal benefit whose cost Wenmarsh Hospitals bears; "
        "it gains £109k itself.",
    ),
    (
        "payer_not_gainer",
        {"part": 1, "gbp": 682_240.0, "other_gbp": 0.0, "benefit_type": "cash_releasing"},
        "Virtual ward: who pays once the money ends?",
        "1 other organisation gains £682k of cash-releasing benefit whose cost Wenmarsh Hospitals "
        "bears; it gains none itself.",
    ),
    (
        "not_travelled",
        {"whole": 8, "gbp": 240_000.0, "months": 14, "benefit_type": "cash_releasing"},
        "What would it take for others to use Virtual ward?",
        "£240k of cash-releasing benefit realised. Live 14 months at its lead; 0 of 8 others use "
        "it.",
    ),
    (
        "ratings_differ",
        {"state": "green", "other_state": "red"},
        "Virtual ward: what does the independent view see that the owner does not?",
        "Rated red by its reviewer, green by its owner. The reviewer\u2019s words were not sent.",
    ),
    (
        "ratings_differ",
        {
            **{"state": "green", "other_state": "red"},
            **{"quote": "The effort falls to others.", "quoted": "reviewer"},
        },
        "Virtual ward: what shall we do about what the reviewer says?",
        "Rated red by its reviewer, green by its owner. The reviewer says: \u201cThe effort "
        "falls to others.\u201d",
    ),
    (
        "behind_plan",
        {"gbp": 0.0, "other_gbp": 90_000.0, "benefit_type": "cash_releasing"},
        "What has kept Virtual ward from its planned benefit?",
        "Nothing realised of £90k cash-releasing benefit planned by now.",
    ),
    (
        "behind_plan",
        {
            **{"gbp": 30_000.0, "other_gbp": 90_000.0, "benefit_type": "cash_releasing"},
            **{"quote": "Beds stayed open", "quoted": "owner"},
        },
        "What would bring Virtual ward to its planned benefit?",
        "£30k realised of £90k cash-releasing benefit planned by now. The owner says: \u201cBeds "
        "stayed open\u201d",
    ),
    (
        "double_running",
        {"part": 92, "gbp": 62_000.0, "said": "The reset desk"},
        "Virtual ward: when does the old service end?",
        "The reset desk was to end 92 days ago and still runs, at £62k a year.",
    ),
    (
        "double_running",
        {"part": 1, "gbp": None, "said": "The reset desk"},
        "Virtual ward: when does the old service end?",
        "The reset desk was to end 1 day ago and still runs.",
    ),
    (
        "evaporated",
        {"part": 2, "gbp": 120_000.0, "benefit_type": "societal"},
        "Virtual ward: what became of the benefit we were told of?",
        "2 benefits are no longer expected, with £120k of societal benefit still to come.",
    ),
    (
        "evaporated",
        {"part": 1, "whole": 3, "gbp": 0.0},
        "Virtual ward: what became of the benefit we were told of?",
        "1 benefit is no longer expected at 3 organisations.",
    ),
    (
        "given_up",
        {"part": 2, "whole": 3, "said": "value:2;technology:1"},
        "What can we learn from those who did not keep Virtual ward?",
        "2 stopped and 1 decided not to; barriers given: its value to us (2) and the technology "
        "(1).",
    ),
    (
        "always_green",
        {"part": 5},
        "Virtual ward has been green 5 times running. Who has looked?",
        "Green from its owner in 5 returns; no independent view has been given.",
    ),
    (
        "stalled",
        {"part": 1, "months": 19},
        "What holds up Virtual ward where it was agreed?",
        "Wenmarsh Hospitals agreed 19 months ago and is not live.",
    ),
    (
        "stalled",
        {"part": 1, "months": 19, "quote": "No interface yet", "quoted": "RWH"},
        "Who can free Virtual ward where it was agreed?",
        "Wenmarsh Hospitals agreed 19 months ago and is not live. Wenmarsh Hospitals says: "
        "\u201cNo interface yet\u201d",
    ),
    (
        "stalled",
        {"part": 3, "months": 19, "org_code": None},
        "What holds up Virtual ward where it was agreed?",
        "3 agreed up to 19 months ago and are not live.",
    ),
    (
        "mostly_technology",
        {"part": 85.0},
        "Virtual ward: who is changing how people work?",
        "85% of the effort goes into technology.",
    ),
    (
        "target_out_of_reach",
        {"part": 4, "whole": 5},
        "Virtual ward: what would have to change for its targets to be met?",
        "As things are, 4 of 5 monthly measures with a target will not meet it.",
    ),
    (
        "forecast_optimism",
        {"gbp": 70_000.0, "other_gbp": 100_000.0, "benefit_type": "cash_releasing"},
        "Do we believe our forecasts?",
        "£70k came of £100k cash-releasing benefit that was forecast the month before.",
    ),
    (
        "vanished",
        {"part": 1},
        "What became of Virtual ward?",
        "It is no longer reported, and no ending was given.",
    ),
    (
        "vanished",
        {"part": 29},
        "What became of the programmes we no longer hear of?",
        "29 are no longer reported, and no ending was given.",
    ),
    (
        "without_evidence",
        {"whole": 12, "theme": "local:home", "theme_name": "Care closer to home"},
        "Care closer to home: how do we know that it works?",
        "0 of 12 benefits rest on a measurement.",
    ),
    (
        "redprints_unread",
        {"part": 6, "whole": 18},
        "Who reads what others learned to avoid?",
        "6 of 18 lessons on what to avoid have been neither used nor considered by anybody else.",
    ),
    (
        "one_has_most",
        {"part": 0.62, "whole": 0.24},
        "Is it right that Wenmarsh Hospitals has most of the benefit?",
        "62% of the benefit, 24% of the population.",
    ),
    (
        "contested",
        {"gbp": 60_000.0, "benefit_type": "cash_releasing"},
        "Which programme should count the benefit that several claim?",
        "£60k of cash-releasing benefit was held back, so that nothing counts twice.",
    ),
    (
        "unconfirmed",
        {"part": 3, "whole": 4},
        "Do the organisations themselves agree that they use these programmes?",
        "3 of 4 in routine use are not confirmed by the organisation.",
    ),
]


@pytest.mark.parametrize(("rule", "facts", "question", "number"), CASES)
def test_a_rule_has_one_wording_and_shows_its_number(labels, rule, facts, question, number):
    words, because = ASKED[rule]

    assert words(About({**ROW, **facts}, labels)) == (question, number)
    assert because


def test_every_rule_of_the_measure_is_worded_and_tried_here():
    raised = set()
    for path in (ROOT / "src/portfolio/measures/questioning").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Raised":
                raised.add(node.args[0].value)

    assert raised == set(ASKED) == {rule for rule, *_ in CASES}


def test_the_result_is_worded_row_by_row(make, labels):
    raised = make("questions", questions=[{**ROW, "rule": "contested", "gbp": 60_000.0}])

    (row,) = question_words.worded(raised, labels).tables["questions"].records()

    assert list(row)[:5] == ["rule", "question", "measure", "number", "link"]
    assert row["number"] == "£60k of benefit was held back, so that nothing counts twice."
    assert row["gbp"] == 60_000


def test_a_link_opens_the_view_with_the_readers_filters_and_what_was_asked_about(period):
    filters = Filters(period, date(2026, 8, 19), theme="local:home", lead="RLC")

    uneven = {**ROW, "rule": "one_takes_most", "measure": "effective_organisations"}
    whole = urlsplit(question_words.link(uneven, filters))
    part = urlsplit(question_words.link({"measure": "learning"}, filters))

    assert (whole.path, part.path) == ("./organisations", "./learning")
    assert parse_qs(whole.query) == {
        "period": ["2026-09"],
        "known": ["2026-08-19"],
        "theme": ["local:home"],
        "lead": ["RLC"],
        "programme": ["P03"],
        "organisation": ["RWH"],
    }
    assert parse_qs(part.query) == {
        "period": ["2026-09"],
        "known": ["2026-08-19"],
        "theme": ["local:home"],
        "lead": ["RLC"],
    }


@pytest.mark.parametrize("page", sorted(set(question_words.PAGE.values())))
def test_every_link_leads_to_a_page_there_is(page):
    assert (ROOT / "pages" / f"{page or 'overview'}.py").exists()


def test_questions_are_shown_with_where_to_look(make, labels):
    row = {**ROW, "rule": "not_travelled", "whole": 8, "months": 14}
    told = question_words.worded(make("questions", questions=[row, row]), labels)

    (one,) = question_words.asked(told, 1)

    assert one.page == "Spread"
    assert one.rule == "In routine use nowhere beyond the lead after 12 months"
    assert one.link == "./spread?period=2026-09&programme=P03"


@pytest.mark.parametrize("rule", ["ratings_differ", "always_green", "behind_plan"])
def test_what_the_owner_or_reviewer_has_said_is_read_on_the_programmes_own_page(make, labels, rule):
    facts = {"gap": 1, "state": "green", "other_state": "red", "part": 4, "quote": "Late start"}
    row = {**ROW, **facts, "rule": rule, "measure": "delivery_confidence", "quoted": "owner"}

    (one,) = question_words.asked(question_words.worded(make("q", questions=[row]), labels), 1)

    assert (one.page, one.link) == ("Programmes", "./programmes?period=2026-09&programme=P03")
    assert "\u201cLate start\u201d" in one.number


def test_who_pays_is_answered_on_the_programmes_own_page(make, labels):
    row = {**ROW, "rule": "payer_not_gainer", "measure": "payer_gainer", "part": 4}

    (one,) = question_words.asked(question_words.worded(make("q", questions=[row]), labels), 1)

    assert (one.page, one.link) == ("Programmes", "./programmes?period=2026-09&programme=P03")
