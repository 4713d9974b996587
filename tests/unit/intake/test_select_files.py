"""A folder dropped as a whole: copies and a computer's own files are passed over."""

from __future__ import annotations

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.receive.select_files import of_extracts, select_files
from portfolio.intake.validate import check_form


def file(name: str, content: bytes = b"risk_id\n") -> ReceivedFile:
    return ReceivedFile(name, content)


def names(*files: ReceivedFile) -> list[str]:
    return [one.name for _, one in select_files(files).extracts]


def test_what_a_computer_leaves_in_a_folder_is_passed_over() -> None:
    files = [file(".DS_Store"), file("~$risks.xlsx"), file("Thumbs.db"), file("Letter.docx", b"PK")]

    assert names(*files, file("risks.csv")) == ["risks.csv"]


def test_a_document_named_after_a_kind_is_read_to_say_what_is_wrong() -> None:
    assert names(file("risks.pdf", b"%PDF"), file("lessons.csv")) == ["risks.pdf", "lessons.csv"]


def test_of_copies_the_shortest_name_is_the_original() -> None:
    one = select_files([file("risks (1).csv"), file("risks.csv")])

    assert one.extracts == ((1, file("risks.csv")),)
    assert one.copies == (("risks (1).csv", "risks.csv"),)


def test_files_of_the_same_size_are_told_apart_by_their_content() -> None:
    one = select_files([file("a.csv", b"1"), file("b.csv", b"2"), file("c.csv", b"2")])

    assert [each.name for _, each in one.extracts] == ["a.csv", "b.csv"]
    assert one.copies == (("c.csv", "b.csv"),)


def test_a_file_named_after_another_kind_is_no_copy() -> None:
    assert names(file("risks.csv"), file("lessons.csv")) == ["risks.csv", "lessons.csv"]


def test_where_nothing_may_be_an_extract_all_is_read() -> None:
    assert names(file("Letter.docx"), file("Plan.pdf")) == ["Letter.docx", "Plan.pdf"]


def test_what_is_passed_over_makes_no_other_return() -> None:
    files = [file(".DS_Store", b"x"), file("risks.csv")]

    assert of_extracts(files, ["a", "b"]) == {"b"}


def test_an_archive_folder_of_seven_months_is_told_once() -> None:
    months = [file("risks.csv", f"risk_id\nR{n}\n".encode()) for n in range(7)]
    months += [file("lessons.csv", f"lesson_id\nL{n}\n".encode()) for n in range(7)]

    verdict = check_form(months, Period(2026, 9))

    assert [one.rule for one in verdict.findings] == ["kind_sent_twice"]
