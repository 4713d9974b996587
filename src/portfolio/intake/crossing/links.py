"""Whether what rows refer to is there: programmes, benefits, lessons, register rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import code_list, nearest
from portfolio.intake.crossing.context import Notebook
from portfolio.intake.crossing.register import Known
from portfolio.intake.crossing.runs import distinct

_PAIR = ["benefit_id", "beneficiary_org_code"]
_BENEFICIARIES_NAMED = 3


def check_links(book: Notebook, tables: Mapping[str, pl.DataFrame], known: Known) -> None:
    """Every programme, benefit and lesson that a row names is in the submission or stands."""
    there = {
        "programmes": known.leads["programme_id"],
        "benefits": known.benefits["benefit_id"],
        "lessons": known.lessons["lesson_id"],
    }
    for named_in, ids in there.items():
        if named_in not in book.context.unread_kinds:
            _check_known(book, tables, named_in, ids.unique())
    if "benefit_values" in tables and "benefits" not in book.context.unread_kinds:
        _check_register(book, tables["benefit_values"], known.benefits)
        _check_unpriced(book, tables["benefit_values"], known.benefits)


def _check_known(
    book: Notebook, tables: Mapping[str, pl.DataFrame], named_in: str, ids: pl.Series
) -> None:
    """The id that a kind brings into the world, in the other kinds that refer to it."""
    column = KINDS[named_in].key[0]
    for kind, table in tables.items():
        if kind == named_in or not KINDS[kind].has(column):
            continue
        sent = distinct(table, [column])[column].drop_nulls()
        unknown = sent.filter(~sent.is_in(ids.implode()))
        if unknown.len():
            cases = table.filter(pl.col(column).is_in(unknown.implode())).with_columns(
                period_words=pl.lit(book.context.period.words)
            )
            book.tell(
                f"known_{column.removesuffix('_id')}",
                kind,
                column,
                cases.select("row_number", "period_words", found=column),
                near=lambda sent_id: nearest(sent_id, ids.to_list()),
            )


def _check_register(book: Notebook, values: pl.DataFrame, benefits: pl.DataFrame) -> None:
    """A benefit that is known, at a beneficiary for whom nobody has registered it."""
    pairs = distinct(values, _PAIR).drop_nulls()
    at_known = pairs.join(benefits.select("benefit_id").unique(), on="benefit_id", how="semi")
    missing = at_known.join(benefits, on=_PAIR, how="anti")
    if missing.height:
        cases = values.join(missing, on=_PAIR, how="semi").join(
            _registered(benefits, missing), on="benefit_id", maintain_order="left"
        )
        book.tell(
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


def _check_unpriced(book: Notebook, values: pl.DataFrame, benefits: pl.DataFrame) -> None:
    unpriced = benefits.filter(benefit_type="unmonetisable").select(_PAIR)
    rows = values.join(unpriced, on=_PAIR, how="semi") if unpriced.height else values.clear()
    for column in ("planned_gbp", "forecast_gbp", "realised_gbp"):
        priced = rows.filter(pl.col(column).is_not_null())
        cases = priced.select("row_number", found=column, benefit="benefit_id")
        book.tell("gbp_for_unmonetisable", "benefit_values", column, cases)
