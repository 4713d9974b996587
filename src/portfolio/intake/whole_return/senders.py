"""Whose a row is to send, and how it was sent: own, confirmed or claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext
from portfolio.intake.whole_return.known_ids import Known

# Kinds in which the lead may claim what another organisation can confirm, with the column of what
# it leads.
LED = {"adoptions": "programme_id", "benefits": "programme_id", "benefit_values": "benefit_id"}


def with_sent_as(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> dict[str, pl.DataFrame]:
    """Return the tables, those that can be claimed with `sent_as`; rows that are not this
    partner's to send are told."""
    done = dict(tables)
    for kind, table in tables.items():
        if kind in LED:
            done[kind] = _with_sent_as(findings, kind, table, known)
        else:
            _check_own(findings, kind, table)
    return done


def sent_as(context: ReturnContext, code: str, lead: str | None) -> str | None:
    """Return how a row about an organisation is sent, decided in the contract's order; None
    where it is not this partner's to send. Own is a row about the lead itself."""
    organisations, partner = context.organisations, context.partner_code
    if code == lead:
        return "own" if context.sends_for(code) else None
    if code == partner or context.succeeds(code):
        return "confirmed"
    if lead is not None and (
        lead == partner or organisations.sends_for(partner, lead, context.period)
    ):
        return "claimed"
    return "confirmed" if organisations.sends_for(partner, code, context.period) else None


def with_leads(kind: str, table: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the table with the lead of what each row is about; none for kinds in which the lead
    claims nothing."""
    if kind not in LED:
        return table.with_columns(lead=pl.lit(None, dtype=pl.String))
    return table.join(_lead_by(LED[kind], known), on=LED[kind], how="left")


def _with_sent_as(
    findings: FindingCollector, kind: str, table: pl.DataFrame, known: Known
) -> pl.DataFrame:
    about, thing = KINDS[kind].about, LED[kind]
    runs = findings.runs(kind, table)
    pairs = with_leads(kind, runs.distinct([thing, about]), known)
    decided = _decided(findings.context, pairs, about)
    _tell_strangers(findings, kind, table, decided)
    ways = decided["sent_as"].unique().to_list()
    if len(ways) == 1:
        return table.with_columns(sent_as=pl.lit(ways[0], dtype=pl.String))
    return table.with_columns(runs.spread(decided.drop("lead"), "sent_as"))


def _decided(context: ReturnContext, pairs: pl.DataFrame, about: str) -> pl.DataFrame:
    """Return how rows of each pair are sent: decided once for each organisation and lead, which
    are few even where there are many thousands of benefits."""
    each = pairs.select(about, "lead").unique()
    ways = [sent_as(context, code, lead) for code, lead in each.iter_rows()]
    ways_of_each = each.with_columns(sent_as=pl.Series(ways, dtype=pl.String))
    return pairs.join(
        ways_of_each, on=[about, "lead"], how="left", nulls_equal=True, maintain_order="left"
    )


def _lead_by(thing: str, known: Known) -> pl.DataFrame:
    """Return the lead of each programme, or of each benefit's programme."""
    if thing == "programme_id":
        return known.leads
    programmes = known.benefits.select("benefit_id", "programme_id").unique("benefit_id")
    return programmes.join(known.leads, on="programme_id", how="left").select("benefit_id", "lead")


def _tell_strangers(
    findings: FindingCollector, kind: str, table: pl.DataFrame, decided: pl.DataFrame
) -> None:
    """Only rows whose programme and organisation are known: the others have been told already."""
    about, thing = decided.columns[1], decided.columns[0]
    context = findings.context
    listed = list(context.organisations.codes)
    strange = decided.filter(
        pl.col("sent_as").is_null() & pl.col("lead").is_not_null() & pl.col(about).is_in(listed)
    )
    if strange.height:
        rows = table.select("row_number", thing, about).join(strange, on=[thing, about])
        findings.tell("not_yours_to_send", kind, about, _worded(rows, context, about))


def _check_own(findings: FindingCollector, kind: str, table: pl.DataFrame) -> None:
    about = KINDS[kind].about
    sent = findings.runs(kind, table).different(about)
    context = findings.context
    strange = [c for c in sent if context.organisations.knows(c) and not context.sends_for(c)]
    if strange:
        rows = table.filter(pl.col(about).is_in(strange)).with_columns(
            lead=pl.lit(None, dtype=pl.String)
        )
        findings.tell("not_yours_to_send", kind, about, _worded(rows, context, about))


def _worded(rows: pl.DataFrame, context: ReturnContext, about: str) -> pl.DataFrame:
    """Return the rows with the words that say why they are not this partner's, and whose they
    are."""
    pairs = rows.select(about, "lead").unique()
    words = [_words(context, code, lead) for code, lead in pairs.iter_rows()]
    worded = pairs.hstack(pl.DataFrame(words))
    return (
        rows.join(worded, on=[about, "lead"], nulls_equal=True)
        .sort("row_number")
        .select("row_number", "partner", "nor_lead", "senders", found=about)
    )


def _words(context: ReturnContext, code: str, lead: str | None) -> dict[str, str]:
    senders = list(_senders(context, code))
    if lead is not None:
        senders.extend(_senders(context, lead))
    names = dict.fromkeys(context.name_of(sender) for sender in senders)
    return {
        "partner": context.partner_name,
        "nor_lead": "" if lead is None else " and does not lead the programme",
        "senders": " or ".join(names) or "the organisation it is about",
    }


def _senders(context: ReturnContext, code: str) -> Sequence[str]:
    """Return who sends for an organisation; once it has closed, those that follow it."""
    organisations = context.organisations
    if not organisations.is_open(code, context.period) and organisations.successors(code):
        return organisations.successors(code)
    sender = organisations.sender_for(code, context.period)
    return (sender,) if sender else ()
