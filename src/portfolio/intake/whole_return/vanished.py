"""What stood in this partner's last return and is not in this one, without an ending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.domain.codes import ENDED_BENEFITS, ENDED_RISKS, ENDED_STAGES, OFF_LADDER
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext
from portfolio.intake.whole_return.known_ids import standing_leads

_NAMED = 10


@dataclass(frozen=True)
class _Ending:
    rule_id: str
    state_column: str
    named: str
    ended: tuple[str, ...]


_ENDINGS: Mapping[str, _Ending] = {
    "programmes": _Ending(
        "programme_vanished", "stage", "`{programme_id}` ({programme_name})", ENDED_STAGES
    ),
    "adoptions": _Ending(
        "adoption_vanished",
        "state",
        "`{programme_id}` at `{org_code}`",
        OFF_LADDER,
    ),
    "benefits": _Ending(
        "benefit_vanished",
        "status",
        "`{benefit_id}` ({benefit_name}) at `{beneficiary_org_code}`",
        ENDED_BENEFITS,
    ),
    "risks": _Ending("risk_vanished", "status", "`{risk_id}` ({title})", ENDED_RISKS),
}


def check_vanished(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """Note that name what is no longer reported; a kind that was not sent stands as it was."""
    for kind, ending in _ENDINGS.items():
        # What stands is read when it is asked for: not where nothing of the kind was sent.
        previous = findings.context.standing.previous.get(kind) if kind in tables else None
        if previous is not None:
            gone = _gone(previous, tables[kind], kind, ending)
            if kind == "programmes":
                gone = _not_taken_over(gone, findings.context)
            if gone.height:
                _tell(findings, kind, ending, gone)
    for kind, table in tables.items():
        if table.is_empty():
            findings.say("kind_cleared", kind=kind)


def _gone(previous: pl.DataFrame, table: pl.DataFrame, kind: str, ending: _Ending) -> pl.DataFrame:
    key = list(KINDS[kind].key)
    unfinished = previous.filter(~pl.col(ending.state_column).is_in(ending.ended))
    return unfinished.join(table, on=key, how="anti").sort(key)


def _not_taken_over(gone: pl.DataFrame, context: ReturnContext) -> pl.DataFrame:
    """Return a programme that another partner now leads has not vanished."""
    leads = standing_leads(context)
    if leads is None:
        return gone
    others = leads.filter(pl.col("partner_code") != context.partner_code)
    return gone.join(others, on="programme_id", how="anti")


def _tell(findings: FindingCollector, kind: str, ending: _Ending, gone: pl.DataFrame) -> None:
    key = KINDS[kind].key[0]
    shown = gone.head(_NAMED).iter_rows(named=True)
    names = [ending.named.format(**row) for row in shown]
    more = gone.height - len(names)
    listed = [*names, f"{more:,} more"] if more else names
    one = gone.height == 1
    findings.say(
        ending.rule_id,
        kind=kind,
        found=gone[key][0],
        column=key,
        names=" and ".join([", ".join(listed[:-1]), listed[-1]] if listed[:-1] else listed),
        was="was" if one else "were",
        is_not="is not" if one else "are not",
    )
