"""White space: who could, for how much, and whom to ask."""

from __future__ import annotations

import pytest

FIVE = {"LIVE": 1000, "NEAR": 500, "FAR": 100, "WAIT": 200, "SOME": 10}


def opportunity(building, gains, *, evidence="measured", waiting=("WAIT",), state="exploring"):
    """P1 is live at the lead and at all who gain; `waiting` have not taken it up."""
    system = building.MeasuredSystem()
    for code in ("L", *sorted({*gains, *waiting} - {"L"})):
        system.organisation(code, population=FIVE.get(code))
    lives = sorted({"L", *gains})
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            *(building.adoption("P1", org, "live", sent_as="claimed") for org in lives),
            *(building.adoption("P1", org, state, sent_as="claimed") for org in waiting),
        ],
        benefits=[building.benefit("B1", o, sent_as="claimed", evidence=evidence) for o in gains],
        benefit_values=[
            building.value("B1", org, "2026-01", gbp, sent_as="claimed")
            for org, gbp in gains.items()
        ],
    )
    return system


def only_pair(system, **filters) -> dict:
    (row,) = system.records("white_space", "pairs", **filters)
    return row


def test_the_range_is_lowest_and_highest_per_person_times_the_people_served(building):
    system = opportunity(building, {"LIVE": 3000, "NEAR": 2000, "FAR": 100})

    row = only_pair(system)

    assert (row["low_gbp_per_person"], row["high_gbp_per_person"]) == (1, 4)
    assert (row["low_gbp"], row["high_gbp"]) == (200, 800)
    assert (row["adopters"], row["adopters_with_evidence"], row["status"]) == (4, 3, "ok")


@pytest.mark.parametrize(
    ("gains", "evidence"), [({"LIVE": 3000}, "validated"), ({"LIVE": 1, "NEAR": 2}, "estimated")]
)
def test_one_adopter_or_an_estimate_gives_no_range(building, gains, evidence):
    row = only_pair(opportunity(building, gains, evidence=evidence))

    assert (row["low_gbp"], row["high_gbp"], row["status"]) == (None, None, "insufficient_data")


def test_without_the_people_served_there_is_no_range(building):
    system = opportunity(building, {"LIVE": 3000, "NEAR": 2000}, waiting=("UNKNOWN",))

    row = only_pair(system)

    assert (row["low_gbp"], row["status"]) == (None, "not_defined")
    assert row["high_gbp_per_person"] == 4


@pytest.mark.parametrize("state", ["declined", "stopped"])
def test_who_said_no_is_left_out_and_listed(building, state):
    system = opportunity(building, {"LIVE": 3000}, state=state)

    assert system.records("white_space", "pairs") == []
    assert [r["org_code"] for r in system.records("white_space", "said_no")] == ["WAIT"]


def test_landing_at_keeps_the_pairs_there_and_the_evidence_everywhere(building):
    system = opportunity(building, {"LIVE": 3000, "NEAR": 2000}, waiting=("SOME", "WAIT"))

    row = only_pair(system, beneficiary="WAIT")

    assert (row["org_code"], row["high_gbp"]) == ("WAIT", 800)


def asked(building, adopters, waiting) -> tuple[str, str]:
    """Whom the waiting organisation W is sent to, and why; L leads and has not got it itself."""
    system = building.MeasuredSystem()
    system.organisation("L", org_type="icb", place="Far")
    system.organisation("W", **waiting)
    for code, known in adopters.items():
        system.organisation(code, **{k: v for k, v in known.items() if k != "programmes"})
    programmes = ("P1", "P2")
    system.sends(
        "L",
        programmes=[building.programme(name, "L") for name in programmes],
        adoptions=[
            building.adoption("P1", "W", "not_started", sent_as="claimed"),
            *(
                building.adoption(name, code, "embedded", sent_as="claimed")
                for code, known in adopters.items()
                for name in known.get("programmes", ("P1",))
            ),
        ],
    )
    row = only_pair(system)
    return row["talk_to_org_code"], row["because"]


def test_the_same_type_comes_before_the_same_place(building):
    adopters = {
        "A": {"org_type": "vcse", "place": "Here"},
        "B": {"org_type": "acute", "place": "There"},
    }

    found = asked(building, adopters, {"org_type": "acute", "place": "Here"})

    assert found == ("B", "org_type")


def test_among_the_same_type_the_same_place_comes_first(building):
    adopters = {
        "A": {"org_type": "acute", "place": "There"},
        "B": {"org_type": "acute", "place": "Here"},
    }

    found = asked(building, adopters, {"org_type": "acute", "place": "Here"})

    assert found == ("B", "org_type;place")


def test_then_the_one_that_has_taken_up_more_of_the_theme(building):
    adopters = {
        "A": {"org_type": "vcse", "place": "There"},
        "B": {"org_type": "vcse", "place": "There", "programmes": ("P1", "P2")},
    }

    found = asked(building, adopters, {"org_type": "acute", "place": "Here"})

    assert found == ("B", "theme")


def test_a_place_nobody_knows_is_not_the_same_place(building):
    adopters = {"A": {"org_type": "acute", "place": None}}

    found = asked(building, adopters, {"org_type": "vcse", "place": None})

    assert found == ("A", "")


def test_with_no_adopter_there_is_nobody_to_ask(building):
    system = building.MeasuredSystem()
    system.organisations("L", "W")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[building.adoption("P1", "W", "agreed", sent_as="claimed")],
    )

    row = only_pair(system)

    assert (row["adopters"], row["talk_to_org_code"], row["because"]) == (0, None, None)


def test_nobody_eligible_is_not_defined(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=[building.programme("P1", "L")])

    assert system.measure("white_space").status == "not_defined"
