"""What was probably meant: a code close to the one sent, or the code of the name sent."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.crossing import CrossContext, cross_check

Build = Callable[..., CrossContext]
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
        for f in cross_check({"programmes": table}, context()).findings
        if f.rule == "known_organisation"
    ]

    assert said in told.sentence


def test_what_is_like_nothing_gets_no_suggestion(context: Build, rows: Rows) -> None:
    table = rows("programmes", {"lead_org_code": "ZZZZ-99"})

    told = [f.sentence for f in cross_check({"programmes": table}, context()).findings]

    assert not any("nearest" in sentence for sentence in told)
