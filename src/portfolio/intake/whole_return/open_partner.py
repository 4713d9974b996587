"""Whether this partner can send for this period at all."""

from __future__ import annotations

from portfolio.contract.rules import nearest
from portfolio.intake.whole_return.context import FindingCollector


def check_partner_and_period(findings: FindingCollector) -> None:
    """The partner is known as one and open in the period, and the period is one of the system's."""
    context = findings.context
    partner = context.partner_code
    rows = [row for row in context.organisations.rows if row.is_partner]
    codes = {row.org_code: None for row in rows}
    if partner not in codes:
        findings.say(
            "known_partner",
            found=partner,
            period_words=context.period.words,
            nearest=nearest(partner, codes),
        )
    elif not any(r.org_code == partner and r.is_open_on(context.period.end) for r in rows):
        findings.say("partner_open", found=partner, period_end=context.period.end_words)
    periods = [entry.period for entry in context.references.settings.reporting_periods]
    if periods and context.period not in periods:
        findings.say(
            "known_reporting_period",
            found=str(context.period),
            period_words=context.period.words,
            periods=_listed([str(period) for period in sorted(periods)]),
        )


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
