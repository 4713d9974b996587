"""The published collection of awkward CSV files is read exactly, or refused with its row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portfolio.contract.folded_names import fold
from portfolio.intake.decode.encoding import decode
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.tabulate.header import find_heading
from portfolio.intake.tabulate.rows import read_rows

pytestmark = pytest.mark.real

# An unquoted cell with quotation marks inside it is not RFC 4180: 37°36'37.8"N.
REFUSED = {"location_coordinates": ("quote_inside_text", 2)}
FILES = (
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "location_coordinates",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
)


def records(csv_bytes: bytes, names: list[str]) -> list[dict[str, str]]:
    decoded = decode(csv_bytes)
    heading = find_heading(decoded.content, frozenset(map(fold, names)))
    table = read_rows(decoded.content, heading).table.drop("row_number")
    rows = table.fill_null("").rows()
    return [dict(zip(heading.cells, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_an_awkward_file_is_read_exactly_or_refused(real_folder: Path, name: str) -> None:
    folder = real_folder / "hostile" / "csv-spectrum"
    awkward = (folder / "csvs" / f"{name}.csv").read_bytes()
    known = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    known = [known] if isinstance(known, dict) else known

    if name in REFUSED:
        with pytest.raises(FileFault) as raised:
            records(awkward, list(known[0]))
        assert (raised.value.rule, raised.value.row) == REFUSED[name]
    else:
        plain = [{k: v.replace("\r\n", "\n") for k, v in record.items()} for record in known]
        assert records(awkward, list(known[0])) == plain
