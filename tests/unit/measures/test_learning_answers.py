"""Lessons, their uses and the flow of knowledge: the known answers, and every state."""

from __future__ import annotations

from datetime import date

import pytest


def lesson(lesson_id, org, **override):
    return {
        "lesson_id": lesson_id,
        "org_code": org,
        "kind": "blueprint",
        "category": "process",
        "title": f"Lesson {lesson_id}",
        "summary": "What we learned",
        "date": date(2025, 6, 1),
        **override,
    }


def use(lesson_id, org, outcome="adopted", **override):
    used = {"lesson_id": lesson_id, "used_by_org_code": org, "outcome": outcome}
    return {**used, "used_date": date(2025, 9, 1), **override}


def learned(building, lessons, uses=(), *, organisations="ABC", **files):
    """Lessons sent by the organisation that learned them, uses by the one that used them."""
    system = building.MeasuredSystem()
    system.organisations(*organisations)
    for code in organisations:
        sent = dict(files.get(code, {}))
        sent["lessons"] = [one for one in lessons if one["org_code"] == code]
        sent["lesson_uses"] = [one for one in uses if one["used_by_org_code"] == code]
        system.sends(code, **sent)
    return system


def test_a_lesson_counts_as_reused_when_another_adopted_or_adapted_it(building):
    system = learned(
        building,
        [lesson(name, "A") for name in ("L1", "L2", "L3", "L4")],
        [use("L1", "B"), use("L2", "C", "adapted"), use("L3", "B", "considered")],
    )

    result = system.measure("learning")

    assert (result.numerator, result.denominator, result.value) == (2, 4, 0.5)
    blueprints = result.tables["by_kind"].records()[0]
    assert blueprints["reused_or_considered"] == 3


def test_blueprints_and_redprints_are_counted_apart(building):
    system = learned(
        building,
        [lesson("L1", "A"), lesson("L2", "A", kind="redprint"), lesson("L3", "B", kind="redprint")],
        [use("L2", "B")],
    )

    rows = system.records("learning", "by_kind")

    assert [(row["kind"], row["reused"], row["old_enough"]) for row in rows] == [
        ("blueprint", 0, 1),
        ("redprint", 1, 2),
    ]


@pytest.mark.parametrize(
    ("dated", "is_counted"),
    [(date(2025, 12, 30), True), (date(2025, 12, 31), False), (date(2026, 3, 1), False)],
)
def test_a_lesson_counts_once_it_is_more_than_three_months_old(building, dated, is_counted):
    system = learned(building, [lesson("L1", "A", date=dated)])

    result = system.measure("learning")

    assert (result.status, result.value) == (("ok", 0) if is_counted else ("not_defined", None))
    assert result.n == 1


def test_using_a_lesson_of_ones_own_is_not_counted(building):
    system = learned(building, [lesson("L1", "A")], [use("L1", "A")])

    assert system.measure("learning").value == 0
    assert system.records("learning", "trace") == []


def test_no_lessons_is_not_defined_and_still_has_its_flow(building):
    system = learned(building, [])

    result = system.measure("learning")

    assert (result.status, result.value, result.numerator) == ("not_defined", None, None)
    assert result.tables["flow"].rows == ()


def test_flow_has_the_known_reciprocity_and_density(building):
    """1→2, 2→1, 1→3, 3→4, and 5 alone."""
    edges = [("1", "2"), ("2", "1"), ("1", "3"), ("3", "4")]
    system = learned(
        building,
        [lesson(f"L{giver}", giver) for giver in "123"],
        [use(f"L{giver}", taker) for giver, taker in edges],
        organisations="12345",
    )

    (summary,) = system.records("learning", "summary")

    assert (summary["reciprocity"], summary["density"]) == (0.5, 0.2)
    assert [row["org_code"] for row in system.records("learning", "isolated")] == ["5"]


def test_an_edge_counts_adoptions_and_lessons_apart(building):
    programmes = [building.programme(name, "A") for name in ("P1", "P2", "P3")]
    states = (("P1", "live"), ("P2", "embedded"), ("P3", "piloting"))
    system = learned(
        building,
        [lesson("L1", "A"), lesson("L2", "A")],
        [use("L1", "B"), use("L2", "B", "considered")],
        A={"programmes": programmes, "adoptions": [building.adoption("P1", "A")]},
        B={"adoptions": [building.adoption(p, "B", s, sent_as="confirmed") for p, s in states]},
    )

    (edge,) = system.records("learning", "flow")

    assert edge == {"from_org_code": "A", "to_org_code": "B", "adoptions": 2, "lessons": 1}


def test_a_use_is_traced_to_the_benefit_it_names_where_it_was_used(building):
    register = [building.benefit("B1", org, sent_as="confirmed") for org in "BC"]
    figures = {"B": 70.0, "C": 900.0}
    values = [building.value("B1", o, "2026-01", figures[o], sent_as="confirmed") for o in "BC"]
    system = learned(
        building,
        [lesson("L1", "A")],
        [use("L1", "B", benefit_id="B1")],
        A={"programmes": [building.programme("P1", "A")]},
        B={"benefits": register[:1], "benefit_values": values[:1]},
        C={"benefits": register[1:], "benefit_values": values[1:]},
    )

    (row,) = system.records("learning", "trace")
    (told,) = system.records("learning", "lessons")

    assert (row["benefit_name"], row["realised_gbp"], row["status"]) == (
        "Benefit B1",
        70,
        "realising",
    )
    assert told["benefits"] == 1


def test_a_theme_keeps_its_programmes_lessons_and_leaves_those_of_none(building):
    programmes = [building.programme("P1", "A"), building.programme("P2", "A", primary_theme="x")]
    lessons = [
        lesson("L1", "A", programme_id="P1"),
        lesson("L2", "A", programme_id="P2"),
        lesson("L3", "A"),
    ]
    system = learned(building, lessons, A={"programmes": programmes})

    chosen = system.records("learning", "lessons", theme="local:access")

    assert [row["lesson_id"] for row in chosen] == ["L1"]
    assert len(system.records("learning", "lessons")) == 3


def test_at_one_organisation_only_its_uses_of_others_lessons_count(building):
    lessons = [lesson("L1", "A"), lesson("L2", "A"), lesson("L3", "B")]
    system = learned(building, lessons, [use("L1", "B"), use("L2", "C")])

    result = system.measure("learning", beneficiary="B")

    assert (result.numerator, result.denominator) == (1, 2)
