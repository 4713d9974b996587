"""Emergent share: how much of what was realised nobody had planned, and who noticed it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.result import Cell, LateTables, ResultTable
from portfolio.measures.answers import Answer, table, total
from portfolio.measures.each_programme import Sums, sums_of_each, table_of_each
from portfolio.measures.ledger_sums import REPORTED, said_benefits
from portfolio.measures.selection import Selection
from portfolio.measures.theme_tables import themes

_GRAIN = ("benefit_id", "beneficiary_org_code")
_SUMS = ("emergent_gbp", "all_gbp")
_AMOUNTS = ("counted_gbp", *_SUMS, "not_said_gbp")
_OF_TYPE = ("benefit_type", *_SUMS, "share", "status")
_EFFECTS = ("benefit", "disbenefit")
_DISBENEFIT = ("emergent_disbenefit_gbp", "all_disbenefit_gbp")
_COUNTS = ("benefits", "benefits_without_gbp")
Named = dict[tuple[Cell, Cell], dict[Cell, Cell]]


def emergent_share(selection: Selection) -> Answer:
    """Return realised gross benefit flagged emergent over all whose flag is given, pooled over £
    types.

    Benefit of which nobody said whether it was planned is in neither amount (the contract counts a
    blank neither way); `summary` says how much that is. Disbenefits stand apart.
    """
    sums = _sums(selection)
    benefits = sums.where(effect="benefit")
    emergent, every = (benefits.total(name) or 0.0 for name in _SUMS)
    is_defined = every > 0
    return Answer(
        status="ok" if is_defined else "not_defined",
        value=emergent / every if is_defined else None,
        numerator=emergent if is_defined else None,
        denominator=every if is_defined else None,
        n=benefits.count("flagged"),
        tables=LateTables(
            {
                "by_type": lambda: _by_type(sums),
                "by_theme_type": lambda: _by_theme_type(sums, selection),
                "noticed_by_type": lambda: _noticed_by_type(sums),
                "by_theme": lambda: _by_theme(sums, selection, own=True),
                "by_other_theme": lambda: _by_theme(sums, selection, own=False),
                "noticed_by": lambda: _noticed_by(sums, _named(selection)),
                "summary": lambda: _summary(sums, _named(selection)),
                "emergent": lambda: table_of_each(selection, "emergent", _emergent),
            }
        ),
    )


def _sums(selection: Selection) -> Sums:
    """Return what is realised of each programme, by effect and by who noticed what was emergent."""

    def made(whole: Selection) -> pl.DataFrame:
        is_flagged = pl.col("all_gbp").is_not_null()
        flagged = pl.struct(_GRAIN).filter(is_flagged).n_unique().cast(pl.Int64)
        grouped = _flagged(whole).group_by(
            "programme_id", "effect", "benefit_type", "foreseen", "noticed_by"
        )
        return grouped.agg(*map(total, _AMOUNTS), flagged=flagged)

    return sums_of_each(selection, "emergent", made, (*_AMOUNTS, "flagged"))


def _flagged(selection: Selection) -> pl.DataFrame:
    """Return what is realised of each benefit: the amount that is emergent, that is flagged at
    all, and that is not."""
    flag, gbp = pl.col("foreseen"), pl.col("counted_gbp")
    zero = gbp - gbp
    return said_benefits(selection).with_columns(
        emergent_gbp=pl.when(flag == "emergent")
        .then(gbp)
        .otherwise(pl.when(flag.is_not_null()).then(zero)),
        all_gbp=pl.when(flag.is_not_null()).then(gbp),
        not_said_gbp=pl.when(flag.is_null()).then(gbp),
    )


def _named(selection: Selection) -> Named:
    """Return every emergent benefit and whether it has a price, by effect and who noticed it; by
    id, wherever it lands."""
    found: Named = {}
    for _, effect, who, benefit_id, has_gbp in table_of_each(selection, "named", _priced).rows:
        found.setdefault((effect, who), {})[benefit_id] = has_gbp
    return found


def _priced(selection: Selection) -> ResultTable:
    """Return the emergent benefits, and whether they have any figure in pounds anywhere."""
    priced = selection.system.ledger["benefit_id"].unique().implode()
    columns = ("programme_id", "effect", "noticed_by", "benefit_id", "has_gbp")
    rows = selection.said().filter(pl.col("foreseen") == "emergent")
    return table(rows.with_columns(has_gbp=pl.col("benefit_id").is_in(priced)), *columns)


def _by_theme(sums: Sums, selection: Selection, *, own: bool) -> ResultTable:
    """Return the system's own themes, which add up; or the other sets, which do not."""
    rows: list[tuple[Cell, ...]] = []
    for theme in themes(selection):
        if theme.adds_up == own:
            of = sums.among(theme.programmes)
            benefit, disbenefit = (_amounts(of, effect) for effect in _EFFECTS)
            about = (_share(*benefit), theme.theme_set, theme.name)
            rows.append((theme.code, *benefit, *about, *disbenefit, own))
    more = ("theme_set", "theme_name", *_DISBENEFIT, "adds_up")
    return ResultTable(("theme_code", *_SUMS, "share", *more), tuple(rows))


