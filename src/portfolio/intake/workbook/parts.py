"""The parts of a workbook: which sheets there are, the texts they share, how numbers are shown."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from portfolio.intake.structure.faults import FileFault
from portfolio.intake.workbook.shown import BUILT_IN, Shape, shape_of

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetPart:
    """A sheet's name as its tab shows it, where its cells are, and whether the tab is hidden."""

    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True)
class Book:
    """What all sheets of a workbook share. `aids` say how texts are read aloud, and no cell shows
    them. `counts_from_1904` is Excel's other calendar."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    aids: tuple[str, ...]
    shapes: tuple[Shape, ...]
    counts_from_1904: bool


def read_book(container: zipfile.ZipFile) -> Book:
    """Everything but the cells. Raises FileFault where it is not as it should be."""
    root = next((t for t in _targets(container, "").values() if "workbook" in t), "xl/workbook.xml")
    targets = _targets(container, root)
    sheets: list[SheetPart] = []
    calendar = {"date1904": "0"}

    def start(name: str, of: Attributes) -> None:
        if name == "workbookPr":
            calendar.update(of)
        elif name == "sheet" and "worksheets/" in targets.get(of.get("id", ""), ""):
            hidden = of.get("state", "visible") != "visible"
            sheets.append(SheetPart(of.get("name", ""), targets[of["id"]], hidden))

    walk(container, root, start)
    folder = posixpath.dirname(root)
    return Book(
        tuple(sheets),
        *_texts(container, posixpath.join(folder, "sharedStrings.xml")),
        _shapes(container, posixpath.join(folder, "styles.xml")),
        calendar["date1904"] in ("1", "true"),
    )


def walk(
    container: zipfile.ZipFile,
    path: str,
    start: Start,
    *,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Goes through a part once, element by element, names without their prefix.

    Raises FileFault for what is not well-formed, and for entities of its own, which a workbook
    never has.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, of: start(
        _bare(name), {_bare(key): value for key, value in of.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(_bare(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        with closing(_opened(container, path)) as part:
            parser.ParseFile(part)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise FileFault("workbook_damaged") from error


def plain_text(text: str) -> str:
    """A text with the characters that XML cannot hold, which Excel writes as `_x000D_`."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped.group(1), 16))
    return escaped.group() if "\ud800" <= letter <= "\udfff" else letter


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_entities(*_declared: Any) -> None:
    raise FileFault("workbook_damaged")


def _opened(container: zipfile.ZipFile, path: str) -> IO[bytes]:
    try:
        return container.open(path)
    except (KeyError, RuntimeError, NotImplementedError) as error:
        raise FileFault("workbook_damaged") from error


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
    """The texts that cells refer to by number, rich text without its looks; and reading aids."""
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


def _shapes(container: zipfile.ZipFile, path: str) -> tuple[Shape, ...]:
    """How a number is shown, by the number of its cell's style."""
    if path not in container.namelist():
        return ()
    codes = dict(BUILT_IN)
    used: list[int] = []
    within: list[str] = []

    def start(name: str, of: Attributes) -> None:
        if name == "numFmt":
            codes[int(of["numFmtId"])] = of.get("formatCode", "General")
        elif name == "xf" and within[-1] == "cellXfs":
            used.append(int(of.get("numFmtId", "0")))
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    try:
        walk(container, path, start, end=end)
    except (KeyError, IndexError) as error:
        raise FileFault("workbook_damaged") from error
    return tuple(shape_of(codes.get(number, "General")) for number in used)
