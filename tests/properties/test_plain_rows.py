"""Rows typed in bulk because they are plain are those that reading with care gives."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import FieldType
from portfolio.contract.row_findings import row_findings
from portfolio.domain.delimiters import DELIMITERS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.cells.table import typed_table
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.one_file.chunked import read_in_pieces
from portfolio.intake.one_file.fast_path import layout_of, needs_care, plain_rows
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.tabulate.parse_file import read_extract

KIND = KINDS["benefit_values"]
PERIOD = Period(2026, 9)
FIRST = {"benefit_id": "B", "beneficiary_org_code": "RXZ", "period": "2026-08"}

digits = st.text("0123456789", min_size=1, max_size=9)
figures = st.builds(
    lambda sign, whole, part: sign + whole + (f".{part}" if part else ""),
    st.sampled_from(["", "-"]),
    digits,
    st.text("0123456789", max_size=6),
)
months = st.builds("{}-{:02d}".format, st.integers(1950, 2099), st.integers(1, 12))
texts = st.text(st.sampled_from("aZ09 .,;'#-+@(£"), max_size=5)
# What is hardly ever plain: marks, blanks, numbers of patients, names of columns, odd figures.
oddities = st.sampled_from(
    [" ", "x ", '"x"', "'x'", "#N/A", "9434765919", "943 476 5919", "-", "1e5", "+1", ".5", "5.",
     "00012", "-0", "period", "benefit_id", "total", "nan", "inf", "£5", "é", "\x00", "\x1a",
     "1950-13", "1940-01", "5.005", "TBC", "n/a", "didn?t go",
     "born 3 May 1950", "a@b.nhs.uk", "07700 900123", "1234567890", "0.1234567", "2026-13"]
)  # fmt: skip
written: dict[FieldType, st.SearchStrategy[str]] = {
    "id": st.text(st.sampled_from("AZaz09._-"), min_size=1, max_size=30),
    "org": st.text(st.sampled_from("AZaz09"), min_size=1, max_size=5),
    "month": months,
    "number": figures,
    "money": st.one_of(digits, st.builds("{}.{:02d}".format, digits, st.integers(0, 99))),
    "text": texts,
}
plain = st.fixed_dictionaries(
    {
        f.name: written[f.type] if f.is_required else st.one_of(st.just(""), written[f.type])
        for f in KIND.fields
    }
)


@dataclass(frozen=True)
class Sent:
    """An extract whose first row is plain and says nothing odd."""

    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    delimiter: str
    line_end: str

    @property
    def header(self) -> bytes:
        return self._lines([{name: name for name in self.columns}])

    @property
    def first(self) -> bytes:
        return self._lines([{**FIRST, "planned_value": "1"}])

    @property
    def others(self) -> bytes:
        return self._lines(self.rows)

    def _lines(self, rows: list[dict[str, str]]) -> bytes:
        cells = ([row.get(column, "") for column in self.columns] for row in rows)
        return "".join(self.delimiter.join(row) + self.line_end for row in cells).encode()


@st.composite
def extracts(draw: st.DrawFn) -> Sent:
    optional = [f.name for f in KIND.fields if not f.is_required and f.name != "planned_value"]
    left_out = draw(st.sets(st.sampled_from(optional), max_size=2))
    columns = draw(st.permutations([c for c in KIND.columns if c not in left_out]))
    rows = draw(st.lists(plain, min_size=1, max_size=4))
    if draw(st.booleans()):
        rows[-1][draw(st.sampled_from(columns))] = draw(oddities)
    delimiter = draw(st.sampled_from(DELIMITERS))
    return Sent(tuple(columns), rows, delimiter, draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=150, deadline=None)
@given(sent=extracts())
def test_plain_rows_are_those_of_reading_with_care_which_has_nothing_to_say(sent: Sent) -> None:
    first = read_extract(decode_file(ReceivedFile("benefit_values.csv", sent.header + sent.first)))
    layout = layout_of(first, sent.header)
    assert layout is not None
    table = plain_rows(sent.others, layout)
    if table is None or needs_care(table, layout):
        return

    with_care = read_extract(
        decode_file(ReceivedFile("benefit_values.csv", sent.header + sent.others))
    )

    assert with_care.is_whole
    assert with_care.findings == ()
    assert with_care.extract is not None
    typed = typed_table(with_care.extract, KIND)
    assert typed.findings == ()
    assert_frame_equal(table, typed.table, check_exact=True)


@settings(max_examples=60, deadline=None)
@given(sent=extracts(), size=st.sampled_from([1, 60, 200]))
def test_a_file_in_pieces_plain_or_not_is_the_file_as_a_whole(sent: Sent, size: int) -> None:
    file = ReceivedFile("benefit_values.csv", sent.header + sent.first + sent.others)

    read = read_in_pieces(file, size)

    if read is not None:
        (whole,) = validate_file(file, PERIOD)
        found = row_findings(
            KIND.name, read.table, file=file.name, period=PERIOD, as_sent=read.as_sent
        )
        assert (read.detected, tuple(found)) == (whole.detected, whole.findings)
        assert whole.table is not None
        assert_frame_equal(read.table, whole.table, check_exact=True)
