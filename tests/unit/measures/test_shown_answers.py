"""Benefit shown: the known answer, and what shows a benefit and what does not."""

from __future__ import annotations

import pytest


@pytest.fixture
def laddered(building):
    """P1, led by L; each other organisation with a state, people using it, and one benefit of so
    many pounds with this evidence where a grade is given."""

    def make(**others):
        system = building.MeasuredSystem()
        system.organisations("L", *others)
        adoptions, benefits, values = [building.adoption("P1", "L", "live")], [], []
        for org, (state, using, gbp, evidence) in others.items():
            adoptions.append(
                building.adoption("P1", org, state, sent_as="claimed", people_using=using)
            )
            if evidence:
                said = {"sent_as": "claimed", "evidence": evidence}
                benefits.append(building.benefit("B1", org, **said))
                values.append(building.value("B1", org, "2026-01", gbp, sent_as="claimed"))
        system.sends(
            "L",
            programmes=[building.programme("P1", "L")],
            adoptions=adoptions,
            benefits=benefits,
            benefit_values=values,
        )
        return system

    return make


def counts(system, **filters):
    (row,) = system.records("benefit_shown", "by_programme", **filters)
    return {name: row[name] for name in ("agreed", "adopted", "used", "use_not_known", "shown")}


SEVEN = {
    "A": ("embedded", None, 10.0, "validated"),
    "B": ("live", None, 5.0, "measured"),
    "C": ("live", None, 5.0, "estimated"),
    "D": ("live", 40, None, None),
    "E": ("live", None, None, None),
    "F": ("agreed", None, None, None),
    "G": ("exploring", None, None, None),
}


def test_the_known_answer_comes_out(laddered):
    system = laddered(**SEVEN)
    result = system.measure("benefit_shown")

    assert counts(system) == {
        "agreed": 6,
        "adopted": 5,
        "used": 1,
        "use_not_known": 4,
        "shown": 2,
    }
    assert (result.status, result.value) == ("ok", 0.4)
    assert (result.numerator, result.denominator, result.n) == (2, 5, 1)


def test_one_organisation_says_what_it_shows(laddered):
    rows = laddered(**SEVEN).records("benefit_shown", "by_organisation")
    told = {row["org_code"]: (row["is_shown"], row["evidence"], row["is_used"]) for row in rows}

    assert told["A"] == (True, "validated", None)
    assert told["C"] == (False, None, None)
    assert told["D"] == (False, None, True)
    assert told["F"] == (False, None, None)
    assert "G" not in told


@pytest.mark.parametrize(
    ("state", "using", "gbp", "found"),
    [
        ("live", 0, 5.0, {"adopted": 1, "used": 0, "use_not_known": 0, "shown": 1}),
        ("live", None, 0.0, {"adopted": 1, "shown": 0}),
        # A benefit without routine use is none of this programme's adoptions.
        ("piloting", 3, 5.0, {"agreed": 1, "adopted": 0, "used": 0, "shown": 0}),
        ("stopped", None, 5.0, {"agreed": 0, "adopted": 0, "shown": 0}),
    ],
)
def test_each_step_by_itself(laddered, state, using, gbp, found):
    row = counts(laddered(A=(state, using, gbp, "measured")))

    assert {name: row[name] for name in found} == found


@pytest.mark.parametrize(
    ("effect", "value", "shown"), [("benefit", 3.0, 1), ("benefit", 0.0, 0), ("disbenefit", 3.0, 0)]
)
def test_without_a_price_its_own_values_show_it(building, effect, value, shown):
    system = building.MeasuredSystem()
    system.organisations("L", "A")
    kind = {"benefit_type": "unmonetisable", "effect": effect}
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", "A", "live", sent_as="claimed")],
        benefits=[building.benefit("B1", "A", sent_as="claimed", **kind)],
        benefit_values=[
            building.value("B1", "A", "2026-01", sent_as="claimed", realised_value=value)
        ],
    )

    assert counts(system)["shown"] == shown


def test_nobody_has_it_in_use_is_not_defined(laddered):
    result = laddered(A=("agreed", None, 5.0, "measured")).measure("benefit_shown")

    assert (result.status, result.value, result.n) == ("not_defined", None, 0)


def test_where_it_lands_narrows_to_one_organisation(laddered):
    system = laddered(**SEVEN)

    assert counts(system, beneficiary="A")["shown"] == 1
    assert counts(system, beneficiary="C")["shown"] == 0
