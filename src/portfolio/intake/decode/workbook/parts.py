"""The parts of a workbook: which sheets there are, the texts they share, how numbers are shown."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass

from portfolio.intake.decode.workbook.styles import Styles, read_styles
from portfolio.intake.decode.workbook.xml_parts import Attributes, is_on, plain_text, walk


@dataclass(frozen=True)
class SheetPart:
    """A sheet's name as its tab shows it, where its cells are, and whether the tab is hidden."""

    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True)
class Book:
    """What all sheets of a workbook share. `aids` say how texts are read aloud, and no cell shows
    them. `counts_from_1904` is Excel's other calendar. `is_worked_out`: whether the results that
    stand with the formulas are theirs; a program that only writes formulas puts 0 there, and asks
    for all of them to be worked out when the workbook is opened."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    aids: tuple[str, ...]
    styles: Styles
    counts_from_1904: bool
    is_worked_out: bool = True


def read_book(container: zipfile.ZipFile) -> Book:
    """Return everything but the cells. Raises FileFault where it is not as it should be."""
    root = next((t for t in _targets(container, "").values() if "workbook" in t), "xl/workbook.xml")
    targets = _targets(container, root)
    sheets: list[SheetPart] = []
    said: dict[str, str] = {}

    def start(name: str, of: Attributes) -> None:
        if name in ("workbookPr", "calcPr"):
            said.update(of)
        elif name == "sheet" and "worksheets/" in targets.get(of.get("id", ""), ""):
            hidden = of.get("state", "visible") != "visible"
            sheets.append(SheetPart(of.get("name", ""), targets[of["id"]], hidden))

    walk(container, root, start)
    folder = posixpath.dirname(root)
    return Book(
        tuple(sheets),
        *_texts(container, posixpath.join(folder, "sharedStrings.xml")),
        read_styles(container, posixpath.join(folder, "styles.xml")),
        is_on(said.get("date1904")),
        not is_on(said.get("fullCalcOnLoad")) and is_on(said.get("calcCompleted", "1")),
    )


def _targets(container: zipfile.ZipFile, of: str) -> dict[str, str]:
    """Where the parts are that a part refers to, by the ids it uses for them."""
    folder, name = posixpath.split(of)
    found: dict[str, str] = {}

    def start(element: str, said: Attributes) -> None:
        if element == "Relationship" and said.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
            found[said.get("Id", "")] = target.lstrip("/")

    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in container.namelist():
        walk(container, path, start)
    return found


def _texts(container: zipfile.ZipFile, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts that cells refer to by number, rich text without its looks; and reading
    aids."""
    if path not in container.namelist():
        return (), ()
    texts: list[str] = []
    aids: list[str] = []
    pieces: list[str] = []
    within: list[str] = []

    def end(name: str) -> None:
        within.pop()
        if name == "si":
            texts.append(plain_text("".join(pieces)))
            pieces.clear()

    def text(letters: str) -> None:
        if within[-1] == "t":
            (aids if "rPh" in within else pieces).append(letters)

    walk(container, path, lambda name, _: within.append(name), end=end, text=text)
    return tuple(texts), tuple(aids)
