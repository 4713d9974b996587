"""What looks changed by mistake is hardly ever said of a return in which nothing is wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

import polars as pl
import pytest

from portfolio.contract.row_findings import row_findings
from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.system import References, SystemSettings, Theme
from portfolio.domain.verdict import CurrentState
from portfolio.intake.whole_return import ReturnContext, check_whole_return

RULES = (
    "same_as_last_return",
    "columns_emptied",
    "columns_swapped",
    "column_sorted_alone",
    "changed_500_times",
    "id_written_otherwise",
    "year_far_off",
)
QUARTERS = 9
MOST = 1 / 1_000
Return = Mapping[str, pl.DataFrame]


@pytest.mark.parametrize("returns", [72, pytest.param(4_000, marks=pytest.mark.long)])
def test_ordinary_returns_are_hardly_ever_taken_for_a_mistake(
    returns: int, *, ordinary_returns: ModuleType, goal: Callable[..., None]
) -> None:
    """A return that is the last one once more, to the cell, is rightly said to be so."""
    chance = random.Random(2026)
    false = Counter[str]()
    done = 0

    while done < returns:
        partner = ordinary_returns.Partner(chance, done)
        for said in _said_of_each(partner):
            false.update(said)
            done += 1

    goal("Notes on mistakes, of ordinary returns: no more than 1 in 1,000", returns=done, **false)
    assert all(false[rule] <= MOST * max(done, 1 / MOST) for rule in RULES), false


def _said_of_each(partner: object) -> Iterator[set[str]]:
    code = partner.code  # type: ignore[attr-defined]
    before: tuple[Period, Return] | None = None
    for period, sent in partner.returns(QUARTERS):  # type: ignore[attr-defined]
        if before is not None:
            stood_for, stood = before
            standing = CurrentState(
                previous=stood, previous_periods=dict.fromkeys(stood, stood_for)
            )
            yield _said(sent, ReturnContext(code, period, _references(code), standing))
        before = (period, sent)


def _said(sent: Return, context: ReturnContext) -> set[str]:
    crossed = check_whole_return(sent, context).findings
    of_rows = [
        found
        for kind, table in sent.items()
        for found in row_findings(kind, table, file=kind, period=context.period)
    ]
    said = {found.rule for found in (*crossed, *of_rows)} & set(RULES)
    return said - {"same_as_last_return"} if _is_the_same(sent, context) else said


def _is_the_same(sent: Return, context: ReturnContext) -> bool:
    previous = context.standing.previous
    cells = pl.exclude("row_number")
    return set(sent) == set(previous) and all(
        table.select(cells).equals(previous[kind].select(cells)) for kind, table in sent.items()
    )


def _references(code: str) -> References:
    others = [
        Organisation(f"O{n:02d}", f"Site {n}", "acute", reports_through=code) for n in range(14)
    ]
    own = Organisation(code, "Ours", "acute", is_partner=True)
    theme = Theme("local", "joined_up", "One record")
    return References(SystemSettings("Test"), Organisations((own, *others)), (theme,))
