"""Months of values against this partner's last return and against its own register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.domain.codes import BENEFITS_WITHOUT_RESULT
from portfolio.domain.period import Period
from portfolio.intake.whole_return.context import FindingCollector

_PAIR = ["benefit_id", "beneficiary_org_code"]
_KEY = [*_PAIR, "period"]
_FIGURES = ("realised_value", "realised_gbp")


def check_values(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], moved: Sequence[int] = ()
) -> None:
    """Note on months whose benefit has left the register, and on past months that changed; rows
    `moved` too far to be meant are told as such."""
    values = tables.get("benefit_values")
    if values is None or values.is_empty():
        return
    if "benefits" in tables:
        _check_left_register(findings, values, tables["benefits"])
    previous = findings.context.standing.previous.get("benefit_values")
    if previous is not None and previous.height:
        _check_revised(findings, values, previous, moved)
        _check_gone(findings, values, previous, tables.get("benefits"))


def _check_left_register(
    findings: FindingCollector, values: pl.DataFrame, register: pl.DataFrame
) -> None:
    """Rows of the last register that this one drops, with months in this very return."""
    before = findings.context.standing.previous.get("benefits")
    if before is None:
        return
    # What is finished may leave the register and its figures stay counted; what had not come to an
    # end is told where it is missing. Of these nothing is counted without their row.
    ended = before.filter(pl.col("status").is_in(BENEFITS_WITHOUT_RESULT))
    dropped = ended.join(register, on=_PAIR, how="anti")
    sent = findings.runs("benefit_values", values).distinct(_PAIR)
    pairs = sent.join(dropped.select(_PAIR), on=_PAIR, how="semi")
    if pairs.height:
        rows = values.join(pairs, on=_PAIR, how="semi", maintain_order="left")
        cases = rows.select("row_number", found="benefit_id", beneficiary="beneficiary_org_code")
        findings.tell("values_without_register", "benefit_values", "benefit_id", cases)


def _check_revised(
    findings: FindingCollector, values: pl.DataFrame, previous: pl.DataFrame, moved: Sequence[int]
) -> None:
    """Months before the period whose realised figures are not what they were. One that had none is
    filled, not revised: the months since the last return are new to everybody."""
    cases = _revised(values, previous, findings.context.period)
    cases = cases.filter(~pl.col("row_number").is_in(moved)) if moved else cases
    if cases.is_empty():
        return
    one = cases.height == 1
    findings.tell_together(
        "past_months_revised",
        "benefit_values",
        "period",
        cases["row_number"],
        found=cases["benefit_id"][0],
        months="1 past month" if one else f"{cases.height:,} past months",
        differ="differs" if one else "differ",
        month_words=Period.parse(cases["period"][0]).words,
    )


def _check_gone(
    findings: FindingCollector,
    values: pl.DataFrame,
    previous: pl.DataFrame,
    register: pl.DataFrame | None,
) -> None:
    """Past months that had a realised figure and are not sent any more; those of a benefit that
    has left the register are told with it."""
    known = pl.any_horizontal(pl.col(figure).is_not_null() for figure in _FIGURES)
    then = _past(previous.filter(known), findings.context.period, _KEY)
    gone = then.join(_past(values, findings.context.period, []), on="key", how="anti")
    if register is not None:
        gone = gone.join(register, on=_PAIR, how="semi")
    gone = gone.sort(_KEY)
    if gone.height:
        one = gone.height == 1
        findings.say(
            "past_months_gone",
            kind="benefit_values",
            column="period",
            found=gone["benefit_id"][0],
            months="1 past month" if one else f"{gone.height:,} past months",
            are="is" if one else "are",
            month_words=Period.parse(gone["period"][0]).words,
        )


def _revised(values: pl.DataFrame, previous: pl.DataFrame, period: Period) -> pl.DataFrame:
    now = _past(values, period, ["row_number", "benefit_id", "period", *_FIGURES])
    then = _past(previous, period, _FIGURES)
    pairs = [(pl.col(c), pl.col(f"{c}_before")) for c in _FIGURES]
    differs = (was.is_not_null() & figure.ne_missing(was) for figure, was in pairs)
    both = now.join(then, on="key", suffix="_before").filter(pl.any_horizontal(differs))
    return both.sort("row_number")


def _past(table: pl.DataFrame, period: Period, columns: Sequence[str]) -> pl.DataFrame:
    """Return past months under one number for each key, as in the check of magnitudes."""
    hashed = pl.sum_horizontal(pl.col(part).hash(seed) for seed, part in enumerate(_KEY))
    return table.filter(pl.col("period") < str(period)).select(*columns, key=hashed)
