"""A small system, typed rows with good defaults, and what stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.suspected_rules import DTYPES
from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.system import References, SystemSettings, Theme
from portfolio.domain.verdict import CurrentState
from portfolio.intake.whole_return import ReturnContext

Rows = Callable[..., pl.DataFrame]

_DEFAULTS: Mapping[str, object] = {
    "programme_id": "P1",
    "programme_name": "Shared record",
    "lead_org_code": "A",
    "primary_theme": "joined_up",
    "stage": "live",
    "org_code": "A",
    "state": "exploring",
    "benefit_id": "B1",
    "benefit_name": "Fewer tests",
    "beneficiary_org_code": "A",
    "benefit_type": "cash_releasing",
    "effect": "benefit",
    "status": "realising",
    "period": "2026-08",
    "risk_id": "R1",
    "lesson_id": "L1",
    "used_by_org_code": "A",
}
_USES = {
    **dict.fromkeys(("kind", "id", "partner_code", "owner_code", "taken_from"), pl.String),
    "is_later": pl.Boolean,
}


@pytest.fixture
def rows() -> Rows:
    """Rows of a kind; columns of what stands (`partner_code` and the like) may be added."""

    def build(kind: str, *given: Mapping[str, object]) -> pl.DataFrame:
        fields = {f.name: DTYPES[f.type] for f in KINDS[kind].fields}
        beside = {"partner_code": pl.String, "submission_id": pl.Int64, "sent_as": pl.String}
        named = beside if any("partner_code" in row for row in given) else {}
        defaults = {name: _DEFAULTS.get(name) for name in KINDS[kind].required}
        defaults |= {"submission_id": 1} if named else {}
        return pl.DataFrame(
            [{"row_number": n} | defaults | dict(row) for n, row in enumerate(given, start=2)],
            schema={"row_number": pl.Int64} | fields | named,
        )

    return build


@pytest.fixture
def organisations() -> Organisations:
    """A and B are partners; C reports through B; OLD closed in March and A follows it."""
    return Organisations(
        (
            Organisation("A", "Alder Trust", "acute", is_partner=True),
            Organisation("B", "Birch Board", "icb", is_partner=True),
            Organisation("C", "Cedar Surgery", "primary_care", reports_through="B"),
            Organisation("D", "Damson Council", "local_authority", is_partner=True),
            Organisation(
                "OLD",
                "Old Trust",
                "acute",
                is_partner=True,
                valid_to=date(2026, 3, 31),
                successor_codes=("A",),
            ),
        )
    )


@pytest.fixture
def context(organisations: Organisations) -> Callable[..., ReturnContext]:
    """What a submission of A for September 2026 is held against. `used` are ids in use: kind, id,
    partner, and the organisation whose it was where that is not the partner."""

    def build(
        *,
        partner: str = "A",
        current: Mapping[str, pl.DataFrame] | None = None,
        previous: Mapping[str, pl.DataFrame] | None = None,
        used: Sequence[tuple[str, ...]] = (),
        unread: frozenset[str] = frozenset(),
    ) -> ReturnContext:
        uses = [
            (kind, one, sender, owner, None, False)
            for kind, one, sender, *held in used
            for owner in (held or [sender])
        ]
        return ReturnContext(
            partner_code=partner,
            period=Period(2026, 9),
            references=References(
                SystemSettings("Test"), organisations, (Theme("local", "joined_up", "One record"),)
            ),
            standing=CurrentState(
                current or {},
                previous or {},
                pl.DataFrame(uses, schema=_USES, orient="row"),
            ),
            unread_kinds=unread,
        )

    return build
