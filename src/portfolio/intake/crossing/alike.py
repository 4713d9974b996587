"""What a benefit is, said alike by its lead and by the organisations that confirm it."""

from __future__ import annotations

import polars as pl

from portfolio.contract.checks.benefits import SAID_ALIKE
from portfolio.intake.crossing.context import Notebook

# Another programme under the same id is a fault of its own, told elsewhere.
_DESCRIBED = tuple(column for column in SAID_ALIKE if column != "programme_id")


def check_said_alike(book: Notebook, benefits: pl.DataFrame) -> None:
    """A confirmation describes the benefit as its lead's standing rows do.

    The lead is never held against those who confirm: it could not change a name otherwise.
    """
    standing = book.context.standing.current.get("benefits")
    if standing is None:
        return
    lead_says = standing.filter(
        (pl.col("partner_code") != book.context.partner_code)
        & pl.col("sent_as").is_in(["own", "claimed"])
    ).unique("benefit_id", keep="last", maintain_order=True)
    ours = benefits.filter(sent_as="confirmed").join(
        lead_says.select("benefit_id", "programme_id", "partner_code", *_DESCRIBED),
        on=["benefit_id", "programme_id"],
        suffix="_of_lead",
        maintain_order="left",
    )
    names = {code: book.context.name_of(code) for code in ours["partner_code"].unique().to_list()}
    lead = pl.col("partner_code").replace_strict(names, default=None, return_dtype=pl.String)
    for column in _DESCRIBED:
        said, theirs = _said(column, column), _said(column, f"{column}_of_lead")
        book.tell(
            "benefit_said_as_lead",
            "benefits",
            column,
            ours.filter(said.ne_missing(theirs)).select(
                "row_number", found=said, theirs=theirs, benefit="benefit_id", lead=lead
            ),
        )


def _said(column: str, name: str) -> pl.Expr:
    """A blank `combines` says `sum`."""
    return pl.col(name).fill_null("sum") if column == "combines" else pl.col(name)
