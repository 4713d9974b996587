"""New ids that look like ids in use, as a spreadsheet rewrites them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rewritten import LOOKS_LIKE_A_DATE, MAY_BE_REWRITTEN, Known, how
from portfolio.intake.crossing.context import Notebook
from portfolio.intake.crossing.owners import used_elsewhere

_NAMING_KINDS = ("programmes", "benefits", "risks", "lessons")
# Codes that join what several send, and stand on no list.
_JOINING = (("programmes", "initiative_code"), ("benefits", "outcome_code"))


def check_rewritten(book: Notebook, tables: Mapping[str, pl.DataFrame]) -> None:
    """Where an id only refers to one, it is unknown and told so; here it would be a new one."""
    for kind in _NAMING_KINDS:
        if kind in tables:
            used = used_elsewhere(book.context, kind)["id"]
            _check(book, kind, KINDS[kind].key[0], tables[kind], used=used)
    for kind, column in _JOINING:
        standing = book.context.standing.current.get(kind) if kind in tables else None
        if standing is not None:
            _check(book, kind, column, tables[kind], used=standing[column].drop_nulls())


def _check(book: Notebook, kind: str, column: str, table: pl.DataFrame, *, used: pl.Series) -> None:
    ids = table[column].drop_nulls().unique()
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
        book.tell("id_rewritten", kind, column, words)
    dates = new.filter(new.str.contains(LOOKS_LIKE_A_DATE)).to_list()
    left = [one for one in dates if one not in {each[column] for each in told}]
    if left:
        cells = table.filter(pl.col(column).is_in(left)).sort("row_number")
        first, others = cells[column].item(0), len(left) - 1
        rows = cells["row_number"]
        book.tell_together("id_as_date", kind, column, rows, found=first, others=others)
