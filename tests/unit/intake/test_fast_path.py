"""Which rows are plain enough to be typed in bulk, and which are left to be read with care."""

from __future__ import annotations

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.one_file import chunked
from portfolio.intake.one_file.chunked import read_in_pieces
from portfolio.intake.one_file.fast_path import Layout, layout_of, needs_care, plain_rows
from portfolio.intake.tabulate.parse_file import read_extract

HEADER = (
    b"benefit_id,beneficiary_org_code,period,planned_value,forecast_value,realised_value,"
    b"planned_gbp,forecast_gbp,realised_gbp,value_note\n"
)
PLAIN = b"FEN-001-B1,RXZ,2026-08,320,330.5,-1,4500,4200.10,,Moved in the second week (of 4)\n"


@pytest.fixture(scope="module")
def layout() -> Layout:
    found = layout_of(
        read_extract(decode_file(ReceivedFile("benefit_values.csv", HEADER + PLAIN))), HEADER
    )
    assert found is not None
    return found


def is_plain(rows: bytes, layout: Layout) -> bool:
    table = plain_rows(rows, layout)
    return table is not None and not needs_care(table, layout)


def test_figures_are_numbers_and_what_is_blank_is_missing(layout: Layout) -> None:
    table = plain_rows(PLAIN + PLAIN, layout)

    assert table is not None
    assert table.row(1) == (
        *("FEN-001-B1", "RXZ", "2026-08", 320.0, 330.5, -1.0, 4500.0, 4200.1, None),
        *("Moved in the second week (of 4)", 3),
    )


@pytest.mark.parametrize(
    ("cell", "instead"),
    [
        (b"RXZ", b""),
        (b"RXZ", b" RXZ"),
        (b"RXZ", b'"RXZ"'),
        (b"RXZ", b"RX\x00Z"),
        (b"RXZ", b"TBC"),
        (b"FEN-001-B1", b"none"),
        (b"Moved", b"Didn?t move"),
        (b"2026-08", b"2026-13"),
        (b"2026-08", b"1949-08"),
        (b"2026-08", b"Aug-26"),
        (b"320", b"1e5"),
        (b"320", b"nan"),
        (b"320", b"1234567890"),
        (b"4500", b"4,500"),
        (b"4500", b"4500.005"),
        (b"4500", b"9434765919"),
        (b"4200.10,", b"4200.10,,"),
        (b"Moved", b" Moved"),
        (b"Moved", b"#REF! moved"),
        (b"Moved", b"'moved"),
        (b"Moved", "Bougé".encode()),
        (b"Moved", b"Moved 943 476 5919"),
        (b"Moved", b"Moved by jo.bloggs@example.com"),
        (b"FEN-001-B1", b"9434765919"),
        (b"FEN-001-B1", b"benefit_id"),
        (b"(of 4)\n", b"(of 4)\n\n"),
        (b"(of 4)\n", b"(of 4) \n"),
        (b"(of 4)\n", b"(of 4)"),
        (b"(of 4)\n", b"(of 4)\r\n"),
    ],
)
def test_a_row_that_may_have_something_to_say_is_not_plain(
    layout: Layout, cell: bytes, instead: bytes
) -> None:
    odd = PLAIN.replace(cell, instead, 1)

    assert odd != PLAIN
    assert is_plain(PLAIN, layout)
    assert not is_plain(PLAIN + odd, layout)


@pytest.mark.parametrize(
    "header",
    [b"\n" + HEADER, HEADER.replace(b"period", b'"period"'), HEADER.replace(b"period", b"")],
)
def test_of_a_header_that_is_not_plain_itself_there_is_no_layout(header: bytes) -> None:
    reading = read_extract(decode_file(ReceivedFile("benefit_values.csv", header + PLAIN)))

    assert layout_of(reading, header) is None


def test_of_a_kind_with_dates_and_codes_there_is_no_layout(extract_bytes) -> None:
    content = extract_bytes("benefits")
    reading = read_extract(decode_file(ReceivedFile("benefits.csv", content)))

    assert reading.findings == ()
    assert layout_of(reading, content[: content.find(b"\n") + 1]) is None


def test_plain_pieces_after_the_first_are_not_read_with_care(monkeypatch) -> None:
    read = []
    monkeypatch.setattr(
        chunked, "read_extract", lambda file: read.append(file) or read_extract(file)
    )
    odd = PLAIN.replace(b"4500", b'"4500"')
    rows = [PLAIN.replace(b"B1", b"B%d" % number) for number in range(6)]

    file = ReceivedFile("benefit_values.csv", HEADER + b"".join([*rows, odd]))
    taken = read_in_pieces(file, size=1)

    assert taken is not None
    assert taken.table.height == 7
    assert [one.file.content for one in read] == [HEADER + rows[0], HEADER + odd]
