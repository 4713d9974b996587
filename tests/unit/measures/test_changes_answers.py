"""What changed between two points: every word, raised when it should be and not when not."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.measures.changing.change import WORDS

THEN, NOW = "2026-01", "2026-03"


def risk(risk_id, org="A", **override):
    return {
        "risk_id": risk_id,
        "org_code": org,
        "title": f"Risk {risk_id}",
        "category": "people",
        "likelihood": 3,
        "consequence": 3,
        "status": "open",
        "raised_date": date(2025, 6, 1),
        "raised_by": "clinical",
        "visibility": "system",
        **override,
    }


def twice(building, before, after, *, partner="A", organisations="ABC", **extra):
    """One partner's return for January and the one for March."""
    system = building.MeasuredSystem()
    system.organisations(*organisations)
    for code, files in extra.items():
        for period, sent in zip((THEN, NOW), files, strict=True):
            if sent:
                system.sends(code, period, **sent)
    system.sends(partner, THEN, **before)
    system.sends(partner, NOW, **after)
    return system


def told(system, *, since=THEN, since_known_on=None, period=NOW, **filters):
    point = Point(Period.parse(since), since_known_on)
    return system.records("changes", "changes", period, since=point, **filters)


def words(system, kind, **asked):
    rows = [row for row in told(system, **asked) if row["kind"] == kind]
    return [(row["what"], row["id"], row["field"], row["before"], row["after"]) for row in rows]


def cases(rows):
    """Many cases in one system: the rows of January and of March, by the case's name."""
    names = {f"P{place:02d}": case for place, case in enumerate(rows)}
    halves = [
        {name: case[half] for name, case in names.items() if case[half] is not None}
        for half in (0, 1)
    ]
    return names, halves


def by_case(found, names):
    """What is told of each case, without its id."""
    return {
        name: [(what, *rest) for what, told_id, *rest in found if told_id.startswith(name)]
        for name in names
    }


PROGRAMMES = [
    ({}, {}, []),
    (None, {"stage": "case"}, [("new", "stage", None, "case")]),
    ({"stage": "live"}, None, [("vanished", "stage", "live", None)]),
    ({"stage": "closed"}, None, []),
    (
        {"stage": "live"},
        {"stage": "closed"},
        [("closed", "stage", "live", "closed")],
    ),
    (
        {"stage": "case"},
        {"stage": "delivery"},
        [("moved_up", "stage", "case", "delivery")],
    ),
    (
        {"stage": "delivery"},
        {"stage": "case"},
        [("moved_down", "stage", "delivery", "case")],
    ),
    (
        {"sro_confidence": "green"},
        {"sro_confidence": "green", "independent_confidence": "red"},
        [("re_rated", "shown_rating", "green", "red")],
    ),
    (
        {"sro_confidence": "green"},
        {"sro_confidence": "exempt"},
        [("re_rated", "shown_rating", "green", None)],
    ),
    (
        {"planned_end_date": date(2027, 1, 1)},
        {"planned_end_date": date(2027, 6, 1)},
        [("re_dated", "planned_end_date", date(2027, 1, 1), date(2027, 6, 1))],
    ),
    (
        {"approved_cost_gbp": None},
        {"approved_cost_gbp": 250.5},
        [("re_costed", "approved_cost_gbp", None, 250.5)],
    ),
    ({"purpose": "This"}, {"purpose": "That"}, []),
]


def test_a_programme_is_told_in_one_word_a_field(building):
    names, halves = cases(PROGRAMMES)
    files = [
        {"programmes": [building.programme(name, "A", **said) for name, said in half.items()]}
        for half in halves
    ]

    found = by_case(words(twice(building, *files), "programmes"), names)

    assert found == {name: expected for name, (_, _, expected) in names.items()}


def test_a_programme_another_takes_over_is_led_differently_and_has_not_vanished(building):
    system = twice(
        building,
        {"programmes": [building.programme("P1", "A")]},
        {"programmes": []},
        B=(
            {"programmes": []},
            {"programmes": [building.programme("P1", "B", transferred_from_org_code="A")]},
        ),
    )

    assert words(system, "programmes") == [("re_led", "P1", "lead_org_code", "A", "B")]


