"""What a workbook says outside the cells it shows, looked at because it is kept as it came."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from portfolio.domain.nhs_numbers import may_hold_nhs_number
from portfolio.intake.decode.workbook.parts import Book
from portfolio.intake.decode.workbook.xml_parts import Attributes, walk

# Attributes that hold what somebody wrote.
_SAYING = ("name", "display", "tooltip", "descr", "title", "v", "formatCode")
# Figures that charts remember: one in eleven of ten digits would pass by chance.
_FIGURES = ("numCache", "numLit")
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")
# Stands in no text, so that none is cut apart as the cells of a row are.
NO_DELIMITER = "\x1f"
_END_OF_CONTAINER, _LENGTH_OF_END = b"PK\x05\x06", 22


def words_beside(container: zipfile.ZipFile, content: bytes, book: Book) -> bytes:
    """Notes, names, properties, drawings, links, what pivot tables remember, what stands behind
    the end of the file; a line each."""
    known = {sheet.path for sheet in book.sheets}
    said = [sheet.name for sheet in book.sheets] + container.namelist()
    for path in container.namelist():
        if path.endswith(".xml"):
            if path not in known and not path.endswith("sharedStrings.xml"):
                said += _said_in(container, path)
        else:
            said.append(container.read(path).decode("utf-8", errors="replace"))
    behind = content.rpartition(_END_OF_CONTAINER)[2][_LENGTH_OF_END - len(_END_OF_CONTAINER) :]
    said.append(behind.decode("utf-8", errors="replace"))
    return as_lines(said)


def as_lines(words: Iterable[str]) -> bytes:
    """Return a line for each text with digits enough in it, as a file of text would have them. A
    line that ends within it is one no longer, or a number would be cut in two where it is
    wrapped."""
    lines = (_LINE_ENDS.sub("\v", each) for each in words if may_hold_nhs_number(each))
    return "\n".join(lines).encode(errors="replace")


def _said_in(container: zipfile.ZipFile, path: str) -> Iterator[str]:
    """Yield what one part says, in its texts and in the attributes that hold words."""
    said: list[str] = []
    figures: list[str] = []

    def start(name: str, of: Attributes) -> None:
        if name in _FIGURES:
            figures.append(name)
        if name != "n":  # a figure that a pivot table remembers
            said.extend(of[key] for key in _SAYING if key in of)

    def end(name: str) -> None:
        if name in _FIGURES:
            figures.pop()

    def text(letters: str) -> None:
        if not figures:
            said.append(letters)

    walk(container, path, start, end=end, text=text)
    yield from said
