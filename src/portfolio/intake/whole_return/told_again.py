"""Months that a successor tells again although they stand under the organisation it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import polars as pl

from portfolio.contract.rules import code_list
from portfolio.domain.organisation import Followed
from portfolio.domain.period import Period
from portfolio.domain.thresholds import RETOLD_FROM
from portfolio.intake.whole_return.context import FindingCollector

_PAIR = ["benefit_id", "beneficiary_org_code"]
_MONTH = [*_PAIR, "period"]
_BENEFIT_MONTH = ["benefit_id", "period"]
_POUNDS = ("realised_gbp", "forecast_gbp", "planned_gbp")
_VALUES = ("realised_value", "forecast_value", "planned_value")


def check_retold(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> list[int]:
    """Return one note for each successor, on all the months that would count twice; their rows.

    A month is told again where a successor's figure goes beyond what it said itself before the
    merger by as much as stands under one that it follows; of one that was split, by any part.
    """
    values = tables.get("benefit_values")
    if values is None or values.is_empty():
        return []
    sent = findings.runs("benefit_values", values).distinct(_PAIR)
    families = _families(findings, sent["beneficiary_org_code"].unique().to_list())
    if not families:
        return []
    codes = {*families, *(one.code for followed in families.values() for one in followed)}
    ids = sent.filter(pl.col("beneficiary_org_code").is_in(list(codes)))["benefit_id"].unique()
    stands = _stands(findings, values, ids.to_list())
    before = _before(findings, ids.to_list())
    told: list[int] = []
    for code, followed in families.items():
        rows = _told_again(code, followed, stands, before).join(
            _new_here(findings, values, code, followed), on=_BENEFIT_MONTH, how="inner"
        )
        # Of months in which the successor was not open, that is told instead.
        known = findings.context.organisations
        is_open = [known.is_open(code, Period.parse(month)) for month in rows["period"]]
        rows = rows.filter(pl.Series(is_open, dtype=pl.Boolean))
        if rows.height:
            told += _tell(findings, code, followed, rows.sort("row_number"))
    return told


def _families(findings: FindingCollector, sent: Sequence[str]) -> dict[str, tuple[Followed, ...]]:
    """Per successor whom it follows, where rows are about either."""
    known, period = findings.context.organisations, findings.context.period
    after = {code for one in sent for code in known.followers(one, period)}
    each = {code: known.followed(code, period) for code in sorted({*sent, *after})}
    return {code: followed for code, followed in each.items() if followed}


def _stands(findings: FindingCollector, values: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
    """Return the figure of each month that would stand: the organisation's own, else a claim."""
    read = findings.context.standing.values_of_others
    ours = values.filter(pl.col("benefit_id").is_in(list(ids)))
    parts = [ours] if read is None else [ours, read(ids)]
    columns = [*_MONTH, "sent_as", *_POUNDS, *_VALUES]
    rows = pl.concat([part.select(columns) for part in parts], how="vertical_relaxed")
    return _one_a_month(rows.sort(pl.col("sent_as") == "claimed", maintain_order=True))


def _before(findings: FindingCollector, ids: Sequence[str]) -> pl.DataFrame | None:
    read = findings.context.standing.values_sent
    if read is None:
        return None
    latest = ["sent_for_period", "received_on", "submission_id"]
    return read(ids).sort(pl.col("sent_as") != "claimed", *latest, descending=True)


