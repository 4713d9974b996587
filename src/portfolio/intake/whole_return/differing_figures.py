"""Months of one benefit for which its lead and its beneficiary give different figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.domain.period import Period
from portfolio.intake.whole_return.context import FindingCollector

_PAIR = ["benefit_id", "beneficiary_org_code"]
_FIGURES = ("realised_value", "realised_gbp")
# So many other senders each get a note; where there are more, the cause is likelier here.
_TOLD_APART = 3
# Two ways of adding up the same pence differ by less.
_A_PENNY = 0.005
# A figure as long as this may be a patient's number: of such rows no figure is repeated, nor a sum
# from which it could be worked out.
_LONG = 100_000_000


def check_figures(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], moved: Sequence[int] = ()
) -> None:
    """One note for each other sender, or one on all of many: in how many months, by how much, and
    where it begins. Rows `moved` too far to be meant are left out; where most of them were, all
    are."""
    values = tables.get("benefit_values")
    if values is None or values.is_empty():
        return
    theirs = _theirs(findings, values)
    if theirs is None or len(moved) * 2 > values["realised_gbp"].count():
        return
    ours = values.join(theirs.select(_PAIR).unique(), on=_PAIR, how="semi")
    both = ours.join(theirs, on=[*_PAIR, "period"], suffix="_of_other")
    differ = both.filter(_one_claims(), _differs()).sort("row_number")
    differ = differ.filter(~pl.col("row_number").is_in(moved)) if moved else differ
    others = differ["partner_code"].unique(maintain_order=True).to_list()
    names = [findings.context.name_of(other) for other in others]
    if len(others) > _TOLD_APART:
        first, more = ", ".join(names[:_TOLD_APART]), len(others) - _TOLD_APART
        each_once = differ.unique("row_number", keep="first", maintain_order=True)
        _tell(findings, each_once, f"{first} and {more:,} more")
        return
    for other, name in zip(others, names, strict=True):
        _tell(findings, differ.filter(partner_code=other), name)


def _theirs(findings: FindingCollector, values: pl.DataFrame) -> pl.DataFrame | None:
    """Return what others say of the benefits sent: read only of those that both speak of."""
    context = findings.context
    register, read = context.standing.current.get("benefits"), context.standing.values_of_others
    if register is None or read is None:
        return None
    others = register.filter(pl.col("partner_code") != context.partner_code)
    if others.is_empty():
        return None
    sent = findings.runs("benefit_values", values).distinct(_PAIR)
    shared = sent.join(others.select(_PAIR), on=_PAIR, how="semi")["benefit_id"].unique()
    if shared.is_empty():
        return None
    figures = ("partner_code", "sent_as", "submission_id", *_FIGURES)
    return read(shared.to_list()).select(*_PAIR, "period", *figures)


def _one_claims() -> pl.Expr:
    return (pl.col("sent_as") == "claimed") != (pl.col("sent_as_of_other") == "claimed")


def _differs() -> pl.Expr:
    """Return a figure given by both that is not the same; a blank says nothing against a figure."""
    far = ((pl.col(c) - pl.col(f"{c}_of_other")).abs() > _A_PENNY for c in _FIGURES)
    return pl.any_horizontal(expr.fill_null(value=False) for expr in far)


def _tell(findings: FindingCollector, rows: pl.DataFrame, other: str) -> None:
    first = rows.row(0, named=True)
    shown = next(c for c in reversed(_FIGURES) if _is_other(first[c], first[f"{c}_of_other"]))
    benefits = rows["benefit_id"].n_unique()
    findings.tell_together(
        "claimed_figures_differ",
        "benefit_values",
        shown,
        rows["row_number"],
        found=first["benefit_id"],
        months="1 month" if rows.height == 1 else f"{rows.height:,} months",
        benefits="one benefit" if benefits == 1 else f"{benefits:,} benefits",
        other=other,
        by=_by(rows),
        month_words=Period.parse(first["period"]).words,
        instead="" if _has_long(rows) else _instead(first[shown], first[f"{shown}_of_other"]),
    )


def _instead(ours: float, theirs: float) -> str:
    return f", `{ours:.15g}` where they say `{theirs:.15g}`"


def _has_long(rows: pl.DataFrame) -> bool:
    return rows.select(pl.any_horizontal(pl.col(*_FIGURES).abs() >= _LONG).any()).item() is True


def _is_other(ours: float | None, theirs: float | None) -> bool:
    return ours is not None and theirs is not None and abs(ours - theirs) > _A_PENNY


def _by(rows: pl.DataFrame) -> str:
    """Return how much more or less is said in pounds in all; nothing where it comes to no pound."""
    if _has_long(rows):
        return ""
    more = float((rows["realised_gbp"] - rows["realised_gbp_of_other"]).sum() or 0)
    if abs(more) < 1:
        return ""
    return f", £{abs(more):,.0f} {'more' if more > 0 else 'less'} than theirs in all"
