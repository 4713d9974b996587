"""Who bore the cost of a benefit, and who gains from it; never a net position."""

from __future__ import annotations

import polars as pl

from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, table, total
from portfolio.measures.ledger_sums import said_benefits
from portfolio.measures.selection import Selection

_PAIR = ("payer_org_code", "beneficiary_org_code")
_OF_KIND = (*_PAIR, "benefit_type")
_GRAIN = ("benefit_id", "beneficiary_org_code")
_AMOUNTS = ("benefit_gbp", "disbenefit_gbp")
_SEEN_TO_PAY = ("local_authority", "vcse", "ambulance")
"""The kinds of organisation whose paying for others is brought up."""


def payer_gainer(selection: Selection) -> Answer:
    """Return counted realised benefit and disbenefit, by who bore the cost and who gains.

    Who bore it is said of each benefit, else the programme's lead. Costs are not recorded by
    benefit, so nothing is set off against anything.
    """
    rows = _paid(selection)
    by_kind = rows.group_by(*_PAIR, "benefit_type").agg(pl.col(_AMOUNTS).sum())
    pairs = by_kind.group_by(_PAIR).agg(pl.col(_AMOUNTS).sum())
    return Answer(
        status="ok" if rows.height else "not_defined",
        n=rows.select(_GRAIN).n_unique(),
        tables=LateTables(
            {
                "matrix": lambda: table(pairs, *_PAIR, *_AMOUNTS, order=_PAIR),
                "matrix_by_type": lambda: table(by_kind, *_OF_KIND, *_AMOUNTS, order=_OF_KIND),
                "by_organisation": lambda: _by_organisation(pairs, selection),
                "by_organisation_type": lambda: _by_organisation_type(by_kind),
                "by_type": lambda: _by_type(pairs, selection),
                "spend": lambda: _spend(selection),
                "flags": lambda: _flags(_paid(selection), selection),
                "flags_by_type": lambda: _flags(_paid(selection), selection, "benefit_type"),
            }
        ),
    )


def _paid(selection: Selection) -> pl.DataFrame:
    """Return what is realised of each benefit with who bore its cost, and the two amounts apart."""
    return selection.cached_by_programme("paid", _with_payer)


def _with_payer(selection: Selection) -> pl.DataFrame:
    rows = said_benefits(selection)
    counted = pl.col("counted_gbp")
    zero = counted - counted
    return rows.with_columns(
        pl.coalesce("payer_org_code", "lead_org_code").alias("payer_org_code"),
        benefit_gbp=pl.when(pl.col("effect") == "benefit").then(counted).otherwise(zero),
        disbenefit_gbp=pl.when(pl.col("effect") == "disbenefit").then(counted).otherwise(zero),
    )