def _one_a_month(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the first figure given of each amount in a month."""
    figures = (pl.col(name).drop_nulls().first() for name in (*_POUNDS, *_VALUES))
    return rows.group_by(_MONTH, maintain_order=True).agg(*figures)


def _told_again(
    code: str, followed: Sequence[Followed], stands: pl.DataFrame, before: pl.DataFrame | None
) -> pl.DataFrame:
    """Return the months, by benefit, of which a successor's figure has another's in it."""
    listed = pl.DataFrame(
        [(one.code, one.closed_on, one.is_split) for one in followed],
        schema={"beneficiary_org_code": pl.String, "closed_on": pl.Date, "is_split": pl.Boolean},
        orient="row",
    )
    theirs = stands.join(listed, on="beneficiary_org_code")
    ours = stands.filter(beneficiary_org_code=code)
    parts = []
    for name in (*_POUNDS, *_VALUES):
        both = (
            theirs.filter(pl.col(name) > 0)
            .group_by(_BENEFIT_MONTH)
            .agg(
                together=pl.col(name).sum(),
                each=pl.col(name),
                smallest=pl.col(name).min(),
                is_split=pl.col("is_split").any(),
                first_closed_on=pl.col("closed_on").min(),
                predecessors=pl.col("beneficiary_org_code").sort(),
            )
            .join(ours.select(*_BENEFIT_MONTH, figure=name), on=_BENEFIT_MONTH)
        )
        with_own = _with_own(both, code, name, before)
        beyond = pl.col("figure") - pl.col("own").fill_null(0)
        least = pl.when("is_split").then(0).otherwise(pl.col("smallest") * RETOLD_FROM.value)
        is_told = (beyond > 0) & (beyond >= least)
        if name in _VALUES:  # averages do not add up: only the same is told again
            is_all = (beyond - pl.col("together")).abs() <= 1e-9 * pl.col("together")
            is_told &= is_all | pl.col("each").list.contains(beyond)
        parts.append(with_own.filter(is_told).select(*_BENEFIT_MONTH, "predecessors"))
    return pl.concat(parts).unique(_BENEFIT_MONTH, keep="first", maintain_order=True)


def _with_own(
    both: pl.DataFrame, code: str, name: str, before: pl.DataFrame | None
) -> pl.DataFrame:
    """With what the successor said of itself for the last period in which all were open."""
    if before is None or both.is_empty():
        return both.with_columns(own=pl.lit(None, dtype=pl.Float64))
    until = pl.col("sent_for_period").str.to_date("%Y-%m", strict=False).dt.month_end()
    dated = both.join(
        before.filter(pl.col(name).is_not_null(), beneficiary_org_code=code).select(
            *_BENEFIT_MONTH, own=name, until=until
        ),
        on=_BENEFIT_MONTH,
        how="left",
        maintain_order="left_right",
    )
    is_before = pl.col("until") <= pl.col("first_closed_on")
    own = pl.when(is_before).then("own")
    return (
        dated.with_columns(own=own)
        .sort(pl.col("own").is_null(), maintain_order=True)
        .unique(_BENEFIT_MONTH, keep="first", maintain_order=True)
    )


def _new_here(
    findings: FindingCollector, values: pl.DataFrame, code: str, followed: Sequence[Followed]
) -> pl.DataFrame:
    """Return the rows of this return that may be the cause: the successor's, else those under a
    closed code that this partner has not sent before."""
    rows = values.select("row_number", *_MONTH)
    ours = rows.filter(beneficiary_org_code=code)
    closed = rows.filter(pl.col("beneficiary_org_code").is_in([one.code for one in followed]))
    previous = findings.context.standing.previous.get("benefit_values")
    if previous is not None and closed.height:
        closed = closed.join(previous, on=_MONTH, how="anti")
    here = pl.concat([ours, closed]).select("row_number", *_BENEFIT_MONTH)
    return here.unique(_BENEFIT_MONTH, keep="first", maintain_order=True)


def _tell(
    findings: FindingCollector, code: str, followed: Sequence[Followed], rows: pl.DataFrame
) -> list[int]:
    named = {one for codes in rows["predecessors"].to_list() for one in codes}
    benefits = rows["benefit_id"].unique(maintain_order=True).to_list()
    months = [Period.parse(text) for text in sorted(set(rows["period"].to_list()))]
    last: date = max(one.closed_on for one in followed if one.code in named)
    findings.tell_together(
        "months_told_again",
        "benefit_values",
        "period",
        rows["row_number"],
        found=code,
        months=_in_words(months),
        stand="stands" if len(months) == 1 else "stand",
        benefits=f"`{benefits[0]}`" + _and_more(len(benefits) - 1),
        before=code_list(sorted(named)),
        last_day=f"{last.day} {last:%B %Y}",
    )
    return [int(one) for one in rows["row_number"]]


def _and_more(others: int) -> str:
    return "" if others == 0 else " and one more" if others == 1 else f" and {others:,} more"


def _in_words(months: Sequence[Period]) -> str:
    """`January to March 2026`; of months that do not follow each other, how many."""
    first, last = months[0], months[-1]
    if len(months) == 1:
        return first.words
    if any(one.plus(1) != after for one, after in pairwise(months)):
        return f"{len(months):,} months from {first.words} to {last.words}"
    begin = first.words.removesuffix(f" {first.year}") if first.year == last.year else first.words
    return f"{begin} to {last.words}"
