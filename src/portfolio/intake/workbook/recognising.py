"""What a file is by its bytes, whatever its name says: a workbook we read, or one we cannot."""

from __future__ import annotations

import zipfile
from io import BytesIO

from portfolio.intake.packed import refuse_zip
from portfolio.intake.structure.faults import FileFault

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
# A workbook with a password is wrapped into the older container, under this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Parts that tell what else a container is, and what people call that.
_OTHERS = (
    ("word/document.xml", "file_not_csv", "a text document"),
    ("ppt/presentation.xml", "file_not_csv", "a presentation"),
    ("xl/workbook.bin", "spreadsheet_not_csv", ""),
    ("content.xml", "spreadsheet_not_csv", ""),
    ("xl/vbaProject.bin", "workbook_with_macros", ""),
)
_MEGABYTE = 1 << 20
_MOST_UNPACKED = 512 * _MEGABYTE
_MOST_PARTS = 10_000
# XML of a sheet packs to a tenth or a thirtieth. What packs to less holds nothing but repetition.
_MOST_RATIO = 200
_SMALL = 10 * _MEGABYTE


def is_workbook(content: bytes) -> bool:
    """Whether these are the bytes of a spreadsheet file of some kind, or of another container."""
    return content.startswith((_ZIP, _COMPOUND))


def opened(content: bytes) -> zipfile.ZipFile:
    """The container of a workbook that can be read. Raises FileFault for any other, and for one
    that would unpack to more than is right: sizes are looked at before anything is unpacked, and
    no part unpacks to more than it declares."""
    if content.startswith(_COMPOUND):
        is_locked = _ENCRYPTED in content
        raise FileFault("workbook_with_password" if is_locked else "spreadsheet_not_csv")
    try:
        container = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileFault("workbook_damaged") from error
    parts = container.infolist()
    names = {part.filename for part in parts}
    for name, rule, what in _OTHERS:
        if name in names:
            raise FileFault(rule, what=what)
    if "[Content_Types].xml" not in names:
        if any(name.endswith(".iwa") for name in names):
            raise FileFault("spreadsheet_not_csv")
        refuse_zip(container)
        raise FileFault("file_compressed")
    _refuse_too_much(parts)
    return container


def _refuse_too_much(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > max(_SMALL, _MOST_RATIO * max(part.compress_size, 1)) for part in parts
    )
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS or swollen:
        raise FileFault("workbook_too_large", what=f"{unpacked // _MEGABYTE:,} MB")