def _by_type(sums: Sums) -> ResultTable:
    """Return each £ type by itself, and what of it nobody says was planned or not."""
    rows = tuple(
        (code, *_ratio(of), of.total("not_said_gbp"))
        for code in PRICED_TYPES
        for of in [sums.where(effect="benefit", benefit_type=code)]
    )
    return ResultTable((*_OF_TYPE, "not_said_gbp"), rows)


def _ratio(of: Sums) -> tuple[float | None, float | None, float | None, str]:
    """Return what is emergent, all that is flagged, the one over the other, and if that is
    defined."""
    part, whole = (of.total(name) for name in _SUMS)
    share = _share(part, whole)
    return part, whole, share, "not_defined" if share is None else "ok"


def _by_theme_type(sums: Sums, selection: Selection) -> ResultTable:
    """Return the same by the system's own themes; a type of which nothing is realised has no
    row."""
    rows: list[tuple[Cell, ...]] = []
    for theme in themes(selection):
        of_theme = sums.among(theme.programmes)
        for code in PRICED_TYPES if theme.adds_up else ():
            ratio = _ratio(of_theme.where(effect="benefit", benefit_type=code))
            if ratio[1]:
                rows.append((theme.code, theme.name, code, *ratio))
    return ResultTable(("theme_code", "theme_name", *_OF_TYPE), tuple(rows))


def _noticed_by_type(sums: Sums) -> ResultTable:
    """Return who noticed what was emergent, in pounds realised of each type by itself."""
    emergent = sums.where(foreseen="emergent", effect="benefit")
    columns = ("noticed_by", "benefit_type", "gbp")
    every = emergent.table(*columns[:2]).records()
    kept = [row for row in every if row["counted_gbp"] is not None]
    return ResultTable(
        columns, tuple((*map(row.get, columns[:2]), row["counted_gbp"]) for row in kept)
    )


def _amounts(sums: Sums, effect: str) -> tuple[float | None, float | None]:
    """Return what is emergent of one effect, and all of it that is flagged at all."""
    of = sums.where(effect=effect)
    return of.total("emergent_gbp"), of.total("all_gbp")


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _noticed_by(sums: Sums, named: Named) -> ResultTable:
    """Return who noticed what was emergent: pounds realised, and benefits, with or without a
    price.

    Blank where nobody said who noticed.
    """
    emergent = sums.where(foreseen="emergent")
    rows: list[tuple[Cell, ...]] = []
    for who in sorted({who for _, who in named}, key=lambda code: (code is None, str(code))):
        benefit, disbenefit = (named.get((effect, who), {}) for effect in _EFFECTS)
        gbp, disbenefit_gbp = (
            emergent.where(effect=effect, noticed_by=who).total("counted_gbp")
            for effect in _EFFECTS
        )
        rows.append((who, gbp, *_counted(benefit), disbenefit_gbp, len(disbenefit)))
    columns = ("noticed_by", "gbp", *_COUNTS, "disbenefit_gbp", "disbenefits")
    return ResultTable(columns, tuple(rows))


def _counted(benefits: Mapping[Cell, Cell]) -> tuple[int, int]:
    """Return how many there are, and how many of them without a price."""
    return len(benefits), sum(not has_gbp for has_gbp in benefits.values())


def _summary(sums: Sums, named: Named) -> ResultTable:
    """Return one row: benefit and disbenefit side by side, what nobody flagged, and how many."""
    row: dict[str, Cell] = {}
    for effect, end in zip(_EFFECTS, ("_gbp", "_disbenefit_gbp"), strict=True):
        of = sums.where(effect=effect)
        for name in ("emergent", "all", "not_said"):
            row[f"{name}{end}"] = of.total(f"{name}_gbp")
        said = {
            key: has
            for (kind, _), ids in named.items()
            if kind == effect
            for key, has in ids.items()
        }
        row[f"emergent_{effect}s"], row[f"emergent_{effect}s_without_gbp"] = _counted(said)
    _, (part, whole) = (_amounts(sums, effect) for effect in _EFFECTS)
    row["disbenefit_share"] = _share(part, whole)
    return ResultTable(tuple(row), (tuple(row.values()),))


def _emergent(selection: Selection) -> ResultTable:
    """Return every emergent benefit and disbenefit, largest first, where it lands."""
    sums = _flagged(selection).select(*REPORTED, gbp="counted_gbp")
    listed = (
        selection.said()
        .filter(pl.col("foreseen") == "emergent")
        .join(sums, on=REPORTED, how="left")
        .sort("gbp", *_GRAIN, descending=[True, False, False], nulls_last=True)
    )
    columns = ("programme_id", "benefit_name", "effect", "benefit_type", "noticed_by", "status")
    return table(listed, *_GRAIN, *columns, "gbp")
