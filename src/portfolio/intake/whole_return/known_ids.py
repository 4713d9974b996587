"""What a submission together with what stands knows: programmes and their leads, benefits,
lessons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from portfolio.intake.whole_return.context import ReturnContext

_LEAD = {"programme_id": pl.String, "lead": pl.String}
_BENEFIT = {
    "benefit_id": pl.String,
    "beneficiary_org_code": pl.String,
    "programme_id": pl.String,
    "benefit_type": pl.String,
}
_LESSON = {"lesson_id": pl.String, "writer": pl.String}


@dataclass(frozen=True)
class Known:
    """`leads`: one row per programme, with its lead. `benefits`: one row per benefit and
    beneficiary, with programme and type. `lessons`: one row per lesson, with its writer. What is
    in the submission comes before what stands."""

    leads: pl.DataFrame
    benefits: pl.DataFrame
    lessons: pl.DataFrame

    @property
    def ids(self) -> tuple[tuple[str, pl.Series], ...]:
        """The ids that rows may refer to, each by the kind that names it."""
        return (
            ("programmes", self.leads["programme_id"]),
            ("benefits", self.benefits["benefit_id"]),
            ("lessons", self.lessons["lesson_id"]),
        )


def known(tables: Mapping[str, pl.DataFrame], context: ReturnContext) -> Known:
    """Return everything that rows of this submission may refer to."""
    return Known(
        leads=_first_of(
            [
                _named(tables.get("programmes"), _LEAD, {"lead": "lead_org_code"}),
                _named(standing_leads(context), _LEAD, {"lead": "lead_org_code"}),
            ],
            ["programme_id"],
        ),
        benefits=_first_of(
            [
                _named(tables.get("benefits"), _BENEFIT, {}),
                _named(context.standing.current.get("benefits"), _BENEFIT, {}),
            ],
            ["benefit_id", "beneficiary_org_code"],
        ),
        lessons=_first_of(
            [
                _named(tables.get("lessons"), _LESSON, {"writer": "org_code"}),
                _named(context.standing.current.get("lessons"), _LESSON, {"writer": "org_code"}),
            ],
            ["lesson_id"],
        ),
    )


def standing_leads(context: ReturnContext) -> pl.DataFrame | None:
    """Return standing programmes, one row each. While an earlier lead's return still stands, the
    row of the one that took the programme over is the one that counts."""
    return context.once("leads", lambda: _standing_leads(context))


def _standing_leads(context: ReturnContext) -> pl.DataFrame | None:
    rows = context.standing.current.get("programmes")
    if rows is None:
        return None
    taken_over = rows.select("programme_id", lead_org_code="transferred_from_org_code").drop_nulls()
    return (
        rows.join(taken_over, on=["programme_id", "lead_org_code"], how="anti")
        .sort("submission_id")
        .unique("programme_id", keep="last", maintain_order=True)
    )


def _named(
    table: pl.DataFrame | None, columns: Mapping[str, type[pl.DataType]], sources: Mapping[str, str]
) -> pl.DataFrame:
    if table is None:
        return pl.DataFrame(schema=columns)
    return table.select(pl.col(sources.get(name, name)).alias(name) for name in columns)


def _first_of(tables: list[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    return pl.concat(tables).drop_nulls(key).unique(key, keep="first", maintain_order=True)
