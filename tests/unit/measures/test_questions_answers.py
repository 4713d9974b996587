"""Each rule is raised where it should be and not where it should not, over made-up answers."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Provenance, Result, ResultTable
from portfolio.measures.questioning import (
    confidence_rules,
    learning_rules,
    money_rules,
    spread_rules,
)
from portfolio.measures.questioning.raised import Evidence
from portfolio.measures.questions import _COLUMNS, by_stake, one_a_programme, rules

SEPTEMBER = Period(2026, 9)


def raised(rule, **tables):
    """What a rule raises over one measure's tables, named `measure__table`."""
    by_measure: dict = {}
    for name, rows in tables.items():
        measure, _, table = name.partition("__")
        columns = tuple(dict.fromkeys(key for row in rows for key in row))
        made = ResultTable(columns, tuple(tuple(row.get(c) for c in columns) for row in rows))
        by_measure.setdefault(measure, {})[table] = made

    def ask(measure_id, filters):
        source = Provenance(measure_id, "1", filters)
        return Result(source, "ok", None, "gbp", tables=by_measure.get(measure_id, {}))

    return list(rule(Evidence(ask, Filters(SEPTEMBER))))


def adopter(org="B", state="live", **said):
    row = {"programme_id": "P1", "org_code": org, "state": state, "is_lead": False}
    return {
        **row,
        "live_date": None,
        "agreed_date": None,
        "barrier": None,
        "reason": None,
        "people_eligible": None,
        "sent_as": "own",
        **said,
    }


def lead(live, state="live"):
    return adopter("A", state, is_lead=True, live_date=live)


@pytest.mark.parametrize(
    ("live", "state", "adopters", "others", "is_raised"),
    [
        (date(2025, 9, 30), "live", 0, 8, True),
        (date(2025, 10, 1), "live", 0, 8, False),
        (date(2025, 1, 1), "embedded", 0, 3, True),
        (date(2025, 1, 1), "live", 0, 2, False),
        (date(2025, 1, 1), "live", 1, 8, False),
        (date(2025, 1, 1), "stopped", 0, 8, False),
        (None, "live", 0, 8, False),
    ],
)
def test_not_travelled_after_twelve_months_at_the_lead(live, state, adopters, others, is_raised):
    counts = {"programme_id": "P1", "eligible_beyond_lead": others}

    found = raised(
        spread_rules.not_travelled,
        adoption__by_programme=[{**counts, "adopters_beyond_lead": adopters}],
        adoption__matrix=[lead(live, state)],
        beyond_lead_share__by_programme_type=[
            {"programme_id": "P1", "benefit_type": "societal", "denominator_gbp": 900.0},
            {"programme_id": "P1", "benefit_type": "cash_releasing", "denominator_gbp": 90.0},
        ],
    )

    assert [(one.whole, one.gbp, one.benefit_type) for one in found] == (
        [(others, 90.0, "cash_releasing")] if is_raised else []
    )


@pytest.mark.parametrize(
    ("state", "agreed", "months"),
    [
        ("piloting", date(2025, 9, 30), 12),
        ("agreed", date(2025, 3, 1), 18),
        ("agreed", date(2025, 10, 1), None),
        ("live", date(2024, 1, 1), None),
        ("piloting", None, None),
    ],
)
def test_stalled_a_year_after_it_was_agreed(state, agreed, months):
    found = raised(
        spread_rules.stalled, adoption__matrix=[adopter(state=state, agreed_date=agreed)]
    )

    assert [one.months for one in found] == ([] if months is None else [months])


def test_stalled_quotes_the_one_that_waits_longest_and_counts_the_people():
    long, short = date(2024, 9, 30), date(2025, 9, 30)
    rows = [
        adopter("A", "agreed", agreed_date=short, reason="No money", people_eligible=30),
        adopter("B", "agreed", agreed_date=long, reason="No interface"),
        adopter("C", "agreed", agreed_date=short, people_eligible=12),
    ]

    (one,) = raised(spread_rules.stalled, adoption__matrix=rows)

    assert (one.quote, one.quoted, one.at_stake_people) == ("No interface", "B", 42)


@pytest.mark.parametrize(
    ("stopped", "declined", "is_raised"),
    [(2, 0, True), (1, 2, True), (0, 3, True), (1, 1, False), (0, 2, False), (0, 0, False)],
)
def test_given_up_by_two_that_stopped_or_three_in_all(stopped, declined, is_raised):
    states = ["stopped"] * stopped + ["declined"] * declined

    found = raised(
        spread_rules.given_up,
        adoption__matrix=[adopter(str(place), state) for place, state in enumerate(states)],
    )

    assert bool(found) is is_raised


