"""Who pays, who gains: the matrix, by organisation and type, and when it is brought up."""

from __future__ import annotations

import pytest


@pytest.fixture
def paid(building):
    """A council pays for what a hospital gains; the lead pays where nobody is named."""
    system = building.MeasuredSystem()
    system.organisation("L", org_type="acute")
    system.organisation("C", org_type="local_authority")
    system.organisation("V", org_type="vcse")
    claimed = {"sent_as": "claimed"}
    system.sends(
        "L",
        programmes=[
            building.programme("P1", "L", spend_to_date_gbp=500.0),
            building.programme("P2", "L", spend_to_date_gbp=None),
        ],
        benefits=[
            building.benefit("B1", "L", payer_org_code="C"),
            building.benefit("B1", "C", payer_org_code="C", **claimed),
            building.benefit("B2", "V", **claimed),
            building.benefit("B3", "V", effect="disbenefit", **claimed),
        ],
        benefit_values=[
            building.value("B1", "L", "2026-02", 100),
            building.value("B1", "C", "2026-02", 30, **claimed),
            building.value("B2", "V", "2026-02", 50, **claimed),
            building.value("B3", "V", "2026-02", 7, **claimed),
        ],
    )
    return system


def test_matrix_of_who_bore_the_cost_and_who_gains(paid):
    rows = paid.records("payer_gainer", "matrix")

    assert [tuple(row.values()) for row in rows] == [
        ("C", "C", 30, 0),
        ("C", "L", 100, 0),
        ("L", "V", 50, 7),
    ]


def test_by_organisation_with_spend_beside_it(paid):
    rows = {row["org_code"]: row for row in paid.records("payer_gainer", "by_organisation")}

    council, lead, charity = rows["C"], rows["L"], rows["V"]
    assert (council["paid_for_gbp"], council["gained_gbp"]) == (130, 30)
    assert (council["paid_for_others_gbp"], council["spend_to_date_gbp"]) == (100, None)
    assert (lead["paid_for_gbp"], lead["gained_gbp"], lead["spend_to_date_gbp"]) == (50, 100, 500)
    assert (lead["programmes_led"], lead["programmes_without_spend"]) == (2, 1)
    assert (charity["gained_gbp"], charity["disbenefit_gbp"]) == (50, 7)


def test_each_type_of_pound_by_itself(paid, building):
    claimed = {"sent_as": "claimed"}
    paid.sends(
        "C",
        programmes=[building.programme("P3", "C")],
        benefits=[
            building.benefit("B4", "V", programme_id="P3", benefit_type="societal", **claimed)
        ],
        benefit_values=[building.value("B4", "V", "2026-02", 11, **claimed)],
    )

    matrix = paid.records("payer_gainer", "matrix_by_type")
    by_type = paid.records("payer_gainer", "by_organisation_type")
    flags = paid.records("payer_gainer", "flags_by_type")
    council = [row for row in by_type if row["org_code"] == "C"]

    assert [tuple(row.values()) for row in matrix if row["payer_org_code"] == "C"] == [
        ("C", "C", "cash_releasing", 30, 0),
        ("C", "L", "cash_releasing", 100, 0),
        ("C", "V", "societal", 11, 0),
    ]
    assert [(r["benefit_type"], r["paid_for_gbp"], r["gained_gbp"]) for r in council] == [
        ("cash_releasing", 130, 30),
        ("societal", 11, 0),
    ]
    assert [(r["programme_id"], r["benefit_type"], r["others_gain_gbp"]) for r in flags] == [
        ("P1", "cash_releasing", 100),
        ("P3", "societal", 11),
    ]


def test_what_is_paid_for_is_what_is_gained(paid):
    rows = paid.records("payer_gainer", "by_organisation")

    assert sum(r["paid_for_gbp"] for r in rows) == sum(r["gained_gbp"] for r in rows) == 180


def test_by_type_of_organisation(paid):
    rows = paid.records("payer_gainer", "by_type")

    assert [tuple(row.values()) for row in rows] == [
        ("acute", "vcse", 50, 7),
        ("local_authority", "acute", 100, 0),
        ("local_authority", "local_authority", 30, 0),
    ]


def test_a_council_that_pays_while_others_gain_is_brought_up(paid):
    (flag,) = paid.records("payer_gainer", "flags")

    assert (flag["payer_org_code"], flag["programme_id"]) == ("C", "P1")
    assert (flag["others_gain_gbp"], flag["payer_gains_gbp"], flag["gainers"]) == (100, 30, 1)


def test_the_gainers_own_word_of_who_paid_comes_first(paid, building):
    paid.sends("V", benefits=[building.benefit("B2", "V", sent_as="confirmed", payer_org_code="V")])

    rows = paid.records("payer_gainer", "matrix")

    assert ("V", "V", 50, 0) in [tuple(row.values()) for row in rows]


def test_no_net_position_is_worked_out(paid):
    result = paid.measure("payer_gainer")

    assert result.value is None
    columns = {name for table in result.tables.values() for name in table.columns}
    assert not [name for name in columns if "net" in name or "return" in name]


def test_nothing_realised_is_not_defined(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends("L", programmes=[building.programme("P1", "L", spend_to_date_gbp=10.0)])

    result = system.measure("payer_gainer")

    assert (result.status, result.tables["matrix"].rows) == ("not_defined", ())
    assert result.tables["by_organisation"].records()[0]["spend_to_date_gbp"] == 10
