"""New ids that look like ids in use, as a spreadsheet or a hand rewrites them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.id_spellings import (
    DECIMAL_ID,
    LOOKS_LIKE_A_DATE,
    MAY_BE_REWRITTEN,
    Known,
    how,
)
from portfolio.intake.whole_return.context import FindingCollector
from portfolio.intake.whole_return.id_ownership import used_elsewhere

NAMING_KINDS = ("programmes", "benefits", "risks", "lessons")
# Codes that join what several send, and stand on no list.
JOINING = (("programmes", "initiative_code"), ("benefits", "outcome_code"))
_MARKS = r"[._-]+"


def check_rewritten(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """Where an id only refers to one, it is unknown and told so; here it would be a new one."""
    for kind in NAMING_KINDS:
        if kind in tables:
            used = used_elsewhere(findings.context, kind)["id"]
            _check(findings, kind, KINDS[kind].key[0], tables[kind], used=used)
    for kind, column in JOINING:
        if kind in tables:
            standing = findings.context.standing.current.get(kind)
            before = tables[kind].clear() if standing is None else standing
            _check(findings, kind, column, tables[kind], used=before[column].drop_nulls())
    for kind, column in (*((kind, KINDS[kind].key[0]) for kind in NAMING_KINDS), *JOINING):
        if kind in tables:
            _check_marks(findings, kind, column, tables[kind])


def _check_marks(findings: FindingCollector, kind: str, column: str, table: pl.DataFrame) -> None:
    """Ids new since this partner's last return that have the letters and digits of one that is
    gone: the marks between them were lost or changed, and what the id names would begin anew."""
    previous = findings.context.standing.previous.get(kind)
    if previous is None:
        return
    if {*findings.runs(kind, table).different(column)}.issubset(previous[column].to_list()):
        return
    now = table.select(found=pl.col(column)).drop_nulls().unique()
    then = previous.select(known=pl.col(column)).drop_nulls().unique()
    new = now.join(then, left_on="found", right_on="known", how="anti")
    if new.is_empty():
        return
    gone = then.join(now, left_on="known", right_on="found", how="anti")
    bare = {name: pl.col(name).str.replace_all(_MARKS, "") for name in ("found", "known")}
    alike = new.join(gone, left_on=bare["found"], right_on=bare["known"])
    if alike.height:
        cases = table.select("row_number", found=column).join(alike, on="found")
        words = cases.sort("row_number").select("row_number", "found", "known")
        findings.tell("id_written_otherwise", kind, column, words, together=True)


def _check(
    findings: FindingCollector, kind: str, column: str, table: pl.DataFrame, *, used: pl.Series
) -> None:
    sent = findings.runs(kind, table).different(column)
    if {*sent}.issubset(used.to_list()):
        return
    ids = pl.Series(sent, dtype=pl.String)
    new = ids.filter(~ids.is_in(used.implode()))
    suspects = new.filter(new.str.contains(MAY_BE_REWRITTEN))
    known = Known(used.unique().to_list() if suspects.len() else ())
    told = [
        {column: one, "known": other, "how": how(one, other)}
        for one in suspects.to_list()
        if (other := known.meant(one))
    ]
    if told:
        cases = table.select("row_number", column).join(pl.DataFrame(told), on=column)
        words = cases.sort("row_number").select("row_number", "known", "how", found=column)
        findings.tell("id_rewritten", kind, column, words)
    left = new.filter(~new.is_in([each[column] for each in told]))
    dates = left.filter(left.str.contains(LOOKS_LIKE_A_DATE))
    _tell_together(findings, "id_as_date", kind, _cells(table, column, dates))
    if _all_with_noughts(ids):
        decimals = left.filter(left.str.contains(DECIMAL_ID))
        _tell_together(findings, "id_with_decimals", kind, _cells(table, column, decimals))


def _all_with_noughts(ids: pl.Series) -> bool:
    """Return whether every id that is a number with decimals has noughts there: `1.1` beside
    `1.0` is somebody's way of counting."""
    decimals = ids.filter(ids.str.contains(r"^[0-9]+\.[0-9]+$"))
    return bool(decimals.str.contains(DECIMAL_ID).all())


def _cells(table: pl.DataFrame, column: str, ids: pl.Series) -> pl.DataFrame:
    rows = table.filter(pl.col(column).is_in(ids.to_list()))
    return rows.select("row_number", column).sort("row_number")


def _tell_together(findings: FindingCollector, rule: str, kind: str, cells: pl.DataFrame) -> None:
    """One finding on all these cells, whose column is named after the row's number."""
    if cells.is_empty():
        return
    column = cells.columns[1]
    first, others = cells[column].item(0), cells[column].n_unique() - 1
    words = {"found": first, "others": others, "meant": first.split(".")[0]}
    findings.tell_together(rule, kind, column, cells["row_number"], **words)
