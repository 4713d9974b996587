"""Own, confirmed, claimed, or not this partner's to send: decided in the contract's order."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return
from portfolio.intake.whole_return.senders import sent_as

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("partner", "concerned", "lead", "expected"),
    [
        ("A", "A", "A", "own"),
        ("B", "C", "C", "own"),
        ("B", "A", "A", None),
        ("A", "A", "B", "confirmed"),
        ("A", "OLD", "B", "confirmed"),
        ("A", "OLD", "OLD", "own"),
        ("A", "B", "A", "claimed"),
        ("B", "A", "C", "claimed"),
        ("A", "OLD", "A", "confirmed"),
        ("B", "C", "B", "claimed"),
        ("B", "C", "A", "confirmed"),
        ("D", "C", "A", None),
        ("A", "A", None, "confirmed"),
        ("D", "A", None, None),
    ],
)
def test_how_a_row_is_sent(
    partner: str, concerned: str, lead: str | None, expected: str | None, *, context: Build
) -> None:
    assert sent_as(context(partner=partner), concerned, lead) == expected


def test_values_take_the_lead_of_their_benefit_s_programme(context: Build, rows: Rows) -> None:
    stands = {
        "programmes": rows("programmes", {"partner_code": "B", "lead_org_code": "B"}),
        "benefits": rows("benefits", {"partner_code": "B", "beneficiary_org_code": "A"}),
    }
    values = rows("benefit_values", {}, {"period": "2026-07"})

    crossed = check_whole_return({"benefit_values": values}, context(current=stands))

    assert crossed.findings == ()
    assert crossed.tables["benefit_values"]["sent_as"].to_list() == ["confirmed", "confirmed"]


def test_rows_keep_their_order_and_each_its_own_way(context: Build, rows: Rows) -> None:
    adoptions = rows("adoptions", {"org_code": "B"}, {}, {"org_code": "C"})
    tables = {"programmes": rows("programmes", {}), "adoptions": adoptions}

    crossed = check_whole_return(tables, context())

    assert crossed.tables["adoptions"].select("org_code", "sent_as").rows() == [
        ("B", "claimed"),
        ("A", "own"),
        ("C", "claimed"),
    ]


def test_codes_are_matched_without_regard_to_case_and_kept_as_listed(
    context: Build, rows: Rows
) -> None:
    risks = rows("risks", {"org_code": "a"})

    crossed = check_whole_return({"risks": risks}, context())

    assert crossed.findings == ()
    assert crossed.tables["risks"]["org_code"].to_list() == ["A"]


def test_a_partner_sends_the_risks_of_an_organisation_it_follows(
    context: Build, rows: Rows
) -> None:
    risks = rows("risks", {"org_code": "OLD"}, {"org_code": "D", "risk_id": "R2"})

    told = check_whole_return({"risks": risks}, context()).findings

    assert [(f.rule, f.rows) for f in told] == [("not_yours_to_send", (3,))]


def test_nothing_is_said_to_be_missing_from_a_file_that_could_not_be_read(
    context: Build, rows: Rows
) -> None:
    values = {"benefit_values": rows("benefit_values", {})}

    said = [f.rule for f in check_whole_return(values, context()).findings]
    unsaid = check_whole_return(
        values, context(unread=frozenset({"programmes", "benefits"}))
    ).findings

    assert said == ["known_benefit"]
    assert unsaid == ()


def test_a_row_of_a_closed_organisation_is_for_those_that_follow_it(
    context: Build, rows: Rows
) -> None:
    sent = {"risks": rows("risks", {"org_code": "OLD"})}

    (told,) = check_whole_return(sent, context(partner="D")).findings

    assert told.do == "Take the row out: it is for Alder Trust to send."
