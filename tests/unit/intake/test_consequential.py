"""A cell that could not be read is neither gone nor revised."""

from __future__ import annotations

from dataclasses import replace

from portfolio.contract.rules import finding
from portfolio.domain.finding import Case, Finding
from portfolio.intake.one_file.file_result import columns_unread
from portfolio.intake.report.consequential import drop_consequential_findings


def stop(column: str, *, kind: str = "adoptions") -> Finding:
    return finding("spreadsheet_fault", file="a.csv", kind=kind, rows=(3,), column=column)


def vanished() -> Finding:
    return Finding("note", "adoption_vanished", "a.csv", "`FEN-001` at `RXZ`", kind="adoptions")


def test_a_row_whose_id_could_not_be_read_is_not_told_as_gone() -> None:
    assert drop_consequential_findings([vanished()], [stop("programme_id")]) == ()


def test_a_row_is_told_as_gone_whatever_else_could_not_be_read() -> None:
    others = [stop("live_date"), stop("programme_id", kind="risks")]

    assert drop_consequential_findings([vanished()], others) == (vanished(),)


def crossed(rule: str, rows: tuple[int, ...], column: str) -> Finding:
    return Finding(
        "stop", rule, "b.csv", "", kind="benefits", rows=rows, row_count=len(rows), column=column
    )


def test_an_id_that_is_none_is_not_told_as_unknown_nor_its_benefit_as_another_s() -> None:
    own = crossed("id_characters", (2, 3), "programme_id")
    unknown = crossed("known_programme", (2, 3), "programme_id")
    of_another = crossed("benefit_of_another_programme", (2,), "benefit_id")

    assert drop_consequential_findings([unknown, of_another], [own]) == ()


def test_what_has_a_row_of_its_own_is_told_beside_the_cause() -> None:
    own = crossed("id_characters", (2,), "programme_id")
    unknown = crossed("known_programme", (2, 3), "programme_id")

    assert drop_consequential_findings([unknown], [own]) == (unknown,)


def test_a_row_whose_id_a_spreadsheet_rewrote_is_not_told_as_gone() -> None:
    rewritten = Finding(
        "stop",
        "id_rewritten",
        "a.csv",
        "",
        kind="adoptions",
        rows=(2,),
        row_count=1,
        column="programme_id",
    )

    assert drop_consequential_findings([vanished(), rewritten], []) == (rewritten,)


def test_what_goes_by_an_id_written_otherwise_is_not_told_as_gone_in_other_kinds() -> None:
    otherwise = Finding(
        "stop",
        "id_written_otherwise",
        "p.csv",
        "",
        kind="programmes",
        rows=(2,),
        row_count=1,
        column="programme_id",
    )

    assert drop_consequential_findings([otherwise, vanished()], []) == (otherwise,)


def test_a_row_whose_programme_is_not_known_is_not_told_as_gone() -> None:
    unknown = Finding(
        "stop",
        "known_programme",
        "a.csv",
        "",
        kind="adoptions",
        rows=(2,),
        row_count=1,
        column="programme_id",
    )

    assert drop_consequential_findings([unknown, vanished()], []) == (unknown,)


def test_a_cell_that_a_formula_spoilt_is_not_told_as_said_otherwise_by_the_lead() -> None:
    fault = replace(
        crossed("spreadsheet_fault", (5, 9), "benefit_type"),
        each=(Case(5, "#N/A", ""), Case(9, "#N/A", "", column="unit")),
    )

    for column, row in (("benefit_type", 5), ("unit", 9)):
        otherwise = crossed("benefit_said_as_lead", (row,), column)
        assert drop_consequential_findings([otherwise], [fault]) == ()
    assert drop_consequential_findings([crossed("benefit_said_as_lead", (6,), "unit")], [fault])


def test_every_column_of_a_fault_is_unread() -> None:
    fault = replace(stop("agreed_date"), each=(Case(4, "0", "", column="live_date"),))

    unread = {("adoptions", "agreed_date"), ("adoptions", "live_date")}
    assert columns_unread([fault]) == unread
