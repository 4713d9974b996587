"""One beside others: an organisation among its type, two programmes row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.programme import Programme
from portfolio.views.organisations.beside_its_type import beside_its_type
from portfolio.views.programmes.two_programmes import two_programmes

ONE = Programme("P01", "Virtual ward", "At home", "RWH", "live", "access", approved_cost_gbp=2e6)


def cells(**in_use):
    """So many of ten programmes in routine use at each organisation."""
    return [
        {
            "programme_id": f"P{n:02}",
            "org_code": code,
            "org_type": "acute",
            "state": "live" if n < many else "exploring",
            "is_lead": False,
        }
        for code, many in in_use.items()
        for n in range(10)
    ]


def named(codes):
    return Labels({code: OrganisationLabel(f"The {code}", "acute") for code in codes})


def test_few_of_a_type_are_shown_by_name_the_furthest_first(make):
    adoption = make("adoption", matrix=cells(A=3, B=7, C=5))

    drawn = beside_its_type(adoption, named("ABC"), "A")

    assert drawn.title == "The A has 3 of 10 in use; 2 of 2 others of its type have a larger share"
    assert [row[0] for row in drawn.table.values] == ["B", "C", "A"]
    assert "<b><a" in drawn.html


def test_ten_and_more_are_tenths_with_this_one_among_them(make):
    codes = "ABCDEFGHIJK"
    adoption = make("adoption", matrix=cells(**{code: n for n, code in enumerate(codes)}))

    drawn = beside_its_type(adoption, named(codes), "F")

    assert drawn.html.count("<i ") == 9
    assert "half 50% or less" in drawn.html
    assert "The F has 50%, more than 5 of them." in drawn.html
    assert len(drawn.table) == 11


@pytest.mark.parametrize("rows", [cells(A=3), []])
def test_one_alone_has_nobody_beside_it(make, rows):
    assert beside_its_type(make("adoption", matrix=rows), named("A"), "A").is_empty


def test_equal_shares_are_said_as_equal(make):
    drawn = beside_its_type(make("adoption", matrix=cells(A=3, B=3)), named("AB"), "A")

    assert drawn.title.endswith("all of its type have the same share")


def test_two_programmes_stand_row_by_row(make, labels):
    other = replace(ONE, programme_id="P02", name="Staff passport", lead_org_code="RSG")

    drawn = two_programmes((ONE, other), labels, make("adoption", matrix=[]))

    assert drawn.html.count('<th scope="row">') == 8
    assert drawn.html.count("<td data-label") == 16
    assert "£2.0m approved" in drawn.html
    assert [row[0] for row in drawn.table.values] == ["P01", "P02"]
