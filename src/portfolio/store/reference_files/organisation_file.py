"""organisations.csv: who exists, from when to when, who sends for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portfolio.domain.organisation import ORG_TYPES, Organisation, Organisations
from portfolio.store.reference_files.list_sheet import Cells, read_sheet
from portfolio.store.reference_files.mistakes import Mistakes
from portfolio.store.reference_files.succession import check_succession

FILE = "organisations.csv"
_REQUIRED = ("org_code", "org_name", "org_type", "partner")
_OPTIONAL = (
    "place",
    "population",
    "reports_through",
    "valid_from",
    "valid_to",
    "successor_codes",
)


def read_organisations(
    folder: Path, mistakes: Mistakes, *, was_taken: bool = False
) -> Organisations:
    """Return the organisations of a system folder, by code and first day. Of a list that
    `was_taken` once, who follows whom is left as it is: an earlier release did not look at that."""
    sheet = read_sheet(folder, required=_REQUIRED, optional=_OPTIONAL, mistakes=mistakes)
    read = [(cells, _organisation(cells)) for cells in sheet]
    partners = {row.org_code for _, row in read if row.is_partner}
    for cells, row in read:
        _check_sender(cells, row, partners)
        _check_dates(cells, row)
    _check_overlaps(read)
    _check_spelling(read)
    if not was_taken:
        check_succession(read)
    if not partners and not mistakes.found:
        mistakes.add("has no partner in it, so nobody could send a return.", column="partner")
    return Organisations(in_order([row for _, row in read]))


def in_order(rows: Sequence[Organisation]) -> tuple[Organisation, ...]:
    return tuple(sorted(rows, key=lambda row: (row.org_code, row.valid_from or date.min)))


def _organisation(cells: Cells) -> Organisation:
    org_type = cells.required("org_type").lower()
    if org_type and org_type not in ORG_TYPES:
        cells.mistake("org_type", f"`{org_type[:40]}` is none of: {', '.join(ORG_TYPES)}.")
    return Organisation(
        org_code=cells.code("org_code"),
        org_name=cells.required("org_name"),
        org_type=org_type,
        place=cells.text("place") or None,
        population=cells.whole("population"),
        is_partner=cells.yes_no("partner"),
        reports_through=cells.text("reports_through") or None,
        valid_from=cells.day("valid_from"),
        valid_to=cells.day("valid_to"),
        successor_codes=cells.codes("successor_codes"),
    )


def _check_sender(cells: Cells, row: Organisation, partners: set[str]) -> None:
    sender = row.reports_through
    if sender is None:
        return
    if row.is_partner and sender != row.org_code:
        cells.mistake("reports_through", "must be blank: a partner sends for itself.")
    elif sender not in partners:
        cells.mistake(
            "reports_through", f"`{sender[:40]}` is not a partner in this list, so it cannot send."
        )


def _check_dates(cells: Cells, row: Organisation) -> None:
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        cells.mistake("valid_to", f"{row.valid_to} is before valid_from, {row.valid_from}.")


def _check_overlaps(read: Sequence[tuple[Cells, Organisation]]) -> None:
    by_first_day = sorted(read, key=lambda pair: (pair[1].org_code, pair[1].valid_from or date.min))
    for (first_cells, first), (cells, row) in zip(by_first_day, by_first_day[1:], strict=False):
        if row.org_code == first.org_code and (row.valid_from or date.min) <= (
            first.valid_to or date.max
        ):
            cells.mistake(
                "valid_from",
                f"`{row.org_code}` is in row {first_cells.row:,} as well, and the dates of the two "
                "rows overlap. End the first the day before the second begins.",
            )


def _check_spelling(read: Sequence[tuple[Cells, Organisation]]) -> None:
    """Partners' files are matched without regard to case: two codes must differ in more."""
    firsts: dict[str, tuple[int, str]] = {}
    for cells, row in read:
        first_row, code = firsts.setdefault(row.org_code.lower(), (cells.row, row.org_code))
        if code != row.org_code:
            cells.mistake(
                "org_code",
                f"`{row.org_code}` differs from `{code}` in row {first_row:,} only in capital "
                "letters.",
            )
