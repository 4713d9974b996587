"""The sheets of a workbook as rows of texts, each cell as it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from portfolio.exports.papers.number_formats import shown_by
from portfolio.exports.papers.office_package import Package
from portfolio.exports.papers.paper_forms import NotAPaper

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOK = "xl/workbook.xml"
_LETTERS_IN_ALPHABET = 26
Rows = list[dict[int, str]]


class Workbook:
    """A workbook of ours, perhaps saved again by another program."""

    def __init__(self, package: Package) -> None:
        self._package = package
        targets = package.targets(_BOOK)
        self._paths = {
            sheet.get("name", ""): targets.get(sheet.get(f"{_R}id", ""), "")
            for sheet in package.xml(_BOOK).iter(f"{_S}sheet")
        }
        self._strings = self._shared() if package.has("xl/sharedStrings.xml") else []
        self._formats = self._codes() if package.has("xl/styles.xml") else []

    @property
    def names(self) -> list[str]:
        return list(self._paths)

    def rows(self, name: str) -> Rows:
        """Return the rows of a sheet, each a mapping of column, counted from 0, to text."""
        if name not in self._paths:
            return []
        try:
            return [
                {_column(cell.get("r", "A")): self._text(cell) for cell in row.iter(f"{_S}c")}
                for row in self._package.xml(self._paths[name]).iter(f"{_S}row")
            ]
        except (ValueError, IndexError) as error:
            raise NotAPaper("A cell of this workbook cannot be read.") from error

    def _text(self, cell: ElementTree.Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _unescaped("".join(part.text or "" for part in cell.iter(f"{_S}t")))
        said = cell.findtext(f"{_S}v")
        if said is None:
            return ""
        if kind == "s":
            return self._strings[int(said)]
        if kind == "n":
            style = int(cell.get("s", "0"))
            return shown_by(self._formats[style] if style < len(self._formats) else "", float(said))
        return _unescaped(said)

    def _shared(self) -> list[str]:
        return [
            _unescaped("".join(part.text or "" for part in item.iter(f"{_S}t")))
            for item in self._package.xml("xl/sharedStrings.xml").iter(f"{_S}si")
        ]

    def _codes(self) -> list[str]:
        styles = self._package.xml("xl/styles.xml")
        codes: Mapping[str, str] = {
            one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter(f"{_S}numFmt")
        }
        looks = styles.find(f"{_S}cellXfs")
        return [codes.get(x.get("numFmtId", ""), "") for x in (looks if looks is not None else ())]


def _column(reference: str) -> int:
    place = 0
    for letter in re.sub(r"[^A-Z]", "", reference):
        place = place * _LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return place - 1


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
