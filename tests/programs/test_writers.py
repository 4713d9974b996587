"""The same return written by every program that writes workbooks: judged, and kept, as the CSV is.

openpyxl, xlsxwriter, polars and pandas always run. The long form takes the others that this machine
has, fetching those that come from pip and npm (pinned, into a folder of the run), and names those
that it has not.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd
import polars as pl
import pytest
import xlsxwriter

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.validate_file import validate_file

HERE = Path(__file__).parent
PERIOD = Period(2026, 9)
NPM = ("xlsx@0.18.5", "exceljs@4.4.0")
PIP = ("pyexcelerate==0.13.0", "six==1.17.0")
SECONDS_AT_MOST = 300
Rows = Sequence[Mapping[str, object]]
Sheets = Mapping[str, tuple[str, Rows]]  # by the sheet's name its kind and rows
Goal = Callable[..., None]


@dataclass(frozen=True)
class Return:
    """The rows of every kind, and the program that has to write them."""

    rows: Mapping[str, Rows]
    workbooks: ModuleType
    known_rows: ModuleType

    def cells(self, kind: str) -> list[list[object]]:
        columns = KINDS[kind].columns
        return [list(columns), *([row[column] for column in columns] for row in self.rows[kind])]

    def csv(self, kind: str) -> bytes:
        content: bytes = self.known_rows.plain_csv(self.known_rows.lines(kind, self.rows[kind]))
        return content

    def as_json(self) -> str:
        tables = {
            kind: {
                "columns": list(KINDS[kind].columns),
                "types": [field.type for field in KINDS[kind].fields],
                "rows": self.cells(kind)[1:],
            }
            for kind in self.rows
        }
        return json.dumps(tables, default=lambda day: day.isoformat())


@pytest.fixture(scope="module")
def sent(workbooks: ModuleType, known_rows: ModuleType) -> Return:
    return Return({kind: known_rows.known_rows(kind) for kind in KINDS}, workbooks, known_rows)


def by_openpyxl(sent: Return, sheets: Mapping[str, str]) -> bytes:
    content: bytes = sent.workbooks.workbook({name: sent.cells(k) for name, k in sheets.items()})
    return content


def by_xlsxwriter(sent: Return, sheets: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, kind in sheets.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(sent.cells(kind)):
                sheet.write_row(n, 0, row)
    return out.getvalue()


def by_polars(sent: Return, sheets: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, kind in sheets.items():
            header, *rows = sent.cells(kind)
            table = pl.DataFrame(rows, [str(one) for one in header], orient="row",
                                 infer_schema_length=None)  # fmt: skip
            table.write_excel(book, worksheet=name)
    return out.getvalue()


def by_pandas(sent: Return, sheets: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        for name, kind in sheets.items():
            header, *rows = sent.cells(kind)
            table = pd.DataFrame(rows, columns=[str(one) for one in header])
            table.to_excel(book, sheet_name=name, index=False)
    return out.getvalue()


HOME_GROWN = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
    "polars": by_polars,
    "pandas": by_pandas,
}


@pytest.mark.parametrize("program", HOME_GROWN)
def test_what_a_library_writes_is_kept_as_the_csv_is(program: str, sent: Return) -> None:
    write = HOME_GROWN[program]

    together = write(sent, {kind: kind for kind in KINDS})
    alone = {kind: write(sent, {"Sheet1": kind}) for kind in KINDS}

    assert differences(sent, together, alone) == []


def differences(sent: Return, together: bytes, alone: Mapping[str, bytes]) -> list[str]:
    """Where a return of one workbook, or of one for each kind, is not judged or kept as the CSVs
    are; cell by cell."""
    found: list[str] = []
    in_one = {
        j.detected.kind: j for j in validate_file(ReceivedFile("return.xlsx", together), PERIOD)
    }
    for kind in sent.rows:
        (text,) = validate_file(ReceivedFile(f"{kind}.csv", sent.csv(kind)), PERIOD)
        (by_itself,) = validate_file(ReceivedFile(f"{kind}.xlsx", alone[kind]), PERIOD)
        for way, one in (("one workbook", in_one.get(kind)), ("a file a kind", by_itself)):
            found += [f"{kind}, {way}: {what}" for what in _unlike(one, text)]
    return found


def _unlike(one: FileResult | None, text: FileResult) -> Iterator[str]:
    if one is None or one.table is None or text.table is None:
        yield "not read"
        return
    told, expected = _told(one), _told(text)
    if told != expected:
        yield f"says {told}, the CSV {expected}"
    for column in text.table.columns:
        cells = zip(one.table[column].to_list(), text.table[column].to_list(), strict=False)
        yield from (f"{column} is {a!r}, in the CSV {b!r}" for a, b in cells if a != b)
    if one.table.height != text.table.height:
        yield f"{one.table.height} rows, in the CSV {text.table.height}"


def _told(one: FileResult) -> list[tuple[str, str, tuple[int, ...], str | None]]:
    return sorted((f.severity, f.rule, f.rows, f.column) for f in one.findings)


def _run(command: Sequence[str], folder: Path, **more: str) -> None:
    environment = {**os.environ, "TZ": "UTC", "HOME": str(folder), **more}
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True,
        timeout=SECONDS_AT_MOST,
    )  # fmt: skip


def _needs(*programs: str) -> str:
    """The programs, or a skip that names the one that is not there."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine: what it writes was not tried.")
    return programs[0]


