"""All checks beyond single files, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.benefit_wording import check_said_alike
from portfolio.intake.whole_return.context import CrossChecked, CrossContext, Notebook
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


def cross_check(tables: Mapping[str, pl.DataFrame], context: CrossContext) -> CrossChecked:
    """Findings across files, lists and what stands, and the tables with `sent_as`.

    `tables` holds typed tables of the kinds sent, with `row_number`. From a partner who is not
    known nothing else is told: every row would be somebody else's.
    """
    book = Notebook(context)
    check_partner_and_period(book)
    if any(found.rule == "known_partner" for found in book.findings):
        return CrossChecked(tuple(book.findings), tables)
    spelt = _spelt(book, tables)
    there = known(spelt, context)
    if tell_if_another_s(book, spelt, there):
        return CrossChecked(tuple(book.findings), spelt)
    check_organisations(book, spelt)
    if "programmes" in spelt:
        check_themes(book, spelt["programmes"])
    check_links(book, spelt, there)
    check_owners(book, spelt)
    check_rewritten(book, spelt)
    check_other_case(book, spelt, there)
    sent = with_sent_as(book, spelt, there)
    if "benefits" in sent:
        check_said_alike(book, sent["benefits"])
    check_unchanged(book, spelt)
    check_vanished(book, spelt)
    check_emptied(book, spelt)
    check_misplaced(book, spelt)
    moved = [*rows_moved(check_magnitudes(book, spelt)), *check_retold(book, sent)]
    check_values(book, spelt, moved)
    check_between(book, sent, there)
    check_figures(book, sent, moved)
    return CrossChecked(tuple(book.findings), sent)


def as_taken(
    tables: Mapping[str, pl.DataFrame], context: CrossContext
) -> Mapping[str, pl.DataFrame]:
    """The tables as they are stored, with `sent_as`, of a return that was accepted at the time."""
    book = Notebook(context)
    spelt = _spelt(book, tables)
    return with_sent_as(book, spelt, known(spelt, context))


def _spelt(book: Notebook, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return spelt_as_listed(book, {kind: tables[kind] for kind in KINDS if kind in tables})
