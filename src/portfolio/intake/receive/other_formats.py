"""Files of other kinds that are sent under a .csv name, known by their first bytes."""

from __future__ import annotations

import re

from portfolio.intake.receive.file_fault import FileFault

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
_DATABASE = "a database"
_SHORTCUT = "a shortcut to a file"
_E_MAIL = "an e-mail"
_STATISTICS = "a file of a statistics program"
_DATA = "a file of another format"
# First bytes, and what people call a file that has them.
_OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"%!PS", "a page for a printer"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"SQLite format 3", _DATABASE),
    (b"\x00\x01\x00\x00Standard ", _DATABASE),
    (b"PAR1", _DATA),
    (b"ARROW1", _DATA),
    (b"FEA1", _DATA),
    (b"$FL", _STATISTICS),
    (b"<stata_dta>", _STATISTICS),
    (b"RDX", _STATISTICS),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _SHORTCUT),
    (b"\x78\x9f\x3e\x22", _E_MAIL),  # winmail.dat
)
# The same where the bytes that tell stand further on: a picture of a telephone, of the web.
_FURTHER_ON = re.compile(
    rb"(?s)....ftyp(heic|heix|mif1|avif)|RIFF....WEBP|BM....\x00{4}....[\x0c\x28\x6c\x7c]\x00{3}"
)
# The same for files that are text themselves, where blank space may come first.
_OTHER_TEXTS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (rb"\{\\rtf", _DOCUMENT),
        (rb"<!doctype|<html|<table|<head|<meta", _WEB_PAGE),
        (rb"<\?xml[^>]*\?>\s*<\?mso-application progid=\"word", _DOCUMENT),
        (rb"<(\?xml[^>]*\?>\s*(<![^>]*>\s*)*<)?svg\b", _PICTURE),
        (rb"<\?xml", _DATA),
        # A brace or a bracket alone is none: a column may be called so, or a marking stand so.
        (rb"\{\s*(\"|'|\}|$)|\[\s*(\{|\]|$|\[\s*[\"'\d\]-]|\"[^\"]*\"\s*[,\]])", "a JSON file"),
        (rb"\[(internetshortcut|default)\]\s*\n", _SHORTCUT),
        (rb"mime-version:[^\n]*\n(.*\n)*content-type: multipart/related", _WEB_PAGE),
        # Three lines of an envelope, one of which only a machine writes.
        (
            rb"(?=([^\n]+\n){0,60}?(received|message-id|mime-version):)"
            rb"((return-path|received|delivered-to|message-id|mime-version|from|to|cc|date"
            rb"|subject|content-type|dkim-signature|x-[a-z-]+):[^\n]*\n([ \t][^\n]*\n)*){3}",
            _E_MAIL,
        ),
    )
)
_EXCEL_XML = re.compile(rb"<\?xml[^>]*\?>\s*<\?mso-application progid=\"excel")
_LOOKED_AT = 4_096


def refuse_other_formats(content: bytes) -> None:
    """Raise FileFault for a file that is something else than lines of cells."""
    if content.startswith(_SPREADSHEETS):
        raise FileFault("spreadsheet_not_csv")
    if content.startswith(_COMPRESSED):
        raise FileFault("file_compressed")
    for mark, name in _OTHER_FORMATS:
        if content.startswith(mark):
            raise FileFault("file_not_csv", what=name)
    if _FURTHER_ON.match(content):
        raise FileFault("file_not_csv", what=_PICTURE)
    refuse_other_texts(content)


def refuse_other_texts(text: bytes) -> None:
    """Raise FileFault for what is text and no lines of cells: a page, a message, data."""
    beginning = text[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    beginning = beginning.replace(b"\r\n", b"\n")
    if _EXCEL_XML.match(beginning):
        raise FileFault("spreadsheet_not_csv")
    for pattern, name in _OTHER_TEXTS:
        if pattern.match(beginning):
            raise FileFault("file_not_csv", what=name)
