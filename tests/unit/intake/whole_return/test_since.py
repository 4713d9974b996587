"""Since its last return a partner is told what others have sent that concerns it, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return, since_last_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]
Row = dict[str, object]

OURS: Row = {"partner_code": "A", "submission_id": 5}
LATER: Row = {"partner_code": "B", "submission_id": 6}
EARLIER: Row = {"partner_code": "B", "submission_id": 4}


@pytest.mark.parametrize(("theirs", "told"), [(LATER, ["claim_differs"]), (EARLIER, [])])
def test_a_later_word_against_ours_is_told_and_an_earlier_one_was(
    theirs: Row, told: list[str], *, context: Build, rows: Rows
) -> None:
    ours = rows("adoptions", OURS | {"org_code": "B", "state": "live", "sent_as": "claimed"})
    said = rows("adoptions", theirs | {"org_code": "B", "state": "piloting", "sent_as": "own"})
    stands = context(current={"adoptions": pl.concat([ours, said])}, previous={"adoptions": ours})

    assert [found.rule for found in since_last_return(stands)] == told


@pytest.mark.parametrize(("theirs", "told"), [(LATER, ["attribution_over_100"]), (EARLIER, [])])
def test_the_other_partner_of_an_outcome_over_100_is_told_too(
    theirs: Row, told: list[str], *, context: Build, rows: Rows
) -> None:
    ours = rows("benefits", OURS | {"outcome_code": "beds", "sent_as": "own"})
    other: Row = {"benefit_id": "B9", "programme_id": "P9", "outcome_code": "beds"}
    said = rows("benefits", theirs | other | {"sent_as": "claimed"})
    stands = context(current={"benefits": pl.concat([ours, said])}, previous={"benefits": ours})

    assert [found.rule for found in since_last_return(stands)] == told


def test_the_earlier_lead_is_told_that_its_programme_was_taken_over(
    context: Build, rows: Rows
) -> None:
    ours = rows("programmes", OURS)
    taken = LATER | {"lead_org_code": "B", "transferred_from_org_code": "A"}
    stands = context(
        current={"programmes": rows("programmes", taken)}, previous={"programmes": ours}
    )

    (found,) = since_last_return(stands)

    assert found.rule == "programme_taken_over"
    assert found.rows == (2,)


@pytest.mark.parametrize(("theirs", "told"), [(LATER, 1), (EARLIER, 0)])
def test_figures_that_contradict_ours_are_told_where_they_came_later(
    theirs: Row, told: int, *, context: Build, rows: Rows
) -> None:
    of_b: Row = {"beneficiary_org_code": "B", "sent_as": "claimed"}
    ours = rows("benefit_values", OURS | of_b | {"realised_gbp": 900.0})
    theirs = theirs | of_b | {"sent_as": "confirmed"}
    said = rows("benefit_values", theirs | {"realised_gbp": 400.0})
    register = rows("benefits", OURS | of_b, theirs)
    stands = context(
        current={"benefits": register},
        previous={"benefits": register.head(1), "benefit_values": ours},
    )
    stands = replace(stands, standing=replace(stands.standing, values_of_others=lambda _: said))

    assert len(since_last_return(stands)) == told


@pytest.mark.parametrize(
    ("ours", "theirs", "by"),
    [
        (900.0, 400.0, ", £500 more than theirs in all; the first is `B1` in August 2026, `900`"),
        (400.0, 400.001, None),
        (None, 400.0, None),
        (9990000018.0, 400.0, "different figures; the first is `B1` in August 2026."),
    ],
)
def test_figures_are_compared_where_both_give_one_and_long_ones_are_not_repeated(
    ours: float | None, theirs: float, by: str | None, *, context: Build, rows: Rows
) -> None:
    said = rows("benefit_values", LATER | {"realised_gbp": theirs, "sent_as": "claimed"})
    register = rows("benefits", LATER | {"sent_as": "claimed"})
    programmes = rows("programmes", LATER | {"lead_org_code": "B"})
    sent = rows("benefit_values", {"realised_gbp": ours, "planned_gbp": 1.0})
    stands = context(current={"benefits": register, "programmes": programmes})
    stands = replace(stands, standing=replace(stands.standing, values_of_others=lambda _: said))

    told = [
        found.sentence for found in check_whole_return({"benefit_values": sent}, stands).findings
    ]

    assert len(told) == (1 if by else 0)
    assert all(by is not None and by in sentence for sentence in told)


def test_what_a_former_lead_still_says_of_whom_it_sends_for_is_held_against_the_new_leads_claim(
    context: Build, rows: Rows
) -> None:
    taken = {"partner_code": "A", "submission_id": 6, "transferred_from_org_code": "B"}
    ours = rows(
        "adoptions",
        {"partner_code": "B", "org_code": "C", "state": "live", "sent_as": "claimed"},
    )
    claimed = {"partner_code": "A", "submission_id": 6, "sent_as": "claimed"}
    said = rows("adoptions", claimed | {"org_code": "C", "state": "piloting"})
    stands = context(
        partner="B",
        current={"programmes": rows("programmes", taken), "adoptions": pl.concat([ours, said])},
        previous={"adoptions": ours},
    )

    assert [found.rule for found in since_last_return(stands)] == ["claim_differs"]