@pytest.mark.parametrize(("lead", "found"), [("A", []), ("B", ["re_led"])])
def test_under_one_lead_a_programme_handed_over_has_neither_vanished_nor_begun(
    building, lead, found
):
    system = twice(
        building,
        {"programmes": [building.programme("P1", "A")]},
        {"programmes": []},
        B=(
            {"programmes": []},
            {"programmes": [building.programme("P1", "B", transferred_from_org_code="A")]},
        ),
    )

    assert [row["what"] for row in told(system, lead=lead)] == found


def test_under_one_theme_a_programme_that_came_to_it_is_not_new(building):
    then, now = (building.programme("P1", "A", primary_theme=one) for one in ("access", "records"))
    system = twice(building, {"programmes": [then]}, {"programmes": [now]})

    assert told(system, theme="local:records") == told(system, theme="local:access") == []


def test_a_closed_partners_programme_that_nobody_took_over_says_so(building):
    system = building.MeasuredSystem()
    system.organisation("A", valid_to=date(2026, 2, 10))
    system.sends("A", THEN, programmes=[building.programme("P1", "A")])

    (row,) = told(system)

    assert (row["what"], row["because"]) == ("vanished", "partner_closed")


ADOPTIONS = [
    ("piloting", "live", "moved_up"),
    ("live", "agreed", "moved_down"),
    ("live", "stopped", "left"),
    ("exploring", "declined", "left"),
    ("declined", "exploring", "joined"),
    (None, "not_started", "joined"),
    ("live", None, "vanished"),
    ("stopped", None, ""),
    (None, "not_applicable", ""),
    ("stopped", "declined", ""),
    ("live", "live", ""),
]


def test_an_adoption_moves_on_the_ladder_joins_it_or_leaves_it(building):
    names, halves = cases(ADOPTIONS)
    files = [
        {
            "programmes": [building.programme(name, "A") for name in names],
            "adoptions": [
                building.adoption(name, "B", state, sent_as="claimed")
                for name, state in half.items()
            ],
        }
        for half in halves
    ]

    found = by_case(words(twice(building, *files), "adoptions"), names)

    assert found == {
        name: [(what, "state", before, after)] if what else []
        for name, (before, after, what) in names.items()
    }


def test_a_first_answer_that_differs_from_the_claim_is_a_disagreement_and_no_move(building):
    claim = {
        "programmes": [building.programme("P1", "A")],
        "adoptions": [building.adoption("P1", "B", "live", sent_as="claimed")],
    }
    answer = {"adoptions": [building.adoption("P1", "B", "piloting", sent_as="confirmed")]}
    system = twice(building, claim, claim, B=({}, answer))

    assert words(system, "adoptions") == [("disagreement", "P1/B", "state", "live", "piloting")]


def test_an_organisation_that_closed_has_left_and_not_vanished(building):
    system = building.MeasuredSystem()
    system.organisation("A")
    system.organisation("B", valid_to=date(2026, 2, 10))
    row = building.adoption("P1", "B", "live", sent_as="claimed")
    for period in (THEN, NOW):
        system.sends("A", period, programmes=[building.programme("P1", "A")], adoptions=[row])

    (change,) = told(system)

    assert (change["what"], change["because"]) == ("left", "organisation_closed")


def register(building, said, values):
    rows = [] if said is None else [building.benefit("B1", "A", **said)]
    return {
        "programmes": [building.programme("P1", "A")],
        "benefits": rows,
        "benefit_values": [
            building.value("B1", "A", month, **{"gbp": None, **figures})
            for month, figures in values.items()
        ],
    }


def benefits(building, before, after, kind="benefits"):
    files = [register(building, *said) for said in (before, after)]
    return words(twice(building, *files), kind)


BENEFITS = [
    ({}, {}, []),
    (None, {"status": "planned"}, [("new", "status", None, "planned")]),
    ({"status": "realising"}, None, [("vanished", "status", "realising", None)]),
    ({"status": "achieved"}, None, []),
    ({"status": "ceased"}, None, []),
    ({"status": "evaporated"}, None, []),
    ({"status": "cancelled"}, None, []),
    ({"status": "planned"}, None, [("vanished", "status", "planned", None)]),
    (
        {"status": "planned"},
        {"status": "evaporated"},
        [("evaporated", "status", "planned", "evaporated")],
    ),
    ({}, {"status": "cancelled"}, [("closed", "status", "realising", "cancelled")]),
    ({}, {"status": "achieved"}, []),
    ({"target_value": 9.0}, {"target_value": 6.0}, [("revised", "target_value", 9.0, 6.0)]),
]


