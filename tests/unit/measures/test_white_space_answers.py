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


def kinds_of(building, kinds, waiting, gains):
    """P1 is live at all who gain, each of its kind; W, which serves 200, has not taken it up.

    `gains` is (benefit, organisation, £ type, £).
    """
    system = building.MeasuredSystem()
    for code, kind in {"L": "icb", **kinds, "W": waiting}.items():
        system.organisation(code, org_type=kind, population=FIVE["WAIT"] if code == "W" else 100)
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        adoptions=[
            *(building.adoption("P1", org, "live", sent_as="claimed") for org in kinds),
            building.adoption("P1", "W", "exploring", sent_as="claimed"),
        ],
        benefits=[
            building.benefit(
                one, org, sent_as="claimed", evidence="measured", benefit_type=pounds
            )
            for one, org, pounds, _ in gains
        ],
        benefit_values=[
            building.value(one, org, "2026-01", gbp, sent_as="claimed")
            for one, org, _, gbp in gains
        ],
    )  # fmt: skip
    return only_pair(system)


def test_only_organisations_of_the_same_kind_say_what_it_could_be_worth(building):
    kinds = {"H1": "acute", "H2": "acute", "P1": "primary_care", "P2": "primary_care"}
    gains = [
        ("B1", org, "cash_releasing", gbp)
        for org, gbp in zip(kinds, (900, 800, 10, 30), strict=True)
    ]

    row = kinds_of(building, kinds, "primary_care", gains)

    assert (row["low_gbp"], row["high_gbp"]) == (20, 60)
    assert (row["adopters"], row["adopters_with_evidence"]) == (2, 2)


def test_a_federation_of_practices_is_not_offered_what_hospitals_gained(building):
    kinds = {"H1": "acute", "H2": "acute", "P1": "primary_care"}
    gains = [("B1", org, "cash_releasing", 500) for org in kinds]

    row = kinds_of(building, kinds, "primary_care", gains)

    assert (row["low_gbp"], row["high_gbp"], row["status"]) == (None, None, "insufficient_data")
    assert (row["adopters"], row["adopters_with_evidence"]) == (1, 1)


def test_a_range_is_of_one_type_of_pound_and_says_which(building):
    kinds = {"H1": "acute", "H2": "acute", "H3": "acute"}
    gains = [
        ("B1", "H1", "cash_releasing", 100),
        ("B2", "H1", "societal", 50),
        ("B2", "H2", "societal", 75),
        ("B2", "H3", "societal", 25),
    ]

    row = kinds_of(building, kinds, "acute", gains)

    assert (row["benefit_type"], row["low_gbp"], row["high_gbp"]) == ("societal", 50, 150)
    assert row["adopters_with_evidence"] == 3


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
