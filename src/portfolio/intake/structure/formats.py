"""Files of other kinds that are sent under a .csv name, known by their first bytes."""

from __future__ import annotations

from portfolio.intake.structure.faults import FileFault

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
_COMPRESSED = (
    b"\x1f\x8b",
    b"PK\x05\x06",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)
_PICTURE = "a picture"
_DOCUMENT = "a text document"
_WEB_PAGE = "a web page"
_DATA = "a file of another format"
# First bytes, and what people call a file that has them.
_OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"SQLite format 3", "a database"),
    (b"PAR1", _DATA),
)
# The same for files that are text themselves, where blank space may come first.
_OTHER_TEXTS = (
    (b"{\\rtf", _DOCUMENT),
    (b"<!doctype", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"<table", _WEB_PAGE),
    (b"<?xml", _DATA),
    (b"{", _DATA),
    (b"[", _DATA),
    (b"mime-version:", "a web page saved as one file"),
)
_LOOKED_AT = 512


def refuse_other_formats(content: bytes) -> None:
    """Raises FileFault for a file that is something else than lines of cells."""
    if content.startswith(_SPREADSHEETS):
        raise FileFault("spreadsheet_not_csv")
    if content.startswith(_COMPRESSED):
        raise FileFault("file_compressed")
    beginning = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, name in _OTHER_FORMATS:
        if content.startswith(mark):
            raise FileFault("file_not_csv", what=name)
    for mark, name in _OTHER_TEXTS:
        if beginning.startswith(mark):
            raise FileFault("file_not_csv", what=name)
