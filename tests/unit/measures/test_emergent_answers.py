"""Emergent share: what nobody planned, and who noticed it."""

from __future__ import annotations

import pytest


@pytest.fixture
def noticed(building):
    """£20 of £100 was noticed by staff, £40 nobody flagged; a second lead's £60 was planned."""
    system = building.MeasuredSystem()
    system.organisations("L", "T")
    system.theme("local", "access")
    system.theme("local", "home")
    system.theme("shift", "prevention")
    system.sends(
        "L",
        programmes=[
            building.programme("P1", "L", other_themes="shift:prevention"),
            building.programme("P2", "L", primary_theme="home"),
        ],
        benefits=[
            building.benefit("B1", "L", foreseen="planned"),
            building.benefit("B2", "L", foreseen="emergent", noticed_by="clinical_staff"),
            building.benefit("B3", "L"),
            building.benefit("B4", "L", programme_id="P2", foreseen="planned"),
            building.benefit(
                "B5", "L", foreseen="emergent", noticed_by="clinical_staff",
                benefit_type="unmonetisable",
            ),
            building.benefit(
                "B6", "L", foreseen="emergent", noticed_by="patients", effect="disbenefit"
            ),
            building.benefit("B7", "L", foreseen="planned", effect="disbenefit"),
        ],
        benefit_values=[
            building.value("B1", "L", "2026-02", 80),
            building.value("B2", "L", "2026-02", 20),
            building.value("B3", "L", "2026-02", 40),
            building.value("B4", "L", "2026-02", 60),
            building.value("B5", "L", "2026-02", realised_value=3.0),
            building.value("B6", "L", "2026-02", 5),
            building.value("B7", "L", "2026-02", 15),
        ],
    )  # fmt: skip
    return system


def test_emergent_over_all_that_is_flagged(noticed):
    result = noticed.measure("emergent_share")

    assert (result.numerator, result.denominator, result.value) == (20, 160, 0.125)
    assert (result.status, result.n) == ("ok", 3)


def test_a_blank_counts_neither_way_and_is_said(noticed):
    (summary,) = noticed.records("emergent_share", "summary")

    assert (summary["emergent_gbp"], summary["all_gbp"], summary["not_said_gbp"]) == (20, 160, 40)


def test_disbenefits_are_told_the_same_way_and_apart(noticed):
    (summary,) = noticed.records("emergent_share", "summary")

    assert (summary["emergent_disbenefit_gbp"], summary["all_disbenefit_gbp"]) == (5, 20)
    assert summary["disbenefit_share"] == 0.25


def test_own_themes_add_up_to_the_whole(noticed):
    rows = noticed.records("emergent_share", "by_theme")

    assert [(r["theme_code"], r["emergent_gbp"], r["all_gbp"], r["share"]) for r in rows] == [
        ("access", 20, 100, 0.2),
        ("home", 0, 60, 0),
    ]
    (other,) = noticed.records("emergent_share", "by_other_theme")
    assert (other["theme_set"], other["all_gbp"], other["adds_up"]) == ("shift", 100, False)


def test_who_noticed_counts_benefits_with_and_without_a_price(noticed):
    rows = {row["noticed_by"]: row for row in noticed.records("emergent_share", "noticed_by")}

    staff, patients = rows["clinical_staff"], rows["patients"]
    assert (staff["gbp"], staff["benefits"], staff["benefits_without_gbp"]) == (20, 2, 1)
    assert (patients["gbp"], patients["benefits"], patients["disbenefits"]) == (None, 0, 1)


def test_nothing_flagged_is_not_defined(building):
    system = building.MeasuredSystem()
    system.organisations("L")
    system.sends(
        "L",
        programmes=[building.programme("P1", "L")],
        benefits=[building.benefit("B1", "L")],
        benefit_values=[building.value("B1", "L", "2026-02", 80)],
    )

    result = system.measure("emergent_share")

    assert (result.status, result.value, result.denominator) == ("not_defined", None, None)


def test_nothing_emergent_is_nought_and_not_unknown(noticed):
    result = noticed.measure("emergent_share", theme="local:home")

    assert (result.status, result.value) == ("ok", 0)


def test_each_type_of_pound_has_its_own_share(noticed, building):
    noticed.sends(
        "T",
        programmes=[building.programme("P3", "T")],
        benefits=[
            building.benefit(
                "B8", "T", programme_id="P3", foreseen="emergent", noticed_by="patients",
                benefit_type="societal",
            )
        ],
        benefit_values=[building.value("B8", "T", "2026-02", 40)],
    )  # fmt: skip

    rows = {row["benefit_type"]: row for row in noticed.records("emergent_share", "by_type")}
    cash, other, societal = rows.values()

    assert list(rows) == ["cash_releasing", "non_cash_releasing", "societal"]
    assert (cash["emergent_gbp"], cash["all_gbp"], cash["share"]) == (20, 160, 0.125)
    assert (cash["not_said_gbp"], societal["share"]) == (40, 1)
    assert (other["all_gbp"], other["share"], other["status"]) == (None, None, "not_defined")
    assert [tuple(r.values()) for r in noticed.records("emergent_share", "noticed_by_type")] == [
        ("clinical_staff", "cash_releasing", 20),
        ("patients", "societal", 40),
    ]
    assert [
        (r["theme_code"], r["benefit_type"], r["share"])
        for r in noticed.records("emergent_share", "by_theme_type")
    ] == [
        ("access", "cash_releasing", 0.2),
        ("access", "societal", 1),
        ("home", "cash_releasing", 0),
    ]
