"""A word for not known or nothing is a value in no column of any kind, and prose is left alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field, Kind
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.tabulate.parse_file import read_extract

WORDS = (
    *("None", "NONE.", "No", "N/A", "n/a", "NA", "n.a.", "TBC", "tba", "nil", "Not known", "-"),
    *("--", "–", "not applicable", "Not available", "unknown", "NULL", "nan", "\\N", "(blank)"),
    *("*", "?", "...", "to be confirmed", "[x]", "[c]", "[z]", "[low]", "[u]", "pending"),
)
# Text that begins so, or is short, and says something.
PROSE = (
    *("No change since June", "None of the wards had it", "Nil by mouth charts", "No 10"),
    *("Not known to most wards before", "TBC Group paper forms", "N/A forms, on paper", "X", "%"),
    *(
        "£",
        "A&E",
        "Unknown callers list",
        "Pending orders on paper",
        "00:00 handover",
        "[AMU] board",
    ),
)


def is_told_otherwise(field: Field, word: str) -> bool:
    """Whether a column has such a word among its own, or asks for one of its codes instead."""
    if field.type == "code" and field.is_required:
        return True
    is_no = word.rstrip(".").lower() == "no"
    return is_no and (field.type in ("yes_no", "code") or field.name == "unit")


def typed(kind: Kind, rows: Sequence[dict[str, str]]) -> Typed:
    reading = read_extract(decode_file(ReceivedFile(f"{kind.name}.csv", content(kind, rows))))
    assert reading.extract is not None
    return typed_table(reading.extract, kind)


def content(kind: Kind, rows: Sequence[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, kind.columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def spoilt(kind: Kind) -> Iterator[tuple[Field, str]]:
    for field in kind.fields:
        for word in WORDS:
            if not is_told_otherwise(field, word):
                yield field, word


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_word_for_nothing_is_a_value_in_no_column(kind: Kind) -> None:
    cells = list(spoilt(kind))
    for start in range(0, len(cells), 1_000):
        some = cells[start : start + 1_000]

        found = typed(kind, [{**kind.example_row, field.name: word} for field, word in some])

        told = {row.row: one for one in found.findings for row in one.cases()}
        for row, (field, word) in enumerate(some, start=2):
            stopped = row in found.unread.get(field.name, ())
            assert row in told, (field.name, word)
            assert (told[row].severity == "stop") == stopped, (field.name, word)
            value = found.table[field.name][row - 2]
            assert stopped or value is None, (field.name, word)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_where_a_row_needs_its_text_a_word_for_nothing_stops(kind: Kind) -> None:
    for field in (f for f in kind.fields if f.is_required and f.type in ("text", "code")):
        sent = content(kind, [{**kind.example_row, field.name: "None"}])

        (judged,) = validate_file(ReceivedFile(f"{kind.name}.csv", sent), Period(2026, 9))

        rule = "code_not_listed" if field.type == "code" else "placeholder_in_required"
        assert [(f.rule, f.column) for f in judged.findings if f.severity == "stop"] == [
            (rule, field.name)
        ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_prose_that_begins_with_such_a_word_is_kept(kind: Kind) -> None:
    for field in (f for f in kind.fields if f.type == "text"):
        texts = [*PROSE, *(("No", "No.") if field.name == "unit" else ())]

        found = typed(kind, [{**kind.example_row, field.name: text} for text in texts])

        assert found.table[field.name].to_list() == texts
        assert found.findings == ()


def test_a_reason_that_says_nothing_is_one_finding_where_one_is_needed() -> None:
    kind = KINDS["adoptions"]
    blank = {**dict.fromkeys(kind.columns, ""), "programme_id": "FEN-001", "org_code": "RXZ"}
    rows = [
        {**blank, "state": "declined", "reason": "N/A"},
        {**blank, "state": "exploring", "org_code": "RXY", "reason": "N/A"},
    ]

    (judged,) = validate_file(ReceivedFile("adoptions.csv", content(kind, rows)), Period(2026, 9))

    assert [(f.severity, f.rule, f.rows, f.found) for f in judged.findings] == [
        ("note", "taken_for_blank", (3,), "N/A"),
        ("stop", "reason_needed", (2,), "N/A"),
    ]


def test_a_cost_of_no_service_wants_the_name_of_one() -> None:
    kind = KINDS["programmes"]
    row = {**kind.example_row, "old_service": "None", "old_service_cost_gbp_per_year": "1000"}

    (judged,) = validate_file(ReceivedFile("programmes.csv", content(kind, [row])), Period(2026, 9))

    assert [(f.rule, f.rows) for f in judged.findings] == [("old_service_needs_name", (2,))]


def test_one_word_in_dates_and_texts_is_one_finding() -> None:
    kind = KINDS["programmes"]
    row = {**kind.example_row, "old_service": "N/A", "old_service_end_date": "N/A"}
    row["old_service_cost_gbp_per_year"] = "N/A"

    (judged,) = validate_file(ReceivedFile("programmes.csv", content(kind, [row])), Period(2026, 9))

    assert [(f.rule, f.rows, f.column) for f in judged.findings] == [
        ("placeholder", (2,), "old_service")
    ]
    assert "`old_service_end_date` and `old_service_cost_gbp_per_year` have the same" in (
        judged.findings[0].says
    )
