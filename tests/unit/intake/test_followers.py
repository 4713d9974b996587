"""A cell that could not be read is neither gone nor revised."""

from __future__ import annotations

from portfolio.contract.rules import finding
from portfolio.domain.finding import Finding
from portfolio.intake.followers import without_followers


def stop(column: str, *, kind: str = "adoptions") -> Finding:
    return finding("spreadsheet_fault", file="a.csv", kind=kind, rows=(3,), column=column)


def vanished() -> Finding:
    return Finding("note", "adoption_vanished", "a.csv", "`FEN-001` at `RXZ`", kind="adoptions")


def test_a_row_whose_id_could_not_be_read_is_not_told_as_gone() -> None:
    assert without_followers([vanished()], [stop("programme_id")]) == ()


def test_a_row_is_told_as_gone_whatever_else_could_not_be_read() -> None:
    others = [stop("live_date"), stop("programme_id", kind="risks")]

    assert without_followers([vanished()], others) == (vanished(),)
