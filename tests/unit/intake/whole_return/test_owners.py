"""Ids have one owner, and programmes change hands only by being handed over."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]
USED_BY_B = [("programmes", "P1", "B")]


def _rules(tables: dict[str, pl.DataFrame], context: ReturnContext) -> list[str]:
    return [f.rule for f in check_whole_return(tables, context).findings]


def _led_by(rows: Rows, *leads: dict[str, object]) -> dict[str, pl.DataFrame]:
    return {"programmes": rows("programmes", *leads)}


B_LEADS = {"lead_org_code": "B", "partner_code": "B", "submission_id": 1}
A_TOOK_OVER = {"transferred_from_org_code": "B", "partner_code": "A", "submission_id": 2}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, ["programme_of_another_partner"]),
        ("B", []),
        ("D", ["transferred_from_lead"]),
    ],
)
def test_a_programme_of_another_is_taken_over_by_naming_its_lead(
    before: str | None, expected: list[str], *, context: Build, rows: Rows
) -> None:
    sent = rows("programmes", {"transferred_from_org_code": before})

    told = _rules({"programmes": sent}, context(current=_led_by(rows, B_LEADS), used=USED_BY_B))

    assert told == expected


def test_a_later_return_of_the_new_lead_need_not_name_the_old_one(
    context: Build, rows: Rows
) -> None:
    stands = _led_by(rows, B_LEADS, A_TOOK_OVER)
    used = [*USED_BY_B, ("programmes", "P1", "A")]

    assert _rules({"programmes": rows("programmes", {})}, context(current=stands, used=used)) == []


def test_the_earlier_lead_is_told_whose_it_is_now(context: Build, rows: Rows) -> None:
    stands = _led_by(rows, B_LEADS, A_TOOK_OVER)
    sent = {"programmes": rows("programmes", {"lead_org_code": "B"})}

    told = check_whole_return(sent, context(partner="B", current=stands)).findings

    assert [f.rule for f in told] == ["programme_taken_over"]
    assert "Alder Trust" in told[0].sentence
    assert "Take the row out." in told[0].sentence


def test_the_earlier_lead_s_silence_is_not_a_programme_vanished(context: Build, rows: Rows) -> None:
    stands = _led_by(rows, B_LEADS, A_TOOK_OVER)
    previous = _led_by(rows, {"lead_org_code": "B"})
    sent = {"programmes": rows("programmes", {"programme_id": "P2", "lead_org_code": "B"})}

    assert _rules(sent, context(partner="B", current=stands, previous=previous)) == []


def test_an_id_once_used_stays_its_user_s(context: Build, rows: Rows) -> None:
    told = _rules({"programmes": rows("programmes", {})}, context(used=USED_BY_B))

    assert told == ["programme_of_another_partner"]


@pytest.mark.parametrize(("owner", "expected"), [("B", ["id_of_another_partner"]), ("OLD", [])])
def test_a_successor_may_go_on_with_the_ids_of_a_closed_partner(
    owner: str, expected: list[str], *, context: Build, rows: Rows
) -> None:
    told = _rules({"risks": rows("risks", {})}, context(used=[("risks", "R1", owner)]))

    assert told == expected


def test_a_beneficiary_confirms_a_benefit_under_the_lead_s_id(context: Build, rows: Rows) -> None:
    stands = _led_by(rows, B_LEADS) | {"benefits": rows("benefits", {"partner_code": "B"})}
    used = [("benefits", "B1", "B")]

    assert _rules({"benefits": rows("benefits", {})}, context(current=stands, used=used)) == []


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, ["lead_changed_silently"]),
        ("C", []),
        ("D", ["transferred_from_lead"]),
    ],
)
def test_a_change_of_lead_within_one_partner_names_the_lead_before(
    before: str | None, expected: list[str], *, context: Build, rows: Rows
) -> None:
    stands = _led_by(rows, B_LEADS | {"lead_org_code": "C"})
    row = {"lead_org_code": "B", "transferred_from_org_code": before}

    knows = context(partner="B", current=stands, used=USED_BY_B)
    told = _rules({"programmes": rows("programmes", row)}, knows)

    assert told == expected


OF_A_PRACTICE = [("programmes", "P1", "B", "C")]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("C", []),
        ("B", []),
        ("D", ["transferred_from_lead"]),
        (None, ["programme_of_another_partner"]),
    ],
)
def test_a_programme_that_no_longer_stands_is_taken_over_from_its_lead_not_its_sender(
    before: str | None, expected: list[str], *, context: Build, rows: Rows
) -> None:
    sent = {"programmes": rows("programmes", {"transferred_from_org_code": before})}

    told = check_whole_return(sent, context(used=OF_A_PRACTICE)).findings

    assert [one.rule for one in told] == expected
    assert all("Cedar Surgery" in one.sentence for one in told)


@pytest.mark.parametrize(("before", "expected"), [(None, ["lead_changed_silently"]), ("C", [])])
def test_a_lead_changes_within_one_partner_also_after_it_was_left_out(
    before: str | None, expected: list[str], *, context: Build, rows: Rows
) -> None:
    row = {"lead_org_code": "B", "transferred_from_org_code": before}

    told = _rules({"programmes": rows("programmes", row)}, context(partner="B", used=OF_A_PRACTICE))

    assert told == expected


def test_a_programme_that_another_led_last_comes_back_only_by_naming_it(
    context: Build, rows: Rows
) -> None:
    used = [("programmes", "P1", "A"), *USED_BY_B]

    told = _rules({"programmes": rows("programmes", {})}, context(used=used))

    assert told == ["programme_of_another_partner"]


def test_a_lead_that_now_reports_through_another_partner_goes_on_with_its_programme(
    context: Build, rows: Rows
) -> None:
    stands = _led_by(rows, B_LEADS | {"lead_org_code": "C", "partner_code": "D"})
    sent = {"programmes": rows("programmes", {"lead_org_code": "C"})}

    assert _rules(sent, context(partner="B", current=stands)) == []


@pytest.mark.parametrize(
    ("organisation", "expected"), [("C", []), ("B", ["id_of_another_partner"])]
)
def test_an_id_goes_with_the_organisation_that_holds_it_to_its_next_partner(
    organisation: str, expected: list[str], *, context: Build, rows: Rows
) -> None:
    for kind, one in (("risks", "R1"), ("lessons", "L1")):
        sent = {kind: rows(kind, {"org_code": organisation})}

        assert _rules(sent, context(partner="B", used=[(kind, one, "D", "C")])) == expected
