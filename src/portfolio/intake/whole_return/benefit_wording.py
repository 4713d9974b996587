"""What a benefit is, said alike by its lead and by the organisations that confirm it."""

from __future__ import annotations

import polars as pl

from portfolio.contract.checks.benefit_row_rules import SAID_ALIKE
from portfolio.intake.whole_return.context import FindingCollector

# Another programme under the same id is a fault of its own, told elsewhere.
_DESCRIBED = tuple(column for column in SAID_ALIKE if column != "programme_id")
_BY_LEAD = pl.col("sent_as").is_in(["own", "claimed"])


def check_said_alike(findings: FindingCollector, benefits: pl.DataFrame) -> None:
    """A confirmation describes the benefit as its lead's standing rows do; before the lead has sent
    any, as the other confirmations that stand.

    The lead is never held against those who confirm: it could not change a name otherwise.
    """
    standing = findings.context.standing.current.get("benefits")
    if standing is None:
        return
    ours = benefits.filter(sent_as="confirmed")
    others = standing.filter(pl.col("partner_code") != findings.context.partner_code)
    by_lead = others.filter(_BY_LEAD)
    _tell(findings, "benefit_said_as_lead", ours, by_lead)
    by_equals = others.filter(~_BY_LEAD).join(by_lead, on="benefit_id", how="anti")
    _tell(findings, "benefit_said_alike", ours, by_equals)


def _tell(
    findings: FindingCollector, rule_id: str, ours: pl.DataFrame, others: pl.DataFrame
) -> None:
    described = others.unique("benefit_id", keep="last", maintain_order=True).select(
        "benefit_id", "programme_id", "partner_code", *_DESCRIBED
    )
    both = ours.join(
        described, on=["benefit_id", "programme_id"], suffix="_of_other", maintain_order="left"
    )
    if both.is_empty():
        return
    answers = both.select(_differs(column).any() for column in _DESCRIBED).row(0)
    sender = "partner_code" if "partner_code" not in ours.columns else "partner_code_of_other"
    names = {code: findings.context.name_of(code) for code in both[sender].unique().to_list()}
    other = pl.col(sender).replace_strict(names, default=None, return_dtype=pl.String)
    for column in (c for c, answer in zip(_DESCRIBED, answers, strict=True) if answer):
        said, theirs = _said(column, column), _said(column, f"{column}_of_other")
        findings.tell(
            rule_id,
            "benefits",
            column,
            both.filter(_differs(column)).select(
                "row_number", found=said, theirs=theirs, benefit="benefit_id", other=other
            ),
        )


def _differs(column: str) -> pl.Expr:
    return _said(column, column).ne_missing(_said(column, f"{column}_of_other"))


def _said(column: str, name: str) -> pl.Expr:
    """A blank `combines` says `sum`."""
    return pl.col(name).fill_null("sum") if column == "combines" else pl.col(name)
