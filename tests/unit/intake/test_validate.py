"""The door says everything that is wrong at once, and takes nothing unless all is right."""

from __future__ import annotations


def test_right_extracts_are_taken_with_typed_rows(door, extract_bytes) -> None:
    checked = door(
        {"programmes.csv": extract_bytes("programmes"), "benefits.csv": extract_bytes("benefits")}
    )

    assert checked.verdict.stops == ()
    assert checked.tables["programmes"].height == 1
    assert checked.tables["benefits"]["sent_as"].to_list() == ["own"]
    assert [(d.file, d.kind, d.rows) for d in checked.verdict.detected] == [
        ("programmes.csv", "programmes", 1),
        ("benefits.csv", "benefits", 1),
    ]


def test_a_refused_submission_gives_no_rows(door, extract_bytes) -> None:
    checked = door(
        {
            "programmes.csv": extract_bytes("programmes", {"stage": "nowhere"}),
            "benefits.csv": extract_bytes("benefits"),
        }
    )

    assert not checked.verdict.accepted
    assert checked.tables == {}


def test_everything_wrong_is_said_at_once_stops_first(door, extract_bytes) -> None:
    programmes = extract_bytes(
        "programmes",
        {"programme_id": "P1", "start_date": "1/4/2025", "approved_cost_gbp": "1.2m"},
        {"programme_id": "P2", "stage": "nowhere", "lead_org_code": "RXQ"},
    )
    values = extract_bytes("benefit_values", {"period": "soon"}) + b"too,short\n"

    findings = door({"programmes.csv": programmes, "benefit_values.csv": values}).verdict.findings

    said = [(f.severity, f.rule, f.file, f.rows) for f in findings]
    assert [severity for severity, *_ in said] == sorted((s for s, *_ in said), reverse=True)
    assert {
        ("stop", "money_not_pounds", "programmes.csv", (2,)),
        ("stop", "code_not_listed", "programmes.csv", (3,)),
        ("stop", "known_organisation", "programmes.csv", (3,)),
        ("stop", "month_not_readable", "benefit_values.csv", (2,)),
        ("stop", "field_count", "benefit_values.csv", (3,)),
        ("note", "date_day_first", "programmes.csv", (2,)),
    } <= set(said)


def test_a_cell_that_cannot_be_read_is_not_also_called_blank(door, extract_bytes) -> None:
    values = extract_bytes("benefit_values", {"period": "soon"})

    stops = door({"benefit_values.csv": values}).verdict.stops

    assert "cell_required" not in {stop.rule for stop in stops}


def test_a_missing_column_is_said_once_and_not_row_by_row(door, extract_bytes) -> None:
    lessons = extract_bytes("lessons", columns=("lesson_id", "org_code", "kind", "title", "date"))

    stops = door({"lessons.csv": lessons}).verdict.stops

    assert [(s.rule, s.column) for s in stops] == [
        ("missing_column", "category"),
        ("missing_column", "summary"),
    ]


def test_rows_of_a_file_that_cannot_be_read_are_not_missed_in_the_others(
    door, extract_bytes
) -> None:
    broken = extract_bytes("programmes") + b"too,short\n"

    stops = door(
        {"programmes.csv": broken, "benefits.csv": extract_bytes("benefits")}
    ).verdict.stops

    assert [(s.rule, s.file) for s in stops] == [("field_count", "programmes.csv")]


def test_a_kind_sent_twice_is_told_of_both_files_at_once(door, extract_bytes) -> None:
    lessons = extract_bytes("lessons", {"programme_id": ""})
    others = extract_bytes("lessons", {"programme_id": "", "title": "Ask the ward"})

    stops = door({"lessons.csv": lessons, "my lessons.csv": others}).verdict.stops

    assert [(s.rule, s.file) for s in stops] == [("kind_sent_twice", "")]
    assert "2 of lessons (`lessons.csv` and `my lessons.csv`)" in stops[0].says


def test_no_file_at_all_is_stopped(door) -> None:
    assert [stop.rule for stop in door({}).verdict.stops] == ["no_files"]


def test_a_header_without_rows_clears_its_kind_and_says_so(door, extract_bytes) -> None:
    header = extract_bytes("lessons").split(b"\n")[0] + b"\n"

    checked = door({"lessons.csv": header})

    assert checked.verdict.accepted
    assert [note.rule for note in checked.verdict.notes] == ["kind_cleared"]
    assert checked.tables["lessons"].height == 0
