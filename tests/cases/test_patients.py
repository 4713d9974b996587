"""A patient's number in every spelling stops, is masked, and is kept nowhere."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.identifiers import masked
from portfolio.domain.nhs_numbers import holds_nhs_number
from portfolio.domain.verdict import Verdict
from portfolio.inbox import DropRules
from portfolio.inbox.drop_intake import Taking
from portfolio.intake.validate import check_form
from portfolio.service import PortfolioService

Portfolio = Callable[..., object]
Goal = Callable[..., None]
CASE = Path(__file__).parent / "nhs-number-as-float-or-glued" / "benefit_values.csv"
TEXTS = [(kind, f.name) for kind in KINDS for f in KINDS[kind].fields if f.type == "text"]
# Of each column so many spellings in the short form: prime, so that each meets every column kind.
_ONE_IN = 37


def test_nhs_number_as_float_or_glued_stops_in_each_of_its_rows() -> None:
    found = check_form([ReceivedFile(CASE.name, CASE.read_bytes())]).stops

    assert [(one.rule, one.rows, one.column) for one in found] == [
        ("nhs_number", (2, 3, 4, 5, 6), "value_note")
    ]
    assert "0000018" not in json.dumps([one.says for one in found])


def test_the_table_has_the_forty_and_forty_more(patient_numbers: ModuleType) -> None:
    assert len({**patient_numbers.AS_BEFORE, **patient_numbers.FORTY}) == 40
    assert len(patient_numbers.FORTY_MORE) >= 40
    assert len(set(patient_numbers.SPELLINGS.values())) == len(patient_numbers.SPELLINGS)


def test_every_spelling_is_found_and_masked_in_every_context(patient_numbers: ModuleType) -> None:
    passed_over, shown = [], []
    for context in patient_numbers.CONTEXTS.values():
        for spelling in patient_numbers.SPELLINGS.values():
            text = context.replace("{}", spelling)
            if not holds_nhs_number(text):
                passed_over.append(text)
            elif holds_nhs_number(masked(text)) or patient_numbers.SHOWN not in masked(text):
                shown.append(text)

    assert passed_over == []
    assert shown == []


def test_what_the_contracts_page_leaves_out_is_left_out(patient_numbers: ModuleType) -> None:
    left_out = patient_numbers.LEFT_OUT

    assert [why for why, text in left_out.items() if holds_nhs_number(text)] == []


@pytest.mark.parametrize("written", ["9434765919.00", "9434765919.0", "£9,434,765,919.00"])
def test_an_amount_with_decimals_is_an_amount(written: str) -> None:
    rows = "".join(f'B{i},LOC-ALD,2026-0{i},"{written}",x\n' for i in range(1, 9))
    sent = "benefit_id,beneficiary_org_code,period,realised_gbp,value_note\n" + rows

    stops = check_form([ReceivedFile("benefit_values.csv", sent.encode())]).stops

    assert [one.rule for one in stops if "nhs" in one.rule] == []


def cells(kind: str, column: str, text: str) -> list[list[str]]:
    """An extract of one row, the example of the contract but for one cell."""
    row = {**KINDS[kind].example_row, column: text}
    return [list(row), list(row.values())]


def as_csv(table: list[list[str]], delimiter: str = ",") -> bytes:
    rows = (delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in table)
    return ("\n".join(rows) + "\n").encode()


def as_workbook(kind: str, table: list[list[str]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = kind
    for place, row in enumerate(table, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            cell.value, cell.data_type = text, "s"
    book.save(stream)
    return stream.getvalue()


def ways_in(kind: str, column: str, text: str) -> Mapping[str, ReceivedFile]:
    """The same row in files that can be read, and in one of which a row cannot."""
    table = cells(kind, column, text)
    broken = as_csv([*table, ["open"]]) + b'"a"b,"c\n'
    return {
        "CSV": ReceivedFile(f"{kind}.csv", as_csv(table)),
        "semicolons": ReceivedFile(f"{kind}.csv", as_csv(table, ";")),
        "bars": ReceivedFile(f"{kind}.csv", as_csv(table, "|")),
        "UTF-16": ReceivedFile(f"{kind}.csv", as_csv(table).decode().encode("utf-16")),
        "a row that cannot be read": ReceivedFile(f"{kind}.csv", broken),
        "workbook": ReceivedFile(f"{kind}.xlsx", as_workbook(kind, table)),
    }


def is_stopped(verdict: Verdict, traces: Callable[[bytes], list[str]]) -> bool:
    """Whether it stops as a patient's, and none of what is said of it says which."""
    said = json.dumps(verdict.to_json(), ensure_ascii=False).encode()
    return verdict.names_a_patient and traces(said) == []


