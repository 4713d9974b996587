"""What others have sent since a partner's last return that it would want to know."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from portfolio.domain.finding import Finding
from portfolio.domain.verdict import CurrentState
from portfolio.intake.whole_return.benefit_wording import check_said_alike
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext
from portfolio.intake.whole_return.differing_figures import check_figures
from portfolio.intake.whole_return.id_ownership import check_taken_over
from portfolio.intake.whole_return.known_ids import known
from portfolio.intake.whole_return.partner_agreement import OUTCOME, check_attribution, check_claims
from portfolio.intake.whole_return.senders import with_sent_as


def since_last_return(context: ReturnContext) -> tuple[Finding, ...]:
    """Return what would be said of the last return if it were sent again, for what others sent
    later.

    Nothing is kept for it: the rows that stand say it all. Rows are those of the last return.
    """
    findings = FindingCollector(context)
    previous = context.standing.previous
    if "programmes" in previous:
        check_taken_over(findings, previous["programmes"])
    if "benefits" in previous:
        later = _later(context, "benefits")
        benefits = _as_sent_now(context, "benefits")
        ours = benefits.join(later, on=OUTCOME, how="semi", maintain_order="left")
        check_attribution(findings, ours)
        knowing = FindingCollector(
            replace(context, standing=CurrentState(current={"benefits": later}))
        )
        check_said_alike(knowing, benefits)
        findings.findings.extend(knowing.findings)
    if "adoptions" in previous:
        current = {"adoptions": _later(context, "adoptions")}
        knowing_later = FindingCollector(replace(context, standing=CurrentState(current=current)))
        check_claims(knowing_later, _as_sent_now(context, "adoptions"))
        findings.findings.extend(knowing_later.findings)
    _tell_figures(findings)
    return tuple(findings.findings)


def _tell_figures(findings: FindingCollector) -> None:
    """The months are read only where a benefit of ours is one that another speaks of too."""
    standing = findings.context.standing
    read, previous = standing.values_of_others, standing.previous
    if read is None or not {"benefits", "benefit_values"} <= set(previous):
        return
    others = _of_others(findings.context, "benefits")
    if others.join(previous["benefits"], on=["benefit_id", "beneficiary_org_code"]).is_empty():
        return
    last = _last(findings.context, "benefit_values")
    knowing_later = replace(
        standing,
        values_of_others=lambda ids: read(ids).filter(pl.col("submission_id") > last),
    )
    later = FindingCollector(replace(findings.context, standing=knowing_later))
    check_figures(later, {"benefit_values": _as_sent_now(findings.context, "benefit_values")})
    findings.findings.extend(later.findings)


def _as_sent_now(context: ReturnContext, kind: str) -> pl.DataFrame:
    """Return this partner's rows with how they were sent given who leads by now; what it said of
    others as a lead that it no longer is remains a claim."""
    rows = {kind: context.standing.previous[kind]}
    again = with_sent_as(FindingCollector(context), rows, known({}, context))[kind]
    return again.with_columns(pl.col("sent_as").fill_null("claimed"))


def _later(context: ReturnContext, kind: str) -> pl.DataFrame:
    """Return the rows of others that came after this partner's own of the kind."""
    return _of_others(context, kind).filter(pl.col("submission_id") > _last(context, kind))


def _of_others(context: ReturnContext, kind: str) -> pl.DataFrame:
    return context.standing.current[kind].filter(pl.col("partner_code") != context.partner_code)


def _last(context: ReturnContext, kind: str) -> int:
    """Return the number of the return that brought this partner's standing extract of a kind; of
    one that was cleared nothing came later, for it has no rows to speak of."""
    ids = context.standing.previous[kind]["submission_id"]
    return int(ids.item(0)) if ids.len() else 0