@pytest.fixture(scope="module")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where npm's writers lie, or a skip that says why they do not."""
    _needs("npm", "node")
    folder = tmp_path_factory.mktemp("npm")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *NPM]
    try:
        subprocess.run(
            install, cwd=folder, check=True, capture_output=True, timeout=SECONDS_AT_MOST
        )
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"npm could not fetch {' and '.join(NPM)}: not tried ({type(error).__name__}).")
    return folder / "node_modules"


def by_node(script: str, *more: str) -> Callable[..., None]:
    def write(sent: Return, folder: Path, node_modules: Path) -> None:
        given = folder / "tables.json"
        given.write_text(sent.as_json(), encoding="utf-8")
        command = ["node", str(HERE / script), str(given), str(folder), *more]
        _run(command, folder, NODE_PATH=str(node_modules))

    return write


def by_libreoffice(_sent: Return, folder: Path) -> None:
    """A person's way: opened, and saved again."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    names = [path.name for path in sorted((folder / "given").iterdir())]
    command = [_needs("soffice"), profile, "--headless", "--convert-to", "xlsx", "--outdir", "."]
    _run([*command, *(f"given/{name}" for name in names)], folder)


def by_gnumeric(_sent: Return, folder: Path) -> None:
    for path in sorted((folder / "given").iterdir()):
        _run([_needs("ssconvert"), f"given/{path.name}", path.name], folder)


def by_openxlsx(sent: Return, folder: Path) -> None:
    _needs("Rscript")
    for kind in sent.rows:
        (folder / f"{kind}.csv").write_bytes(sent.csv(kind))
        types = "\n".join(field.type for field in KINDS[kind].fields)
        (folder / f"{kind}.types").write_text(f"{types}\n", encoding="utf-8")
    try:
        _run(["Rscript", "-e", "library(openxlsx)"], folder)
    except subprocess.CalledProcessError:
        pytest.skip("R has no openxlsx on this machine: what it writes was not tried.")
    _run(["Rscript", str(HERE / "write_openxlsx.R"), str(folder)], folder)


def by_pyexcelerate(sent: Return, folder: Path) -> None:
    library = folder / "library"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    try:
        _run([*install, str(library), *PIP], folder)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"pip could not fetch {PIP[0]}: not tried ({type(error).__name__}).")
    given = folder / "tables.json"
    given.write_text(sent.as_json(), encoding="utf-8")
    script = str(HERE / "write_pyexcelerate.py")
    _run([sys.executable, script, str(given), str(folder)], folder, PYTHONPATH=str(library))


OTHERS: Mapping[str, Callable[..., None]] = {
    "PyExcelerate": by_pyexcelerate,
    "LibreOffice": by_libreoffice,
    "gnumeric": by_gnumeric,
    "R openxlsx": by_openxlsx,
}
OF_NODE: Mapping[str, Callable[..., None]] = {
    "SheetJS": by_node("write_sheetjs.js", "plain"),
    "SheetJS, cellDates": by_node("write_sheetjs.js", "dated"),
    "exceljs": by_node("write_exceljs.js"),
}


@pytest.mark.long
@pytest.mark.parametrize("program", OTHERS)
def test_what_another_program_writes_is_kept_as_the_csv_is(
    program: str, sent: Return, tmp_path: Path, goal: Goal
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "return.xlsx").write_bytes(by_openpyxl(sent, {kind: kind for kind in KINDS}))
    for kind in KINDS:
        (given / f"{kind}.xlsx").write_bytes(by_openpyxl(sent, {"Sheet1": kind}))

    OTHERS[program](sent, tmp_path)

    _all_alike(sent, tmp_path, goal)


@pytest.mark.long
@pytest.mark.parametrize("program", OF_NODE)
def test_what_a_program_of_npm_writes_is_kept_as_the_csv_is(
    program: str, sent: Return, tmp_path: Path, node_modules: Path, goal: Goal
) -> None:
    OF_NODE[program](sent, tmp_path, node_modules)

    _all_alike(sent, tmp_path, goal)


@pytest.mark.long
def test_the_home_grown_programs_count_towards_the_goal(sent: Return, goal: Goal) -> None:
    """The same as above, counted where the others are."""
    for write in HOME_GROWN.values():
        together = write(sent, {kind: kind for kind in KINDS})
        alone = {kind: write(sent, {"Sheet1": kind}) for kind in KINDS}
        found = differences(sent, together, alone)
        goal(_GOAL, programs=1, cells=2 * _cells(sent), different=len(found))
        assert found == []


_GOAL = "a return of every writer, as one workbook and a file a kind, is kept as the CSV"


def _all_alike(sent: Return, folder: Path, goal: Goal) -> None:
    alone = {kind: (folder / f"{kind}.xlsx").read_bytes() for kind in KINDS}
    found = differences(sent, (folder / "return.xlsx").read_bytes(), alone)
    goal(_GOAL, programs=1, cells=2 * _cells(sent), different=len(found))
    assert found == []


def _cells(sent: Return) -> int:
    return sum(len(rows) * len(KINDS[kind].columns) for kind, rows in sent.rows.items())


def test_a_difference_is_seen(sent: Return) -> None:
    """The comparison itself: one day of one row moved, and one kind left out."""
    rows = {**sent.rows, "lessons": [{**row} for row in sent.rows["lessons"]]}
    rows["lessons"][0]["date"] = date(2020, 2, 29)
    other = Return(rows, sent.workbooks, sent.known_rows)
    alone = {kind: by_openpyxl(sent, {"Sheet1": kind}) for kind in KINDS}

    found = differences(sent, by_openpyxl(other, {k: k for k in KINDS if k != "risks"}), alone)

    assert [one.partition(":")[0] for one in found] == [
        "risks, one workbook", "lessons, one workbook",
    ]  # fmt: skip