def test_given_up_names_the_barriers_most_often_given():
    barriers = ["value", "value", "technology", "adopters"]
    rows = [adopter(str(i), "stopped", barrier=name) for i, name in enumerate(barriers)]

    (one,) = raised(spread_rules.given_up, adoption__matrix=rows)

    assert one.said == "value:2;technology:1"


@pytest.mark.parametrize(
    ("claimed", "own", "is_raised"), [(3, 0, True), (2, 1, True), (2, 2, False), (2, 0, False)]
)
def test_unconfirmed_where_over_half_of_three_or_more_are_claims(claimed, own, is_raised):
    senders = ["claimed"] * claimed + ["own"] * own
    rows = [adopter(str(i), sent_as=sender) for i, sender in enumerate(senders)]

    assert bool(raised(spread_rules.unconfirmed, adoption__matrix=rows)) is is_raised


@pytest.mark.parametrize(
    ("others", "own", "is_raised"), [(10.0, 5.0, True), (5.0, 5.0, False), (4.0, 5.0, False)]
)
def test_payer_not_gainer_where_others_gain_more(others, own, is_raised):
    flag = {"programme_id": "P1", "payer_org_code": "C", "gainers": 2}
    gains = {"others_gain_gbp": others, "payer_gains_gbp": own}
    rows = [{**flag, **gains, "benefit_type": "cash_releasing"}]

    assert bool(raised(money_rules.payer_not_gainer, payer_gainer__flags_by_type=rows)) is is_raised


def test_a_payer_is_asked_about_once_in_the_first_type_others_gain_more_of():
    flag = {"programme_id": "P1", "payer_org_code": "C", "gainers": 2}
    rows = [
        {**flag, "benefit_type": kind, "others_gain_gbp": others, "payer_gains_gbp": own}
        for kind, others, own in (
            ("societal", 900.0, 0.0), ("non_cash_releasing", 9.0, 1.0), ("cash_releasing", 1.0, 9.0)
        )
    ]  # fmt: skip

    (one,) = raised(money_rules.payer_not_gainer, payer_gainer__flags_by_type=rows)

    assert (one.benefit_type, one.gbp, one.at_stake_gbp) == ("non_cash_releasing", 9, 9)


@pytest.mark.parametrize(
    ("planned", "realised", "is_raised"),
    [(100.0, 49.0, True), (100.0, 50.0, False), (100.0, None, True), (0.0, 0.0, False)],
)
def test_behind_plan_under_half(planned, realised, is_raised):
    row = {"programme_id": "P1", "planned_gbp": planned, "realised_gbp": realised}
    kind = {"benefit_type": "cash_releasing", "effect": "benefit"}

    found = raised(
        money_rules.behind_plan, plan_forecast_realised__to_date_by_programme=[row | kind]
    )

    assert bool(found) is is_raised


def test_behind_plan_speaks_of_the_first_type_that_was_planned_and_quotes_the_owner():
    row = {"programme_id": "P1", "planned_gbp": 100.0, "realised_gbp": 10.0, "effect": "benefit"}
    rows = [
        {**row, "benefit_type": "societal"},
        {**row, "benefit_type": "cash_releasing", "realised_gbp": 90.0},
    ]

    def found(rows):
        return raised(
            money_rules.behind_plan,
            plan_forecast_realised__to_date_by_programme=rows,
            delivery_confidence__programmes=[{"programme_id": "P1", "sro_comment": "Late start"}],
        )

    assert found(rows) == []
    (one,) = found(rows[:1])
    assert (one.benefit_type, one.at_stake_gbp) == ("societal", 90)
    assert (one.quote, one.quoted) == ("Late start", "owner")


@pytest.mark.parametrize(
    ("realised", "forecast", "is_raised"),
    [(79.0, 100.0, True), (80.0, 100.0, False), (0, 0, False)],
)
def test_forecast_optimism_under_four_fifths(realised, forecast, is_raised):
    row = {"realised_gbp": realised, "forecast_gbp": forecast, "benefit_type": "societal"}

    found = raised(money_rules.forecast_optimism, plan_forecast_realised__optimism_by_type=[row])

    assert bool(found) is is_raised


