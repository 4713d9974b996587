"""Extracts that are as a whole another partner's: told once, not row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext
from portfolio.intake.whole_return.known_ids import Known
from portfolio.intake.whole_return.senders import LED, sent_as, with_leads

# So much of what was sent has to be theirs, and so much not this partner's.
_ALL_BUT = 0.98
_MOST = 0.5
# Of fewer, each row is told by itself.
_FEWEST = 3


def tell_if_another_s(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> bool:
    """Return whether nearly every row is one other partner's to send, and most are not this
    one's."""
    context = findings.context
    about = Counter(dict(_rows_about(findings, tables, known)))
    strange = Counter({one: rows for one, rows in about.items() if not _may_send(context, one)})
    if strange.total() < max(_FEWEST, _MOST * about.total()):
        return False
    other = _sender(context, strange)
    if other is None:
        return False
    theirs = replace(context, partner_code=other)
    rows = sum(count for one, count in about.items() if _may_send(theirs, one))
    if rows < _ALL_BUT * about.total():
        return False
    findings.say(
        "extracts_of_another_partner",
        found=other,
        rows_are=f"{strange.total():,} of the {about.total():,} rows",
        partner=context.partner_name,
        other=context.name_of(other),
    )
    return True


_About = tuple[str, str | None, bool]
"""An organisation, the lead of what the row is about, and whether the lead may claim it."""


def _rows_about(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> Iterator[tuple[_About, int]]:
    counted: Counter[_About] = Counter()
    for kind, table in tables.items():
        about, is_claimed = KINDS[kind].about, kind in LED
        runs = findings.runs(kind, table).with_lengths(
            [about, LED[kind]] if is_claimed else [about]
        )
        pairs = with_leads(kind, runs.drop_nulls(about), known).group_by(about, "lead")
        for code, lead, rows in pairs.agg(pl.col("rows").sum()).iter_rows():
            counted[code, lead, is_claimed] += rows
    yield from counted.items()


def _may_send(context: ReturnContext, one: _About) -> bool:
    code, lead, is_claimed = one
    if not context.organisations.knows(code):
        return True
    if not is_claimed:
        return context.sends_for(code)
    return lead is None or sent_as(context, code, lead) is not None


def _sender(context: ReturnContext, strange: Counter[_About]) -> str | None:
    """Return the partner whose most of the rows are that are not this one's."""
    senders: Counter[str] = Counter()
    for (code, _, _), rows in strange.items():
        sender = context.organisations.sender_for(code, context.period)
        if sender is not None:
            senders[sender] += rows
    return max(senders, key=lambda code: senders[code], default=None)
