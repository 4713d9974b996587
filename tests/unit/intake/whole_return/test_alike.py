"""One benefit is described alike by all, and one outcome is carried once."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return, since_last_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]
Row = dict[str, object]

BY_LEAD: Row = {"partner_code": "B", "sent_as": "claimed", "unit": "days"}
BY_ANOTHER: Row = {
    "partner_code": "D",
    "sent_as": "confirmed",
    "unit": "pages",
    "beneficiary_org_code": "D",
}


def stands(rows: Rows, *register: Row) -> dict[str, pl.DataFrame]:
    led = {"lead_org_code": "B", "partner_code": "B"}
    return {"programmes": rows("programmes", led), "benefits": rows("benefits", *register)}


@pytest.mark.parametrize(
    ("unit", "register", "told"),
    [
        ("days", [BY_LEAD], []),
        ("beds", [BY_LEAD], ["benefit_said_as_lead"]),
        ("pages", [BY_ANOTHER], []),
        ("beds", [BY_ANOTHER], ["benefit_said_alike"]),
        ("days", [BY_ANOTHER, BY_LEAD], []),
        ("pages", [BY_LEAD, BY_ANOTHER], ["benefit_said_as_lead"]),
    ],
    ids=["as the lead", "not as the lead", "as another", "not as another", "lead first", "lead"],
)
def test_a_confirmation_says_what_the_lead_says_or_before_it_what_others_say(
    unit: str, register: list[Row], told: list[str], *, context: Build, rows: Rows
) -> None:
    sent = {"benefits": rows("benefits", {"unit": unit})}

    findings = check_whole_return(sent, context(current=stands(rows, *register))).findings

    assert [found.rule for found in findings] == told


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ({}, {}, ["outcome_on_another_benefit"]),
        ({"benefit_id": "B9"}, {}, []),
        ({"outcome_code": "tests"}, {}, []),
        ({"outcome_code": None}, {}, []),
        ({"status": "cancelled"}, {}, []),
        ({}, {"status": "cancelled"}, []),
        ({}, {"beneficiary_org_code": "D"}, []),
    ],
)
def test_an_outcome_is_carried_by_one_benefit_of_a_programme_whoever_sends_it(
    ours: Row, theirs: Row, told: list[str], *, context: Build, rows: Rows
) -> None:
    carried: Row = {"outcome_code": "beds", "unit": "days"}
    register = BY_LEAD | carried | {"benefit_id": "B9"} | theirs
    sent = {"benefits": rows("benefits", carried | ours)}

    findings = check_whole_return(sent, context(current=stands(rows, register))).findings

    assert [found.rule for found in findings] == told


def test_who_confirms_is_told_that_the_lead_has_changed_the_words(
    context: Build, rows: Rows
) -> None:
    ours = rows(
        "benefits",
        {"partner_code": "A", "submission_id": 5, "sent_as": "confirmed", "unit": "beds"},
    )
    lead = rows("benefits", BY_LEAD | {"submission_id": 6, "beneficiary_org_code": "B"})
    knows = context(current={"benefits": pl.concat([ours, lead])}, previous={"benefits": ours})

    (found,) = since_last_return(knows)

    assert (found.rule, found.column) == ("benefit_said_as_lead", "unit")
