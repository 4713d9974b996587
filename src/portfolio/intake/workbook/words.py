"""What a workbook says outside the cells it shows, looked at because it is kept as it came."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from portfolio.domain.identifiers import NHS_NUMBER_LENGTH
from portfolio.intake.workbook.parts import Attributes, Book, walk

# Attributes that hold what somebody wrote.
_SAYING = ("name", "display", "tooltip", "descr", "title", "v", "formatCode")
# Figures that charts remember: one in eleven of ten digits would pass by chance.
_FIGURES = ("numCache", "numLit")
_DASHES = "\N{HYPHEN}-\N{EN DASH}\N{MINUS SIGN}"
_TEN_DIGITS = re.compile(rf"[0-9]{{3}}[\s{_DASHES}-]?[0-9]{{3}}[\s{_DASHES}-]?[0-9]{{4}}")
_END_OF_CONTAINER, _LENGTH_OF_END = b"PK\x05\x06", 22


def worth_a_look(words: str) -> bool:
    """Whether there are ten digits in it as an NHS number has them."""
    return len(words) >= NHS_NUMBER_LENGTH and _TEN_DIGITS.search(words) is not None


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
    """A line for each text with ten digits in it, as a file of text would have them."""
    lines = (line for each in words if worth_a_look(each) for line in each.splitlines())
    return "\n".join(line for line in lines if worth_a_look(line)).encode(errors="replace")


def _said_in(container: zipfile.ZipFile, path: str) -> Iterator[str]:
    """What one part says, in its texts and in the attributes that hold words."""
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
