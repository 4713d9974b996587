"""Emergent share: how much of what was realised nobody had planned, and who noticed it."""

from __future__ import annotations

import polars as pl

from portfolio.domain.result import Cell, LateTables, ResultTable
from portfolio.measures.answers import Answer, known_sum, share, table, total
from portfolio.measures.ledger_sums import realised_benefits
from portfolio.measures.selection import Selection
from portfolio.measures.themes import programme_themes

_GRAIN = ("benefit_id", "beneficiary_org_code")
_THEME = ("theme_set", "theme_code", "theme_name", "theme_order")
_SUMS = ("emergent_gbp", "all_gbp")
_DISBENEFIT = ("emergent_disbenefit_gbp", "all_disbenefit_gbp")
_COUNTS = ("benefits", "benefits_without_gbp")


def emergent_share(selection: Selection) -> Answer:
    """Realised gross benefit flagged emergent over all whose flag is given, pooled over £ types.

    Benefit of which nobody said whether it was planned is in neither amount (the contract counts a
    blank neither way); `summary` says how much that is. Disbenefits stand apart.
    """
    register = selection.each("register_priced", _register)

    def rows() -> pl.DataFrame:
        return selection.each("flagged", _flagged)

    benefits = rows().filter(pl.col("effect") == "benefit")
    emergent, every = (known_sum(benefits, name) or 0.0 for name in _SUMS)
    is_defined = every > 0
    return Answer(
        status="ok" if is_defined else "not_defined",
        value=emergent / every if is_defined else None,
        numerator=emergent if is_defined else None,
        denominator=every if is_defined else None,
        n=benefits["all_gbp"].count(),
        tables=LateTables(
            {
                "by_theme": lambda: _by_theme(rows(), selection, own=True),
                "by_other_theme": lambda: _by_theme(rows(), selection, own=False),
                "noticed_by": lambda: _noticed_by(rows(), register),
                "summary": lambda: _summary(rows(), register),
                "emergent": lambda: _emergent(rows(), register, selection),
            }
        ),
    )


def _register(selection: Selection) -> pl.DataFrame:
    """What is said of each benefit, and whether it has any figure in pounds anywhere."""
    priced = selection.system.ledger["benefit_id"].unique().implode()
    return selection.register().with_columns(has_gbp=pl.col("benefit_id").is_in(priced))


def _flagged(selection: Selection) -> pl.DataFrame:
    """What is realised of each benefit: the amount that is emergent, that is flagged at all, and
    that is not."""
    said = selection.register().select(*_GRAIN, "foreseen", "noticed_by")
    flag, gbp = pl.col("foreseen"), pl.col("counted_gbp")
    zero = gbp - gbp
    return (
        realised_benefits(selection)
        .join(said, on=_GRAIN, how="left", maintain_order="left")
        .with_columns(
            emergent_gbp=pl.when(flag == "emergent")
            .then(gbp)
            .otherwise(pl.when(flag.is_not_null()).then(zero)),
            all_gbp=pl.when(flag.is_not_null()).then(gbp),
            not_said_gbp=pl.when(flag.is_null()).then(gbp),
        )
    )


def _apart(rows: pl.DataFrame, *grain: str) -> pl.DataFrame:
    """The amounts of benefit, and those of disbenefit in columns of their own."""
    benefit = rows.filter(pl.col("effect") == "benefit").group_by(grain).agg(map(total, _SUMS))
    disbenefit = (
        rows.filter(pl.col("effect") == "disbenefit")
        .group_by(grain)
        .agg(total(name).alias(other) for name, other in zip(_SUMS, _DISBENEFIT, strict=True))
    )
    return benefit.join(disbenefit, on=grain, how="full", coalesce=True, nulls_equal=True)


def _by_theme(rows: pl.DataFrame, selection: Selection, *, own: bool) -> ResultTable:
    """The system's own themes, which add up; or the other sets, which do not."""
    sums = (
        programme_themes(selection)
        .filter(pl.col("adds_up") == own)
        .join(_apart(rows, "programme_id"), on="programme_id", how="left")
        .group_by(_THEME)
        .agg(total(name) for name in (*_SUMS, *_DISBENEFIT))
        .with_columns(share=share(*_SUMS), adds_up=pl.lit(own))
        .sort("theme_order")
    )
    more = ("theme_set", "theme_name", *_DISBENEFIT, "adds_up")
    return table(sums, "theme_code", *_SUMS, "share", *more)


def _noticed_by(rows: pl.DataFrame, register: pl.DataFrame) -> ResultTable:
    """Who noticed what was emergent: pounds realised, and benefits, with or without a price.

    Benefits are counted by id, wherever they land; blank where nobody said who noticed.
    """
    emergent = register.filter(pl.col("foreseen") == "emergent")
    sums = (
        rows.filter(pl.col("foreseen") == "emergent")
        .group_by("noticed_by", "effect")
        .agg(gbp=total("counted_gbp"))
    )
    counts = emergent.group_by("noticed_by", "effect").agg(_counted())
    both = counts.join(sums, on=("noticed_by", "effect"), how="left", nulls_equal=True)
    benefit = both.filter(pl.col("effect") == "benefit").drop("effect")
    other = both.filter(pl.col("effect") == "disbenefit").select(
        "noticed_by", disbenefit_gbp="gbp", disbenefits="benefits"
    )
    named = benefit.join(other, on="noticed_by", how="full", coalesce=True, nulls_equal=True)
    filled = named.with_columns(pl.col(*_COUNTS, "disbenefits").fill_null(0))
    columns = ("noticed_by", "gbp", *_COUNTS, "disbenefit_gbp", "disbenefits")
    return table(filled, *columns, order=("noticed_by",))


def _counted() -> list[pl.Expr]:
    names = pl.col("benefit_id")
    without = names.filter(~pl.col("has_gbp"))
    counts = zip((names, without), _COUNTS, strict=True)
    return [ids.n_unique().cast(pl.Int64).alias(name) for ids, name in counts]


def _summary(rows: pl.DataFrame, register: pl.DataFrame) -> ResultTable:
    """One row: benefit and disbenefit side by side, what nobody flagged, and how many."""
    row: dict[str, Cell] = {}
    for effect, end in (("benefit", "_gbp"), ("disbenefit", "_disbenefit_gbp")):
        of = rows.filter(pl.col("effect") == effect)
        for name in ("emergent", "all", "not_said"):
            row[f"{name}{end}"] = known_sum(of, f"{name}_gbp")
        said = register.filter((pl.col("effect") == effect) & (pl.col("foreseen") == "emergent"))
        row[f"emergent_{effect}s"] = said["benefit_id"].n_unique()
        without = said.filter(~pl.col("has_gbp"))
        row[f"emergent_{effect}s_without_gbp"] = without["benefit_id"].n_unique()
    summary = pl.DataFrame([row]).with_columns(
        disbenefit_share=share("emergent_disbenefit_gbp", "all_disbenefit_gbp")
    )
    return table(summary, *summary.columns)


def _emergent(rows: pl.DataFrame, register: pl.DataFrame, selection: Selection) -> ResultTable:
    """Every emergent benefit and disbenefit, largest first, where it lands."""
    sums = rows.select(*_GRAIN, gbp="counted_gbp")
    listed = (
        register.filter(pl.col("foreseen") == "emergent")
        .join(sums, on=_GRAIN, how="left")
        .sort("gbp", *_GRAIN, descending=[True, False, False], nulls_last=True)
    )
    columns = ("programme_id", "benefit_name", "effect", "benefit_type", "noticed_by", "status")
    return table(listed, *_GRAIN, *columns, "gbp")
