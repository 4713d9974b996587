"""What partners say of each other: shares, outcomes, claims, dates and lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from portfolio.intake.whole_return.context import FindingCollector
from portfolio.intake.whole_return.known_ids import Known

OUTCOME = ["beneficiary_org_code", "effect", "outcome_code"]
_WHOLE = 100 + 1e-9


def check_between(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> None:
    """What partners have to agree between themselves; only an outcome carried twice stops."""
    if "benefits" in tables:
        check_attribution(findings, tables["benefits"])
        _check_carried_once(findings, tables["benefits"])
    if "adoptions" in tables:
        everyone = _with_standing(findings, "adoptions", tables["adoptions"])
        _check_lead_first(findings, tables["adoptions"], everyone, known)
        check_claims(findings, tables["adoptions"])
    if "lesson_uses" in tables:
        _check_own_lessons(findings, tables["lesson_uses"], known)


def _with_standing(findings: FindingCollector, kind: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return this partner's new rows and everybody else's standing ones; ours have no partner
    code."""
    standing = findings.context.standing.current.get(kind)
    if standing is None:
        return table.with_columns(partner_code=pl.lit(None, dtype=pl.String))
    others = standing.filter(pl.col("partner_code") != findings.context.partner_code)
    return pl.concat([table, others], how="diagonal_relaxed")


def check_attribution(findings: FindingCollector, benefits: pl.DataFrame) -> None:
    """The ledger's own reckoning: of one benefit the organisation's row before the lead's, of one
    programme its largest share, nothing cancelled."""
    rows = _with_standing(findings, "benefits", benefits).filter(
        pl.col("outcome_code").is_not_null() & (pl.col("status") != "cancelled")
    )
    if rows.is_empty():
        return
    over = _over_whole(findings, rows)
    ours = benefits.filter(pl.col("status") != "cancelled").join(
        over, on=OUTCOME, maintain_order="left"
    )
    findings.tell(
        "attribution_over_100",
        "benefits",
        "attribution_pct",
        ours.select(
            "row_number",
            "total",
            "shares",
            "settle",
            found="outcome_code",
            beneficiary="beneficiary_org_code",
        ),
    )


def _over_whole(findings: FindingCollector, rows: pl.DataFrame) -> pl.DataFrame:
    """Return outcomes of which several programmes have more than all, with whose share each is."""
    key = ["benefit_id", "beneficiary_org_code"]
    share = pl.col("attribution_pct").fill_null(100)
    counted = rows.sort(pl.col("sent_as") == "claimed").unique(key, keep="first")
    largest = counted.with_columns(share=share).sort("programme_id", "share", "benefit_id")
    of_programmes = largest.unique([*OUTCOME, "programme_id"], keep="last", maintain_order=True)
    totals = of_programmes.group_by(OUTCOME, maintain_order=True).agg(
        total=pl.col("share").sum(), programmes=pl.len()
    )
    over = totals.filter((pl.col("total") > _WHOLE) & (pl.col("programmes") > 1))
    at_fault = of_programmes.join(over, on=OUTCOME, maintain_order="left")
    return over.join(_in_words(findings, at_fault), on=OUTCOME, maintain_order="left")


def _in_words(findings: FindingCollector, shares: pl.DataFrame) -> pl.DataFrame:
    """For each outcome `shares`, each programme's with its benefit and whose it is, and what there
    is to `settle`."""
    told = [_share_told(findings, row) for row in shares.iter_rows(named=True)]
    words = shares.select(OUTCOME).with_columns(
        words=pl.Series([words for words, _ in told], dtype=pl.String),
        is_ours=pl.Series([is_ours for _, is_ours in told], dtype=pl.Boolean),
    )
    first = pl.col("words").slice(0, pl.len() - 1).str.join(", ")
    own = pl.when(pl.col("is_ours").all())
    return words.group_by(OUTCOME, maintain_order=True).agg(
        shares=pl.format("{} and {}", first, pl.col("words").last()),
        settle=own.then(pl.lit("Correct your shares")).otherwise(
            pl.lit("Agree the shares between you")
        ),
    )