def test_an_evaporated_benefit_is_one_wherever_it_was_expected():
    row = {"what": "evaporated", "programme_id": "P1", "gbp": 5.0, "effect": "benefit"}
    row |= {"benefit_type": "societal"}
    at = [{**row, "benefit_id": "B1", "org_code": code} for code in "ABC"]

    (one,) = raised(money_rules.evaporated, changes__changes=[*at, {**at[0], "what": "revised"}])

    assert (one.part, one.whole, one.gbp) == (1, 3, 15)


def test_a_disbenefit_that_is_no_longer_expected_is_no_question():
    row = {"what": "evaporated", "programme_id": "P1", "benefit_id": "B1", "org_code": "A"}

    assert not raised(money_rules.evaporated, changes__changes=[{**row, "effect": "disbenefit"}])


def test_contested_only_where_something_was_held_back():
    def found(excess, effect="benefit"):
        row = {"effect": effect, "over_100_gbp": excess, "benefit_type": "cash_releasing"}
        return raised(money_rules.contested, counted_benefit__by_type=[row])

    assert [one.gbp for one in found(60.0)] == [60]
    assert found(0.0) == found(60.0, "disbenefit") == []


@pytest.mark.parametrize(
    ("share", "people", "is_raised"),
    [(0.62, 0.24, True), (0.5, 0.24, False), (0.62, 0.5, False), (0.62, None, False)],
)
def test_one_has_most_of_benefit_and_less_of_the_people(share, people, is_raised):
    row = {"org_code": "A", "share": share, "population_share": people}

    assert (
        bool(raised(money_rules.one_has_most, effective_organisations__shares=[row])) is is_raised
    )


def rating(**said):
    row = {"programme_id": "P1", "sro": "green", "independent": None, "gap": None}
    row |= {"sro_comment": None, "independent_comment": None}
    return {**row, "approved_cost_gbp": None, "is_always_green": False, "returns_rated": 4, **said}


@pytest.mark.parametrize(
    ("gap", "is_raised"), [(1, True), (2, True), (0, False), (-1, False), (None, False)]
)
def test_ratings_differ_where_the_independent_one_is_worse(gap, is_raised):
    rows = [rating(gap=gap, independent="amber")]

    found = raised(confidence_rules.ratings_differ, delivery_confidence__programmes=rows)

    assert bool(found) is is_raised


def test_ratings_that_differ_quote_the_reviewer():
    rows = [rating(gap=2, independent="red", independent_comment="The effort falls to others")]

    (one,) = raised(confidence_rules.ratings_differ, delivery_confidence__programmes=rows)

    assert (one.quote, one.quoted) == ("The effort falls to others", "reviewer")


@pytest.mark.parametrize(
    ("always", "independent", "is_raised"),
    [
        (True, None, True),
        (True, "green", False),
        (True, "amber", False),
        (True, "exempt", False),
        (False, None, False),
    ],
)
def test_who_has_looked_is_not_asked_where_somebody_has(always, independent, is_raised):
    rows = [rating(is_always_green=always, independent=independent)]

    found = raised(confidence_rules.always_green, delivery_confidence__programmes=rows)

    assert bool(found) is is_raised


def test_mostly_technology_asks_of_each_that_the_measure_lists():
    row = {"programme_id": "P1", "technology_pct": 80.0}

    assert [
        one.part
        for one in raised(confidence_rules.mostly_technology, beyond_it__mostly_technology=[row])
    ] == [80]
    assert raised(confidence_rules.mostly_technology, beyond_it__mostly_technology=[]) == []


@pytest.mark.parametrize(("overdue", "is_raised"), [(1, True), (0, False), (None, False)])
def test_double_running_past_its_end(overdue, is_raised):
    row = {"programme_id": "P1", "overdue_days": overdue, "cost_gbp_per_year": None}

    found = raised(
        confidence_rules.double_running, two_horses__by_programme=[{**row, "old_service": "Fax"}]
    )

    assert bool(found) is is_raised


def test_vanished_programmes_are_one_question():
    row = {"what": "vanished", "kind": "programmes", "programme_id": "P1"}

    (two,) = raised(
        confidence_rules.vanished, changes__changes=[row, {**row, "programme_id": "P2"}]
    )
    (one,) = raised(confidence_rules.vanished, changes__changes=[row])

    assert (two.part, two.programme_id) == (2, None)
    assert (one.part, one.programme_id) == (1, "P1")
    assert raised(confidence_rules.vanished, changes__changes=[{**row, "kind": "risks"}]) == []


