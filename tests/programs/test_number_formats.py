"""What a number format shows of an id, asked of LibreOffice: kept so, or stopped, and never
otherwise without a word."""

from __future__ import annotations

import csv
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from types import ModuleType

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file.validate_file import validate_file

BUILT_IN = (*range(50), *range(50, 63), *range(67, 82))
MADE = 200
VALUES = ("7", "42", "1234567", "0", "-5", "0.5", "1234.5678", "-0.4", "46142.75", "123456789012")
# Where the number stands: ids that name and that join, an organisation, a code, a list, a text.
COLUMNS = (
    "programme_id", "initiative_code", "transferred_from_org_code", "approach", "other_themes",
    "owner_role",
)  # fmt: skip
_BEFORE = (
    '"NB-"', "\\N\\B\\-", "NB-", "_-", "* ", "*-", "[$£-809]", "[$NB-809]", "[$-409]", "[$-407]",
    "(", "-", "£", '"P"_(', "[Red]", "[Color 9]", "+", *[""] * 12,
)  # fmt: skip
_DIGITS = (
    "0", "00", "000", "00000", "0000000", "#", "##0", "?", "???", "?0", "#,##0", "0,000", "000-000",
    "000\\-000\\-0000", "0.0", "0.00", "#.##", "0.0#", "0.??", ".0", "0.", "0,", "0.0,,", "0%",
    "0.0%", "General", "@", "0E+0", "0.00E-0", "# ?/?", "# ?/16", "0_-0", '00"x"00', '#"-"00',
    '#,##0"k"', "", '"x"', "dd/mm/yyyy", "mmm-yy", "[h]:mm", '#,##0\\-00', "0 000",
)  # fmt: skip
_BEHIND = ('"-A"', "\\A", "_)", "* ", "*x", " ", '" kg"', ")", "%", *[""] * 10)
_WHEN = ("[>100]", "[<=7]", "[=0]", "[<>42]", *[""] * 20)
_OFFICE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true"  # as shown, British English
_SECONDS_AT_MOST = 300
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# So few at once that each cell that is stopped has words of its own.
_AT_ONCE = 12
_OUTCOMES = ("kept", "stopped", "told", "days_in_texts_with_the_year_first")
_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}|[0-9]+:[0-9]{2}")
Format = int | str
Goal = Callable[..., None]


def made_formats(seed: int) -> Iterator[str]:
    """Formats as people make them, of one to four sections."""
    draw = random.Random(seed)
    made: set[str] = set()
    while len(made) < MADE:
        sections = draw.choice((1, 1, 1, 2, 2, 3, 4))
        code = ";".join(
            "".join(draw.choice(piece) for piece in (_WHEN, _BEFORE, _DIGITS, _BEHIND))
            for _ in range(sections)
        )
        if code.strip(";") and code not in made:
            made.add(code)
            yield code


@pytest.mark.long
def test_an_id_is_kept_as_libreoffice_shows_it_or_stopped(
    workbooks: ModuleType, tmp_path: Path, goal: Goal
) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not on this machine: what it shows was not asked.")
    formats: list[Format] = [*BUILT_IN, *made_formats(seed=13)]
    parts = [formats[n : n + _AT_ONCE] for n in range(0, len(formats), _AT_ONCE)]
    sent = [_programmes(workbooks, part) for part in parts]
    figures: Counter[str] = Counter()
    different: list[str] = []

    for part, content, shown in zip(
        parts, sent, _as_libreoffice_shows(sent, tmp_path), strict=True
    ):
        for outcome, words in _compared(part, content, shown):
            figures[outcome] += 1
            different += [words] if outcome == "different" else []

    goal(
        "an id is kept as LibreOffice shows it, or stopped",
        built_in_formats=len(BUILT_IN),
        made_formats=MADE,
        **{what: figures[what] for what in (*_OUTCOMES, "different")},
    )
    assert different == [], "\n".join(different)
    assert figures["kept"] > sum(figures.values()) / 4