def _by_organisation(pairs: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return every organisation that bore a cost, gained, lost or spent."""
    rows = (
        _together(_both_sides(pairs), _spent(selection), "org_code")
        .with_columns(pl.col(*_SIDES, *_OF_OTHERS).fill_null(0))
        .join(_types(selection), on="org_code", how="left")
    )
    columns = ("org_code", "org_type", *_SIDES, "spend_to_date_gbp", "org_name", *_OF_OTHERS)
    return table(rows, *columns, "programmes_led", "programmes_without_spend", order=("org_code",))


_SIDES = ("paid_for_gbp", "gained_gbp", "disbenefit_gbp")
_OF_OTHERS = ("paid_for_others_gbp", "gained_from_others_gbp")


def _both_sides(pairs: pl.DataFrame, *kind: str) -> pl.DataFrame:
    """Return what each organisation bore the cost of, and what it gained."""
    is_other = pl.col(_PAIR[0]) != pl.col(_PAIR[1])
    gbp = pl.col("benefit_gbp")
    paid = pairs.group_by(*kind, org_code=_PAIR[0]).agg(
        paid_for_gbp=gbp.sum(), paid_for_others_gbp=gbp.filter(is_other).sum()
    )
    gained = pairs.group_by(*kind, org_code=_PAIR[1]).agg(
        pl.col("disbenefit_gbp").sum(),
        gained_gbp=gbp.sum(),
        gained_from_others_gbp=gbp.filter(is_other).sum(),
    )
    return _together(paid, gained, "org_code", *kind)


def _by_organisation_type(by_kind: pl.DataFrame) -> ResultTable:
    """Return the same for each £ type by itself; what is not there is no row."""
    rows = _both_sides(by_kind, "benefit_type").with_columns(
        pl.col(*_SIDES, *_OF_OTHERS).fill_null(0)
    )
    grain = ("org_code", "benefit_type")
    return table(rows, *grain, *_SIDES, *_OF_OTHERS, order=grain)


def _together(one: pl.DataFrame, other: pl.DataFrame, *grain: str) -> pl.DataFrame:
    return one.join(other, on=grain, how="full", coalesce=True)


def _types(selection: Selection) -> pl.DataFrame:
    return selection.system.organisations.select("org_code", "org_type", "org_name")


def _spent(selection: Selection) -> pl.DataFrame:
    """Return what the lead of each chosen programme has spent so far; blank where none has said."""
    return (
        _spending(selection)
        .group_by(org_code="lead_org_code")
        .agg(
            total("spend_to_date_gbp"),
            programmes_led=pl.len().cast(pl.Int64),
            programmes_without_spend=pl.col("spend_to_date_gbp").null_count().cast(pl.Int64),
        )
    )


def _spending(selection: Selection) -> pl.DataFrame:
    current = selection.system.kept("current_programme", "programme_id")
    return selection.programmes.filter("is_current").join(
        current.select("programme_id", "spend_to_date_gbp"), on="programme_id"
    )


def _spend(selection: Selection) -> ResultTable:
    columns = ("programme_id", "programme_name", "lead_org_code", "spend_to_date_gbp")
    return table(_spending(selection), *columns, order=("programme_id",))


def _by_type(pairs: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return the matrix by kind of organisation; a kind that is not known stays blank."""
    kinds = _types(selection).select("org_code", "org_type")
    sums = (
        pairs.join(kinds.rename({"org_code": _PAIR[0], "org_type": "payer_org_type"}), on=_PAIR[0])
        .join(kinds.rename({"org_code": _PAIR[1], "org_type": "beneficiary_org_type"}), on=_PAIR[1])
        .group_by("payer_org_type", "beneficiary_org_type")
        .agg(pl.col(_AMOUNTS).sum())
    )
    grain = ("payer_org_type", "beneficiary_org_type")
    return table(sums, *grain, *_AMOUNTS, order=grain)


def _flags(rows: pl.DataFrame, selection: Selection, *kind: str) -> ResultTable:
    """Return programmes whose cost a council, charity or ambulance service bears while others
    gain."""
    gained = pl.col("benefit_gbp")
    is_other = pl.col(_PAIR[0]) != pl.col(_PAIR[1])
    about = ("payer_org_code", "org_type", "programme_id", "programme_name", "lead_org_code")
    grain = (*about, *kind)
    sums = (
        rows.filter(gained > 0)
        .join(_types(selection).rename({"org_code": _PAIR[0]}), on=_PAIR[0])
        .filter(pl.col("org_type").is_in(_SEEN_TO_PAY))
        .group_by(grain)
        .agg(
            others_gain_gbp=gained.filter(is_other).sum(),
            payer_gains_gbp=gained.filter(~is_other).sum(),
            gainers=pl.col(_PAIR[1]).filter(is_other).n_unique().cast(pl.Int64),
        )
        .filter(pl.col("others_gain_gbp") > 0)
    )
    columns = ("others_gain_gbp", "payer_gains_gbp", "gainers")
    return table(sums, *grain, *columns, order=("payer_org_code", "programme_id", *kind))