def passed_over(numbers: ModuleType, one_in: int) -> Iterator[tuple[str, ...] | None]:
    """One by one, what was not stopped; None for what was."""
    every = [(place, spelling) for place in TEXTS for spelling in numbers.SPELLINGS]
    for (kind, column), spelling in every[::one_in]:
        for way, file in ways_in(kind, column, numbers.SPELLINGS[spelling]).items():
            stopped = is_stopped(check_form([file]), numbers.traces)
            yield None if stopped else (kind, column, way, spelling)


def test_some_spellings_in_every_way_in_are_stopped(patient_numbers: ModuleType) -> None:
    tried = list(passed_over(patient_numbers, _ONE_IN * 3))

    assert len(tried) > 50
    assert [one for one in tried if one] == []


@pytest.mark.long
def test_every_spelling_in_every_text_column_and_way_in_is_stopped(
    patient_numbers: ModuleType, goal: Goal
) -> None:
    tried = list(passed_over(patient_numbers, 1))

    stored = [one for one in tried if one]
    goal(
        "Spellings of a patient's number, every text column and way in: all stopped",
        spellings=len(patient_numbers.SPELLINGS),
        files=len(tried),
        passed_over=len(stored),
    )
    assert stored == []


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def kept(traces: Callable[[bytes], list[str]], *folders: Path) -> list[tuple[Path, list[str]]]:
    """Files in whose bytes or name a spelling stands, with what does."""
    every = [path for folder in folders for path in folder.rglob("*")]
    found = [
        (path, traces(path.name.encode() + (path.read_bytes() if path.is_file() else b"")))
        for path in every
    ]
    return [(path, what) for path, what in found if what]


def test_the_search_finds_what_is_there(tmp_path: Path, patient_numbers: ModuleType) -> None:
    (tmp_path / "log").write_text(f"a {patient_numbers.SPELLINGS['full width']} b")
    (tmp_path / "999 000 0018.csv").write_text("nothing")

    assert len(kept(patient_numbers.traces, tmp_path)) == 2


@pytest.mark.parametrize("one_in", [_ONE_IN, pytest.param(1, marks=pytest.mark.long)])
def test_none_is_kept_in_any_byte_of_home_log_or_temporary_folder(
    one_in: int, tmp_path: Path, temporary: Path, small_system: Path, patient_numbers: ModuleType
) -> None:
    """Each spelling dropped into the folder in a file that can be read, in one that cannot, in one
    of which a row cannot, and in a workbook."""
    home = tmp_path / "home"
    with closing(PortfolioService(home)) as service:
        service.load(small_system)
        taking = Taking(service, home / "inbox", DropRules(settle_seconds=0.0))
        spellings = list(patient_numbers.SPELLINGS.values())[::one_in]
        for place, spelling in enumerate(spellings):
            folder = home / "inbox/BBB" / f"{2020 + place % 7}-{place % 12 + 1:02d}"
            for way in ("CSV", "bars", "a row that cannot be read", "workbook"):
                file = ways_in("lessons", "summary", spelling)[way]
                folder.mkdir(parents=True, exist_ok=True)
                (folder / file.name).write_bytes(file.content)
                taking.look()
                assert not (folder / file.name).exists()

    assert kept(patient_numbers.traces, home, temporary) == []
    assert len([*(home / "inbox").rglob("verdict.json")]) >= len(spellings)
