"""Ids and joining codes that are in use in other capital letters: told once for each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.context import FindingCollector
from portfolio.intake.whole_return.id_ownership import used_elsewhere
from portfolio.intake.whole_return.known_ids import Known
from portfolio.intake.whole_return.rewritten_ids import JOINING, NAMING_KINDS


def check_other_case(
    findings: FindingCollector, tables: Mapping[str, pl.DataFrame], known: Known
) -> None:
    """Ids are matched to the letter, so one in other capitals is unknown, or would begin anew."""
    for kind, table in tables.items():
        cells = [
            _cells(findings, kind, table.select("row_number", column), other)
            for column, in_use in _in_use(findings, kind, known)
            if (other := _otherwise(findings.runs(kind, table).different(column), in_use))
        ]
        if cells:
            findings.tell_cells("id_in_other_case", kind, pl.concat(cells))


def in_other_case(ids: Iterable[str], in_use: Iterable[str]) -> dict[str, str]:
    """Of ids that are not in use those that are so in other capitals, each with the one in use."""
    folded: dict[str, str] = {}
    for one in in_use:
        folded.setdefault(one.casefold(), one)
    return {one: folded[one.casefold()] for one in ids if one.casefold() in folded}


def _in_use(findings: FindingCollector, kind: str, known: Known) -> Iterator[tuple[str, pl.Series]]:
    """Yield the columns of a kind that hold ids, each with the ids that there are."""
    unread = findings.context.unread_kinds
    there = {KINDS[named_in].key[0]: ids for named_in, ids in known.ids if named_in not in unread}
    standing = findings.context.standing.current.get(kind)
    for field in KINDS[kind].fields:
        if kind in NAMING_KINDS and field.name == KINDS[kind].key[0]:
            yield field.name, used_elsewhere(findings.context, kind)["id"]
        elif (kind, field.name) in JOINING:
            if standing is not None:
                yield field.name, standing[field.name].drop_nulls()
        elif field.name in there:
            yield field.name, there[field.name]


def _otherwise(sent: Sequence[str], in_use: pl.Series) -> dict[str, str]:
    """Return the ids sent that are none in use, but for their capitals, each with that one."""
    known = dict.fromkeys(in_use.to_list()) if sent else {}
    new = [one for one in sent if one not in known]
    return in_other_case(new, known) if new else {}


def _cells(
    findings: FindingCollector, kind: str, cells: pl.DataFrame, other: Mapping[str, str]
) -> pl.DataFrame:
    """Of the cells of a column, behind the row's number, those with one of the ids otherwise."""
    column = cells.columns[1]
    by = {one: _by(findings, kind, column, known) for one, known in other.items()}
    return cells.filter(pl.col(column).is_in(list(other))).select(
        "row_number",
        found=column,
        known=pl.col(column).replace_strict(other, default=None, return_dtype=pl.String),
        by=pl.col(column).replace_strict(by, default=None, return_dtype=pl.String),
        column=pl.lit(column),
    )


def _by(findings: FindingCollector, kind: str, column: str, known: str) -> str:
    """Return who uses an id that is another partner's."""
    if column != KINDS[kind].key[0] or kind not in NAMING_KINDS:
        return ""
    used = used_elsewhere(findings.context, kind).filter(id=known)
    is_ours = used.is_empty() or findings.context.partner_code in used["partner_code"]
    return "" if is_ours else f" by {findings.context.name_of(used['owner_code'][-1])}"
