"""A reference file as rows of cells, each read as what it should be or noted as a mistake."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portfolio.store.reference_files.mistakes import Mistakes

ID = re.compile(r"[A-Za-z0-9._-]{1,30}")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


@dataclass(frozen=True)
class Cells:
    """One row. A cell that cannot be read is noted and comes back as if it were blank."""

    row: int
    _by_column: Mapping[str, str]
    _mistakes: Mistakes

    def text(self, column: str) -> str:
        return self._by_column.get(column, "")

    def required(self, column: str) -> str:
        text = self.text(column)
        if not text:
            self.mistake(column, "is blank. Every row needs it.")
        return text

    def code(self, column: str) -> str:
        text = self.required(column)
        if text and not ID.fullmatch(text):
            self.mistake(
                column, f"`{text[:40]}` is not a code: up to 30 letters, digits, `-`, `_` or `.`."
            )
        return text

    def codes(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.text(column).split(";"))
        return tuple(part for part in parts if part)

    def day(self, column: str) -> date | None:
        """Return a date, written `2026-04-30` or day first, `30/04/2026`."""
        text = self.text(column)
        day_first = _DAY_FIRST.fullmatch(text)
        written = (
            "-".join((day_first[3], day_first[2].zfill(2), day_first[1].zfill(2)))
            if (day_first)
            else text
        )
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.mistake(column, f"`{text[:40]}` is not a date. Write it as `2026-04-30`.")
            return None

    def whole(self, column: str) -> int | None:
        text = self.text(column).replace(",", "")
        if text and not (text.isascii() and text.isdecimal()):
            self.mistake(column, f"`{text[:40]}` is not a whole number, for example `120000`.")
            return None
        return int(text) if text else None

    def yes_no(self, column: str) -> bool:
        text = self.required(column).lower()
        if text and text not in _YES_NO:
            self.mistake(column, f"`{text[:40]}` is neither `yes` nor `no`.")
        return _YES_NO.get(text, False)

    def mistake(self, column: str | None, says: str) -> None:
        self._mistakes.add(says, row=self.row, column=column)


def read_sheet(
    folder: Path, *, required: tuple[str, ...], optional: tuple[str, ...], mistakes: Mistakes
) -> list[Cells]:
    """Return the rows of the CSV file that `mistakes` is about, blank ones left out."""
    try:
        content = (folder / mistakes.file).read_bytes()
    except FileNotFoundError:
        mistakes.add(f"is not in the folder `{folder.name}`.")
        return []
    try:
        read = list(csv.reader(io.StringIO(_decoded(content), newline="")))
    except csv.Error:
        mistakes.add("cannot be read as comma-separated text. Save it as CSV UTF-8.")
        return []
    records = enumerate(read, start=1)
    filled = ((number, cells) for number, cells in records if any(c.strip() for c in cells))
    _, header = next(filled, (1, []))
    columns = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in header]
    if not _header_fits(columns, required, optional, mistakes):
        return []
    return list(_rows(filled, columns, mistakes))


def _rows(
    filled: Iterator[tuple[int, list[str]]], columns: list[str], mistakes: Mistakes
) -> Iterator[Cells]:
    for number, cells in filled:
        if len(cells) != len(columns):
            count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            mistakes.add(
                f"has {count} where the header has {len(columns)}. "
                "A text that holds a comma needs quotes around it.",
                row=number,
            )
            continue
        by_column = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
        yield Cells(number, by_column, mistakes)


def _header_fits(
    columns: list[str],
    required: tuple[str, ...],
    optional: tuple[str, ...],
    mistakes: Mistakes,
) -> bool:
    before = len(mistakes.found)
    for name in required:
        if name not in columns:
            mistakes.add("this column is missing.", row=1, column=name)
    for name in dict.fromkeys(columns):
        if name not in required + optional:
            known = ", ".join(required + optional)
            mistakes.add(f"this column is not known. Known are: {known}.", row=1, column=name)
        elif columns.count(name) > 1:
            mistakes.add("this column is there more than once.", row=1, column=name)
    return len(mistakes.found) == before


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what Excel saves in these islands
        return content.decode("cp1252", errors="replace")