def test_a_benefit_of_the_register_is_told(building):
    names, halves = cases(BENEFITS)
    files = [
        {
            "programmes": [building.programme("P1", "A")],
            "benefits": [building.benefit(name, "A", **said) for name, said in half.items()],
        }
        for half in halves
    ]

    found = by_case(words(twice(building, *files), "benefits"), names)

    assert found == {name: expected for name, (_, _, expected) in names.items()}


def test_what_was_still_to_come_of_an_evaporated_benefit_is_told(building):
    months = {"2026-01": {"gbp": 5, "planned_gbp": 7}, "2026-02": {"planned_gbp": 8}}
    later = {"2026-03": {"planned_gbp": 8, "forecast_gbp": 3}}
    files = [
        register(building, {"status": status}, {**months, **later})
        for status in ("realising", "evaporated")
    ]

    (row,) = [row for row in told(twice(building, *files)) if row["what"] == "evaporated"]

    assert row["gbp"] == 11


def test_a_benefit_is_newly_realised_once(building):
    none, some = {"2026-01": {"gbp": 0}}, {"2026-01": {"gbp": 0}, "2026-02": {"gbp": 40}}

    first = benefits(building, ({}, none), ({}, some))
    again = benefits(building, ({}, {"2025-12": {"gbp": 1}, **none}), ({}, some))

    assert first == [("newly_realised", "B1/A", "realised_gbp", 0, 40)]
    assert again == []


def test_a_benefit_without_a_price_is_newly_realised_too(building):
    said = {"benefit_type": "unmonetisable"}
    before, after = (said, {}), (said, {"2026-03": {"realised_value": 4.0}})

    found = benefits(building, before, after)

    assert found == [("newly_realised", "B1/A", "is_realised", False, True)]


MONTHS = [
    ({"2026-01": {"gbp": 10}}, {"2026-01": {"gbp": 10}}, []),
    ({"2026-01": {"gbp": 10}}, {"2026-01": {"gbp": 12}}, [("realised_gbp", 10, 12)]),
    ({"2026-01": {"gbp": 10}}, {"2026-01": {"planned_gbp": 1}}, [("realised_gbp", 10, None)]),
    ({"2026-01": {"gbp": 10}}, {"2026-01": {"gbp": 10}, "2026-03": {"gbp": 9}}, []),
    ({}, {"2026-01": {"gbp": 10}}, []),
    (
        {"2026-01": {"realised_value": 3.0}},
        {"2026-01": {"realised_value": 4.0}},
        [("realised_value", 3, 4)],
    ),
]


def test_a_past_month_told_differently_is_revised(building):
    names, halves = cases(MONTHS)
    files = [
        {
            "programmes": [building.programme("P1", "A")],
            "benefits": [building.benefit(name, "A") for name in names],
            "benefit_values": [
                building.value(name, "A", month, **{"gbp": None, **figures})
                for name, values in half.items()
                for month, figures in values.items()
            ],
        }
        for half in halves
    ]

    found = by_case(words(twice(building, *files), "benefit_values"), names)

    assert found == {
        name: [("revised", *told) for told in expected] for name, (_, _, expected) in names.items()
    }


def test_a_first_confirmation_that_differs_is_a_disagreement_not_a_revision(building):
    claim = {
        "programmes": [building.programme("P1", "A")],
        "benefits": [building.benefit("B1", "B", sent_as="claimed")],
        "benefit_values": [building.value("B1", "B", "2026-01", 100, sent_as="claimed")],
    }
    answer = {
        "benefits": [building.benefit("B1", "B", sent_as="confirmed")],
        "benefit_values": [building.value("B1", "B", "2026-01", 60, sent_as="confirmed")],
    }
    agreed = {
        **answer,
        "benefit_values": [building.value("B1", "B", "2026-01", 100, sent_as="confirmed")],
    }

    differs = twice(building, claim, claim, B=({}, answer))
    agrees = twice(building, claim, claim, B=({}, agreed))

    expected = ("disagreement", "B1/B/2026-01", "realised_gbp", 100, 60)
    assert words(differs, "benefit_values") == [expected]
    assert words(agrees, "benefit_values") == []


