"""The parts of who moved a share add up to the whole difference, whatever came and went."""

from __future__ import annotations

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.result import Provenance, Result, ResultTable
from portfolio.measures.share_movers import organisation_movers, programme_movers

# programme, lead, beneficiary, pounds
BEFORE = [("P1", "A", "A", 60.0), ("P1", "A", "B", 40.0), ("P2", "B", "B", 100.0)]
NOW = [("P1", "A", "A", 60.0), ("P1", "A", "B", 140.0), ("P3", "C", "A", 50.0)]
"""Beyond the lead: 40 of 200 (20p) before, 190 of 250 (76p) now."""


def share(rows: list[tuple[str, str, str, float]]) -> Result:
    by_programme: dict[str, list[float]] = {}
    for programme, lead, at, gbp in rows:
        sums = by_programme.setdefault(programme, [0.0, 0.0])
        sums[0] += gbp if lead != at else 0.0
        sums[1] += gbp
    kind = "cash_releasing"
    return Result(
        provenance=Provenance("beyond_lead_share", "1", Filters(Period(2026, 9))),
        status="ok",
        value=None,
        unit="share",
        tables={
            "by_programme_type": ResultTable(
                ("programme_id", "benefit_type", "numerator_gbp", "denominator_gbp", "status"),
                (
                    *((key, kind, n, d, "ok") for key, (n, d) in by_programme.items()),
                    ("P9", kind, 5.0, 5.0, "not_applicable"),
                ),
            ),
            "flow_by_type": ResultTable(
                ("lead_org_code", "beneficiary_org_code", "benefit_type", "gbp"),
                tuple((lead, at, kind, gbp) for _, lead, at, gbp in rows),
            ),
        },
    )


@pytest.mark.parametrize("movers", [programme_movers, organisation_movers])
def test_the_parts_add_up_to_the_difference(movers):
    parts = movers(share(BEFORE), share(NOW), "cash_releasing")

    assert sum(one.share for one in parts) == pytest.approx(0.76 - 0.20)
    assert [abs(one.share) for one in parts] == sorted((abs(p.share) for p in parts), reverse=True)


def test_what_fell_away_and_what_came_are_both_named():
    parts = {
        one.code: one.share for one in programme_movers(share(BEFORE), share(NOW), "cash_releasing")
    }

    # 100 more beyond of 100 more; nothing beyond of 100 gone; 50 beyond of 50 new; each over 250
    assert parts == pytest.approx({"P1": 80 / 250, "P2": 20 / 250, "P3": 40 / 250})


def test_with_no_share_before_there_is_nobody_to_name():
    assert programme_movers(share([]), share(NOW), "cash_releasing") == ()
    assert programme_movers(share(BEFORE), share(NOW), "societal") == ()
