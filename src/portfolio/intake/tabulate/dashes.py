"""Dashes that a word processor or a chat put where an id or a code has hyphens."""

from __future__ import annotations

import re

import polars as pl

from portfolio.contract.fields import Kind
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.domain.finding import Finding

# From the hyphen that does not break to the bar, the minus sign, and the wide ones.
_DASH = r"[\x{2010}-\x{2015}\x{2212}\x{fe58}\x{fe63}\x{ff0d}]"
_TRACES = re.compile(rb"\xe2\x80[\x90-\x95]|\xe2\x88\x92|\xef\xb9[\x98\xa3]|\xef\xbc\x8d")
# One alone stands for what is not known.
_WITHIN = rf"^\s*[A-Za-z0-9._-]*[A-Za-z0-9][._-]*({_DASH}[A-Za-z0-9._-]*)+\s*$"
_TYPES = ("id", "org")


def may_have_dashes(content: bytes) -> bool:
    """Return whether a text in UTF-8 holds such a dash at all."""
    return not content.isascii() and _TRACES.search(content) is not None


def with_hyphens(
    table: pl.DataFrame, kind: Kind, file: str
) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return ids and organisation codes with hyphens for dashes, and a note on how they were
    read."""
    columns = [f.name for f in kind.fields if f.type in _TYPES and f.name in table.columns]
    has_dash = {c: table[c].str.contains(_WITHIN).fill_null(value=False) for c in columns}
    places = {column: rows for column, rows in has_dash.items() if rows.any()}
    if not places:
        return table, ()
    hyphened = table.with_columns(
        pl.when(rows).then(pl.col(c).str.replace_all(_DASH, "-")).otherwise(c).alias(c)
        for c, rows in places.items()
    )
    first, *others = sorted(places, key=lambda c: int(places[c].arg_true()[0]))
    cells = pl.concat([table.filter(rows)[c].str.strip_chars() for c, rows in places.items()])
    rows = table.filter(pl.any_horizontal(*places.values()))["row_number"]
    at = int(places[first].arg_true()[0])
    said = finding(
        "dash_for_hyphen",
        file=file,
        kind=kind.name,
        rows=rows.head(ROWS_LISTED).to_list(),
        row_count=rows.len(),
        column=first,
        found=table[first][at].strip(),
        read_as=f"`{hyphened[first][at].strip()}`",
        others=cells.n_unique() - 1,
        also_in=others,
    )
    return hyphened, (said,)
