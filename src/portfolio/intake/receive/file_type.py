"""What a file is by its bytes, whatever its name says: a workbook we read, or one we cannot."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Set
from io import BytesIO
from itertools import islice

from portfolio.domain.limits import MEGABYTE, MOST_UNPACKED_WORKBOOK
from portfolio.intake.receive.compound_files import ENCRYPTED, kind_of_compound
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.receive.zip_files import refuse_zip

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_DOCUMENT, _PRESENTATION, _DRAWING = "a text document", "a presentation", "a drawing"
# Parts, or folders of them, that tell what else a container is, and what people call that.
_OTHERS = (
    ("word/", "file_not_csv", "a Word document"),
    ("ppt/", "file_not_csv", _PRESENTATION),
    ("visio/", "file_not_csv", _DRAWING),
    ("FixedDocSeq.fdseq", "file_not_csv", "a page for a printer"),
    ("xl/workbook.bin", "spreadsheet_not_csv", ""),
    ("xl/vbaProject.bin", "workbook_with_macros", ""),
)
# What a container of OpenDocument or a book calls itself.
_SELF = "mimetype"
_BY_SELF = (
    (b"opendocument.text", _DOCUMENT),
    (b"opendocument.presentation", _PRESENTATION),
    (b"opendocument.graphics", _DRAWING),
    (b"epub", "a book"),
)
_LONGEST_NAME = 200
_PART = re.compile(rb"(?s)PK\x03\x04.{26}([A-Za-z0-9_./-]{3,99})")
_MOST_PARTS = 10_000
# XML of a sheet packs to a tenth or a thirtieth. What packs to less holds nothing but repetition.
_MOST_RATIO = 200
_SMALL = 10 * MEGABYTE


def is_workbook(content: bytes) -> bool:
    """Return whether these are the bytes of a spreadsheet file of some kind, or of another
    container."""
    return content.startswith((_ZIP, _COMPOUND))


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the container of a workbook that can be read. Raises FileFault for any other, and
    for one that would unpack to more than is right: sizes are looked at before anything is
    unpacked, and no part unpacks to more than it declares."""
    if content.startswith(_COMPOUND):
        what = kind_of_compound(content)
        if what == ENCRYPTED:
            raise FileFault("workbook_with_password")
        raise FileFault("file_not_csv" if what else "spreadsheet_not_csv", what=what or "")
    try:
        container = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        _refuse_others(_names_in_pieces(content))
        raise FileFault("workbook_damaged") from error
    parts = container.infolist()
    names = {part.filename for part in parts}
    _refuse_others(names)
    if "content.xml" in names or _SELF in names:
        _refuse_by_its_name(container)
    if "[Content_Types].xml" not in names:
        if any(name.endswith(".iwa") for name in names):
            raise FileFault("spreadsheet_not_csv")
        refuse_zip(container)
        raise FileFault("file_compressed")
    _refuse_too_much(parts)
    return container


def _refuse_others(names: Set[str]) -> None:
    for start, rule, what in _OTHERS:
        if any(name.startswith(start) for name in names):
            raise FileFault(rule, what=what)


def _names_in_pieces(content: bytes) -> Set[str]:
    """Return the names of parts in a container that is cut off: each stands before its part as
    well."""
    found = _PART.finditer(content)
    return {one[1].decode("ascii") for one in islice(found, _MOST_PARTS)}


def _refuse_by_its_name(container: zipfile.ZipFile) -> None:
    try:
        with container.open(_SELF) as part:
            said = part.read(_LONGEST_NAME)
    except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile, OSError, EOFError):
        said = b""
    for name, what in _BY_SELF:
        if name in said:
            raise FileFault("file_not_csv", what=what)
    raise FileFault("spreadsheet_not_csv")


def _refuse_too_much(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > max(_SMALL, _MOST_RATIO * max(part.compress_size, 1)) for part in parts
    )
    if unpacked > MOST_UNPACKED_WORKBOOK or len(parts) > _MOST_PARTS or swollen:
        raise FileFault("workbook_too_large", what=f"{unpacked // MEGABYTE:,} MB")