@pytest.mark.parametrize(("unread", "read", "is_raised"), [(3, 5, True), (2, 0, False)])
def test_redprints_unread_by_anybody(unread, read, is_raised):
    rows = [
        {"kind": "redprint", "is_old_enough": True, "uses": uses}
        for uses in [0] * unread + [1] * read
    ]
    other = {"kind": "blueprint", "is_old_enough": True, "uses": 0}
    young = {"kind": "redprint", "is_old_enough": False, "uses": 0}

    found = raised(learning_rules.redprints_unread, learning__lessons=[*rows, other, young])

    assert [(one.part, one.whole) for one in found] == (
        [(unread, unread + read)] if is_raised else []
    )


@pytest.mark.parametrize(
    ("status", "assurance", "has_moved", "is_raised"),
    [
        ("ok", "fail", False, True),
        ("ok", "fail", True, False),
        ("ok", "hit_and_miss", False, False),
        ("trial", "fail", False, False),
        ("ok", None, False, False),
    ],
)
def test_target_out_of_reach_needs_enough_months_of_one_level(
    status, assurance, has_moved, is_raised
):
    said = {"status": status, "assurance": assurance, "has_moved": has_moved}
    row = {"programme_id": "P1", **said}

    found = raised(learning_rules.target_out_of_reach, benefit_over_time__signals=[row])

    assert bool(found) is is_raised


@pytest.mark.parametrize(
    ("grades", "is_raised"),
    [
        (["estimated"] * 3, True),
        (["estimated"] * 2, False),
        (["estimated", "estimated", "measured"], False),
        (["estimated", "estimated", "validated"], False),
    ],
)
def test_a_whole_theme_without_evidence(building, grades, is_raised):
    system = building.MeasuredSystem()
    system.organisations("A")
    system.theme("local", "access")
    system.sends(
        "A",
        programmes=[building.programme("P1", "A")],
        benefits=[building.benefit(f"B{i}", "A", evidence=one) for i, one in enumerate(grades)],
    )

    found = [
        row for row in system.records("questions", "questions") if row["rule"] == "without_evidence"
    ]

    assert [(row["theme"], row["whole"]) for row in found] == (
        [("local:access", 3)] if is_raised else []
    )


def test_a_theme_without_evidence_counts_a_benefit_once_and_no_disbenefit(building):
    system = building.MeasuredSystem()
    system.organisations("A", "B", "C")
    system.theme("local", "access")
    system.sends(
        "A",
        programmes=[building.programme("P1", "A")],
        benefits=[building.benefit("B1", code, evidence="estimated") for code in "ABC"]
        + [building.benefit("D1", "A", evidence="estimated", effect="disbenefit")],
    )

    found = [row["rule"] for row in system.records("questions", "questions")]

    assert "without_evidence" not in found


def test_the_measure_asks_the_others_under_the_same_filters(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    effort = {"culture_pct": 5.0, "process_pct": 5.0, "operating_model_pct": 5.0}
    system.sends(
        "A",
        programmes=[
            building.programme("P1", "A", technology_pct=85.0, **effort),
            building.programme("P2", "A", technology_pct=85.0, primary_theme="home", **effort),
        ],
    )

    found = system.measure("questions", theme="local:home")

    assert [row["programme_id"] for row in found.tables["questions"].records()] == ["P2"]
    assert (found.status, found.value) == ("ok", 1)


def asked(rule, programme=None, gbp=None, people=None):
    facts = {"rule": rule, "programme_id": programme}
    facts |= {"at_stake_gbp": gbp, "at_stake_people": people}
    return tuple(facts.get(name) for name in _COLUMNS)


def test_a_programme_is_asked_about_once_by_the_first_of_the_rules():
    first, second = asked("payer_not_gainer", "P1"), asked("behind_plan", "P1", 9e9)
    others = [asked("behind_plan", "P2"), asked("contested"), asked("vanished")]

    assert one_a_programme([first, second, *others]) == [first, *others]


def test_most_pounds_come_first_then_most_people_then_the_rest_as_they_came():
    rows = [
        asked("a"), asked("b", people=20), asked("c", gbp=5.0), asked("d", gbp=0.0),
        asked("e", people=90), asked("f", gbp=70.0, people=1),
    ]  # fmt: skip

    assert [row[0] for row in by_stake(rows)] == ["f", "c", "e", "b", "a", "d"]


def test_every_rule_is_there_once():
    names = [rule.__qualname__ for rule in rules(None)]

    assert len(names) == len(set(names)) == 18
