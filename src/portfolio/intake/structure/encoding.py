"""Bytes as they came become UTF-8 with plain line ends, or the fault that prevents it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from portfolio.intake.structure.faults import FileFault

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
# First bytes of other files that are sent under a .csv name, and what people call them.
_OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
)
# Pairs that UTF-8 writes for £, é or a curly quote, and Windows-1252 text hardly ever holds.
_UTF8_TRACES = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Decoded:
    """A file's text as UTF-8 bytes without BOM, each line end one LF; and the encoding found."""

    content: bytes
    encoding: str


def decode(content: bytes) -> Decoded:
    """The file's text. Raises FileFault for what is not text, or not wholly in one encoding."""
    if not content or content.isspace():
        raise FileFault("empty_file")
    _refuse_other_formats(content)
    text, encoding = _utf8(content)
    text = _plain_line_ends(text)
    if b"\x00" in text:
        row = text.count(b"\n", 0, text.index(b"\x00")) + 1
        raise FileFault("control_character", row=row, what="NUL")
    return Decoded(text, encoding)


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(_SPREADSHEETS):
        raise FileFault("spreadsheet_not_csv")
    for mark, name in _OTHER_FORMATS:
        if content.startswith(mark):
            raise FileFault("file_not_csv", what=name)


def _utf8(content: bytes) -> tuple[bytes, str]:
    if content.startswith(_UTF16_MARKS):
        return _from_utf16(content), "UTF-16"
    text = content.removeprefix(codecs.BOM_UTF8)
    if _is_utf8(text):
        return text, "UTF-8 with BOM" if len(text) < len(content) else "UTF-8"
    return _from_windows_1252(content), "Windows-1252"


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_utf16(content: bytes) -> bytes:
    try:
        return content.decode("utf-16").encode("utf-8")
    except UnicodeError as error:
        raise FileFault("unreadable_encoding") from error


def _from_windows_1252(content: bytes) -> bytes:
    """Text as Excel saves it. A file that is UTF-8 in one place and not in another is refused:
    taking it as Windows-1252 would turn every £ of the good part into two wrong letters."""
    if content.startswith(codecs.BOM_UTF8) or _UTF8_TRACES.search(content):
        raise FileFault("unreadable_encoding", row=_first_line_not_utf8(content))
    try:
        return content.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise FileFault("unreadable_encoding", row=row) from None


def _first_line_not_utf8(content: bytes) -> int:
    good = content.decode("utf-8", errors="surrogateescape")
    first = next(i for i, letter in enumerate(good) if "\udc80" <= letter <= "\udcff")
    return good.count("\n", 0, first) + 1


def _plain_line_ends(text: bytes) -> bytes:
    returns = text.count(b"\r")
    if not returns:
        return text
    if returns == text.count(b"\r\n"):
        return text.translate(None, b"\r")  # the same, in a third of the time
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