def test_a_first_confirmation_that_agrees_with_a_revised_claim_is_the_revision(building):
    def half(gbp, sent_as):
        return {
            "benefits": [building.benefit("B1", "B", sent_as=sent_as)],
            "benefit_values": [building.value("B1", "B", "2026-01", gbp, sent_as=sent_as)],
        }

    lead = {"programmes": [building.programme("P1", "A")]}
    halves = [{**lead, **half(gbp, "claimed")} for gbp in (100, 110)]

    system = twice(building, *halves, B=({}, half(110, "confirmed")))

    assert words(system, "benefit_values") == [
        ("revised", "B1/B/2026-01", "realised_gbp", 100, 110)
    ]
    since = Point(Period.parse(THEN))
    bridge = system.records("changes", "realised", NOW, since=since)
    assert {row["reason"]: row["gbp"] for row in bridge if row["gbp"]} == {"revised": 10}


RISKS = [
    (None, "open", "new"),
    (None, "became_issue", "became_issue"),
    (None, "closed", ""),
    ("open", "closed", "closed"),
    ("open", "became_issue", "became_issue"),
    ("open", "mitigating", ""),
    ("open", None, "vanished"),
    ("closed", None, ""),
]


def test_a_risk_is_told(building):
    names, halves = cases(RISKS)
    files = [
        {"risks": [risk(name, status=status) for name, status in half.items()]} for half in halves
    ]

    found = by_case(words(twice(building, *files), "risks"), names)

    assert found == {
        name: [(what, "status", before, after)] if what else []
        for name, (before, after, what) in names.items()
    }


def test_a_risk_kept_to_its_organisation_is_told_without_its_title(building):
    system = twice(building, {"risks": []}, {"risks": [risk("R1", visibility="own")]})

    assert [row["name"] for row in told(system)] == [None]


def due(system, *periods):
    rows = [{"period": period, "due_date": day} for period, day in periods]
    system._append("reference_reporting_period", rows)


def test_late_and_missing_returns_are_told_and_those_not_due_are_not(building):
    system = building.MeasuredSystem()
    system.organisations("A", "B", "C")
    due(system, (THEN, date(2026, 2, 20)), (NOW, date(2026, 4, 20)))
    for partner, received in (("A", date(2026, 4, 20)), ("B", date(2026, 4, 21))):
        system.sends(partner, THEN, date(2026, 2, 1), programmes=[])
        system.sends(partner, NOW, received, programmes=[])

    after_it_was_due = words(system, "submissions", known_on=date(2026, 5, 1))
    before = words(system, "submissions", known_on=date(2026, 4, 20))

    assert after_it_was_due == [
        ("late", "B/2026-03", "received_on", date(2026, 4, 20), date(2026, 4, 21)),
        ("missing", "C/2026-03", "received_on", date(2026, 4, 20), None),
    ]
    assert before == []


