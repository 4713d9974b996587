"""Which of the files that were chosen are extracts: copies and a computer's own are passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from portfolio.contract.catalogue import KINDS
from portfolio.contract.folded_names import fold
from portfolio.contract.templates import DICTIONARY_COLUMNS
from portfolio.domain.delimiters import DELIMITERS
from portfolio.domain.extract import ReceivedFile
from portfolio.intake.receive.unwrap import control_of

_LEFT_BY_COMPUTERS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
# What opens the names of files that a program keeps beside one that is open.
_KEPT_BESIDE = ("~$", "._", ".~lock.")
_DOCUMENTS = frozenset(
    {".docx", ".doc", ".pptx", ".ppt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".msg", ".eml"}
)
_KIND_NAMES = frozenset(map(fold, KINDS))
_DICTIONARY = [fold(name) for name in DICTIONARY_COLUMNS]
# Its names take fewer bytes in every encoding.
_HEADER_BYTES = 400
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class SelectedFiles:
    """The files to be read with their places among all; what others are no extracts, and which of
    them are the template's own dictionary; and copies, each with the name of the file that it
    repeats byte for byte."""

    extracts: tuple[tuple[int, ReceivedFile], ...]
    strange: tuple[str, ...] = ()
    dictionaries: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()


def select_files(files: Sequence[ReceivedFile]) -> SelectedFiles:
    """Sort the files out. Where none may be an extract, all are to be read, to say why."""
    dictionaries = [place for place, file in enumerate(files) if _is_dictionary(file)]
    strange = [p for p, f in enumerate(files) if p not in dictionaries and _is_strange(f)]
    extracts = [
        (place, file)
        for place, file in enumerate(files)
        if place not in strange and place not in dictionaries
    ]
    if not extracts:
        return SelectedFiles(tuple(enumerate(files)))
    # Of files with the same content the one with the shortest name is the copies' original.
    sizes = Counter(len(file.content) for _, file in extracts)

    def alike(file: ReceivedFile) -> bytes | int:
        """Return the same for the same content; a size that no other has spares a look at all of
        it."""
        size = len(file.content)
        return file.content if sizes[size] > 1 else size

    originals: dict[bytes | int, ReceivedFile] = {}
    for _, file in sorted(extracts, key=lambda one: len(one[1].name)):
        originals.setdefault(alike(file), file)
    pairs = [(place, file, originals[alike(file)]) for place, file in extracts]
    kept = tuple((place, file) for place, file, first in pairs if not _is_copy(file, first))
    copies = tuple((file.name, first.name) for _, file, first in pairs if _is_copy(file, first))

    def names(places: Sequence[int]) -> tuple[str, ...]:
        return tuple(files[place].name for place in places)

    return SelectedFiles(kept, names(strange), names(dictionaries), copies)


def of_extracts(files: Sequence[ReceivedFile], fingerprints: Sequence[str]) -> frozenset[str]:
    """Return the fingerprints of the files that are read: what else was chosen makes no other
    return."""
    return frozenset(fingerprints[place] for place, _ in select_files(files).extracts)


def _is_copy(file: ReceivedFile, first: ReceivedFile) -> bool:
    """A file named after another kind is not meant as a copy, whatever is in it."""
    if file is first or not file.content:
        return False
    name = fold(PurePath(file.name).stem)
    return name not in _KIND_NAMES or name == fold(PurePath(first.name).stem)


def _is_strange(file: ReceivedFile) -> bool:
    name = PurePath(file.name)
    if file.name.lower() in _LEFT_BY_COMPUTERS or file.name.startswith(_KEPT_BESIDE):
        return True
    if control_of(file.name):  # a mailbox's, which could not be read as one
        return True
    return name.suffix.lower() in _DOCUMENTS and fold(name.stem) not in _KIND_NAMES


def _is_dictionary(file: ReceivedFile) -> bool:
    """Return whether this is the dictionary of our own template, saved as CSV with the other
    sheets."""
    beginning = file.content[:_HEADER_BYTES]
    codec = "utf-16" if beginning.startswith(_UTF16) else "utf-8-sig"
    lines = beginning.decode(codec, errors="replace").splitlines() or [""]
    is_one = any(_is_dictionary_header(lines[0].split(by)) for by in DELIMITERS)
    return is_one and fold(PurePath(file.name).stem) not in _KIND_NAMES


def _is_dictionary_header(cells: Sequence[str]) -> bool:
    return [fold(cell.strip().strip('"')) for cell in cells] == _DICTIONARY
