"""What is said of the portfolio and of one programme, for every state they can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Cell, Result
from portfolio.views.words import programme_words as words

Make = Callable[..., Result]
ONE = Programme("P02", "Shared care record", "One record", "RLC", "live", "joined_up")


def spread(make: Make, *pairs: tuple[int, int]) -> Result:
    rows: list[Mapping[str, Cell]] = [
        {"adopters_beyond_lead": used, "eligible_beyond_lead": could} for used, could in pairs
    ]
    return make("adoption", by_programme=rows)


def rated(make: Make, red: int = 0, every: int = 0) -> Result:
    counts = [{"rater": "shown", "rating": "red", "programmes": red}] if red else []
    return make("delivery_confidence", counts=counts, summary=[{"rated": every}])


@pytest.mark.parametrize(
    ("pairs", "red", "every", "sentence"),
    [
        ((), 0, 0, "3 programmes; nobody has said yet who uses them or how sure they are to "
         "deliver"),
        (((1, 4), (0, 2)), 0, 0, "3 programmes: 1 is in routine use beyond the lead"),
        (((0, 4), (0, 2)), 0, 9, "3 programmes: none is in routine use beyond the lead and none "
         "of the 9 rated is red"),
        (((3, 4), (1, 2)), 1, 9, "3 programmes: all 2 that others could use are in routine use "
         "beyond the lead and 1 of the 9 rated is red"),
        ((), 2, 9, "3 programmes: 2 of the 9 rated are red"),
    ],
)  # fmt: skip
def test_the_portfolio_in_every_state(
    *, make: Make, pairs: tuple, red: int, every: int, sentence: str
) -> None:
    told = words.headline([ONE] * 3, spread(make, *pairs), rated(make, red, every))

    assert told == sentence


def test_no_programme_is_said_and_not_counted(make: Make) -> None:
    assert words.headline([], spread(make), rated(make)) == words.NONE_REPORTED


def landed(make: Make, gbp: float, share: float | None) -> Result:
    rows = [
        {"benefit_type": kind, "denominator_gbp": amount, "share": share}
        for kind, amount in (("societal", gbp * 9), ("cash_releasing", gbp))
    ]
    return make("b", by_programme_type=rows)


@pytest.mark.parametrize(
    ("stage", "pair", "gbp", "share", "sentence"),
    [
        ("live", None, 0, None, "Shared care record: nobody has said yet who uses it, or what it "
         "has brought"),
        ("live", (0, 5), 0, None, "Shared care record is not yet in routine use beyond its lead"),
        ("live", (5, 5), 0, None, "Shared care record is in routine use at all 5 others that "
         "could use it"),
        ("live", (1, 1), 0, None, "Shared care record is in routine use at the one other "
         "organisation that could use it"),
        ("live", (3, 5), 2.4e6, 0.64, "Shared care record is in routine use at 3 of 5 other "
         "organisations; £2.4m of cash-releasing benefit is realised, 64p of each £1 "
         "beyond its lead"),
        ("live", None, 2.4e6, None, "Shared care record has begun to bring benefit; £2.4m of "
         "cash-releasing benefit is realised"),
        ("stopped", (0, 4), 0, None, "Shared care record was stopped before it was finished"),
        ("closed", (3, 4), 1e3, 0.0, "Shared care record is closed; £1k of cash-releasing benefit "
         "is realised, 0p of each £1 beyond its lead"),
    ],
)  # fmt: skip
def test_one_programme_in_every_state(  # noqa: PLR0913 - a table of states
    *, make: Make, stage: str, pair: tuple | None, gbp: float, share: float | None, sentence: str
) -> None:
    adoption = spread(make, pair) if pair else spread(make)

    told = words.one_headline(replace(ONE, stage=stage), adoption, landed(make, gbp, share))

    assert told == sentence


@pytest.mark.parametrize(("reviewer", "who"), [("red", "reviewer"), (None, "owner")])
def test_where_only_a_rating_is_known_the_headline_says_whose(
    make: Make, reviewer: str | None, who: str
) -> None:
    rows = [{"sro": "red", "independent": reviewer, "shown": "red"}]
    confidence = make("delivery_confidence", programmes=rows)

    told = words.one_headline(ONE, spread(make), landed(make, 0, None), confidence)

    assert told == (
        f"Shared care record is rated red by its {who}; nobody has said yet who uses it"
    )


@pytest.mark.parametrize(
    ("stage", "planned", "forecast", "said"),
    [
        ("live", None, None, "No end date given"),
        ("live", date(2026, 3, 31), None, "To Mar 2026"),
        ("live", date(2026, 3, 31), date(2026, 3, 31), "To Mar 2026"),
        ("live", date(2026, 3, 31), date(2026, 5, 31), "To May 2026, 61 days later"),
        ("live", date(2026, 3, 31), date(2026, 3, 30), "To Mar 2026, 1 day sooner"),
        ("stopped", date(2026, 3, 31), date(2026, 9, 30), "Approved to Mar 2026"),
    ],
)
def test_plan_in_every_state(
    stage: str, planned: date | None, forecast: date | None, said: str
) -> None:
    one = replace(ONE, stage=stage, planned_end_date=planned, forecast_end_date=forecast)

    assert words.plan_line(one) == said


@pytest.mark.parametrize(
    ("sro", "reviewer", "shown", "said"),
    [
        ("green", "amber", "amber", "Reviewer; owner says green"),
        ("amber", "amber", "amber", "Owner and reviewer"),
        ("green", None, "green", "Owner\u2019s own"),
        ("green", "exempt", "green", "Owner\u2019s own"),
        ("exempt", "red", "red", "Reviewer"),
        ("exempt", None, None, "Exempt from rating"),
        (None, None, None, "Not rated"),
    ],
)
def test_whose_rating_it_is(
    sro: str | None, reviewer: str | None, shown: str | None, said: str
) -> None:
    assert words.rating_line({"sro": sro, "independent": reviewer, "shown": shown}) == said


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ((), "Not rated yet"),
        (("exempt",), "Not rated yet"),
        (("green",), "The owner has rated it once: green"),
        (("green", None, "green"), "The owner\u2019s rating has been green in all 2 returns"),
        (("green", "red"), "The owner\u2019s rating moved from green to red in the last return"),
        (
            ("amber", "green", "green"),
            "The owner\u2019s rating has been green in 2 returns, amber before",
        ),
    ],
)
def test_confidence_through_the_returns(ratings: Sequence[str | None], said: str) -> None:
    history = [{"period": f"2026-{i:02d}", "sro": one} for i, one in enumerate(ratings, start=1)]

    assert words.over_time_title(history) == said


def test_a_programme_that_only_a_reviewer_rated_says_so() -> None:
    history = [{"period": "2026-03", "sro": None, "independent": "red"}]

    assert words.over_time_title(history) == "The reviewer has rated it once: red"


def test_a_change_of_lead_is_told_with_its_return(labels: Labels) -> None:
    history = [
        {"period": "2025-12", "lead_org_code": "RWH"},
        {"period": "2026-03", "lead_org_code": "RLC"},
    ]

    assert words.led_by(history, labels) == (
        "Levels Community leads it since the return for March 2026; before, it was Wenmarsh "
        "Hospitals."
    )


@pytest.mark.parametrize(
    ("summary", "value", "said"),
    [
        ({}, None, "No old service is named as still running"),
        ({"old_services": 1}, None, "One old service still runs beside the new"),
        (
            {"old_services": 1, "overdue": 1},
            148e3,
            "One old service still runs beside the new, and is past its planned end, for £148k a "
            "year",
        ),
        (
            {"old_services": 3, "overdue": 1},
            210e3,
            "Three old services still run beside the new, one past their planned end, for £210k "
            "a year",
        ),
        (
            {"old_services": 2, "overdue": 2},
            None,
            "Two old services still run beside the new, all past their planned end",
        ),
    ],
)
def test_old_services_in_every_state(
    make: Make, summary: dict, value: float | None, said: str
) -> None:
    result = make("two_horses", value=value, summary=[summary])

    assert words.old_service_title(result) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "Nobody has said where the effort goes"),
        (
            {"technology_pct": 80.0, "culture_pct": 10.0},
            "80% of the effort is technology, more than any other part",
        ),
        (
            {"technology_pct": 20.0, "process_pct": 50.0},
            "20% of the effort is technology; processes take most",
        ),
        (
            {"technology_pct": 0.0, "operating_model_pct": 100.0},
            "0% of the effort is technology; the operating model takes most",
        ),
    ],
)
def test_effort_in_every_state(row: dict, said: str) -> None:
    assert words.effort_title(row) == said
