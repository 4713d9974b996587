"""All checks beyond single files, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.benefit_wording import check_said_alike
from portfolio.intake.whole_return.context import CrossChecked, FindingCollector, ReturnContext
from portfolio.intake.whole_return.differing_figures import check_figures
from portfolio.intake.whole_return.emptied_columns import check_emptied
from portfolio.intake.whole_return.id_ownership import check_owners
from portfolio.intake.whole_return.known_ids import known
from portfolio.intake.whole_return.magnitude import check_magnitudes, rows_moved
from portfolio.intake.whole_return.misplaced_values import check_misplaced
from portfolio.intake.whole_return.open_partner import check_partner_and_period
from portfolio.intake.whole_return.organisation_codes import check_organisations, spelt_as_listed
from portfolio.intake.whole_return.other_case import check_other_case
from portfolio.intake.whole_return.partner_agreement import check_between
from portfolio.intake.whole_return.past_months import check_values
from portfolio.intake.whole_return.references import check_links
from portfolio.intake.whole_return.rewritten_ids import check_rewritten
from portfolio.intake.whole_return.senders import with_sent_as
from portfolio.intake.whole_return.theme_codes import check_themes
from portfolio.intake.whole_return.told_again import check_retold
from portfolio.intake.whole_return.unchanged import check_unchanged
from portfolio.intake.whole_return.vanished import check_vanished
from portfolio.intake.whole_return.wrong_partner import tell_if_another_s


def check_whole_return(tables: Mapping[str, pl.DataFrame], context: ReturnContext) -> CrossChecked:
    """Return findings across files, lists and what stands, and the tables with `sent_as`.

    `tables` holds typed tables of the kinds sent, with `row_number`. From a partner who is not
    known nothing else is told: every row would be somebody else's.
    """
    findings = FindingCollector(context)
    check_partner_and_period(findings)
    if any(found.rule == "known_partner" for found in findings.findings):
        return CrossChecked(tuple(findings.findings), tables)
    spelt = _spelt(findings, tables)
    there = known(spelt, context)
    if tell_if_another_s(findings, spelt, there):
        return CrossChecked(tuple(findings.findings), spelt)
    check_organisations(findings, spelt)
    if "programmes" in spelt:
        check_themes(findings, spelt["programmes"])
    check_links(findings, spelt, there)
    check_owners(findings, spelt)
    check_rewritten(findings, spelt)
    check_other_case(findings, spelt, there)
    sent = with_sent_as(findings, spelt, there)
    if "benefits" in sent:
        check_said_alike(findings, sent["benefits"])
    check_unchanged(findings, spelt)
    check_vanished(findings, spelt)
    check_emptied(findings, spelt)
    check_misplaced(findings, spelt)
    moved = [*rows_moved(check_magnitudes(findings, spelt)), *check_retold(findings, sent)]
    check_values(findings, spelt, moved)
    check_between(findings, sent, there)
    check_figures(findings, sent, moved)
    return CrossChecked(tuple(findings.findings), sent)


def as_taken(
    tables: Mapping[str, pl.DataFrame], context: ReturnContext
) -> Mapping[str, pl.DataFrame]:
    """Return the tables as they are stored, with `sent_as`, of a return that was accepted at the
    time."""
    findings = FindingCollector(context)
    spelt = _spelt(findings, tables)
    return with_sent_as(findings, spelt, known(spelt, context))


def _spelt(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    return spelt_as_listed(findings, {kind: tables[kind] for kind in KINDS if kind in tables})
