"""What is said of ratings, plans and risks, for every state a system can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from portfolio.domain.result import Cell, Result
from portfolio.views.words import confidence_words as words
from portfolio.views.words import risk_words
from portfolio.views.words.rating_question_words import rating_questions

Make = Callable[..., Result]
Counts = Mapping[str, int]


def rated(
    make: Make, sro: Counts | None = None, independent: Counts | None = None, **summary: Cell
) -> Result:
    """Counts by rater; shown is the reviewer's where given, else the owner's."""
    raters = {"sro": sro or {}, "independent": independent or {}}
    raters["shown"] = raters["independent"] or raters["sro"]
    counts = [
        {"rater": rater, "rating": rating, "programmes": number}
        for rater, given in raters.items()
        for rating, number in given.items()
    ]
    every = sum(raters["shown"].values())
    return make(
        "delivery_confidence",
        counts=counts,
        summary=[{"programmes": every, "rated": every, **summary}],
    )


def risks(make: Make, held: int = 0, **summary: Cell) -> Result:
    return make("risk_reward", summary=[{"held": held, **summary}])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "No programme has been rated, and no risk sent, for what is shown"),
        (
            {"programmes": 12, "exempt": 12, "rated": 0},
            "Every programme is exempt from rating",
        ),
        (
            {"sro": {"green": 27}},
            "All 27 rated programmes are green; every rating is its owner\u2019s own",
        ),
        (
            {"sro": {"green": 1}},
            "The one rated programme is green; every rating is its owner\u2019s own",
        ),
        (
            {"independent": {"green": 1, "red": 2}},
            "Of 3 rated programmes 1 is green and 2 red; every rating is an independent "
            "reviewer\u2019s",
        ),
        (
            {"sro": {"green": 2}, "independent": {"amber": 3}},
            "All 3 rated programmes are amber; none is rated by both owner and reviewer",
        ),
        (
            {"sro": {"green": 9}, "independent": {"green": 9}, "rated_by_both": 9},
            "No independent reviewer is less sure than the owner, of 9 programmes both have rated",
        ),
        (
            {
                "sro": {"green": 9},
                "independent": {"amber": 9},
                "rated_by_both": 9,
                "independent_lower": 4,
            },
            "Independent reviewers are less sure than the owners of 4 of 9 programmes that both "
            "have rated",
        ),
        (
            {
                "sro": {"green": 1},
                "independent": {"red": 1},
                "rated_by_both": 1,
                "independent_lower": 1,
            },
            "The one programme that both have rated looks less sure to its reviewer",
        ),
    ],
)
def test_headline_in_every_state(make: Make, given: dict, sentence: str) -> None:
    assert words.headline(rated(make, **given), risks(make)) == sentence


def test_without_ratings_the_headline_says_what_risks_there_are(make: Make) -> None:
    carried = make("risk_reward")
    held = type(carried)(**{**carried.__dict__, "n": 4})

    assert words.headline(rated(make), held) == "No programme has been rated yet; 4 risks are held"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Owners and reviewers cannot be compared"),
        ({"rated_by_both": 5}, "Owner and reviewer agree on all 5"),
        ({"rated_by_both": 1}, "Owner and reviewer agree on the one programme both have rated"),
        (
            {"rated_by_both": 5, "independent_lower": 2},
            "Owner and reviewer agree on 3 of 5; the reviewer is less sure of 2",
        ),
        (
            {"rated_by_both": 5, "independent_higher": 1},
            "Owner and reviewer agree on 4 of 5; the reviewer is surer of 1",
        ),
        (
            {"rated_by_both": 5, "independent_lower": 1, "independent_higher": 1},
            "Owner and reviewer agree on 3 of 5; the reviewer is less sure of 1; surer of 1",
        ),
    ],
)
def test_agreement_in_every_state(make: Make, given: dict, sentence: str) -> None:
    assert words.agreement_title(rated(make, {"green": 5}, **given)) == sentence


def test_counts_have_denominators_and_leave_out_what_has_none(make: Make) -> None:
    counts = words.counts(rated(make, {"red": 2, "green": 3}, exempt=0), risks(make))

    assert [(one.figure, one.of) for one in counts] == [("2", "of 5")]


def test_where_no_forecast_is_given_moved_approvals_are_counted(make: Make) -> None:
    counts = words.counts(rated(make, {"green": 5}, rebaselined=3), risks(make))

    assert (counts[1].figure, counts[1].of) == ("3", "of 5")
    assert "approved anew" in counts[1].label


def programme(code: str, **more: Cell) -> Mapping[str, Cell]:
    return {
        "programme_id": code,
        "programme_name": f"Programme {code}",
        "sro": "amber",
        "periods_unchanged": 3,
        "returns_rated": 4,
        "is_unchanged": True,
        "is_always_green": False,
        **more,
    }


def test_always_green_is_asked_first_and_a_steady_rating_is_a_question(make: Make) -> None:
    still = programme("P1", periods_unchanged=6, gap=0)
    green = programme("P2", sro="green", is_always_green=True, gap=1, independent="amber")
    moving = programme("P3", is_unchanged=False)

    first, second = rating_questions(make("delivery_confidence", programmes=[still, green, moving]))

    assert first.question == "What would have to happen for Programme P2 not to be green?"
    assert first.number == "Green from its owner in all 4 returns; its reviewer says amber."
    assert second.number == "Amber from its owner in the last 6 returns; its reviewer agrees."
    assert second.question.endswith("?")


@pytest.mark.parametrize(
    ("summary", "worst", "sentence"),
    [
        ({}, None, "Whether plans slip is not known"),
        (
            {"end_known": 4},
            0,
            "None of 4 programmes expects to end later than approved",
        ),
        (
            {"end_known": 4, "ends_later": 1},
            61,
            "1 of 4 programmes expects to end later than approved, 61 days later",
        ),
        (
            {"end_known": 4, "ends_later": 2},
            547,
            "2 of 4 programmes expect to end later than approved, the furthest about 18 months "
            "later",
        ),
    ],
)
def test_slips_in_every_state(make: Make, summary: dict, worst: int | None, sentence: str) -> None:
    rows = [programme("P1", slip_days=worst)]

    result = make("delivery_confidence", summary=[summary], programmes=rows)

    assert words.slips_title(result) == sentence


def test_what_stands_under_a_slip_is_its_cost_and_its_first_approval() -> None:
    row = programme(
        "P1", approved_cost_gbp=4e6, cost_change_gbp=174e3, times_rebaselined=1,
        slip_days_from_first=457,
    )  # fmt: skip

    said = words.slip_line(row)

    assert said == (
        "£174k more than the £4.0m approved. Approved anew once, about 15 months later than "
        "first approved"
    )


@pytest.mark.parametrize(
    ("summary", "title", "target"),
    [
        ({"held": 0}, "No risk has been reported", "No risk states where it is to be brought."),
        (
            {"held": 3},
            "None of 3 risks held says what taking it would gain",
            "No risk states where it is to be brought.",
        ),
        (
            {"held": 3, "with_reward_score": 1, "with_target": 2},
            "1 of 3 risks held says what taking them would gain",
            "2 of 3 state a target; none is there yet.",
        ),
        (
            {"held": 3, "with_reward_score": 2, "with_target": 2, "at_target": 1},
            "2 of 3 risks held say what taking them would gain",
            "2 of 3 state a target; 1 is there.",
        ),
    ],
)
def test_risk_and_target_in_every_state(make: Make, summary: dict, title: str, target: str) -> None:
    result = make("risk_reward", summary=[summary])

    assert (risk_words.reward_title(result), risk_words.target_line(result)) == (title, target)


def test_risks_that_all_ended_are_none_held_and_not_none_reported(make: Make) -> None:
    result = make("risk_reward", summary=[{"held": 0}], risks=[{"risk_id": "R1"}])

    assert risk_words.reward_title(result) == risk_words.grid_title(result) == "No risk is held"


def quarter(period: str, raised: int, voices: int, early: int) -> Mapping[str, Cell]:
    return {
        "period": period,
        "raised": raised,
        "clinical_or_patient": voices,
        "before_issue": early,
    }


def test_openness_is_told_of_all_and_of_the_last_four_quarters() -> None:
    rows = [quarter(f"2025-{i:02d}", 2, 2, 2) for i in (3, 6, 9)]
    rows += [quarter(f"2026-{i:02d}", 1, 0, 1) for i in (3, 6)]

    assert risk_words.openness_title(rows) == (
        "6 of 8 risks were raised by clinical staff or patients; 4 of 6 in the last four quarters"
    )
    assert risk_words.early_line(rows) == "All 8 were raised before they were an issue."


def test_openness_without_any_and_with_a_late_one() -> None:
    assert risk_words.openness_title([]) == "No risk has been raised yet"
    assert risk_words.early_line([quarter("2026-03", 3, 1, 2)]) == (
        "2 of 3 were raised before they were an issue."
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([], "No risk has been reported"),
        ([(2, 2, 3)], "None of 3 risks is both likely and severe"),
        ([(4, 5, 1), (1, 1, 2)], "1 of 3 risks is both likely and severe"),
        ([(5, 4, 2)], "2 of 2 risks are both likely and severe"),
    ],
)
def test_grid_in_every_state(make: Make, cells: list, sentence: str) -> None:
    names = ("likelihood", "consequence", "risks")
    grid = [dict(zip(names, cell, strict=True)) for cell in cells]

    assert risk_words.grid_title(make("risk_reward", grid=grid)) == sentence


def test_what_several_hold_is_counted_by_programme_and_by_kind() -> None:
    rows: list[Mapping[str, Cell]] = [{"what": "programme"}, {"what": "category"}]

    assert risk_words.shared_title([]) == "No risk is held by several organisations"
    assert risk_words.shared_title(rows[:1]) == "Several organisations hold risks of 1 programme"
    assert risk_words.shared_title(rows) == (
        "Several organisations hold risks of 1 programme and 1 kind of risk"
    )
