"""What was probably meant: a code close to the one sent, or the code of the name sent."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("Cedar Surgery", "The nearest is `C`."),
        ("cedar surgry", "The nearest is `C`."),
        ("OLDD", "The nearest is `OLD`."),
    ],
)
def test_a_name_or_a_slip_of_the_finger_leads_to_the_code(
    sent: str, said: str, *, context: Build, rows: Rows
) -> None:
    table = rows("programmes", {"lead_org_code": sent})

    (told,) = [
        f
        for f in check_whole_return({"programmes": table}, context()).findings
        if f.rule == "known_organisation"
    ]

    assert said in told.sentence


def test_what_is_like_nothing_gets_no_suggestion(context: Build, rows: Rows) -> None:
    table = rows("programmes", {"lead_org_code": "ZZZZ-99"})

    told = [f.sentence for f in check_whole_return({"programmes": table}, context()).findings]

    assert not any("nearest" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("kind", "column", "sent", "said"),
    [
        ("adoptions", "programme_id", "7", "It may be `007`, its leading zeros lost"),
        ("adoptions", "programme_id", "100000", "It may be `1E05`, taken for a number"),
        ("adoptions", "programme_id", "FEN-01", "The nearest is `FEN-001`."),
        ("adoptions", "programme_id", "shared record", "The nearest is `FEN-001`."),
        ("benefit_values", "benefit_id", "Fewer test", "The nearest is `0012`."),
        ("benefit_values", "benefit_id", "12", "It may be `0012`, its leading zeros lost"),
        ("lesson_uses", "lesson_id", "3", "It may be `03`, its leading zeros lost"),
    ],
)
def test_an_id_that_names_nothing_leads_to_the_one_it_was(
    kind: str, column: str, sent: str, said: str, *, context: Build, rows: Rows
) -> None:
    led = {"partner_code": "B", "lead_org_code": "B"}
    ids = [led | {"programme_id": one} for one in ("007", "1E05", "FEN-001")]
    stands = {
        "programmes": rows("programmes", *ids),
        "benefits": rows("benefits", {"partner_code": "B", "benefit_id": "0012"}),
        "lessons": rows("lessons", {"partner_code": "B", "lesson_id": "03"}),
    }

    told = check_whole_return({kind: rows(kind, {column: sent})}, context(current=stands)).findings

    assert any(said in finding.sentence for finding in told if finding.column == column)


@pytest.mark.parametrize(
    ("kind", "column", "sent", "told"),
    [
        ("programmes", "programme_id", "7", "`7` may be `007`, which is in use"),
        ("programmes", "programme_id", "8", ""),
        ("programmes", "initiative_code", "1", "`1` may be `01`, which is in use"),
        ("benefits", "benefit_id", "1.2", "`1.2` may be `1.20`, which is in use"),
        ("benefits", "outcome_code", "5", "`5` may be `05`, which is in use"),
        ("risks", "risk_id", "01-Mar", "`01-Mar` may be `MAR-1`, which is in use"),
        ("lessons", "lesson_id", "3", "`3` may be `03`, which is in use"),
    ],
)
def test_a_new_id_that_a_spreadsheet_may_have_made_of_one_in_use_stops(
    kind: str, column: str, sent: str, told: str, *, context: Build, rows: Rows
) -> None:
    ours = {"partner_code": "A"}
    stands = {
        "programmes": rows("programmes", ours | {"initiative_code": "01"}),
        "benefits": rows("benefits", ours | {"outcome_code": "05"}),
    }
    ids = ("programmes", "007"), ("benefits", "1.20"), ("risks", "MAR-1"), ("lessons", "03")
    knows = context(current=stands, used=[(kind, one, "A") for kind, one in ids])

    findings = check_whole_return({kind: rows(kind, {column: sent})}, knows).findings

    said = [found.says for found in findings if found.rule == "id_rewritten"]
    assert [one.startswith(told) for one in said] == ([True] if told else [])


def test_an_id_in_use_under_both_spellings_is_nobody_s_slip(context: Build, rows: Rows) -> None:
    knows = context(used=[("programmes", "007", "A"), ("programmes", "7", "A")])
    sent = {"programmes": rows("programmes", {"programme_id": "7"})}

    assert [
        f.rule for f in check_whole_return(sent, knows).findings if f.rule == "id_rewritten"
    ] == []


def test_a_benefit_without_a_register_row_is_told_where_it_has_one(
    context: Build, rows: Rows
) -> None:
    at = [{"partner_code": "B", "beneficiary_org_code": one} for one in ("D", "B", "OLD", "C")]
    stands = {
        "programmes": rows("programmes", {"partner_code": "B"}),
        "benefits": rows("benefits", *at),
    }
    sent = {"benefit_values": rows("benefit_values", {"realised_gbp": 1.0})}

    (told,) = check_whole_return(sent, context(current=stands)).findings

    assert told.says.endswith("it has one for `B`, `C`, `D` and 1 more.")