def test_returns_are_not_told_of_a_part_of_the_portfolio(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    due(system, (NOW, date(2026, 4, 20)))
    system.sends("A", THEN, programmes=[building.programme("P1", "A")])

    assert words(system, "submissions", theme="local:access") == []


def board(system, *days):
    system._append("reference_board_meeting", [{"meeting_date": day} for day in days])


def rated(building, rating):
    return {"programmes": [building.programme("P1", "A", sro_confidence=rating)]}


def test_the_earlier_point_is_what_the_last_board_saw_on_its_day(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    board(system, date(2026, 1, 15), date(2026, 2, 18), date(2026, 4, 18))
    system.sends("A", THEN, date(2026, 2, 10), **rated(building, "green"))
    system.sends("A", THEN, date(2026, 2, 25), **rated(building, "amber"))
    system.sends("A", "2026-02", date(2026, 3, 1), **rated(building, "amber"))
    system.sends("A", NOW, date(2026, 4, 10), **rated(building, "red"))

    result = system.measure("changes", NOW)
    points = result.tables["points"].records()

    assert [row["before"] for row in result.tables["changes"].records()] == ["green"]
    assert points[0] == {
        "point": "before",
        "period": THEN,
        "known_on": date(2026, 2, 18),
        "board_meeting": date(2026, 2, 18),
    }
    assert result.provenance.filters.since == Point(Period.parse(THEN), date(2026, 2, 18))


def test_without_a_board_it_is_the_period_before_as_it_is_known_now(building):
    system = twice(building, rated(building, "green"), rated(building, "red"))

    result = system.measure("changes", NOW)

    assert result.provenance.filters.since == Point(Period.parse(THEN))
    assert result.value == 1


def test_a_month_in_which_a_partner_closed_is_not_taken_for_a_period(building):
    system = building.MeasuredSystem()
    system.organisation("A", valid_to=date(2026, 2, 10))
    system.organisation("B")
    system.sends("A", THEN, programmes=[building.programme("P1", "A")])
    system.sends("B", THEN, programmes=[])
    system.sends("B", NOW, programmes=[])

    result = system.measure("changes", NOW)

    assert result.provenance.filters.since == Point(Period.parse(THEN))


def test_with_nothing_before_it_is_not_defined(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    system.sends("A", NOW, **rated(building, "green"))

    result = system.measure("changes", NOW)

    assert (result.status, result.value) == ("not_defined", None)
    assert result.tables["changes"].rows == ()


def test_what_the_board_saw_against_what_we_now_know_it_was(building):
    """The same period twice: a late correction is the whole difference."""
    system = building.MeasuredSystem()
    system.organisations("A")
    first, corrected = ({}, {"2026-01": {"gbp": 10}}), ({}, {"2026-01": {"gbp": 14}})
    system.sends("A", THEN, date(2026, 2, 10), **register(building, *first))
    system.sends("A", THEN, date(2026, 3, 1), **register(building, *corrected))

    rows = told(system, period=THEN, since_known_on=date(2026, 2, 18))
    point = Point(Period.parse(THEN), date(2026, 2, 18))
    bridge = system.records("changes", "realised", THEN, since=point)

    assert [(row["what"], row["before"], row["after"]) for row in rows] == [("revised", 10, 14)]
    assert {row["reason"]: row["gbp"] for row in bridge if row["gbp"]} == {"revised": 4}


def test_pounds_are_told_by_reason(building):
    names, halves = cases(
        [
            ({"2026-01": 10}, {"2026-01": 10, "2026-02": 5}, "new_months", 5),
            ({"2026-01": 10}, {"2025-12": 3, "2026-01": 10}, "filled_in", 3),
            ({"2026-01": 10}, {"2026-01": 4}, "revised", -6),
            ({"2026-01": 10, "2025-12": 1}, {"2025-12": 1}, "blanked", -10),
            ({"2026-01": 7}, {"2026-01": 7}, "", 0),
        ]
    )
    files = [
        {
            "programmes": [building.programme("P1", "A")],
            "benefits": [building.benefit(name, "A") for name in names],
            "benefit_values": [
                building.value(name, "A", month, gbp)
                for name, values in half.items()
                for month, gbp in values.items()
            ],
        }
        for half in halves
    ]

    since = Point(Period.parse(THEN))
    bridge = twice(building, *files).records("changes", "realised", NOW, since=since)

    found = {row["reason"]: row["gbp"] for row in bridge if row["gbp"]}
    assert found == {reason: gbp for _, _, reason, gbp in names.values() if reason}


def test_a_share_that_was_cut_and_a_benefit_that_vanished_are_reasons_of_their_own(building):
    month = {"2026-01": {"gbp": 10}}
    whole, half = register(building, {}, month), register(building, {"attribution_pct": 50}, month)
    gone = register(building, None, {})

    since = Point(Period.parse(THEN))
    cut = twice(building, whole, half).records("changes", "realised", NOW, since=since)
    lost = twice(building, whole, gone).records("changes", "realised", NOW, since=since)

    assert {row["reason"]: row["gbp"] for row in cut if row["gbp"]} == {"share": -5}
    assert {row["reason"]: row["gbp"] for row in lost if row["gbp"]} == {"vanished": -10}


def test_only_changes_of_the_chosen_programmes_are_told(building):
    files = [
        {
            "programmes": [
                building.programme("P1", "A", stage=stage),
                building.programme("P2", "A", stage=stage, primary_theme="home"),
            ]
        }
        for stage in ("case", "live")
    ]
    system = twice(building, *files)

    assert [row["id"] for row in told(system, theme="local:home")] == ["P2"]


def test_every_word_of_the_interface_is_in_the_list():
    assert len(WORDS) == len(set(WORDS)) == 18
