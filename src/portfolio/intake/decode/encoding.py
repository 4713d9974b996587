"""Bytes as they came become UTF-8 with plain line ends, or the fault that prevents it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from portfolio.intake.decode.macintosh import refuse_macintosh
from portfolio.intake.decode.row_numbers import row_at
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.receive.other_formats import refuse_other_formats, refuse_other_texts

# Pairs that UTF-8 writes for £, é or a curly quote, and Windows-1252 text hardly ever holds.
_UTF8_TRACES = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# So many of the first bytes tell UTF-16 without its mark: every other one of them is NUL. They are
# of a header's plain letters; other letters may have a NUL on the other side.
_LOOKED_AT = 24
# A £ as the old code pages of DOS write it, which Windows-1252 takes for an œ.
_DOS_POUND = re.compile(rb"\x9c\s?[0-9]")
# More than these, and more than one in a hundred bytes, are no slip in a text: it is none.
_FEW_NULS = 8
_RETURN_ALONE = re.compile(rb"\r(?!\n)")
_END_OF_FILE = b"\x1a"


@dataclass(frozen=True)
class Decoded:
    """A file's text as UTF-8 bytes without BOM, each line end one LF; and the encoding found."""

    content: bytes
    encoding: str


def decode(content: bytes) -> Decoded:
    """Return the file's text. Raises FileFault for what is not text, or not wholly in one
    encoding."""
    if not content or content.isspace():
        raise FileFault("empty_file")
    refuse_other_formats(content)
    text, encoding = _utf8(content)
    if encoding == "UTF-16":
        refuse_other_texts(text)
    text = _plain_line_ends(text).removesuffix(_END_OF_FILE)
    if b"\x00" in text:
        if text.count(b"\x00") > max(_FEW_NULS, len(text) // 100):
            raise FileFault("unreadable_encoding")
        row = row_at(text, text.index(b"\x00"))
        raise FileFault("control_character", row=row, character="NUL")
    return Decoded(text, encoding)


def _utf8(content: bytes) -> tuple[bytes, str]:
    if content.startswith(_UTF32_MARKS):
        raise FileFault("unreadable_encoding")
    if content.startswith(_UTF16_MARKS):
        return _from_utf16(content, "utf-16"), "UTF-16"
    unmarked = _utf16_without_mark(content)
    if unmarked:
        return _from_utf16(content, unmarked), "UTF-16"
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


def _utf16_without_mark(content: bytes) -> str | None:
    """Return the order of bytes in which the beginning is UTF-16; None where it is not."""
    beginning = content[:_LOOKED_AT]
    if len(content) % 2 or 0 not in beginning:
        return None
    even, odd = beginning[::2], beginning[1::2]
    if 0 not in even and _mostly_nul(odd):
        return "utf-16-le"
    return "utf-16-be" if 0 not in odd and _mostly_nul(even) else None


def _mostly_nul(half: bytes) -> bool:
    return half.count(0) * 10 > len(half) * 9


def _from_utf16(content: bytes, codec: str) -> bytes:
    try:
        return content.decode(codec).encode("utf-8")
    except UnicodeError as error:
        raise FileFault("unreadable_encoding") from error


def _from_windows_1252(content: bytes) -> bytes:
    """Return text as Excel saves it. A file that is UTF-8 in one place and not in another is
    refused: taking it as Windows-1252 would turn every £ of the good part into two wrong
    letters."""
    if content.startswith(codecs.BOM_UTF8) or _UTF8_TRACES.search(content):
        raise FileFault("unreadable_encoding", row=_first_line_not_utf8(content))
    refuse_macintosh(content)
    pound = _DOS_POUND.search(content)
    if pound:
        raise FileFault("unreadable_encoding", row=row_at(content, pound.start()))
    try:
        return content.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        raise FileFault("unreadable_encoding", row=row_at(content, error.start)) from None


def _first_line_not_utf8(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return row_at(content, error.start)
    return 1


def _plain_line_ends(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    if not _RETURN_ALONE.search(text):
        return text.translate(None, b"\r")  # the same, in a third of the time
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
