"""Shares are added up as the ledger adds them, and endings are not called vanishing."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]
Row = dict[str, object]

OUTCOME: Row = {"outcome_code": "beds"}
THEIRS: Row = OUTCOME | {"benefit_id": "B9", "programme_id": "P9", "partner_code": "B"}


@pytest.mark.parametrize(
    ("ours", "theirs", "over"),
    [
        ({"attribution_pct": 40.0}, {"attribution_pct": 60.0}, False),
        ({"attribution_pct": 40.5}, {"attribution_pct": 60.0}, True),
        ({}, {"attribution_pct": 1.0}, True),
        ({}, {"status": "cancelled"}, False),
        ({"status": "cancelled"}, {}, False),
        ({}, {"effect": "disbenefit"}, False),
        ({}, {"beneficiary_org_code": "B"}, False),
        ({}, {"outcome_code": "tests"}, False),
    ],
)
def test_shares_over_100_are_noted(
    ours: Row, theirs: Row, over: bool, *, context: Build, rows: Rows
) -> None:
    stands = {
        "programmes": rows("programmes", {"programme_id": "P9", "partner_code": "B"}),
        "benefits": rows("benefits", THEIRS | {"sent_as": "claimed"} | theirs),
    }
    tables = {"programmes": rows("programmes", {}), "benefits": rows("benefits", OUTCOME | ours)}

    told = [f.rule for f in check_whole_return(tables, context(current=stands)).findings]

    assert told == (["attribution_over_100"] if over else [])


def test_a_confirmed_share_stands_in_the_place_of_the_claimed_one(
    context: Build, rows: Rows
) -> None:
    stands = {
        "programmes": rows(
            "programmes", {"programme_id": "P9", "lead_org_code": "B", "partner_code": "B"}
        ),
        "benefits": rows("benefits", THEIRS | {"attribution_pct": 90.0, "sent_as": "claimed"}),
    }
    confirmed = OUTCOME | {"benefit_id": "B9", "programme_id": "P9", "attribution_pct": 50.0}
    tables = {
        "programmes": rows("programmes", {}),
        "benefits": rows("benefits", OUTCOME | {"attribution_pct": 50.0}, confirmed),
    }

    assert check_whole_return(tables, context(current=stands)).findings == ()


@pytest.mark.parametrize(
    ("status", "noted"),
    [
        ("realising", True),
        ("planned", True),
        ("achieved", False),
        ("ceased", False),
        ("evaporated", False),
        ("cancelled", False),
    ],
)
def test_a_benefit_that_had_ended_may_be_left_out(
    status: str, noted: bool, *, context: Build, rows: Rows
) -> None:
    previous = {"benefits": rows("benefits", {"benefit_id": "B2", "status": status})}
    tables = {"programmes": rows("programmes", {}), "benefits": rows("benefits", {})}

    told = [f.rule for f in check_whole_return(tables, context(previous=previous)).findings]

    assert told == (["benefit_vanished"] if noted else [])


def test_a_kind_that_is_not_sent_has_not_vanished(context: Build, rows: Rows) -> None:
    previous = {"risks": rows("risks", {})}

    crossed = check_whole_return({"programmes": rows("programmes", {})}, context(previous=previous))

    assert crossed.findings == ()


@pytest.mark.parametrize(
    ("now", "noted"), [(499_999.0, False), (500_000.0, True), (2.0, True), (2.01, False)]
)
def test_a_change_of_500_times_is_noted_either_way(
    now: float, noted: bool, *, context: Build, rows: Rows
) -> None:
    previous = {"programmes": rows("programmes", {"year_budget_gbp": 1_000.0})}
    tables = {"programmes": rows("programmes", {"year_budget_gbp": now})}

    told = [f.rule for f in check_whole_return(tables, context(previous=previous)).findings]

    assert told == (["changed_500_times"] if noted else [])


def test_one_programme_alone_is_not_asked_to_agree_with_itself(context: Build, rows: Rows) -> None:
    sent = {"benefits": rows("benefits", OUTCOME | {"attribution_pct": 101.0})}
    stands = {"programmes": rows("programmes", {"partner_code": "A"})}

    told = check_whole_return(sent, context(current=stands)).findings

    assert "attribution_over_100" not in [found.rule for found in told]