def _share_told(findings: FindingCollector, row: Mapping[str, Any]) -> tuple[str, bool]:
    """`P1` has 60 (`B1`, yours), and whether it is."""
    sender = row["partner_code"]
    is_ours = sender is None or sender == findings.context.partner_code
    whose = ", yours" if is_ours else f" of {findings.context.name_of(sender)}"
    given = "" if row["attribution_pct"] is not None else ", left blank"
    benefit = f"`{row['benefit_id']}`{whose}{given}"
    return f"`{row['programme_id']}` has {row['share']:g} ({benefit})", is_ours


def _check_carried_once(findings: FindingCollector, benefits: pl.DataFrame) -> None:
    """An outcome that another partner has a different benefit of the same programme carry."""
    standing = findings.context.standing.current.get("benefits")
    if standing is None:
        return
    at = ["programme_id", "beneficiary_org_code", "outcome_code"]
    stands = pl.col("outcome_code").is_not_null() & (pl.col("status") != "cancelled")
    theirs = standing.filter(stands, pl.col("partner_code") != findings.context.partner_code)
    both = benefits.filter(stands).join(
        theirs.select(*at, benefit="benefit_id", sender="partner_code"),
        on=at,
        maintain_order="left_right",
    )
    twice = both.filter(pl.col("benefit_id") != pl.col("benefit")).unique(
        "row_number", keep="first", maintain_order=True
    )
    findings.tell(
        "outcome_on_another_benefit",
        "benefits",
        "outcome_code",
        twice.select(
            "row_number",
            "benefit",
            found="outcome_code",
            programme="programme_id",
            beneficiary="beneficiary_org_code",
            other=findings.context.named(twice["sender"]),
        ),
    )


def _check_lead_first(
    findings: FindingCollector, adoptions: pl.DataFrame, everyone: pl.DataFrame, known: Known
) -> None:
    by_lead = everyone.join(
        known.leads, left_on=["programme_id", "org_code"], right_on=["programme_id", "lead"]
    )
    lead_live = by_lead.group_by("programme_id").agg(
        lead_live=pl.col("live_date").first(), lead=pl.col("org_code").first()
    )
    cases = adoptions.join(lead_live, on="programme_id", maintain_order="left").filter(
        pl.col("live_date") < pl.col("lead_live")
    )
    findings.tell(
        "live_before_lead",
        "adoptions",
        "live_date",
        cases.select(
            "row_number",
            "lead_live",
            found="live_date",
            org="org_code",
            programme="programme_id",
            lead=findings.context.named(cases["lead"]),
        ),
        together=True,
    )


def check_claims(findings: FindingCollector, adoptions: pl.DataFrame) -> None:
    """Our state of an organisation against that in the row of the other sender."""
    standing = findings.context.standing.current.get("adoptions")
    if standing is None:
        return
    theirs = standing.filter(pl.col("partner_code") != findings.context.partner_code).select(
        "programme_id", "org_code", their_state="state", other="partner_code", theirs="sent_as"
    )
    both = adoptions.join(theirs, on=["programme_id", "org_code"], maintain_order="left")
    one_claims = (pl.col("sent_as") == "claimed") != (pl.col("theirs") == "claimed")
    differ = both.filter(one_claims & (pl.col("state") != pl.col("their_state")))
    findings.tell(
        "claim_differs",
        "adoptions",
        "state",
        differ.select(
            "row_number",
            "their_state",
            found="state",
            org="org_code",
            programme="programme_id",
            other=findings.context.named(differ["other"]),
        ),
    )


def _check_own_lessons(findings: FindingCollector, uses: pl.DataFrame, known: Known) -> None:
    cases = uses.join(known.lessons, on="lesson_id", maintain_order="left").filter(
        pl.col("used_by_org_code") == pl.col("writer")
    )
    findings.tell(
        "own_lesson_used",
        "lesson_uses",
        "lesson_id",
        cases.select("row_number", found="lesson_id", used_by="used_by_org_code"),
    )