def _compared(
    formats: Sequence[Format], content: bytes, shown: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """What became of each cell, and the cell in words."""
    (one,) = validate_file(ReceivedFile("programmes.xlsx", content), Period(2026, 9))
    assert one.table is not None
    cells = {f.severity: set[tuple[str | None, int]]() for f in one.findings}
    for found in one.findings:
        cells[found.severity] |= {(each.column or found.column, each.row) for each in found.cases()}
    unseen = {row for f in one.findings if f.rule == "values_not_shown" for row in f.rows}
    kept = {row["row_number"]: row for row in one.table.iter_rows(named=True)}
    for place, (code, value) in enumerate(_cells(formats)):
        for column in COLUMNS:
            here = kept[place + 2][column]
            there = _tidied(shown[place][column], column)
            words = f"{code!r} of {value} in {column}: {here!r}, shown {there!r}"
            if here == there:
                yield "kept", words
            elif (column, place + 2) in cells.get("stop", ()):
                yield "stopped", words
            elif place + 2 in unseen:
                yield "told", words
            elif column == "owner_role" and _A_DAY.match(here or ""):
                yield "days_in_texts_with_the_year_first", words
            else:
                yield "different", words


def _cells(formats: Sequence[Format]) -> Iterator[tuple[Format, str]]:
    """Each format on each number, and on a text."""
    return ((code, value) for code in formats for value in (*VALUES, "text 007"))


def _tidied(cell: str, column: str) -> str | None:
    """As the contract keeps it: trimmed, codes in lower case."""
    cell = cell.strip()
    if column in ("approach", "other_themes"):
        cell = cell.lower()
    return cell or None


def _programmes(workbooks: ModuleType, formats: Sequence[Format]) -> bytes:
    """A return of programmes with a row for each format and value."""
    header, example = workbooks.template_rows("programmes")
    made = [code for code in formats if isinstance(code, str)]
    numbers = {code: 200 + n for n, code in enumerate(made)}
    styles = {code: n + 1 for n, code in enumerate(formats)}
    rows = [workbooks.text_cells(*header)]
    for code, value in _cells(formats):
        style = styles[code]
        cell = f'<c s="{style}"><v>{value}</v></c>'
        if value.startswith("text "):
            text = value.removeprefix("text ")
            cell = f'<c s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
        cells = dict(zip(header, (workbooks.text_cells(one) for one in example), strict=True))
        rows.append("".join({**cells, **dict.fromkeys(COLUMNS, cell)}.values()))
    listed = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{escape(code)}"/>' for code, n in numbers.items()
    )
    used = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else numbers[code]}" fontId="0" fillId="0" '
        'borderId="0" xfId="0" applyNumberFormat="1"/>'
        for code in formats
    )
    style_sheet = (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(made)}">{listed}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )
    content: bytes = workbooks.by_hand(
        workbooks.sheet_xml(*rows), name="programmes",
        more={"xl/styles.xml": style_sheet.encode(), **_as_others_need_them()},
    )  # fmt: skip
    return content


def _as_others_need_them() -> dict[str, bytes]:
    """What our own reader does without, and LibreOffice does not: the type of each part."""
    service = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{service}.{type_}+xml"/>'
        for part, type_ in types.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{relation}/{type_}" Target="{target}"/>'
        for n, (type_, target) in enumerate(targets.items(), start=1)
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        ).encode(),
    }


def _as_libreoffice_shows(sent: Sequence[bytes], folder: Path) -> Iterator[list[dict[str, str]]]:
    """The rows below the header of each workbook, saved as CSV as shown."""
    for n, content in enumerate(sent):
        (folder / f"{n}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    names = [f"{n}.xlsx" for n in range(len(sent))]
    command = ["soffice", profile, "--headless", "--convert-to", _OFFICE, *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS_AT_MOST)
    for n in range(len(sent)):
        with (folder / f"{n}.csv").open(encoding="utf-8", newline="") as file:
            yield [*csv.DictReader(file)]
