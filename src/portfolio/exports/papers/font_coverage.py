"""Which characters the fonts of a printed paper can show, read from the fonts themselves."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from portfolio.exports.papers.plain_text import is_mark, is_right_to_left

_FILES = ("SourceSansPro-Regular.otf", "DejaVuSans.ttf")
NO_GLYPH = "□"
"""What stands for a character that no font here can show."""
_FULL, _SEGMENTED = 12, 4
_LAST = 0xFFFF


@cache
def packaged(name: str) -> Path:
    """Return where a file or folder beside this module lies."""
    with as_file(files("portfolio.exports.papers").joinpath(name)) as path:
        return path


def printable(text: str) -> str:
    """Return the text with a box for each character that no font here can show.

    Letters with marks are written as one where Unicode has them as one; other marks are shown on
    letters that are read from right to left, where the font of the letter has both.
    """
    shown = _unprintable().sub(NO_GLYPH, unicodedata.normalize("NFC", text))
    if shown.isascii() or not any(map(is_mark, shown)):
        return shown
    letters, words, others = "", _codes_of(_FILES[0]), _codes_of(_FILES[1])
    in_others = False
    for letter in shown:
        if is_mark(letter):
            fits = in_others and ord(letter) in others and is_right_to_left(letter)
            letters += letter if fits else NO_GLYPH
        else:
            in_others = ord(letter) not in words and is_right_to_left(letter)
            letters += letter
    return letters


@cache
def _codes_of(name: str) -> frozenset[int]:
    return frozenset(_codes((packaged("fonts") / name).read_bytes()))


@cache
def words_pattern() -> str:
    """Return a pattern of the typesetter's for each character that the font of words has itself.

    What it would put together from a letter and marks is left to the other font, which has it
    whole: of a letter put together the typesetter writes some parts twice for who copies it.
    """
    ranges = _ranges((_FILES[0],))
    return "[" + "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges) + "]"


@cache
def _unprintable() -> re.Pattern[str]:
    listed = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _ranges(_FILES))
    return re.compile(f"[^\\n\\u200b{listed}]")


def _ranges(names: Iterable[str]) -> list[tuple[int, int]]:
    """Return first and last of each run of characters that any of the fonts has."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(frozenset().union(*map(_codes_of, names))):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def _codes(font: bytes) -> Iterator[int]:
    """Yield the code points of a font's `cmap` table (OpenType 1.9, formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == b"cmap":
            for number in range(struct.unpack_from(">H", font, offset + 2)[0]):
                at = offset + struct.unpack_from(">I", font, offset + 4 + 8 * number + 4)[0]
                yield from _mapped(font, at)


def _mapped(font: bytes, at: int) -> Iterator[int]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == _FULL:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == _SEGMENTED:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends, starts, steps, offsets = (
            struct.unpack_from(f">{count}H", font, at + 14 + 2 * (count * part + (part > 0)))
            for part in range(4)
        )
        for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
            where = at + 16 + 2 * (3 * count + place) + offsets[place]
            for code in range(first, last + 1):
                listed = where + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, listed)[0] if offsets[place] else code
                if glyph and (glyph + steps[place]) % (_LAST + 1) and code != _LAST:
                    yield code
