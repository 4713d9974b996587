"""How the cells of a workbook look, as far as that decides what somebody sees of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from portfolio.intake.decode.workbook.format_sections import BUILT_IN, UNKNOWN, Format, format_of
from portfolio.intake.decode.workbook.xml_parts import Attributes, walk
from portfolio.intake.receive.file_fault import FileFault

Colour: TypeAlias = tuple[tuple[str, str], ...]
_WHITE: Colour = (("rgb", "FFFFFF"),)
# Other words for white: the window's background, and the places of white in the old palette.
_ALSO_WHITE: tuple[Colour, ...] = ((("theme", "0"),), (("indexed", "1"),), (("indexed", "9"),))
_AUTOMATIC: Colour = ()


@dataclass(frozen=True)
class Style:
    """How a cell shows what it holds; `is_unseen`: in the colour of the cell itself."""

    shape: Format = Format()
    is_unseen: bool = False

    @property
    def changes_texts(self) -> bool:
        return self.is_unseen or self.shape.text is not None


@dataclass(frozen=True)
class Styles:
    """Of cells, by the number that a cell names; and those put on by a condition, by theirs."""

    cells: tuple[Style, ...] = ()
    by_condition: tuple[Style, ...] = ()

    def of(self, number: str) -> Style:
        place = int(number)
        return self.cells[place] if place < len(self.cells) else _PLAIN


_PLAIN = Style()


@dataclass
class _Look:
    """What one element says of font and fill."""

    font: Colour = _AUTOMATIC
    fill: Colour = _AUTOMATIC
    has_pattern: bool = True

    @property
    def background(self) -> Colour:
        return self.fill if self.has_pattern and self.fill != _AUTOMATIC else _WHITE


@dataclass
class _Styles:
    """What has been gone through, element by element."""

    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    fonts: list[_Look] = field(default_factory=list)
    fills: list[_Look] = field(default_factory=list)
    used: list[tuple[int, int, int]] = field(default_factory=list)
    conditional: list[tuple[_Look, str]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    look: _Look = field(default_factory=_Look)

    def start(self, name: str, of: Attributes) -> None:
        parent = self.within[-1] if self.within else ""
        self.within.append(name)
        if name == "numFmt" and "dxf" in self.within:
            self.conditional[-1] = (self.look, of.get("formatCode", "General"))
        elif name == "numFmt":
            self.codes[int(of["numFmtId"])] = of.get("formatCode", "General")
        elif name == "xf" and parent == "cellXfs":
            numbers = (int(of.get(key, "0")) for key in ("numFmtId", "fontId", "fillId"))
            self.used.append((next(numbers), next(numbers), next(numbers)))
        elif name == "dxf":
            self.look = _Look()
            self.conditional.append((self.look, "General"))
        elif name in ("font", "fill") and parent in ("fonts", "fills"):
            self.look = _Look()
            (self.fonts if name == "font" else self.fills).append(self.look)
        else:
            self._colour(name, of)

    def end(self, _: str) -> None:
        self.within.pop()

    def _colour(self, name: str, of: Attributes) -> None:
        if name == "color" and self.within[-2:-1] == ["font"]:
            self.look.font = _colour(of)
        elif name == "patternFill":
            self.look.has_pattern = of.get("patternType", "solid") != "none"
        # What is put on by a condition names its one colour as the one behind.
        elif name == "fgColor" or (name == "bgColor" and "dxf" in self.within):
            self.look.fill = _colour(of)


def read_styles(container: zipfile.ZipFile, path: str) -> Styles:
    """Raise FileFault where they are not as they should be."""
    if path not in container.namelist():
        return Styles()
    found = _Styles()
    try:
        walk(container, path, found.start, end=found.end)
        cells = tuple(_style(found, *numbers) for numbers in found.used)
    except (KeyError, IndexError) as error:
        raise FileFault("workbook_damaged") from error
    by_condition = tuple(
        Style(format_of(code), look.font != _AUTOMATIC and look.font == look.background)
        for look, code in found.conditional
    )
    return Styles(cells, by_condition)


def _style(found: _Styles, code: int, font: int, fill: int) -> Style:
    written = found.fonts[font].font if font < len(found.fonts) else _AUTOMATIC
    behind = found.fills[fill].background if fill < len(found.fills) else _WHITE
    return Style(format_of(found.codes.get(code, UNKNOWN)), written == behind)


def _colour(of: Mapping[str, str]) -> Colour:
    if of.get("auto") in ("1", "true"):
        return _AUTOMATIC
    if "rgb" in of:
        return (("rgb", of["rgb"][-6:].upper()),)
    named = tuple(sorted((key, value) for key, value in of.items() if key != "auto"))
    return _WHITE if named in _ALSO_WHITE else named
