"""Figures that differ from what others say: a note for each of a few, one on all of many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(("partners", "notes"), [("BCD", 3), ("BCDE", 1)])
def test_many_who_differ_are_told_in_one_note(
    partners: str, notes: int, context: Build, rows: Rows
) -> None:
    theirs = [
        {
            "benefit_id": f"B{p}",
            "beneficiary_org_code": p,
            "partner_code": p,
            "sent_as": "confirmed",
        }
        for p in partners
    ]
    ours = [{"benefit_id": f"B{p}", "beneficiary_org_code": p} for p in partners]
    register = rows("benefits", *theirs)
    their_values = rows("benefit_values", *(row | {"realised_gbp": 9.0} for row in theirs))
    tables = {"benefit_values": rows("benefit_values", *(r | {"realised_gbp": 5.0} for r in ours))}
    stands = context(current={"benefits": register, "programmes": _led_by_a(rows)})
    standing = replace(stands.standing, values_of_others=lambda _: their_values)

    told = check_whole_return(tables, replace(stands, standing=standing)).findings

    differ = [one for one in told if one.rule == "claimed_figures_differ"]
    assert len(differ) == notes
    assert sum(one.row_count for one in differ) == len(partners)
    if notes == 1:
        assert differ[0].says.startswith(
            "In 4 months of 4 benefits you and Birch Board, Cedar Surgery, Damson Council and "
            "1 more give different figures, £16 less than theirs in all; the first is `BB` in "
            "August 2026, `5` where they say `9`."
        )


def _led_by_a(rows: Rows) -> pl.DataFrame:
    return rows("programmes", {"partner_code": "A"})


@pytest.mark.parametrize(
    ("partner", "about", "theirs", "is_told"),
    [
        ("B", "B", ("A", "claimed"), True),  # our own word beside the lead's claim
        ("B", "C", ("A", "claimed"), True),  # ours of one that reports through us
        ("A", "B", ("B", "own"), True),  # our claim beside the organisation's own
        ("A", "C", ("B", "confirmed"), True),
        ("A", "D", ("B", "claimed"), False),  # two claims: neither knows better
        ("B", "C", ("C", "own"), False),  # two that may speak for it
    ],
)
def test_only_a_claim_beside_the_organisation_s_own_word_is_told(
    partner: str,
    about: str,
    theirs: tuple[str, str],
    *,
    is_told: bool,
    context: Build,
    rows: Rows,
) -> None:
    sender, sent_as = theirs
    row = {"beneficiary_org_code": about, "org_code": about}
    said = row | {"partner_code": sender, "sent_as": sent_as}
    stands = context(
        partner=partner,
        current={
            "benefits": rows("benefits", said),
            "adoptions": rows("adoptions", said | {"state": "agreed"}),
            "programmes": _led_by_a(rows),
        },
    )
    values = rows("benefit_values", said | {"realised_gbp": 9.0})
    standing = replace(stands.standing, values_of_others=lambda _: values)
    tables = {
        "adoptions": rows("adoptions", row),
        "benefit_values": rows("benefit_values", row | {"realised_gbp": 5.0}),
    }

    told = [
        one.rule for one in check_whole_return(tables, replace(stands, standing=standing)).findings
    ]

    assert ("claimed_figures_differ" in told) == is_told
    assert ("claim_differs" in told) == is_told
