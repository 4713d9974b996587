"""What a workbook holds that is not read as data: comments and properties, pictures and files."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass

from portfolio.intake.decode.workbook.xml_parts import Attributes, walk

# What is looked through as text, wherever it lies in the workbook.
_TEXT = (".xml", ".rels", ".vml")
# What spreadsheets put there themselves: a printer's settings, a picture of the first sheet as it
# stands, signatures.
_ITS_OWN = re.compile(r"xl/printerSettings/|docProps/thumbnail\.|_xmlsignatures/")
_PICTURES = re.compile(r"\.(png|jpe?g|jfif|gif|bmp|emz?|emf|wmf|wmz|tiff?|svg|webp|ico)$")
_COMMENTS = re.compile(r"xl/(comments/)?comments?[0-9]*\.xml")
_THREADS = re.compile(r"xl/threadedComments/[^/]*\.xml")
# By part, the elements that hold what somebody wrote about the workbook.
_ABOUT_IT = {
    "docProps/custom.xml": ("property",),
    "docProps/core.xml": ("title", "subject", "description", "keywords"),
}


@dataclass(frozen=True)
class Unseen:
    """`pictures` and `files` cannot be looked into. `commented` counts the cells with a comment,
    `said` are the texts of comments and properties."""

    pictures: int
    files: int
    commented: int
    said: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """`2 pictures and 1 file`; empty where there is neither."""
        counts = [
            f"{count:,} {word}{'' if count == 1 else 's'}"
            for count, word in ((self.pictures, "picture"), (self.files, "file"))
            if count
        ]
        return " and ".join(counts)


def unseen(container: zipfile.ZipFile) -> Unseen:
    """Raise FileFault for comments and properties that are not as they should be."""
    sealed = [part.filename for part in container.infolist() if _is_sealed(part)]
    pictures = sum(_PICTURES.search(name.lower()) is not None for name in sealed)
    names = container.namelist()
    comments = [_texts(container, n, ("comment",)) for n in names if _COMMENTS.fullmatch(n)]
    threads = [_texts(container, n, ("threadedComment",)) for n in names if _THREADS.fullmatch(n)]
    about = [_texts(container, n, of) for n, of in _ABOUT_IT.items() if n in names]
    return Unseen(
        pictures,
        len(sealed) - pictures,
        # Beside each thread spreadsheets put a comment for versions that have no threads.
        sum(map(len, comments or threads)),
        tuple(dict.fromkeys(text for texts in (*comments, *threads, *about) for text in texts)),
    )


def _is_sealed(part: zipfile.ZipInfo) -> bool:
    is_text = part.filename.lower().endswith(_TEXT)
    is_its_own = _ITS_OWN.match(part.filename) is not None
    return not (is_text or is_its_own or part.is_dir() or part.file_size == 0)


def _texts(container: zipfile.ZipFile, path: str, elements: tuple[str, ...]) -> list[str]:
    """Return the text within each of some elements of a part."""
    found: list[str] = []
    within: list[str] = []

    def start(name: str, _of: Attributes) -> None:
        if name in elements:
            within.append(name)
            found.append("")

    def end(name: str) -> None:
        if name in elements:
            within.pop()

    def text(letters: str) -> None:
        if within:
            found[-1] += letters

    walk(container, path, start, end=end, text=text)
    return found
