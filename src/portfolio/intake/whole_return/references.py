"""Whether what rows refer to is there: programmes, benefits, lessons, register rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import code_list, nearest
from portfolio.domain.codes import UNPRICED_TYPE
from portfolio.intake.whole_return.context import FindingCollector
from portfolio.intake.whole_return.known_ids import Known
from portfolio.intake.whole_return.other_case import in_other_case

_PAIR = ["benefit_id", "beneficiary_org_code"]
_BENEFICIARIES_NAMED = 3
_NAMES = {"programmes": "programme_name", "benefits": "benefit_name", "lessons": "title"}


def check_links(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> None:
    """Every programme, benefit and lesson that a row names is in the submission or stands."""
    for named_in, ids in known.ids:
        if named_in not in findings.context.unread_kinds:
            _check_known(findings, tables, named_in, ids)
    if "benefit_values" in tables and "benefits" not in findings.context.unread_kinds:
        _check_register(findings, tables["benefit_values"], known.benefits)
        _check_unpriced(findings, tables["benefit_values"], known.benefits)


def _check_known(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], named_in: str, ids: pl.Series
) -> None:
    """The id that a kind brings into the world, in the other kinds that refer to it."""
    column = KINDS[named_in].key[0]
    there = dict.fromkeys(ids.to_list())
    for kind, table in tables.items():
        if kind == named_in or not KINDS[kind].has(column):
            continue
        new = [one for one in findings.runs(kind, table).different(column) if one not in there]
        otherwise = in_other_case(new, there) if new else {}
        unknown = [one for one in new if one not in otherwise]
        if unknown:
            cases = table.filter(pl.col(column).is_in(unknown)).with_columns(
                period_words=pl.lit(findings.context.period.words)
            )
            findings.tell(
                f"known_{column.removesuffix('_id')}",
                kind,
                column,
                cases.select("row_number", "period_words", found=column),
                near=_near(findings, tables.get(named_in), named_in, [*there]),
            )


def _near(
    findings: FindingCollector, sent: pl.DataFrame | None, kind: str, ids: Sequence[str]
) -> Callable[[str], str | None]:
    """Return the id closest to a cell, or that of the name which stands there in its place."""
    key, name = KINDS[kind].key[0], _NAMES[kind]

    @cache
    def by_name() -> Mapping[str, str]:
        tables = [findings.context.standing.current.get(kind), sent]
        named = [t.select(pl.col(name).str.to_lowercase(), key) for t in tables if t is not None]
        return dict(pl.concat(named).drop_nulls().iter_rows()) if named else {}

    return lambda cell: nearest(cell, ids) or by_name().get(nearest(cell, by_name()) or "")


def _check_register(
    findings: FindingCollector, values: pl.DataFrame, benefits: pl.DataFrame
) -> None:
    """A benefit that is known, at a beneficiary for whom nobody has registered it."""
    pairs = findings.runs("benefit_values", values).distinct(_PAIR).drop_nulls()
    at_known = pairs.join(benefits.select("benefit_id").unique(), on="benefit_id", how="semi")
    missing = at_known.join(benefits, on=_PAIR, how="anti")
    if missing.height:
        cases = values.join(missing, on=_PAIR, how="semi").join(
            _registered(benefits, missing), on="benefit_id", maintain_order="left"
        )
        findings.tell(
            "benefit_in_register",
            "benefit_values",
            "benefit_id",
            cases.select(
                "row_number", "registered", found="benefit_id", beneficiary="beneficiary_org_code"
            ),
        )


def _registered(benefits: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """For each benefit of some pairs, at whom the register has it, in words."""
    has = benefits.join(missing, on="benefit_id", how="semi").sort("beneficiary_org_code")
    at = has.group_by("benefit_id").agg(pl.col("beneficiary_org_code"))
    words = [_named(codes) for codes in at["beneficiary_org_code"].to_list()]
    return at.select("benefit_id", registered=pl.Series(words, dtype=pl.String))


def _named(codes: Sequence[str]) -> str:
    if len(codes) <= _BENEFICIARIES_NAMED:
        return code_list(codes)
    first = ", ".join(f"`{code}`" for code in codes[:_BENEFICIARIES_NAMED])
    return f"{first} and {len(codes) - _BENEFICIARIES_NAMED:,} more"


def _check_unpriced(
    findings: FindingCollector, values: pl.DataFrame, benefits: pl.DataFrame
) -> None:
    unpriced = benefits.filter(benefit_type=UNPRICED_TYPE).select(_PAIR)
    if unpriced.is_empty():
        return
    rows = values.join(unpriced, on=_PAIR, how="semi")
    for column in ("planned_gbp", "forecast_gbp", "realised_gbp"):
        priced = rows.filter(pl.col(column).is_not_null())
        cases = priced.select("row_number", found=column, benefit="benefit_id")
        findings.tell("gbp_for_unmonetisable", "benefit_values", column, cases)
